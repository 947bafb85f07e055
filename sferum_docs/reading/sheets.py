"""Rows of text out of a spreadsheet or a text table: XLSX, XLS, ODS, CSV, TSV, the clipboard of Excel.

Sizes are checked before anything is unpacked; a cell with a formula is refused by its address, for what
it shows was computed elsewhere and may be stale or hostile.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from dataclasses import dataclass
from datetime import date, datetime, time

from lxml import etree
from python_calamine import CalamineError, CalamineWorkbook

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError

MAX_BYTES = 5 * 1024 * 1024
MAX_UNPACKED = 64 * 1024 * 1024
MAX_MEMBERS = 500
MAX_ROWS = 5_000
MAX_COLUMNS = 60

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}c"
_OPEN_DOCUMENT = "content.xml"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_ODS_CELL, _ODS_COVERED, _ODS_ROW = (f"{_TABLE}{name}" for name in ("table-cell", "covered-table-cell", "table-row"))
# what the libraries below raise on broken files
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    etree.XMLSyntaxError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
_FORMULA = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}f"


@dataclass(frozen=True, slots=True)
class Row:
    """A row as people count it: the number they see in Excel, and its cells as text."""

    number: int
    cells: tuple[str, ...]


def read_sheet(data: bytes) -> tuple[Row, ...]:
    """The rows of the first sheet that has any; empty rows are left out. FaultsError when it cannot be read."""
    if not data:
        raise FaultsError([Fault("file_empty")])
    if len(data) > MAX_BYTES:
        raise FaultsError([Fault("file_too_big", values={"limit": MAX_BYTES // 1024 // 1024})])
    if data.startswith((_ZIP, _OLE)):
        return _workbook(data)
    return read_text_table(_decoded(data))


def read_text_table(text: str) -> tuple[Row, ...]:
    """The rows of a text whose cells are parted by tabs, semicolons or commas (as the clipboard of Excel gives)."""
    first = text.lstrip().partition("\n")[0]
    delimiter = max("\t;,", key=first.count)
    try:
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise FaultsError([Fault("file_damaged")]) from error
    return _rows(lines)


def _rows(lines: list[list[str]]) -> tuple[Row, ...]:
    rows = []
    for number, line in enumerate(lines, start=1):
        cells = [clean_line(cell) for cell in line]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            rows.append(Row(number, tuple(cells)))
    if not rows:
        raise FaultsError([Fault("file_empty")])
    if len(rows) > MAX_ROWS:
        raise FaultsError([Fault("too_many_rows", values={"limit": MAX_ROWS})])
    return tuple(rows)


def _decoded(data: bytes) -> str:
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FaultsError([Fault("not_a_sheet")])
    for encoding in ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8-sig", "cp1251"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FaultsError([Fault("not_a_sheet")])


def _workbook(data: bytes) -> tuple[Row, ...]:
    if data.startswith(_ZIP):
        _refuse_unsafe_archive(data)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for name in book.sheet_names:
            sheet = book.get_sheet_by_name(name)
            if sheet.width > MAX_COLUMNS:
                raise FaultsError([Fault("too_many_columns", values={"limit": MAX_COLUMNS})])
            if sheet.height > MAX_ROWS:
                raise FaultsError([Fault("too_many_rows", values={"limit": MAX_ROWS})])
            lines = [[_cell_text(cell) for cell in line] for line in sheet.to_python(skip_empty_area=False)]
            if any(any(line) for line in lines):
                return _rows(lines)
    except CalamineError as error:
        raise FaultsError([Fault("file_damaged")]) from error
    raise FaultsError([Fault("file_empty")])


def _cell_text(value: float | str | bool | date | datetime | time | object) -> str:
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # Excel keeps every number as a float: 1 arrives as 1.0
    if isinstance(value, datetime | date):
        return f"{value:%d.%m.%Y}"
    return str(value)


def _refuse_unsafe_archive(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > MAX_MEMBERS or sum(member.file_size for member in members) > MAX_UNPACKED:
                raise FaultsError([Fault("archive_too_big")])
            names = [member.filename for member in members]
            if "word/document.xml" in names:
                raise FaultsError([Fault("word_not_sheet")])
            if _OPEN_DOCUMENT in names:
                _refuse_repeated_cells(archive.read(_OPEN_DOCUMENT))
            faults = [
                Fault("formula", f"{_sheet_label(name)}, ячейка {cell}")
                for name in names
                if name.startswith("xl/worksheets/") and name.endswith(".xml")
                for cell in _formula_cells(archive.read(name))
            ]
    except _DAMAGE as error:
        raise FaultsError([Fault("file_damaged")]) from error
    if faults:
        raise FaultsError(faults[:20])


def _refuse_repeated_cells(xml: bytes) -> None:
    """OpenDocument writes «this cell 16,384 times»: a small file that would fill the memory is refused unread."""
    cells = 0
    across = 0
    for _event, element in _walk(xml, (_ODS_CELL, _ODS_COVERED, _ODS_ROW)):
        if element.tag == _ODS_ROW:
            cells += across * int(element.get(f"{_TABLE}number-rows-repeated", "1")[:9])
            across = 0
        elif element.get(f"{_TABLE}formula") is not None:
            raise FaultsError([Fault("formula", "лист OpenDocument")])
        elif len(element):  # an empty cell may be repeated to the edge of the sheet: it is never unfolded
            across += int(element.get(f"{_TABLE}number-columns-repeated", "1")[:9])
        if cells + across > MAX_ROWS * MAX_COLUMNS:
            raise FaultsError([Fault("too_many_rows", values={"limit": MAX_ROWS})])
        if element.tag == _ODS_ROW:
            element.clear()


def _walk(xml: bytes, tags: tuple[str, ...]) -> etree.iterparse[tuple[str, etree._Element]]:
    return etree.iterparse(
        io.BytesIO(xml), events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False
    )


def _sheet_label(name: str) -> str:
    digits = "".join(char for char in name.rpartition("/")[2] if char.isdigit())
    return f"лист {digits}" if digits else "лист"


def _formula_cells(xml: bytes) -> list[str]:
    cells = []
    for _event, cell in _walk(xml, (_CELL,)):
        if cell.find(_FORMULA) is not None:
            cells.append(cell.get("r") or "?")
        cell.clear()
    return cells
