"""styles.xml of the house style: everything is said in full, so that no theme and no program's default has a say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.house_templates.element import flag, twips, w
from sferum_docs.house_templates.house import BODY, CELL_SIDE, FONT, STYLES, Style

if TYPE_CHECKING:
    from lxml import etree

_GREY = "808080"
_LINES_IN_TWIPS = 240
GRID, PLAIN = "Grid", "Plain"


def styles() -> etree._Element:
    """The styles part."""
    defaults = w(
        "docDefaults",
        w("rPrDefault", _full_run()),
        w(
            "pPrDefault",
            w("pPr", w("widowControl"), w("spacing", before=0, after=0, line=_LINES_IN_TWIPS, lineRule="auto")),
        ),
    )
    normal = w(
        "style", w("name", val="Normal"), w("qFormat"), _full_run(), type="paragraph", default=1, styleId="Normal"
    )
    plain = w("style", w("name", val="Default Paragraph Font"), type="character", default=1, styleId="Font")
    return w("styles", defaults, normal, plain, *_tables(), *(_paragraph(style) for style in STYLES))


def _full_run() -> etree._Element:
    """The type of the body: face, size and language, said where every program looks for it."""
    return w(
        "rPr",
        w("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT),
        *_size(BODY),
        w("lang", val="ru-RU", eastAsia="ru-RU", bidi="ar-SA"),
    )


def _size(points: float) -> tuple[etree._Element, etree._Element]:
    return w("sz", val=round(points * 2)), w("szCs", val=round(points * 2))


def _run(style: Style) -> etree._Element:
    """Where a style departs from the body."""
    return w(
        "rPr",
        flag("b", on=style.bold),
        w("color", val=_GREY) if style.grey else None,
        *(() if style.size == BODY else _size(style.size)),
    )


def _paragraph(style: Style) -> etree._Element:
    return w(
        "style",
        w("name", val=style.name),
        w("basedOn", val="Normal"),
        w("qFormat"),
        _properties(style),
        _run(style),
        type="paragraph",
        customStyle=1,
        styleId=style.id,
    )


def _properties(style: Style) -> etree._Element:
    number = None
    if style.level is not None:
        number = w("numPr", w("ilvl", val=style.level), w("numId", val=style.numbers))
    return w(
        "pPr",
        flag("keepNext", on=style.keep_next),
        flag("pageBreakBefore", on=style.new_page),
        w("widowControl"),
        number,
        w("tabs", w("tab", val="right", leader="underscore", pos=twips(style.blank))) if style.blank else None,
        None if style.hyphens else w("suppressAutoHyphens"),
        w(
            "spacing",
            before=round(style.before * 20),
            after=round(style.after * 20),
            line=round(style.exact * 20 if style.exact else style.line * _LINES_IN_TWIPS),
            lineRule="exact" if style.exact else "auto",
        ),
        w("ind", left=twips(style.left), right=twips(style.right), firstLine=twips(style.first)),
        w("jc", val=style.align),
        None if style.outline is None else w("outlineLvl", val=style.outline),
    )


def _tables() -> tuple[etree._Element, ...]:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    borders = w("tblBorders", *(w(side, val="single", sz=4, space=0, color="000000") for side in sides))
    return (_table(GRID, "Таблица с линиями", borders), _table(PLAIN, "Таблица без линий", None))


def _table(style_id: str, name: str, borders: etree._Element | None) -> etree._Element:
    side = twips(CELL_SIDE) if borders is not None else 0
    margins = w("tblCellMar", w("left", w=side, type="dxa"), w("right", w=side, type="dxa"))
    properties = w("tblPr", borders, margins)
    return w("style", w("name", val=name), properties, type="table", customStyle=1, styleId=style_id)
