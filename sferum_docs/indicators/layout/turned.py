"""Sheets whose schools stand in columns: turned, read like any other, and put back to the cells of the sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.indicators.layout.cells import is_number, read_cell
from sferum_docs.indicators.layout.heading import find_tables, text_of
from sferum_docs.indicators.layout.skipping import cell_at
from sferum_docs.indicators.model import LeftOut, Place
from sferum_docs.indicators.names import taken_apart
from sferum_docs.reading.sheets.sheets import SheetRow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.layout.entries import Entry, TableReading
    from sferum_docs.indicators.layout.heading import Table

_SEARCHED, _MOST_ROWS = 15, 400
_LEAST_NAMES = 2  # where no list of schools tells a name from other words
_SHARES = frozenset({"%", "процент", "проценты", "доля", "доля, %"})
_UNITS = _SHARES | {"чел", "человек", "кол-во", "количество", "абс", "ед"}
_NAMES = "Организация"  # what the corner of such a sheet says of the row of names


@dataclass(frozen=True, slots=True)
class TurnedSheet:
    """The tables of a sheet that was turned, and the rows that they were turned from."""

    tables: tuple[Table, ...]
    titles: tuple[SheetRow, ...]
    rows: tuple[SheetRow, ...]
    units: SheetRow | None = None  # the row that says what each column holds: «чел.», «%»
    beside: frozenset[int] = frozenset()  # columns of shares beside those of people

    def put_back(self, reading: TableReading) -> None:
        """Gives every place in a reading as the sheet has it, and tells of the rows above."""
        reading.entries = [self._entry(each) for each in reading.entries]
        reading.unreadable = [self._entry(each) for each in reading.unreadable]
        put = (self._left(each) for each in reading.left_out)
        reading.left_out = [left for left in put if left.text or left.place.column in self._computed(left.place)]
        reading.unnamed = {name: self._place(place) for name, place in reading.unnamed.items()}
        if self.units and reading.table.number == 0:
            reading.left_out += self._of_units(reading.file, reading.sheet, self.units)

    def _of_units(self, file: str, sheet: str, units: SheetRow) -> Iterator[LeftOut]:
        for row in (units, *self.rows):
            for column, cell in enumerate(row.cells):
                if cell and (row is units or column in self.beside):
                    reason = "заголовок таблицы" if row is units else "доля рядом с числом"
                    yield LeftOut(Place(file, sheet, row.number, column), cell, reason)

    def _computed(self, place: Place) -> frozenset[int]:
        return next((row.formulas for row in self.rows if row.number == place.row), frozenset())

    def _entry(self, entry: Entry) -> Entry:
        return replace(entry, place=self._place(entry.place), school_place=self._place(entry.school_place))

    def _left(self, left: LeftOut) -> LeftOut:
        place = self._place(left.place)
        row = self.rows[left.place.column]
        return LeftOut(place, cell_at(row, place.column), left.reason)

    def _place(self, place: Place) -> Place:
        return Place(place.file, place.sheet, self.rows[place.column].number, place.row - 1)


def turned_sheet(
    rows: Sequence[SheetRow],
    sets: Sequence[IndicatorSet],
    about: str,
    is_school: Callable[[str], bool],
) -> TurnedSheet | None:
    """The tables of a sheet whose schools stand side by side in one row; None: no such row."""
    found = next(
        ((at, first) for at in range(min(_SEARCHED, len(rows))) if (first := _first_name(rows[at], is_school))),
        None,
    )
    if found is None or len(rows) - found[0] > _MOST_ROWS or not _has_numbers(rows[found[0] + 1 :], found[1]):
        return None
    top, first = found
    titles, below = tuple(rows[:top]), list(rows[top:])
    above = text_of(titles)
    units = below.pop(1) if len(below) > 1 and _is_of_units(below[1], first) else None
    names = _names(below[0], units) if units else below[0]
    beside = _beside(names, units) if units else frozenset()
    tables = find_tables(_turned([names, *below[1:]], first, beside), sets, f"{about} {above}")
    told = tuple(replace(table, is_turned=True, said_above=table.title or above, rows_above=titles) for table in tables)
    return TurnedSheet(told, titles, tuple(below), units, beside) if told else None


def _has_numbers(rows: Sequence[SheetRow], column: int) -> bool:
    """Whether what stands under a name is what it has; beside the label of a form it is the text of other labels."""
    cells = [row.cells[column] for row in rows if column < len(row.cells) and row.cells[column]]
    words = [cell for cell in cells if read_cell(cell).state == "unreadable"]
    return len(words) * 2 <= len(cells)


def _is_of_units(row: SheetRow, first: int) -> bool:
    """Whether a row under the names says of each column what it holds."""
    said = [cell for cell in row.cells[first:] if cell]
    return len(said) >= _LEAST_NAMES and all(cell.strip(" .").casefold() in _UNITS for cell in said)


def _names(row: SheetRow, units: SheetRow) -> SheetRow:
    """The row of names; a name that was not merged goes on to its right."""
    cells = list(row.cells) + [""] * (len(units.cells) - len(row.cells))
    for column in range(1, len(units.cells)):
        cells[column] = cells[column] or (cells[column - 1] if units.cells[column] else "")
    return replace(row, cells=tuple(cells))


def _beside(names: SheetRow, units: SheetRow) -> frozenset[int]:
    """The columns of shares of schools that have one of people."""
    cells = names.cells
    shares = {column for column, cell in enumerate(units.cells) if cell.strip(" .").casefold() in _SHARES}
    counted = {cells[column] for column, cell in enumerate(units.cells) if cell and column not in shares}
    return frozenset(column for column in shares if cells[column] in counted)


def _first_name(row: SheetRow, is_school: Callable[[str], bool]) -> int:
    """The column of the first school in a row of schools; 0 where it is none."""
    words = [place for place, cell in enumerate(row.cells) if cell and not is_number(cell)]  # «4» is no school № 4
    others = [place for place in words if row.cells[place] != row.cells[0]]  # a title goes over all
    named = [place for place in others if is_school(row.cells[place])]
    if not named:
        alike = [place for place in others if taken_apart(row.cells[place]).kinds]
        named = alike if len({row.cells[place] for place in alike}) >= _LEAST_NAMES else []
    return named[0] if named else 0


def _turned(rows: Sequence[SheetRow], first: int, beside: frozenset[int]) -> tuple[SheetRow, ...]:
    """Each column as a row; the corner over the names of indicators says that schools stand beside it."""
    width = max(len(row.cells) for row in rows)
    turned = []
    for column in (column for column in range(width) if column not in beside):
        cells = [cell_at(row, column) for row in rows]
        if column < first:
            cells[0] = "" if column else _NAMES
        formulas = frozenset(at for at, row in enumerate(rows) if column in row.formulas)
        if any(cells) or formulas:
            turned.append(SheetRow(column + 1, tuple(cells), formulas=formulas))
    return tuple(turned)
