"""What a table holds beside its rows is told, and stops nothing: far cells, long cells, hidden columns, struck rows."""

import io
import zipfile

import pytest
from xlsxwriter import Workbook

from benchmarks.old_workbook import old_workbook
from sferum_docs.reading.sheets.sheets import TableBook, read_book, read_text
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


def told(book: TableBook) -> list[str]:
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


HIDDEN_B = "В файле скрыты столбцы: B. Они прочитаны вместе с видимыми."
STRUCK_3 = "Зачёркнутые строки файла: 3. Они тоже взяты; лишние удалите."
SS = 'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
LINED = '<Style ss:ID="a"><Font ss:StrikeThrough="1"/></Style>'


def page(row: str = "", *, cell: str = "<td>{}</td>", head: str = "", columns: str = "") -> bytes:
    """A page named as a workbook; the third row has the given attributes and cells."""
    lines = [
        "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in line)}</tr>" for line in PEOPLE),
        f"<tr {row}>{''.join(cell.format(text) for text in ('Ким Олег Петрович', 'сторож'))}</tr>",
    ]
    return f"<html><head>{head}</head><table>{columns}{''.join(lines)}</table></html>".encode()


def book(row: str = "", *, cell: str = "", styles: str = "", columns: str = "", data: str = "<Data>{}</Data>") -> bytes:
    """A table of Excel 2003 in XML; the third row has the given attributes and cells."""
    people = "".join(f"<Row>{''.join(f'<Cell><Data>{text}</Data></Cell>' for text in line)}</Row>" for line in PEOPLE)
    last = "".join(f"<Cell {cell}>{data.format(text)}</Cell>" for text in ("Ким Олег Петрович", "сторож"))
    return (
        f'<?xml version="1.0"?><Workbook {SS} xmlns:html="http://www.w3.org/TR/REC-html40"><Styles>{styles}</Styles>'
        f'<Worksheet ss:Name="Л"><Table>{columns}{people}<Row {row}>{last}</Row></Table></Worksheet></Workbook>'
    ).encode()


STYLED = "<style>.x1 {{mso-number-format:General; {}}} td {{color:red}}</style>".format
STRUCK = {
    "страница: s": page(cell="<td><s>{}</s></td>"),
    "страница: del": page(cell="<td><font><del>{}</del></font></td>"),
    "страница: строка": page('style="text-decoration: line-through"'),
    "страница: ячейка": page(cell='<td style="color:red;text-decoration:underline line-through">{}</td>'),
    "страница: класс": page(cell="<td class=x1>{}</td>", head=STYLED("text-decoration:line-through;")),
    "страница: класс внутри": page(
        cell="<td><span class='a x1'>{}</span></td>", head=STYLED("TEXT-DECORATION: LINE-THROUGH")
    ),
    "XML: ячейка": book(cell='ss:StyleID="a"', styles=LINED),
    "XML: строка": book('ss:StyleID="a"', styles=LINED),
    "XML: столбец": book(columns='<Column ss:Span="1" ss:StyleID="a"/>', styles=LINED).replace(
        b"<Cell><Data>", b'<Cell ss:StyleID="b"><Data>'),
    "XML: наследник": book(cell='ss:StyleID="b"', styles=LINED + '<Style ss:ID="b" ss:Parent="a"/>'),
    "XML: слова": book(data="<Data><html:S>{}</html:S></Data>"),
}  # fmt: skip
HIDDEN = {
    "страница: display": page("style='height:0;display: none'"),
    "страница: height": page("height=0"),
    "страница: hidden": page("hidden"),
    "страница: класс": page("class=x1", head=STYLED("visibility:hidden")),
    "XML: Hidden": book('ss:Hidden="1"'),
    "XML: высота": book('ss:Height="0"'),
}
COLUMNS = {
    "страница: col": page(columns="<col><col width=0 style='display:none'><col>"),
    "страница: colgroup": page(columns="<colgroup><col><col style='display:none'></colgroup>"),
    "XML: Hidden": book(columns='<Column ss:Index="2" ss:Hidden="1"/>'),
    "XML: ширина": book(columns='<Column/><Column ss:Width="0"/>'),
}
PLAIN = {
    "страница: одно слово": page(cell="<td><s>был</s> {}</td>"),
    "страница: подчёркнуто": page(cell='<td style="text-decoration:underline">{}</td>'),
    "страница: высота": page("height=20 style='height:15pt;line-height:0'"),
    "XML: отменено": book(
        cell='ss:StyleID="b"',
        styles=LINED + '<Style ss:ID="b" ss:Parent="a"><Font ss:StrikeThrough="0"/></Style>',
    ),
    "XML: ячейка без черты в строке": book('ss:StyleID="a"', cell='ss:StyleID="b"', styles=LINED),
}  # fmt: skip


@pytest.mark.parametrize("data", STRUCK.values(), ids=STRUCK)
def test_struck_rows_of_a_page_or_an_xml_are_told(data: bytes) -> None:
    assert told(read_book(data)) == [STRUCK_3]


@pytest.mark.parametrize("data", HIDDEN.values(), ids=HIDDEN)
def test_hidden_rows_of_a_page_or_an_xml_are_known(data: bytes) -> None:
    read = read_book(data)
    assert ([row.number for row in read.first.rows if row.hidden], told(read)) == ([3], [])


@pytest.mark.parametrize("data", COLUMNS.values(), ids=COLUMNS)
def test_hidden_columns_of_a_page_or_an_xml_are_told(data: bytes) -> None:
    assert told(read_book(data)) == [HIDDEN_B]


@pytest.mark.parametrize("data", PLAIN.values(), ids=PLAIN)
def test_plain_rows_of_a_page_or_an_xml_are_plain(data: bytes) -> None:
    read = read_book(data)
    assert ([row.number for row in read.first.rows if row.hidden], told(read)) == ([], [])


def test_cut_cells_and_rows_left_out_are_counted_in_a_page_and_an_xml() -> None:
    for data in (page(cell="<td>{} " + "а" * 3000 + "</td>"), book(data="<Data>{} " + "а" * 3000 + "</Data>")):
        assert told(read_book(data)) == ["В строках 3 есть ячейки длиннее 2000 знаков; взято их начало."]
    spanned = book().replace(b"<Row>", b'<Row ss:Span="2">', 1)
    assert [row.number for row in read_book(spanned).first.rows] == [1, 4, 5]


def test_a_table_that_a_page_hides_comes_after_those_it_shows() -> None:
    hidden = page().replace(b"<table>", b"<div style='display:none'><table>").replace(b"</table>", b"</table></div>")
    both = hidden.replace(b"</html>", b"<table><tr><td>1</td></tr></table></html>")
    assert read_book(both).first.rows[0].cells == ("1",)
