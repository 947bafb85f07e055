"""Tables of strangers: XLSX, XLS, ODS, CSV, TSV, HTML and XML of Excel, the clipboard. All sheets, all rows.

A workbook is read by another process with limits of its own (`sheet_child`): whatever a damaged or hostile
file does there, nothing happens here. What a text table holds is read here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.sheets.encodings import decoded
from sferum_docs.reading.sheets.sheet_child import ask_child
from sferum_docs.reading.sheets.sheet_kinds import OLE, ZIP, named_for_what_it_is, needs_child
from sferum_docs.reading.sheets.table import MAX_COLUMNS, MAX_ROWS, Sheet, SheetRow
from sferum_docs.reading.sheets.text_tables import text_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "MAX_COLUMNS",
    "MAX_ROWS",
    "Sheet",
    "SheetRow",
    "TableBook",
    "read_book",
    "read_sheet",
    "read_text",
    "read_text_table",
]

MAX_BYTES = 5 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class TableBook:
    """The sheets that hold anything, in their order; `remarks` say what was read in spite of its fault."""

    sheets: tuple[Sheet, ...]
    remarks: tuple[Fault, ...] = ()

    @property
    def first(self) -> Sheet:
        """The first sheet that people see, or the first of all."""
        return next((sheet for sheet in self.sheets if sheet.visible), self.sheets[0])


def read_book(data: bytes) -> TableBook:
    """All sheets of a file with rows; FaultsError, naming the cause, when there are none."""
    if not data:
        raise FaultsError([Fault("file_empty")])
    if len(data) > MAX_BYTES:
        raise FaultsError([Fault("file_too_big", values={"limit": MAX_BYTES // 1024 // 1024})])
    fault = named_for_what_it_is(data)
    if fault is not None:
        raise FaultsError([fault])
    if needs_child(data):
        return book_of(data, ask_child(data))
    text, faults = decoded(data)
    sheet, remarks = text_sheet(text)
    return TableBook(_filled([sheet]), (*faults, *remarks))


def book_of(data: bytes, sheets: Sequence[Sheet]) -> TableBook:
    """The workbook whose sheets another process has read."""
    return TableBook(_filled(sheets, many=data.startswith((ZIP, OLE))), _unread(sheets))


def read_text(text: str) -> TableBook:
    """The one sheet of a text whose cells are parted by tabs, semicolons or commas."""
    sheet, remarks = text_sheet(text)
    return TableBook(_filled([sheet]), tuple(remarks))


def read_sheet(data: bytes) -> tuple[SheetRow, ...]:
    """The rows of the first sheet that people see."""
    return read_book(data).first.rows


def read_text_table(text: str) -> tuple[SheetRow, ...]:
    """The rows of a text table (as the clipboard of Excel gives)."""
    return read_text(text).first.rows


def _unread(sheets: Sequence[Sheet]) -> tuple[Fault, ...]:
    left = sum(not sheet.read for sheet in sheets)
    return (Fault("sheets_unread", values={"count": left, "limit": len(sheets) - left}),) if left else ()


def _filled(sheets: Sequence[Sheet], *, many: bool = False) -> tuple[Sheet, ...]:
    filled = tuple(sheet for sheet in sheets if sheet.rows)
    if not filled:
        raise FaultsError([Fault("sheets_empty" if many else "file_empty")])
    return filled
