"""A new template for the administrator, on the same blank as the templates of a pack."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.making.file_names import FORBIDDEN
from sferum_docs.house_templates.build import shared_parts
from sferum_docs.house_templates.skeleton import skeleton
from sferum_docs.services.packs.choose import PACKS

if TYPE_CHECKING:
    from sferum_docs.packs.model import Pack

MOST_LETTERS = 80


def new_template(pack: Pack, title: str, kind: str, preamble: str = "цель") -> bytes:
    """A Word template on the blank of a pack; the same words give the same bytes. FaultsError: no fit title."""
    person = next((role.tag for role in pack.roles.all if role.required), "директор")
    return skeleton(title, kind, shared_parts(pack.folder, PACKS), preamble, person)


def template_name(title: str, kind: str) -> str:
    """A file name that every system takes.

    >>> template_name("О дежурстве: зима/лето", "приказ")
    'Шаблон — приказ О дежурстве зима лето.docx'
    """
    words = " ".join(FORBIDDEN.sub(" ", title).split())[:MOST_LETTERS].strip(" .")
    return f"Шаблон — {kind} {words}.docx"
