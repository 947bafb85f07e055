"""Paragraphs: style, words in one run, the bookmark of the clause."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.house_templates.element import flag, text, twips, w

if TYPE_CHECKING:
    from lxml import etree

    from sferum_docs.house_templates.house import Style

_CONTROL = re.compile(r"\{%-?\s*")
# ГОСТ Р 7.0.97, 3.3: № 262, п. 1.3, статьи 192, 100 % stay in one line; nor does a line begin with a dash
_TAG = re.compile(r"(\{\{.*?\}\}|\{%.*?%\})")
_SIGN = re.compile(r"№ (?=\S|$)")
_OF_DAY = re.compile(r"\bот (?=\d\d\.|\{\{[^{}]*\|дата\b)")
_BEFORE_NUMBER = re.compile(r"\b(стать\w{1,2}|част\w{1,2}|пункт\w{0,2}|приложени\w|п\.) (?=[\d№]|$)")
_LAW = re.compile(r"(?<=\d)-(?=ФК?З\b)")  # 152-ФЗ
_AFTER = re.compile(r"(?<=\d) (?=(?:г\.|%))|^ (?=(?:г\.|%))|(?<=\S) (?=—)|^ (?=—)")


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
    run = w("r", text(no_break(words))) if words else None
    if bookmark is None:
        return w("p", properties, run)
    number, name = bookmark
    return w("p", properties, w("bookmarkStart", id=number, name=name), run, w("bookmarkEnd", id=number))


def control_text(words: str, marker: str) -> str:
    """Control tags with the marker that names what disappears with them: the paragraph (p) or the row (tr).

    >>> control_text("{% if а %}", "p")
    '{%p if а %}'
    """
    return _CONTROL.sub(f"{{%{marker} ", words)


def no_break(words: str) -> str:
    r"""The words of a source with no-break spaces where a line must not break; tags stay as they are.

    >>> no_break("от {{ приказ.дата|дата }} № {{ приказ.номер }}, п. 1.3 — всё")
    'от\xa0{{ приказ.дата|дата }} №\xa0{{ приказ.номер }}, п.\xa01.3\xa0— всё'
    """
    pieces = _TAG.split(_OF_DAY.sub("от\u00a0", words))
    return "".join(piece if _TAG.fullmatch(piece) else _spaced(piece) for piece in pieces)


def _spaced(words: str) -> str:
    words = _LAW.sub("\u2011", words)
    return _AFTER.sub("\u00a0", _BEFORE_NUMBER.sub("\\1\u00a0", _SIGN.sub("№\u00a0", words)))
