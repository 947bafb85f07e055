"""A new template for the administrator, on the same blank as the templates of a pack."""

from __future__ import annotations

from sferum_docs.blanks.build import shared_parts
from sferum_docs.blanks.starter import starter
from sferum_docs.documents.making.file_names import FORBIDDEN
from sferum_docs.services.packs.choose import current_pack

MOST_LETTERS = 80


def new_template(title: str, kind: str, preamble: str = "цель") -> bytes:
    """The Word template; the same words give the same bytes. FaultsError when the title does not fit."""
    return starter(title, kind, shared_parts(current_pack().folder), preamble)


def template_name(title: str, kind: str) -> str:
    """A file name that every system takes.

    >>> template_name("О дежурстве: зима/лето", "приказ")
    'Шаблон — приказ О дежурстве зима лето.docx'
    """
    words = " ".join(FORBIDDEN.sub(" ", title).split())[:MOST_LETTERS].strip(" .")
    return f"Шаблон — {kind} {words}.docx"
