"""Sheets in blocks: a row alone says of which indicator the schools below it are, the columns are weeks or amounts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.indicators.layout.captions import indicator_named, role_of
from sferum_docs.indicators.layout.cells import is_number
from sferum_docs.indicators.layout.heading import find_tables
from sferum_docs.indicators.layout.skipping import is_named
from sferum_docs.indicators.layout.weeks import week_in
from sferum_docs.indicators.model import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.layout.entries import TableReading
    from sferum_docs.indicators.layout.heading import Table
    from sferum_docs.reading.sheets.sheets import SheetRow

_SEARCHED = 40  # rows
_LEAST_CELLS = 2  # of a heading
_NAMES = "Показатель"  # what the heading says of the column in which the name of its block is given to each row
_ANY_YEAR = 2000


@dataclass(frozen=True, slots=True)
class SectionedSheet:
    """The tables of a sheet in blocks, read as a long list whose last column the sheet does not have."""

    tables: tuple[Table, ...]
    width: int
    sections: dict[str, tuple[int, int]]  # the name of a block → where it stands
    titles: tuple[SheetRow, ...] = ()

    def put_back(self, reading: TableReading) -> None:
        """Takes the column that was added from a reading."""
        reading.left_out = [left for left in reading.left_out if left.place.column < self.width]
        reading.unnamed = {
            name: Place(place.file, place.sheet, *self.sections.get(name, (place.row, 0)))
            for name, place in reading.unnamed.items()
        }


def sectioned_sheet(
    rows: Sequence[SheetRow], sets: Sequence[IndicatorSet], about: str, is_school: Callable[[str], bool]
) -> SectionedSheet | None:
    """The tables of a sheet in blocks; None where no heading without an indicator is followed by the name of one."""
    names = [_alone(row) for row in rows]
    head = next(
        (at for at, row in enumerate(rows[:_SEARCHED]) if _is_head(row, sets) and _names(names, at, sets)), None
    )
    if head is None:
        return None
    width = max(len(row.cells) for row in rows)
    listed = tuple(_listed(rows, names, head, width, lambda text: _goes_on(text, sets, is_school)))
    sections = {text: (row.number, _first(row)) for row, text in zip(rows, names, strict=True) if text}
    tables = find_tables(listed, sets, about)
    return SectionedSheet(tables, width, sections) if tables else None


def _alone(row: SheetRow) -> str:
    """The only text of a row."""
    texts = {cell for cell in row.cells if cell}
    text = next(iter(texts)) if len(texts) == 1 and not row.formulas else ""
    return "" if is_number(text) else text


def _first(row: SheetRow) -> int:
    return next(at for at, cell in enumerate(row.cells) if cell)


def _is_head(row: SheetRow, sets: Sequence[IndicatorSet]) -> bool:
    """Whether a row is a heading over schools that names no indicator."""
    cells = tuple(dict.fromkeys(filter(None, row.cells)))
    kinds = {role_of((cell,), known).kind for known in sets for cell in cells}
    return len(cells) >= _LEAST_CELLS and "school" in kinds and kinds.isdisjoint({"indicator", "indicator_name"})


def _names(names: Sequence[str], head: int, sets: Sequence[IndicatorSet]) -> bool:
    """Whether the row below a heading is the name of an indicator."""
    text = names[head + 1] if head + 1 < len(names) else ""
    return bool(text) and any(indicator_named(text, known) for known in sets)


def _goes_on(text: str, sets: Sequence[IndicatorSet], is_school: Callable[[str], bool]) -> bool:
    """Whether a row alone is within its block: a school without values, «Городские школы», a week."""
    if any(indicator_named(text, known) for known in sets):
        return False
    part = any(role_of((text,), known).kind == "school" for known in sets)
    return part or is_school(text) or is_named(text) or week_in(text, _ANY_YEAR) is not None


def _listed(
    rows: Sequence[SheetRow], names: Sequence[str], head: int, width: int, goes_on: Callable[[str], bool]
) -> Iterator[SheetRow]:
    """The rows with the name of their block in a column of its own."""
    block = ""
    for at, (row, text) in enumerate(zip(rows, names, strict=True)):
        if at > head and text and not goes_on(text):
            block = text
        told = _NAMES if row.cells == rows[head].cells else ("" if text or at < head else block)
        yield replace(row, cells=(*row.cells, *[""] * (width - len(row.cells)), told)) if told else row
