"""A table whose heading says nothing that is known, by the row of the own school: its columns are left to a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.indicators.layout.captions import OTHER, UNCLEAR, Role
from sferum_docs.indicators.layout.cells import is_number
from sferum_docs.indicators.layout.heading import Table
from sferum_docs.indicators.layout.skipping import cell_at

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.reading.sheets.sheets import SheetRow

_MAX_DEPTH, _LEAST_CELLS = 4, 2
_SEARCHED, _MOST_OWN = 2000, 2  # rows


def bare_table(rows: Sequence[SheetRow], known: IndicatorSet, is_school: Callable[[str], bool]) -> Table | None:
    """The table in which the own school stands beside numbers under a heading; None: there is no such row.

    A list that names the school in row after row (its staff, its papers) is no table of schools.
    """
    found: list[tuple[int, list[int]]] = []
    for row in rows[:_SEARCHED]:
        place = next((at for at, cell in enumerate(row.cells) if not is_number(cell) and is_school(cell)), None)
        numbers = [at for at, cell in enumerate(row.cells) if cell and is_number(cell)]
        if place is not None and numbers:
            found.append((place, numbers))
    return _table(rows, known, *found[0]) if 0 < len(found) <= _MOST_OWN else None


def _table(rows: Sequence[SheetRow], known: IndicatorSet, place: int, numbers: Sequence[int]) -> Table | None:
    first = start = next((at for at, row in enumerate(rows) if _is_like(row, place, numbers)), 0)
    while start > max(0, first - _MAX_DEPTH) and _may_head(rows[start - 1]):
        start -= 1
    heading = rows[start:first]
    if not heading:
        return None
    width = max(len(row.cells) for row in (*heading, rows[first]))
    captions = tuple(tuple(dict.fromkeys(cell for row in heading if (cell := cell_at(row, at)))) for at in range(width))
    below = rows[first:]
    roles = tuple(_role(at, place, below) for at in range(width))
    return Table(known, tuple(rows[:start]), tuple(heading), tuple(below), captions, roles)


def _is_like(row: SheetRow, place: int, numbers: Sequence[int]) -> bool:
    """Whether a row has a name and numbers where the own one has them."""
    there = sum(is_number(cell_at(row, at)) for at in numbers if cell_at(row, at))
    return bool(cell_at(row, place)) and not is_number(cell_at(row, place)) and there * 2 >= len(numbers)


def _may_head(row: SheetRow) -> bool:
    filled = {cell for cell in row.cells if cell}
    return len(filled) >= _LEAST_CELLS and not any(map(is_number, filled))


def _role(at: int, place: int, rows: Sequence[SheetRow]) -> Role:
    if at == place:
        return Role("school")
    cells = [cell for row in rows if (cell := cell_at(row, at))]
    numbers = [cell for cell in cells if is_number(cell)]
    if len(numbers) > 1 and numbers == [str(number) for number in range(1, len(numbers) + 1)]:
        return Role("number")
    return UNCLEAR if numbers else OTHER
