"""What a table holds beside its rows is told, and stops nothing: far cells, long cells, hidden columns, struck rows."""

import io
import zipfile

import pytest
from xlsxwriter import Workbook

from benchmarks.old_workbook import old_workbook
from sferum_docs.reading.sheets.sheets import Book, read_book, read_text
from tests.reading.test_sheets import MANIFEST

PEOPLE = [["ФИО", "Должность", "Телефон"], ["Омарова Зарема Исаевна", "учитель", "89280000000"]]


def workbook(*, far: bool = False, long: bool = False, hidden: bool = False, struck: bool = False) -> bytes:
    target = io.BytesIO()
    with Workbook(target) as made:
        sheet = made.add_worksheet("Работники")
        lined = made.add_format({"font_strikeout": True})
        for index, row in enumerate([*PEOPLE, ["Ким Олег Петрович", "сторож", ""]]):
            sheet.write_row(index, 0, row, lined if struck and index == 2 else None)
        if far:
            sheet.write(1, 80, "заметка")
        if long:
            sheet.write(1, 1, "учитель " * 400)
        if hidden:
            sheet.set_column("B:B", None, None, {"hidden": True})
    return target.getvalue()


def told(book: Book) -> list[str]:
    return [fault.message() for fault in (*book.remarks, *book.first.remarks)]


FAR = "Правее столбца 60 тоже что-то записано (строки 2); эти ячейки не взяты."
BLIND = (
    "Файл старого вида: скрытые строки и столбцы, зачёркнутое и формулы в нём не видны. "
    "Сверьте список или сохраните файл в Excel как .xlsx."
)
LONG = "В строках 2 есть ячейки длиннее 2000 знаков; взято их начало."


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (workbook(), []),
        (workbook(far=True), [FAR]),
        (workbook(long=True), [LONG]),
        (workbook(hidden=True), ["В файле скрыты столбцы: B. Они прочитаны вместе с видимыми."]),
        (workbook(struck=True), ["Зачёркнутые строки файла: 3. Они тоже взяты; лишние удалите."]),
        (
            old_workbook(PEOPLE),
            [BLIND],
        ),
    ],
    ids=["plain", "far", "long", "hidden column", "struck row", "old"],
)
def test_a_workbook_is_read_and_what_is_odd_in_it_is_told(data: bytes, words: list[str]) -> None:
    book = read_book(data)
    assert [row.cells[0] for row in book.first.rows][:2] == ["ФИО", "Омарова Зарема Исаевна"]
    assert max(len(row.cells) for row in book.first.rows) <= 60
    assert told(book) == words


def test_far_cells_of_a_text_and_of_a_page_are_left_out_and_told() -> None:
    row = ["Омарова Зарема Исаевна", *[""] * 70, "заметка"]
    text = read_text("\n".join("\t".join(line) for line in (PEOPLE[0], row)))
    page = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in line)}</tr>" for line in (PEOPLE[0], row))
    for book in (text, read_book(f"<html><table>{page}</table></html>".encode())):
        assert told(book) == [FAR]
        assert [line.cells[0] for line in book.first.rows] == ["ФИО", "Омарова Зарема Исаевна"]


def packed(content: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", MANIFEST)
    return target.getvalue()


def test_an_open_document_tells_its_hidden_columns_and_struck_rows() -> None:
    names = ("office", "table", "text", "style")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    lined = "".join(
        f'<table:table-cell table:style-name="ce1" office:value-type="string"><text:p>{cell}</text:p>'
        "</table:table-cell>"
        for cell in PEOPLE[1]
    )  # fmt: skip
    content = (
        f'<office:document-content {spaces} office:version="1.2"><office:automatic-styles>'
        '<style:style style:name="ce1" style:family="table-cell">'
        '<style:text-properties style:text-line-through-style="solid"/></style:style>'
        "</office:automatic-styles><office:body><office:spreadsheet>"
        '<table:table table:name="Лист"><table:table-column/><table:table-column table:visibility="collapse"/>'
        f"<table:table-row>{lined.replace('ce1', 'ce2')}</table:table-row><table:table-row>{lined}</table:table-row>"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    sheet = read_book(packed(content)).first
    assert [fault.code for fault in sheet.remarks] == ["sheet_struck", "sheet_hidden_columns"]
