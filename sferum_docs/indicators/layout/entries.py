"""What the rows of a table give before it is known whose they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sferum_docs.indicators.layout.skipping import cell_at
from sferum_docs.indicators.model import LeftOut, Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from sferum_docs.indicators.layout.heading import Table
    from sferum_docs.indicators.model import Week
    from sferum_docs.reading.sheets.sheets import SheetRow


@dataclass(frozen=True, slots=True)
class Entry:
    """A value as it stands in a row, its school and week still in the words of the sheet."""

    school: str
    school_place: Place
    week: Week | None
    indicator: str
    amount: Decimal | None
    unit: str
    state: str
    place: Place
    written: str
    base: int | None
    correction: bool
    number: int = 0  # of its week where that is counted and not dated


@dataclass
class TableReading:
    """What the rows of a table gave."""

    table: Table
    file: str = ""
    sheet: str = ""
    week: Week | None = None  # of the rows that do not say one of their own
    week_from: str = ""  # in words, where it stands
    entries: list[Entry] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    unreadable: list[Entry] = field(default_factory=list)
    weeks: tuple[Week, Week] | None = None  # one of the two is meant
    doubt: str = ""  # why it may be either
    numbered: list[tuple[int, Week]] = field(default_factory=list)  # weeks that are counted and dated
    unnamed: dict[str, Place] = field(default_factory=dict)  # what a long list calls an indicator, and nobody knows


def cells_left(row: SheetRow, file: str, sheet: str, reason: str) -> Iterator[LeftOut]:
    """Every cell of a row that gave no figure, computed ones too."""
    for place in range(max([len(row.cells), *(place + 1 for place in row.formulas)])):
        cell = cell_at(row, place)
        if cell or place in row.formulas:
            yield LeftOut(Place(file, sheet, row.number, place), cell, reason)


def not_told(
    rows: Sequence[SheetRow], readings: Sequence[TableReading], left_out: Iterable[LeftOut]
) -> Iterator[LeftOut]:
    """The cells of a sheet that none of its tables tells of: right of a heading, beside a corner, between tables."""
    file, sheet = readings[0].file, readings[0].sheet
    places = [left.place for left in left_out if (left.place.file, left.place.sheet) == (file, sheet)]
    for reading in readings:
        places += [left.place for left in reading.left_out]
        places += [entry.place for entry in (*reading.entries, *reading.unreadable)]
    told = {(place.row, place.column) for place in places}
    for row in rows:
        for at, cell in enumerate(row.cells):
            if cell and (row.number, at) not in told:
                yield LeftOut(Place(file, sheet, row.number, at), cell, "вне таблицы")
