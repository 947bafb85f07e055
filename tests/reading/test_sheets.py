import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest
import xlsxwriter

from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.sheets.sheets import MAX_ROWS, read_book, read_sheet, read_text, read_text_table
from tests.yardstick import within


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


def test_a_formula_is_known_by_its_place() -> None:
    rows = read_sheet(workbook([["ФИО", "Должность"], ["Омарова Зарема", "", 1]], formula='="мето"&"дист"'))
    assert [row.formulas for row in rows] == [frozenset(), {1}]


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
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0\0\0", "sheet_foreign"),
        (b"PK\x03\x04 cut off", "file_damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "file_damaged"),
        (b"\xff\xfe\xd8", "not_a_sheet"),
        (b"x" * (6 * 1024 * 1024), "file_too_big"),
        (workbook([]), "sheets_empty"),
        (workbook([["a"]] * (MAX_ROWS + 1)), "too_many_rows"),
        (member_added(workbook([["a"]]), "xl/pad.bin", b" " * (70 << 20)), "archive_too_big"),
        (member_added(workbook([["a"]]), "word/document.xml", b"<w/>"), "word_not_sheet"),
        (member_added(workbook([["a"]]), "xl/worksheets/sheet9.xml", b"<!DOCTYPE a []><d>"), "sheet_dtd"),
    ],
    ids=["zero", "photo", "cut", "ole", "half-utf16", "big", "blank", "rows", "bomb", "word", "dtd"],
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


def test_open_document_tells_formulas_merged_cells_and_hidden_rows() -> None:
    wide = (
        CELL.format(' table:number-columns-spanned="2" table:number-rows-spanned="2"') + "<table:covered-table-cell/>"
    )
    last = "<table:covered-table-cell/>" * 2 + CELL.format(' table:formula="of:=1+1"')
    rows = read_sheet(
        open_document(
            f"<table:table-row>{wide}</table:table-row>"
            f'<table:table-row table:visibility="filter">{last}</table:table-row>'
        )
    )
    assert [(row.cells, row.hidden, row.formulas) for row in rows] == [
        (("Омарова Зарема",) * 2, False, frozenset()),
        (("Омарова Зарема",) * 3, True, {2}),
    ]


def test_a_damaged_member_of_a_workbook_is_named_for_what_it_is() -> None:
    whole = bytearray(workbook([["ФИО"], *[[f"Омарова Зарема {number}"] for number in range(200)]]))
    with zipfile.ZipFile(io.BytesIO(bytes(whole))) as archive:
        member = archive.getinfo("xl/worksheets/sheet1.xml")
        start = member.header_offset + 30 + len(member.filename) + 20
    for place in range(start, start + 6):
        whole[place] ^= 0xFF
    assert codes(bytes(whole)) == ["file_damaged"]


def test_what_a_workbook_tells_beside_its_values_comes_along() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.add_worksheet("Справочник").hide()
        sheet = book.add_worksheet("Работники")
        sheet.activate()
        book.worksheets()[0].write("A1", "код")
        sheet.merge_range("A1:C1", "Список")
        sheet.write_row("A2", ["ФИО", "Должность", "Ставка"])
        sheet.merge_range("B3:B4", "учитель")
        sheet.write("A3", "Омарова Зарема")
        sheet.write("A4", "Ким Олег")
        sheet.write_formula("C4", "=1/2", value=0.5)
        sheet.set_row(3, None, None, {"hidden": True})
        sheet.write("A19999", " ")
        sheet.write("AZ200000", "  ")
    books = read_book(target.getvalue())
    assert [(sheet.name, sheet.visible) for sheet in books.sheets] == [("Справочник", False), ("Работники", True)]
    rows = books.first.rows
    assert [row.cells for row in rows] == [
        ("Список",) * 3, ("ФИО", "Должность", "Ставка"), ("Омарова Зарема", "учитель"), ("Ким Олег", "учитель", "0.5"),
    ]  # fmt: skip
    assert (rows[3].hidden, rows[3].formulas, rows[3].number_at(2)) == (True, frozenset({2}), 0.5)


@pytest.mark.parametrize("dimension", ["1:3", "A1:XFD1048576", "", "ююю", "A:B"])
def test_the_declared_size_of_a_sheet_says_nothing(dimension: str) -> None:
    made = workbook([["ФИО"], ["Омарова Зарема"]])
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as source, zipfile.ZipFile(target, "w") as copy:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith("sheet1.xml"):
                data = data.replace(b'<dimension ref="A1:A2"/>', f'<dimension ref="{dimension}"/>'.encode())
            copy.writestr(name, data)
    assert [row.cells for row in read_sheet(target.getvalue())] == [("ФИО",), ("Омарова Зарема",)]


LIST = "ФИО;Должность\r\nОмарова Зарема Исаевна;учитель русского языка\r\nЖУРАВЛЁВ Щукарь;сторож\r\n"


