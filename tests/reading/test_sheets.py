import io
import zipfile
from typing import Any

import pytest
import xlsxwriter

from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.sheets import MAX_ROWS, read_sheet, read_text_table


def workbook(rows: list[list[Any]], *, formula: str = "") -> bytes:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Работники")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        if formula:
            sheet.write_formula("B2", formula)
    return target.getvalue()


def member_added(archive: bytes, name: str, content: bytes) -> bytes:
    target = io.BytesIO(archive)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as book:
        book.writestr(name, content)
    return target.getvalue()


def codes(data: bytes) -> list[str]:
    with pytest.raises(FaultsError) as caught:
        read_sheet(data)
    return [fault.code for fault in caught.value.faults]


def test_numbers_come_as_people_see_them() -> None:
    rows = read_sheet(workbook([["№", "ФИО"], [1, "Омарова Зарема"], [2.5, "  Ким  Олег "]]))
    assert [row.cells for row in rows] == [("№", "ФИО"), ("1", "Омарова Зарема"), ("2.5", "Ким Олег")]


def test_rows_bear_the_numbers_of_excel_past_empty_ones() -> None:
    rows = read_sheet(workbook([["ФИО"], [""], ["Омарова Зарема"]]))
    assert [row.number for row in rows] == [1, 3]


def test_a_formula_is_refused_by_its_cell() -> None:
    with pytest.raises(FaultsError) as caught:
        read_sheet(workbook([["ФИО", "Должность"], ["Омарова Зарема", ""]], formula='="мето"&"дист"'))
    assert [fault.place for fault in caught.value.faults] == ["лист 1, ячейка B2"]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [("ФИО;Должность\r\nЁжиков Ян;повар", "cp1251"), ("ФИО\tДолжность\r\nЁжиков Ян\tповар", "utf-16"),
     ("ФИО,Должность\nЁжиков Ян,повар", "utf-8"), ("\ufeffФИО;Должность\nЁжиков Ян;повар", "utf-8")],
)  # fmt: skip
def test_text_tables_of_every_usual_encoding_are_read(text: str, encoding: str) -> None:
    assert [row.cells for row in read_sheet(text.encode(encoding))] == [("ФИО", "Должность"), ("Ёжиков Ян", "повар")]


def test_the_clipboard_of_excel_keeps_quoted_line_breaks_in_one_cell() -> None:
    rows = read_text_table('Омарова Зарема\t"учитель\nфизики"\r\nКим Олег\tучитель ""химии""')
    assert next(row.cells for row in rows) == ("Омарова Зарема", "учитель физики")
    assert len(rows) == 2


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file_empty"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0\0\0", "not_a_sheet"),
        (b"PK\x03\x04 cut off", "file_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file_damaged"),
        (b"\xff\xfe\xd8", "not_a_sheet"),
        (b"x" * (6 * 1024 * 1024), "file_too_big"),
        (workbook([]), "file_empty"),
        (workbook([["a"]] * (MAX_ROWS + 1)), "too_many_rows"),
        (workbook([["a"] * 100]), "too_many_columns"),
        (member_added(workbook([["a"]]), "xl/pad.bin", b" " * (70 << 20)), "archive_too_big"),
        (member_added(workbook([["a"]]), "word/document.xml", b"<w/>"), "word_not_sheet"),
        (member_added(workbook([["a"]]), "xl/worksheets/sheet9.xml", b"<!DOCTYPE a []><d>"), "file_damaged"),
    ],
    ids=["zero", "photo", "cut", "ole", "half-utf16", "big", "blank", "rows", "columns", "bomb", "word", "broken-xml"],
)  # fmt: skip
def test_what_is_no_table_is_named_for_what_it_is(data: bytes, code: str) -> None:
    assert codes(data) == [code]


def open_document(cells: str) -> bytes:
    spaces = (
        'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="A">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return target.getvalue()


MANIFEST = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="/" '
    'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>'
)
CELL = '<table:table-cell office:value-type="string"{}><text:p>Омарова Зарема</text:p></table:table-cell>'


def test_a_sheet_of_open_document_is_read_with_its_empty_edge() -> None:
    edge = '<table:table-cell table:number-columns-repeated="16383"/>'
    rows = read_sheet(open_document(f"<table:table-row>{CELL.format('')}{edge}</table:table-row>"))
    assert [row.cells for row in rows] == [("Омарова Зарема",)]


@pytest.mark.parametrize("repeat", ["16384", "100000000"])
def test_a_cell_repeated_without_end_is_refused_unread(repeat: str) -> None:
    cell = CELL.format(f' table:number-columns-repeated="{repeat}"')
    row = f'<table:table-row table:number-rows-repeated="2000">{cell}</table:table-row>'
    assert codes(open_document(row)) == ["too_many_rows"]


def test_a_formula_of_open_document_is_refused() -> None:
    cell = CELL.format(' table:formula="of:=1+1"')
    assert codes(open_document(f"<table:table-row>{cell}</table:table-row>")) == ["formula"]


def test_a_damaged_member_of_a_workbook_is_named_for_what_it_is() -> None:
    whole = bytearray(workbook([["ФИО"], *[[f"Омарова Зарема {number}"] for number in range(200)]]))
    with zipfile.ZipFile(io.BytesIO(bytes(whole))) as archive:
        member = archive.getinfo("xl/worksheets/sheet1.xml")
        start = member.header_offset + 30 + len(member.filename) + 20
    for place in range(start, start + 6):
        whole[place] ^= 0xFF
    assert codes(bytes(whole)) == ["file_damaged"]
