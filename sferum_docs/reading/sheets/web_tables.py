"""Tables that programs name as workbooks: pages of the web, XML of Excel 2003; runs in `worker` only."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from lxml import etree, html

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.sheets.sheet_parts import SheetPart
from sferum_docs.reading.sheets.sheet_remarks import sheet_remarks
from sferum_docs.reading.sheets.table import MAX_COLUMNS, MAX_ROWS, NUMBER, TEXT, Row, Sheet, made_row, with_merged

if TYPE_CHECKING:
    from collections.abc import Iterator

_MAX_SPAN = 1_000
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]{2,20})", re.IGNORECASE)
_SPREADSHEET = "{urn:schemas-microsoft-com:office:spreadsheet}"
_DTD = re.compile(rb"<!DOCTYPE", re.IGNORECASE)


def html_sheets(data: bytes) -> Iterator[Sheet]:
    """The tables of a page, each as a sheet."""
    root = html.document_fromstring(_page(data), parser=html.HTMLParser(no_network=True, huge_tree=False))
    tables = [table for table in root.iter("table") if table.find(".//table") is None]
    if not tables:
        raise FaultsError([Fault("sheet_foreign", values={"text": "веб-страница без таблицы"})])
    for index, table in enumerate(tables, start=1):
        yield _made(f"Таблица {index}" if len(tables) > 1 else "", _html_rows(table))


def _page(data: bytes) -> str:
    from sferum_docs.reading.sheets.encodings import decoded  # noqa: PLC0415  a page seldom comes

    named = _CHARSET.search(data[:4096])
    if named:
        try:
            return data.decode(named[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", decoded(data)[0])


def _html_rows(table: etree._Element) -> tuple[Row, ...]:
    rows: list[Row] = []
    merged: list[tuple[int, int, int, int]] = []
    taken: dict[tuple[int, int], bool] = {}
    for number, line in enumerate(table.iter("tr")):
        cells: list[str] = []
        for cell in line.iterchildren("td", "th"):
            while taken.pop((number, len(cells)), False):
                cells.append("")
            down, across = (_span(cell.get(name)) for name in ("rowspan", "colspan"))
            place = len(cells)
            if down > 1 or across > 1:
                merged.append((number, place, number + down - 1, place + across - 1))
            taken.update(
                {(number + below, place + beside): True for below in range(1, down) for beside in range(across)}
            )
            cells += [" ".join(cell.itertext()), *[""] * (across - 1)]
            _refuse_wide(len(cells))
        rows = _added(rows, made_row(number + 1, cells))
    return with_merged(rows, merged)


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
    for sheet in sheets:
        visible = not any((state.text or "") != "SheetVisible" for state in sheet.iter("{*}Visible"))
        yield _made(sheet.get(f"{_SPREADSHEET}Name") or "", _xml_rows(sheet), visible=visible)


def _xml_rows(sheet: etree._Element) -> tuple[Row, ...]:
    rows: list[Row] = []
    merged: list[tuple[int, int, int, int]] = []
    number = 0
    for line in sheet.iter(f"{_SPREADSHEET}Row"):
        number = _index(line, number + 1)
        cells: list[str] = []
        kinds: list[str] = []
        formulas = []
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
            cells += ["".join(value.itertext()) if value is not None else "", *[""] * min(across, MAX_COLUMNS)]
            kinds += [NUMBER if is_number else TEXT, *[TEXT] * min(across, MAX_COLUMNS)]
        hidden = line.get(f"{_SPREADSHEET}Hidden") == "1"
        rows = _added(rows, made_row(number, cells, hidden=hidden, kinds="".join(kinds), formulas=formulas))
    return with_merged(rows, merged)


def _index(element: etree._Element, otherwise: int) -> int:
    text = element.get(f"{_SPREADSHEET}Index") or ""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else otherwise  # noqa: PLR2004  a million rows


def _more(element: etree._Element, name: str) -> int:
    text = element.get(f"{_SPREADSHEET}{name}") or ""
    return min(int(text[:6]), _MAX_SPAN) if text.isascii() and text.isdigit() else 0


def _made(name: str, rows: tuple[Row, ...], *, visible: bool = True) -> Sheet:
    """A sheet without what stands beyond the last column that is read."""
    wide = [row.number for row in rows if len(row.cells) > MAX_COLUMNS]
    cut = tuple(replace(row, cells=row.cells[:MAX_COLUMNS], kinds=row.kinds[:MAX_COLUMNS]) for row in rows)
    return Sheet(name, cut if wide else rows, visible, remarks=tuple(sheet_remarks(rows, SheetPart(), wide=wide)))


def _refuse_wide(width: int) -> None:
    if width > MAX_COLUMNS * 4:
        raise FaultsError([Fault("too_many_columns", values={"limit": MAX_COLUMNS})])


def _added(rows: list[Row], row: Row) -> list[Row]:
    if row.cells:
        rows.append(row)
    if len(rows) > MAX_ROWS:
        raise FaultsError([Fault("too_many_rows", values={"limit": MAX_ROWS})])
    return rows
