"""What a table's style and properties say of its look: lines, width, which of its levels hold for a row, colours."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.gost.reading.package import VAL, qn, value
from sferum_docs.gost.reading.properties import fill_of
from sferum_docs.gost.reading.styles import BESIDE
from sferum_docs.reading.numbers import whole
from sferum_docs.wordml.switches import is_on

if TYPE_CHECKING:
    from sferum_docs.gost.reading.package import Element
    from sferum_docs.gost.reading.styles import Styles

_TBL, _TR, _TC = (qn(f"w:{name}") for name in ("tbl", "tr", "tc"))
_YES = {"1", "true", "on"}
_HEX = re.compile(r"[0-9A-Fa-f]{1,4}")


@dataclass(frozen=True, slots=True)
class TableStyle:
    """A table's style, and which of its levels hold where: ECMA-376 part 1, 17.4.55 and 17.7.6."""

    name: str
    told: frozenset[str]
    rows: int

    def of_row(self, row: int) -> str:
        """With the levels of the whole table and of a row."""
        return BESIDE.join((self.name, "wholeTable", *self._banded(row), *self._row(row)))

    def of_cell(self, row: int, column: int, columns: int) -> str:
        """With those of a cell, from the farthest to the nearest: table, bands, columns, rows, corners."""
        side = self._side("firstColumn", "firstCol", column == 1)
        side += self._side("lastColumn", "lastCol", column == columns)
        plain = {"", "noVBand"} & self.told or side
        band = () if plain else (f"band{_band(column, 'firstColumn' in self.told)}Vert",)
        corners = (_CORNERS[one, other] for one in self._row(row) for other in side)
        return BESIDE.join((self.name, "wholeTable", *band, *self._banded(row), *side, *self._row(row), *corners))

    def _banded(self, row: int) -> tuple[str, ...]:
        plain = {"", "noHBand"} & self.told or self._row(row)
        return () if plain else (f"band{_band(row, 'firstRow' in self.told)}Horz",)

    def _row(self, row: int) -> tuple[str, ...]:
        return self._side("firstRow", "firstRow", row == 1) + self._side("lastRow", "lastRow", row == self.rows)

    def _side(self, name: str, level: str, here: bool) -> tuple[str, ...]:
        return (level,) if here and name in self.told else ()


_BITS = {
    "firstRow": 0x20,
    "lastRow": 0x40,
    "firstColumn": 0x80,
    "lastColumn": 0x100,
    "noHBand": 0x200,
    "noVBand": 0x400,
}
_CORNERS = {("firstRow", "firstCol"): "nwCell", ("firstRow", "lastCol"): "neCell", ("lastRow", "firstCol"): "swCell",
            ("lastRow", "lastCol"): "seCell"}  # fmt: skip


def _band(place: int, after_first: bool) -> int:
    return 1 + (place - after_first - 1) % 2


def style_of(properties: Element | None, name: str, rows: int) -> TableStyle:
    """What a table says of its look: in words, else in bits."""
    look = None if properties is None else properties.find(qn("w:tblLook"))
    if look is None:
        return TableStyle(name, frozenset({""}), rows)  # nothing is told: no level but that of the table
    given = look.get(VAL) or ""
    bits = int(given, 16) if _HEX.fullmatch(given) else 0
    told = {name: look.get(qn(f"w:{name}")) for name in _BITS}
    holds = {name for name, bit in _BITS.items() if (bool(bits & bit) if told[name] is None else told[name] in _YES)}
    return TableStyle(name, frozenset(holds), rows)


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


def is_marked(styles: Styles, properties: Element | None, style: str, name: str) -> bool:
    """A switch of a row: its own, else that of the level of the table's style that holds for it."""
    levels = (item.find(qn("w:trPr")) for item in styles.table_levels(style)[::-1])
    for level in (properties, *levels):
        told = is_on(None if level is None else level.find(qn(name)))
        if told is not None:
            return told
    return False


def exact_height(properties: Element | None) -> int | None:
    """The height of a row that must not grow."""
    fixed = value(properties, "w:trHeight", "w:hRule") == "exact"
    return whole(value(properties, "w:trHeight")) if fixed else None


def is_lined(styles: Styles, table: Element, style: str) -> bool:
    """Whether lines of a table are seen: its own or its style's, unless every cell takes them away; or its cells'."""
    cells = [cell.find(f"{qn('w:tcPr')}/{qn('w:tcBorders')}") for cell in table.iterfind(f"{_TR}/{_TC}")]
    levels = (table.find(qn("w:tblPr")), *(item.find(qn("w:tblPr")) for item in styles.chain(style)[::-1]))
    for level in levels:
        borders = None if level is None else level.find(qn("w:tblBorders"))
        if borders is not None:
            bare = bool(cells) and all(_takes_all_away(cell) for cell in cells)
            return (_seen(borders) and not bare) or _cells_lined(table)
    return _cells_lined(table)


_SIDES = {qn(f"w:{name}") for name in ("left", "right", "start", "end", "insideV")}


def _drawn(line: Element) -> bool:
    return line.get(VAL) not in {"nil", "none", None} and (line.get(qn("w:color")) or "").upper() != "FFFFFF"


def _seen(borders: Element) -> bool:
    return any(_drawn(line) for line in borders)


def _takes_all_away(borders: Element | None) -> bool:
    return borders is not None and len(borders) >= 4 and not _seen(borders)  # noqa: PLR2004  the sides of a cell


def _cells_lined(table: Element) -> bool:
    """A line under an empty cell is a place for a hand: it makes no table of a row."""
    for cell in table.iterfind(f"{_TR}/{_TC}"):
        lines = cell.find(f"{qn('w:tcPr')}/{qn('w:tcBorders')}")
        drawn = set() if lines is None else {line.tag for line in lines if _drawn(line)}
        written = any((text.text or "").strip() for text in cell.iter(qn("w:t")))
        if drawn and (written or drawn & _SIDES):
            return True
    return False


def table_width(properties: Element | None, grid: list[int], room: int) -> int:
    """Width in twips: what is set, else the sum of the columns; a share is in fiftieths of a per cent."""
    kind, width = value(properties, "w:tblW", "w:type"), whole(value(properties, "w:tblW", "w:w"))
    if width and kind == "dxa":
        return width
    if width and kind == "pct":
        return room * width // 5000
    return sum(grid)
