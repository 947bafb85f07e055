"""Paragraphs: style, words in one run, the bookmark of the clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.house_templates.element import flag, text, twips, w
from sferum_docs.reading.typography import in_template

if TYPE_CHECKING:
    from lxml import etree

    from sferum_docs.house_templates.house import Style

_BLANK = re.compile(r"^_{5,}\s")
_CONTROL = re.compile(r"\{%-?\s*")


def paragraph(
    style: Style,
    words: str,
    *,
    align: str | None = None,
    sides: tuple[float, float] | None = None,
    keep_next: bool = False,
    numbers: int | None = None,
    before: float | None = None,
    bookmark: tuple[int, str] | None = None,
) -> etree._Element:
    """A paragraph; what is given here departs from its style."""
    properties = w(
        "pPr",
        w("pStyle", val=style.id),
        flag("keepNext", on=keep_next),
        None if numbers is None else w("numPr", w("ilvl", val=style.level), w("numId", val=numbers)),
        None if before is None else w("spacing", before=round(before * 20)),
        None if sides is None else w("ind", left=twips(sides[0]), right=twips(sides[1])),
        None if align is None else w("jc", val=align),
    )
    run = _run(style, in_template(words)) if words else None
    if bookmark is None:
        return w("p", properties, run)
    number, name = bookmark
    return w("p", properties, w("bookmarkStart", id=number, name=name), run, w("bookmarkEnd", id=number))


def _run(style: Style, words: str) -> etree._Element:
    """The words; a line to sign on takes what a long name leaves of the width, so that both stay in one line."""
    name = _BLANK.sub(" ", words, count=1) if style.blank else words
    return w("r", w("tab") if name != words else None, text(name))


def control_text(words: str, marker: str) -> str:
    """Control tags with the marker that names what disappears with them: the paragraph (p) or the row (tr).

    >>> control_text("{% if а %}", "p")
    '{%p if а %}'
    """
    return _CONTROL.sub(f"{{%{marker} ", words)
