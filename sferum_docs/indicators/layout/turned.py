"""Sheets whose schools stand in columns: turned, read like any other, and put back to the cells of the sheet."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.indicators.layout.heading import find_tables, text_of
from sferum_docs.indicators.model import LeftOut, Place
from sferum_docs.indicators.names import taken_apart
from sferum_docs.reading.sheets.sheets import SheetRow

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.layout.entries import Entry, TableReading
    from sferum_docs.indicators.layout.heading import Table

_SEARCHED, _MOST_ROWS = 15, 400
_LEAST_NAMES = 2  # where no list of schools tells a name from other words
_NAMES = "Организация"  # what the corner of such a sheet says of the row of names


@dataclass(frozen=True, slots=True)
class TurnedSheet:
    """The tables of a sheet that was turned, and the rows that they were turned from."""

    tables: tuple[Table, ...]
    titles: tuple[SheetRow, ...]
    rows: tuple[SheetRow, ...]

    def put_back(self, reading: TableReading) -> None:
        """Gives every place in a reading as the sheet has it, and tells of the rows above."""
        reading.entries = [self._entry(each) for each in reading.entries]
        reading.unreadable = [self._entry(each) for each in reading.unreadable]
        reading.left_out = [self._left(each) for each in reading.left_out]
        reading.unnamed = {name: self._place(place) for name, place in reading.unnamed.items()}

    def _entry(self, entry: Entry) -> Entry:
        return replace(entry, place=self._place(entry.place), school_place=self._place(entry.school_place))

    def _left(self, left: LeftOut) -> LeftOut:
        place = self._place(left.place)
        row = self.rows[left.place.column]
        return LeftOut(place, row.cells[place.column] if place.column < len(row.cells) else "", left.reason)

    def _place(self, place: Place) -> Place:
        return Place(place.file, place.sheet, self.rows[place.column].number, place.row - 1)


def turned_sheet(
    rows: Sequence[SheetRow], sets: Sequence[IndicatorSet], about: str, is_school: Callable[[str], bool]
) -> TurnedSheet | None:
    """The tables of a sheet whose schools stand side by side in one row; None where there is no such row."""
    found = next(
        ((at, first) for at in range(min(_SEARCHED, len(rows))) if (first := _first_name(rows[at], is_school))), None
    )
    if found is None or len(rows) - found[0] > _MOST_ROWS:
        return None
    top, first = found
    titles, below = tuple(rows[:top]), tuple(rows[top:])
    above = text_of(titles)
    tables = find_tables(_turned(below, first), sets, f"{about} {above}")
    told = tuple(replace(table, is_turned=True, said_above=table.title or above, rows_above=titles) for table in tables)
    return TurnedSheet(told, titles, below) if told else None


def _first_name(row: SheetRow, is_school: Callable[[str], bool]) -> int:
    """The column of the first school in a row of schools; 0 where it is none."""
    named = [place for place, cell in enumerate(row.cells) if place and cell and is_school(cell)]
    if not named:
        alike = [place for place, cell in enumerate(row.cells) if place and cell and taken_apart(cell).kinds]
        named = alike if len({row.cells[place] for place in alike}) >= _LEAST_NAMES else []
    return named[0] if named else 0


def _turned(rows: Sequence[SheetRow], first: int) -> tuple[SheetRow, ...]:
    """Each column as a row; the corner over the names of indicators says that schools stand beside it."""
    width = max(len(row.cells) for row in rows)
    turned = []
    for column in range(width):
        cells = [row.cells[column] if column < len(row.cells) else "" for row in rows]
        if column < first:
            cells[0] = "" if column else _NAMES
        formulas = frozenset(at for at, row in enumerate(rows) if column in row.formulas)
        if any(cells) or formulas:
            turned.append(SheetRow(column + 1, tuple(cells), formulas=formulas))
    return tuple(turned)
