"""What a table's style and properties say of its look: lines, width, which of its levels hold for a row, colours."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.gost.package import VAL, qn, value
from sferum_docs.gost.styles import fill_of
from sferum_docs.reading.numbers import whole

if TYPE_CHECKING:
    from sferum_docs.gost.package import Element
    from sferum_docs.gost.styles import Styles

_TBL, _TR, _TC = (qn(f"w:{name}") for name in ("tbl", "tr", "tc"))
_HEX = re.compile(r"[0-9A-Fa-f]{1,4}")


def conditions(properties: Element | None, row: int, rows: int) -> tuple[str, ...]:
    """Which rows of a table's style hold for a row (ECMA-376 part 1, 17.4.55 and 17.7.6)."""
    look = None if properties is None else properties.find(qn("w:tblLook"))
    if look is None:
        return ()
    bits = int(look.get(VAL) or "0", 16) if _HEX.fullmatch(look.get(VAL) or "") else 0

    def holds(name: str, bit: int) -> bool:
        told = look.get(qn(f"w:{name}"))
        return bool(bits & bit) if told is None else told in {"1", "true", "on"}

    head, last = holds("firstRow", 0x20) and row == 1, holds("lastRow", 0x40) and row == rows
    before = 1 if holds("firstRow", 0x20) else 0
    band = () if holds("noHBand", 0x200) or head or last else (f"band{1 + (row - before - 1) % 2}Horz",)
    return (*band, *(("firstRow",) if head else ()), *(("lastRow",) if last else ()))


def ground_of(styles: Styles, settings: Element | None, row: Element, style: str) -> str:
    """The colour of a cell: its own, else that of the table, else that of the table's style."""
    table = next(row.iterancestors(_TBL), None)
    own = None if table is None else table.find(qn("w:tblPr"))
    levels = [item.find(qn(name)) for item in styles.table_levels(style) for name in ("w:tblPr", "w:tcPr")]
    for level in (settings, own, *levels[::-1]):
        shade = None if level is None else level.find(qn("w:shd"))
        if shade is not None:
            return fill_of(shade)
    return ""


def is_lined(styles: Styles, table: Element, style: str) -> bool:
    """Whether the table, its style or a cell draws lines."""
    levels = (table.find(qn("w:tblPr")), *(item.find(qn("w:tblPr")) for item in styles.chain(style)[::-1]))
    for level in levels:
        borders = None if level is None else level.find(qn("w:tblBorders"))
        if borders is not None:
            return any(item.get(VAL) not in {"nil", "none", None} for item in borders) or _cells_lined(table)
    return _cells_lined(table)


def _cells_lined(element: Element) -> bool:
    borders = element.iterfind(f"{_TR}/{_TC}/{qn('w:tcPr')}/{qn('w:tcBorders')}")
    return any(item.get(VAL) not in {"nil", "none", None} for border in borders for item in border)


def table_width(properties: Element | None, grid: list[int], room: int) -> int:
    """Width in twips: what is set, else the sum of the columns; a share is in fiftieths of a per cent."""
    kind, width = value(properties, "w:tblW", "w:type"), whole(value(properties, "w:tblW", "w:w"))
    if width and kind == "dxa":
        return width
    if width and kind == "pct":
        return room * width // 5000
    return sum(grid)
