"""numbering.xml: clauses of the order (1., 1.1.), chapters, and the lists of annexes, which begin anew in each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.house_templates.element import twips, w
from sferum_docs.house_templates.house import ANNEX, INDENT, LISTS, STYLES

if TYPE_CHECKING:
    from lxml import etree


def numbering(annexes: int) -> etree._Element:
    """The definitions for a document with so many annexes."""
    further = [
        w(
            "num",
            w("abstractNumId", val=ANNEX),
            w("lvlOverride", w("startOverride", val=1), ilvl=0),
            numId=further_annex(extra),
        )
        for extra in range(1, max(annexes, 1))
    ]
    lists = [w("num", w("abstractNumId", val=number), numId=number) for number in LISTS]
    return w("numbering", *map(_abstract, LISTS), *lists, *further)


def further_annex(extra: int) -> int:
    """The list of an annex after the first: its own number after those of the styles."""
    return LISTS[-1] + extra


def _abstract(number: int) -> etree._Element:
    styles = [style for style in STYLES if style.level is not None and style.numbers == number]
    levels = [_level(style.level or 0, style.id, style.hang) for style in styles]
    return w("abstractNum", w("multiLevelType", val="multilevel"), *levels, abstractNumId=number)


def _level(level: int, style: str, hang: float) -> etree._Element:
    numbers = "".join(f"%{index + 1}." for index in range(level + 1))
    tab = w("tabs", w("tab", val="num", pos=twips(INDENT + hang)))
    return w(
        "lvl",
        w("start", val=1),
        w("numFmt", val="decimal"),
        w("pStyle", val=style),
        w("suff", val="tab"),
        w("lvlText", val=numbers),
        w("lvlJc", val="left"),
        w("pPr", tab, w("ind", left=0, firstLine=twips(INDENT))),
        ilvl=level,
    )
