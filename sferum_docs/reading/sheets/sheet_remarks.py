"""What is to say of a sheet that was read: cells left out or cut, rows and columns that are not as they seem."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault
from sferum_docs.reading.sheets.table import MAX_CELL, MAX_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sferum_docs.reading.sheets.open_document import SheetPart
    from sferum_docs.reading.sheets.table import SheetRow

_NAMED = 12


def sheet_remarks(
    rows: Sequence[SheetRow], known: SheetPart | None, *, wide: Sequence[int] = (), long: Sequence[int] = ()
) -> Iterator[Fault]:
    """The remarks on a sheet; `known` is None where the format keeps what is hidden and computed to itself."""
    if wide:
        yield _told("sheet_wide", wide, limit=MAX_COLUMNS)
    if long:
        yield _told("sheet_long_cell", long, limit=MAX_CELL)
    if known is None:
        yield Fault("sheet_blind", warning=True)
        return
    struck = [row.number for row in rows if known.struck.get(row.number, 0) * 2 > sum(map(bool, row.cells))]
    if struck:
        yield _told("sheet_struck", struck)
    width = max((len(row.cells) for row in rows), default=0)
    columns = [column_name(at) for at in sorted(known.hidden_columns) if at < width]
    if columns:
        yield _told("sheet_hidden_columns", columns)


def _told(code: str, places: Sequence[object], **values: object) -> Fault:
    lines = ", ".join(map(str, places[:_NAMED])) + (" …" if len(places) > _NAMED else "")
    return Fault(code, values={"lines": lines, **values}, warning=True)


def column_name(place: int) -> str:
    """What Excel calls a column.

    >>> column_name(0), column_name(27)
    ('A', 'AB')
    """
    letters = ""
    while place >= 0:
        place, rest = divmod(place, 26)
        letters, place = chr(65 + rest) + letters, place - 1
    return letters
