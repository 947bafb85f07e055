"""A sheet as read: rows of cells as text with what else is known of them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sferum_docs.reading.cleaning import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sferum_docs.reading.faults import Fault

MAX_ROWS = 20_000
MAX_COLUMNS = 60
MAX_CELL = 2_000
NUMBER, DAY, FLAG, TEXT = "n", "d", "b", "t"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row as people count it: the number they see in Excel, and its cells as text.

    `kinds` has a letter for each cell (NUMBER, DAY, FLAG, TEXT) where the file tells; `formulas` are the places of
    cells that were computed; a merged cell stands in every place that it covers.
    """

    number: int
    cells: tuple[str, ...]
    hidden: bool = field(default=False, compare=False)
    kinds: str = field(default="", compare=False)
    formulas: frozenset[int] = field(default=frozenset(), compare=False)

    def number_at(self, place: int) -> float | None:
        """The number in a cell, or None when it holds none."""
        return float(self.cells[place]) if self.kinds[place : place + 1] == NUMBER else None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet with its rows; empty rows are left out."""

    name: str
    rows: tuple[SheetRow, ...]
    visible: bool = True
    read: bool = True  # False: one sheet too many, only its name is known
    remarks: tuple[Fault, ...] = ()  # what was read in spite of its fault, or may not be as it seems


def made_row(
    number: int, cells: Iterable[str], *, hidden: bool = False, kinds: str = "", formulas: Iterable[int] = ()
) -> SheetRow:
    """A row of cleaned cells without the empty ones at its end."""
    cleaned = [clean_line(cell[:MAX_CELL]) if cell else "" for cell in cells]
    while cleaned and not cleaned[-1]:
        cleaned.pop()
    return SheetRow(number, tuple(cleaned), hidden, kinds[: len(cleaned)], frozenset(formulas))


def with_merged(rows: Sequence[SheetRow], merged: Iterable[tuple[int, int, int, int]]) -> tuple[SheetRow, ...]:
    """The rows with every merged cell (first row and column, last row and column, from 0) in all its places."""
    at = {row.number: index for index, row in enumerate(rows)}
    cells: dict[int, list[str]] = {}
    for top, left, bottom, right in merged:
        first = at.get(top + 1)
        if first is None or left >= MAX_COLUMNS or left >= len(rows[first].cells):
            continue
        text = rows[first].cells[left]
        for number in range(top + 1, min(bottom, top + MAX_ROWS) + 2):
            index = at.get(number)
            if index is not None and text:
                line = cells.setdefault(index, list(rows[index].cells))
                last = min(right, MAX_COLUMNS - 1)
                line.extend("" for _ in range(last + 1 - len(line)))
                line[left : last + 1] = [text] * (last + 1 - left)
    return tuple(replace(row, cells=tuple(cells.get(index, row.cells))) for index, row in enumerate(rows))


def row_record(row: SheetRow) -> list[Any]:
    """A row as plain values, for a line of JSON."""
    return [row.number, int(row.hidden), row.kinds, sorted(row.formulas), list(row.cells)]


def record_row(record: list[Any]) -> SheetRow:
    """The row of such a record."""
    number, hidden, kinds, formulas, cells = record
    return SheetRow(int(number), tuple(map(str, cells)), bool(hidden), str(kinds), frozenset(formulas))