@pytest.mark.parametrize(
    "encoding", ["cp1251", "koi8-r", "cp866", "mac-cyrillic", "utf-16-le", "utf-16-be", "utf-16", "utf-8-sig"]
)
@pytest.mark.parametrize("change", [str, str.upper])
def test_every_encoding_of_russian_programs_is_known_by_its_letters(
    encoding: str, change: Callable[[str], str]
) -> None:
    rows = read_sheet(change(LIST).encode(encoding))
    assert rows[1].cells == tuple(change("Омарова Зарема Исаевна;учитель русского языка").split(";"))


@pytest.mark.parametrize("taken_for", ["cp1251", "latin-1"])
def test_a_text_encoded_twice_is_read(taken_for: str) -> None:
    twice = "".join(bytes([code]).decode(taken_for, "ignore") or chr(code) for code in LIST.encode()).encode()
    assert read_sheet(twice)[0].cells == ("ФИО", "Должность")


def test_a_sign_of_nothing_at_the_end_makes_no_other_encoding_of_a_text() -> None:
    assert read_sheet(LIST.encode() + b"\0")[0].cells == ("ФИО", "Должность")
    assert read_sheet(LIST.encode("cp1251") + b"\0")[0].cells == ("ФИО", "Должность")


def test_lines_of_another_encoding_are_read_and_named() -> None:
    book = read_book("ФИО;Должность\nОмарова Зарема;повар\n".encode() + "Ким Олег;сторож\n".encode("cp1251"))
    assert book.first.rows[2].cells == ("Ким Олег", "сторож")
    assert "Строки 3 записаны в другой кодировке" in book.remarks[0].message()


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("Список, составлен, в, школе\n\nФИО;Должность\nКим Олег;учитель, сторож\nЛи Ян;повар", ("ФИО", "Должность")),
        ('"ФИО;Должность"\n"Ким Олег;учитель"\n"Ли Ян;повар"', ("ФИО", "Должность")),
        ('"ФИО,""Должность"""\n"Ким Олег,""учитель, сторож"""\n"Ли Ян,повар"', ("ФИО", "Должность")),
        ("ФИО;Доля, %\nКим О.;45,1\nЛи Я.;12,5\nЦой И.;7,25", ("ФИО", "Доля, %")),
        ("sep=;\nФИО;Должность\nКим Олег;учитель", ("ФИО", "Должность")),
        ("ФИО|Должность\nКим Олег|учитель", ("ФИО", "Должность")),
        ("Список, на 1.9\nФИО~Должность\nКим Олег~учитель", ("ФИО", "Должность")),
        ("ФИО^Должность\nКим Олег^учитель", ("ФИО", "Должность")),
    ],
)
def test_the_sign_between_cells_is_told_by_all_lines(text: str, cells: tuple[str, ...]) -> None:
    rows = read_text_table(text)
    assert cells in [row.cells for row in rows]
    assert all(len(row.cells) == 2 for row in rows[-1:])


@pytest.mark.parametrize("rest", ["\nКим Олег;повар;3\nЛи Ян;сторож;4", '\nКим Олег;повар;3\nЛи Ян;"сторож;4'])
def test_an_open_quote_spoils_its_own_line_only(rest: str) -> None:
    book = read_text('ФИО;Должность;№\nОмарова Зарема;"учитель;2' + rest)
    assert [row.cells[0] for row in book.first.rows] == ["ФИО", "Омарова Зарема", "Ким Олег", "Ли Ян"]
    assert book.remarks[0].message().startswith("В строках 2")


@pytest.mark.parametrize("sign", ["\t", ";", ","])
def test_headings_of_several_lines_beside_one_another_are_one_row(sign: str) -> None:
    """As Excel puts them into the clipboard, and Google Sheets into a file."""
    lines = ("№", '"Фами-\nлия, имя"', '"Долж-\nность ""по\nштату"""', "Телефон"), ("1", "Ким Олег", "повар", "2-12-12")
    text = "\r\n".join(sign.join(line) for line in (*lines, ("2", "Ли Ян", "сторож", "2-12-13")))
    rows = read_text(text).first.rows
    assert [row.cells[:2] for row in rows] == [("№", "Фами- лия, имя"), ("1", "Ким Олег"), ("2", "Ли Ян")]
    assert rows[0].cells[2:] == ('Долж- ность "по штату"', "Телефон")


def test_a_cell_longer_than_the_library_allows_is_cut_and_named() -> None:
    book = read_text("ФИО;Должность\nКим Олег;" + "а" * 150_000)
    assert len(book.first.rows[1].cells[1]) == 2000
    assert "В строках 2 есть ячейки длиннее 2000 знаков" in book.remarks[0].message()


def test_a_word_far_from_the_table_is_named_instead_of_filling_the_memory() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Список")
        sheet.write_row("A1", ["ФИО", "Должность"])
        sheet.write("XFD1048576", "забыто")
    with pytest.raises(FaultsError) as caught:
        read_book(target.getvalue())
    assert caught.value.faults[0].message().startswith("лист «Список»: ячейка XFD1048576 стоит слишком далеко")


def test_a_text_of_quoted_lines_is_read_in_proportion_to_them() -> None:
    with within(15):
        assert len(read_text("".join(f'"а{number};б"\n' for number in range(15_000))).sheets[0].rows) == 15_000
