"""Workbooks taken apart: runs in the process of `worker` only."""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.sheets.sheet_kinds import OLE, ZIP, markup_of
from sferum_docs.reading.sheets.sheet_parts import Parts, scan
from sferum_docs.reading.sheets.sheet_remarks import sheet_remarks
from sferum_docs.reading.sheets.table import (
    DAY,
    FLAG,
    MAX_CELL,
    MAX_COLUMNS,
    MAX_ROWS,
    NUMBER,
    TEXT,
    Sheet,
    SheetRow,
    made_row,
    with_merged,
)
from sferum_docs.reading.sheets.web_tables import html_sheets, xml_sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_SHEETS = 40
_MAX_CELLS = 4_000_000
_ERRORS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#Н/Д", "#ССЫЛКА!", "#ЗНАЧ!"})


def read_sheets(data: bytes, *, limited: bool) -> Iterator[Sheet]:
    """The sheets of a file; `limited`: this process cannot take more memory than it was given."""
    markup = markup_of(data)
    if markup:
        yield from html_sheets(data) if markup == "html" else xml_sheets(data)
        return
    parts = scan(data) if data.startswith(ZIP) else Parts(data)
    if not limited and (data.startswith(OLE) or parts.binary):
        raise FaultsError([Fault("sheet_old")])
    yield from _calamine_sheets(parts)


def _calamine_sheets(parts: Parts) -> Iterator[Sheet]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(parts.data))
        tables = [about for about in book.sheets_metadata if about.typ is SheetTypeEnum.WorkSheet]
        for place, about in enumerate(tables):
            seen, read = about.visible is SheetVisibleEnum.Visible, place < MAX_SHEETS
            remarks: list[Fault] = []
            rows = _rows(book, about.name, parts, remarks) if read else ()
            yield Sheet(about.name, rows, seen, read, tuple(remarks) if rows else ())
    except PasswordError as error:
        raise FaultsError([Fault("sheet_encrypted")]) from error
    except CalamineError as error:
        raise FaultsError([Fault("file_damaged")]) from error


def _rows(book: CalamineWorkbook, name: str, parts: Parts, remarks: list[Fault]) -> tuple[SheetRow, ...]:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height * sheet.total_width > _MAX_CELLS:
        raise FaultsError([Fault("too_many_rows", f"лист «{name}»", {"limit": MAX_ROWS})])
    known = parts.sheets.get(name)
    rows = []
    wide, long = [], []
    for number, values in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        if not any(value != "" for value in values):
            continue
        wide += [number] if any(value != "" for value in values[MAX_COLUMNS:]) else []
        pairs = [_cell(value) for value in values[:MAX_COLUMNS]]
        cells = [text for text, _kind in pairs]
        hidden = known is not None and number in known.hidden
        formulas = known.formulas.get(number, ()) if known else ()
        row = made_row(number, cells, hidden=hidden, kinds="".join(kind for _text, kind in pairs), formulas=formulas)
        long += [number] if any(len(text) > MAX_CELL for text in cells) else []
        if row.cells:
            rows.append(row)
        if len(rows) > MAX_ROWS:
            raise FaultsError([Fault("too_many_rows", f"лист «{name}»", {"limit": MAX_ROWS})])
    remarks += sheet_remarks(rows, known, wide=wide, long=long)
    merged = [(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
    return with_merged(rows, merged or (known.merged if known else ()))


def _cell(value: Any) -> tuple[str, str]:
    if isinstance(value, bool):
        return ("да" if value else "нет"), FLAG
    if isinstance(value, float | int):
        # Excel keeps every number as a float: 1 arrives as 1.0
        return str(int(value) if float(value).is_integer() else value), NUMBER
    if isinstance(value, datetime | date):
        return f"{value:%d.%m.%Y}", DAY
    text = str(value)
    return ("" if text.strip() in _ERRORS else text), TEXT
