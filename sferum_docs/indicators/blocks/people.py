"""Sheets that say in a column whom each row counts: «педагоги», «обучающиеся»."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.indicators.layout.captions import KEYS, begins, populations_of, role_of, words_of
from sferum_docs.indicators.layout.cells import is_number
from sferum_docs.indicators.layout.heading import find_tables, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.layout.entries import TableReading
    from sferum_docs.indicators.layout.heading import Table
    from sferum_docs.reading.sheets.sheets import SheetRow

_SEARCHED = 40  # rows
_MOST_WORDS = 4  # of whom a row counts: «родители (законные представители)»
_LEAST = 2  # whom a sheet counts
_KEPT = (KEYS - {"school"}) | {"number", "rank", "derived", "was", "value"}  # captions that are of all rows alike


@dataclass(frozen=True, slots=True)
class PeopledSheet:
    """The tables of a sheet, one for each of those whom its rows count."""

    tables: tuple[Table, ...]
    titles: tuple[SheetRow, ...] = ()

    def put_back(self, reading: TableReading) -> None:
        """Nothing: every cell is where it stands."""


def peopled_sheet(rows: Sequence[SheetRow], sets: Sequence[IndicatorSet], about: str) -> PeopledSheet | None:
    """The tables of a sheet that says in a column whom a row counts; None where there is no such column."""
    best: tuple[int, tuple[Table, ...]] = (0, ())
    for known in sets:
        head, column = next(_heads(rows, known), (0, 0))
        if column:
            tables = tuple(_numbered(_tables(rows, known, about, head, column)))
            keys = {role.key for table in tables for role in table.roles if role.kind == "indicator"}
            said = begins(words_of(f"{about} {text_of(rows[: head + 1])}"), known.systems)
            best = max(best, (len(keys) + 2 * said, tables) if keys else best, key=lambda each: each[0])
    return PeopledSheet(best[1]) if best[1] else None


def _heads(rows: Sequence[SheetRow], known: IndicatorSet) -> Iterator[tuple[int, int]]:
    """The row of a heading and the column below it that says whom a row counts."""
    for at, row in enumerate(rows[:_SEARCHED]):
        if any(role_of((cell,), known).kind == "school" for cell in row.cells if cell) and at + 1 < len(rows):
            below = rows[at + 1]
            columns = (column for column, cell in enumerate(below.cells) if column and _people(cell, known))
            yield from ((at, column) for column in columns if len(_counted(rows[at + 1 :], column, known)) >= _LEAST)


def _people(text: str, known: IndicatorSet) -> str:
    """Those whom a cell names and says nothing else of; empty where it says more, or two."""
    if not text or is_number(text) or len(words_of(text)) > _MOST_WORDS:
        return ""
    named = populations_of((text,), known)
    return named[0] if len(named) == 1 and role_of((text,), known).kind == "unclear" else ""


def _counted(rows: Sequence[SheetRow], column: int, known: IndicatorSet) -> dict[str, str]:
    """Those whom the rows count → how the sheet calls them first."""
    cells = dict.fromkeys(row.cells[column] for row in rows if column < len(row.cells))
    named = [(people, cell) for cell in cells if (people := _people(cell, known))]
    return dict(reversed(named))


def _tables(rows: Sequence[SheetRow], known: IndicatorSet, about: str, head: int, column: int) -> Iterator[Table]:
    below = _carried(rows[head + 1 :], rows[head], known)
    for people, called in reversed(_counted(below, column, known).items()):
        own = [row for row in below if _is_of(row, column, people, known)]
        captions = tuple(
            _caption(cell, called, known) if cell and at > column else cell for at, cell in enumerate(rows[head].cells)
        )
        yield from find_tables((*rows[:head], replace(rows[head], cells=captions), *own), (known,), about)


def _caption(cell: str, called: str, known: IndicatorSet) -> str:
    """The caption of a column with whom it counts."""
    return cell if role_of((cell,), known).kind in _KEPT or populations_of((cell,), known) else f"{called}: {cell}"


def _is_of(row: SheetRow, column: int, people: str, known: IndicatorSet) -> bool:
    return column < len(row.cells) and _people(row.cells[column], known) == people


def _carried(rows: Sequence[SheetRow], head: SheetRow, known: IndicatorSet) -> list[SheetRow]:
    """The rows, each with what says whose it is: it is written once for those whom it counts."""
    places = [at for at, cell in enumerate(head.cells) if cell and role_of((cell,), known).kind in KEYS]
    carried: list[SheetRow] = []
    for row in rows:
        cells = list(row.cells)
        for at in places if carried else ():
            if at < len(cells) and not cells[at] and at < len(carried[-1].cells):
                cells[at] = carried[-1].cells[at]
        carried.append(replace(row, cells=tuple(cells)))
    return carried


def _numbered(tables: Iterator[Table]) -> Iterator[Table]:
    """The tables of one sheet; what stands above them is told of by the first."""
    for number, table in enumerate(tables):
        told = replace(table, number=number, said_above=table.title)
        yield replace(told, titles=(), heading=()) if number else told
