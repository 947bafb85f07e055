"""Tables that programs name as workbooks: pages of the web, XML of Excel 2003; runs in `worker` only."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lxml import etree, html

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.numbers import plain_number
from sferum_docs.reading.sheets.encodings import page_text
from sferum_docs.reading.sheets.open_document import SheetPart
from sferum_docs.reading.sheets.sheet_remarks import sheet_remarks
from sferum_docs.reading.sheets.table import (
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
from sferum_docs.reading.sheets.web_looks import BookLooks, PageLooks, is_gone

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_SPAN = 1_000
_SPREADSHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
_DTD = re.compile(rb"<!DOCTYPE", re.IGNORECASE)


def html_sheets(data: bytes) -> Iterator[Sheet]:
    """The tables of a page, each as a sheet."""
    root = html.document_fromstring(page_text(data), parser=html.HTMLParser(no_network=True, huge_tree=False))
    tables = [table for table in root.iter("table") if table.find(".//table") is None]
    if not tables:
        raise FaultsError([Fault("sheet_foreign", values={"text": "веб-страница без таблицы"})])
    looks = PageLooks(root)
    for index, table in enumerate(tables, start=1):
        read = _Read()
        rows = _html_rows(table, looks, read)
        visible = not any(looks.of(step).hidden for step in (table, *table.iterancestors("div")))
        yield _made(f"Таблица {index}" if len(tables) > 1 else "", rows, read, visible=visible)


@dataclass(slots=True)
class _Read:
    """What is known of a sheet beside its rows."""

    part: SheetPart = field(default_factory=SheetPart)
    long: list[int] = field(default_factory=list)  # rows with a cell that was cut

    def note(self, number: int, cells: list[str], struck: int) -> None:
        self.part.struck[number] = struck
        self.long += [number] if any(len(text) > MAX_CELL for text in cells) else []


def _html_rows(table: etree._Element, looks: PageLooks, read: _Read) -> tuple[SheetRow, ...]:
    read.part.hidden_columns = _html_hidden_columns(table, looks)
    rows: list[SheetRow] = []
    merged: list[tuple[int, int, int, int]] = []
    taken: dict[tuple[int, int], bool] = {}
    for number, line in enumerate(table.iter("tr")):
        cells: list[str] = []
        struck, row = 0, looks.of(line)
        group = line.getparent()
        for cell in line.iterchildren("td", "th"):
            while taken.pop((number, len(cells)), False):
                cells.append("")
            down, across = (_span(cell.get(name)) for name in ("rowspan", "colspan"))
            place, across = len(cells), min(across, MAX_COLUMNS)  # a title over a hundred columns is written so
            if down > 1 or across > 1:
                merged.append((number, place, number + down - 1, place + across - 1))
            taken.update(
                {(number + below, place + beside): True for below in range(1, down) for beside in range(across)}
            )
            text = " ".join(cell.itertext())
            struck += bool(text.strip()) and (row.struck or looks.strikes_all(cell))
            cells += [text, *[""] * (across - 1)]
            _refuse_wide(len(cells))
        read.note(number + 1, cells, struck)
        hidden = row.hidden or (group is not None and group is not table and looks.of(group).hidden)
        rows = _added(rows, made_row(number + 1, cells, hidden=hidden))
    return with_merged(rows, merged)


def _html_hidden_columns(table: etree._Element, looks: PageLooks) -> set[int]:
    place, places = 0, set[int]()
    for column in table.iter("col"):
        times = min(_span(column.get("span")), MAX_COLUMNS)
        places.update(range(place, place + times) if looks.of(column).hidden else ())
        place += times
    return places


def _span(text: str | None) -> int:
    number = int(text[:6]) if text and text.isascii() and text.isdigit() else 1
    return max(1, min(number, _MAX_SPAN))


def xml_sheets(data: bytes) -> Iterator[Sheet]:
    """The sheets of a table of Excel 2003 in XML."""
    if _DTD.search(data[:4096]):
        raise FaultsError([Fault("sheet_dtd")])
    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError as error:
        raise FaultsError([Fault("file_damaged")]) from error
    sheets = list(root.iter(f"{_SPREADSHEET}Worksheet"))
    if not sheets:
        raise FaultsError([Fault("sheet_foreign", values={"text": "файл XML без листов Excel"})])
    looks = BookLooks(root)
    for sheet in sheets:
        visible = not any((state.text or "") != "SheetVisible" for state in sheet.iter("{*}Visible"))
        read = _Read()
        rows = _xml_rows(sheet, looks, read)
        yield _made(sheet.get(f"{_SPREADSHEET}Name") or "", rows, read, visible=visible)


def _xml_rows(sheet: etree._Element, looks: BookLooks, read: _Read) -> tuple[SheetRow, ...]:
    columns = _xml_columns(sheet)
    read.part.hidden_columns = {place for place, column in columns.items() if is_gone(column, "Width")}
    rows: list[SheetRow] = []
    merged: list[tuple[int, int, int, int]] = []
    number = 0
    for line in sheet.iter(f"{_SPREADSHEET}Row"):
        number = _index(line, number + 1)
        cells: list[str] = []
        kinds: list[str] = []
        formulas = []
        struck = 0
        for cell in line.iterchildren(f"{_SPREADSHEET}Cell"):
            place = _index(cell, len(cells) + 1) - 1
            _refuse_wide(place)
            cells += [""] * (place - len(cells))
            kinds += [TEXT] * (place - len(kinds))
            down, across = (_more(cell, name) for name in ("MergeDown", "MergeAcross"))
            if down or across:
                merged.append((number - 1, place, number - 1 + down, place + across))
            if cell.get(f"{_SPREADSHEET}Formula"):
                formulas.append(place)
            value = cell.find(f"{_SPREADSHEET}Data")
            is_number = value is not None and value.get(f"{_SPREADSHEET}Type") == "Number"
            text = "".join(value.itertext()) if value is not None else ""
            cells += [plain_number(text) if is_number else text, *[""] * min(across, MAX_COLUMNS)]
            struck += bool(cells[place].strip()) and looks.strikes_all(cell, line, columns.get(place))
            kinds += [NUMBER if is_number else TEXT, *[TEXT] * min(across, MAX_COLUMNS)]
        read.note(number, cells, struck)
        hidden = is_gone(line, "Height")
        rows = _added(rows, made_row(number, cells, hidden=hidden, kinds="".join(kinds), formulas=formulas))
        number += _more(line, "Span")  # rows of the same kind that are not written
    return with_merged(rows, merged)


def _xml_columns(sheet: etree._Element) -> dict[int, etree._Element]:
    """The columns that are told of, by their places."""
    found: dict[int, etree._Element] = {}
    place = 0
    for column in sheet.iter(f"{_SPREADSHEET}Column"):
        place = _index(column, place + 1)
        last = min(place + _more(column, "Span"), MAX_COLUMNS)
        found.update(dict.fromkeys(range(place - 1, last), column))
        place = max(place, last)
    return found


def _index(element: etree._Element, otherwise: int) -> int:
    text = element.get(f"{_SPREADSHEET}Index") or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else otherwise  # noqa: PLR2004  a million rows


def _more(element: etree._Element, name: str) -> int:
    text = element.get(f"{_SPREADSHEET}{name}") or ""
    return min(int(text[:6]), _MAX_SPAN) if text.isascii() and text.isdigit() else 0


def _made(name: str, rows: tuple[SheetRow, ...], read: _Read, *, visible: bool) -> Sheet:
    """A sheet without what stands beyond the last column that is read."""
    wide = [row.number for row in rows if len(row.cells) > MAX_COLUMNS]
    cut = tuple(replace(row, cells=row.cells[:MAX_COLUMNS], kinds=row.kinds[:MAX_COLUMNS]) for row in rows)
    remarks = sheet_remarks(rows, read.part, wide=wide, long=read.long)
    return Sheet(name, cut if wide else rows, visible, remarks=tuple(remarks) if rows else ())


def _refuse_wide(width: int) -> None:
    if width > MAX_COLUMNS * 4:
        raise FaultsError([Fault("too_many_columns", values={"limit": MAX_COLUMNS})])


def _added(rows: list[SheetRow], row: SheetRow) -> list[SheetRow]:
    if row.cells:
        rows.append(row)
    if len(rows) > MAX_ROWS:
        raise FaultsError([Fault("too_many_rows", values={"limit": MAX_ROWS})])
    return rows
