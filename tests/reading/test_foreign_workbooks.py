import io
import random
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor

import pytest
from xlsxwriter import Workbook

from benchmarks.fuzz import fuzz_tables
from benchmarks.old_workbook import old_workbook, ole_file
from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.sheets.sheets import read_book
from sferum_docs.reading.sheets.workbooks import MAX_SHEETS

PEOPLE = [["ФИО", "Должность"], *([f"Омарова Зарема {number}", "учитель"] for number in range(120))]


def answer(data: bytes) -> str:
    """The number of rows, or what is told instead."""
    try:
        return f"{len(read_book(data).first.rows)} строк"
    except FaultsError as error:
        return error.faults[0].message()


def test_a_sound_old_workbook_is_read_to_its_last_row() -> None:
    rows = read_book(old_workbook(PEOPLE)).first.rows
    assert [list(row.cells) for row in rows] == PEOPLE


@pytest.mark.skipif(sys.platform == "win32", reason="memory is told by the system in another way")
@pytest.mark.parametrize("size", [None, 2**31 - 1, 2**40])
def test_a_chain_of_sectors_without_end_takes_no_memory_of_the_server(size: int | None) -> None:
    import resource  # noqa: PLC0415  unknown to Windows

    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    told = answer(ole_file(b"\x09\x08" * 5000, circular=True, size=size))
    assert told.startswith(("Файл повреждён", "В книге нет")), told
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 32 * 1024


def test_a_hundred_cut_and_altered_old_workbooks_are_each_answered() -> None:
    sound = old_workbook(PEOPLE)
    chance = random.Random(7)  # noqa: S311  the same files in every run
    hurt = []
    for number in range(100):
        data = bytearray(sound)
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        hurt.append(bytes(data if number % 2 else data[: chance.randrange(8, len(data))]))
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(answer, hurt))
    assert all(told.endswith("строк") or "." in told for told in answers)
    assert sum("повреждён" in told for told in answers) > 20


def test_files_that_come_all_at_once_are_read_or_told_to_wait() -> None:
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(answer, [old_workbook(PEOPLE)] * 24))
    assert set(answers) <= {"121 строк", "Сейчас читаются файлы других пользователей. Повторите через минуту."}
    assert answers.count("121 строк") >= 4
    assert answer(old_workbook(PEOPLE)) == "121 строк"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (ole_file(b" " * 5000, name="EncryptedPackage"), "защищена паролем"),
        (ole_file(b" " * 5000, name="WordDocument"), "документ Word"),
        (b"%PDF-1.7\n", "а PDF"),
        (b"{\\rtf1 x", "документ RTF"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "веб-архив"),
        (b"\x09\x08\x08\x00\x00\x05\x05\x00", "Excel 5"),
        (b"ID;PWXL;N;E\nC;Y1;X1;K1", "SYLK"),
    ],
)
def test_what_is_no_workbook_is_called_by_its_name(data: bytes, words: str) -> None:
    assert words in answer(data)


HTML = (
    "<html><head><meta charset={0}></head><body><table><tr><th>ФИО<th>Должность<th>Телефон</tr>"
    "<tr><td>Омарова Зарема<td rowspan=2>учитель<td>8 900</tr><tr><td>Ким Олег<td>8 901</tr></table></body></html>"
)


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1251", "utf-16"])
def test_a_page_of_the_web_named_as_a_workbook_is_read(encoding: str) -> None:
    rows = read_book(HTML.format(encoding).encode(encoding)).first.rows
    assert [row.cells for row in rows[1:]] == [("Омарова Зарема", "учитель", "8 900"), ("Ким Олег", "учитель", "8 901")]


def test_a_title_over_more_columns_than_are_read_refuses_no_page() -> None:
    page = HTML.replace("<tr><th>ФИО", "<tr><th colspan=500>Список</th></tr><tr><th>ФИО").format("utf-8")
    assert read_book(page.encode()).first.rows[2].cells == ("Омарова Зарема", "учитель", "8 900")


XML = """<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"
 xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="Лист1"><Table>
 <Row><Cell><Data ss:Type="String">ФИО</Data></Cell>
 <Cell ss:Index="3"><Data ss:Type="String">Телефон</Data></Cell></Row>
 <Row ss:Index="4" ss:Hidden="1"><Cell><Data ss:Type="String">Ким Олег</Data></Cell>
 <Cell ss:Index="3" ss:Formula="=1+1"><Data ss:Type="Number">2</Data></Cell></Row></Table></Worksheet></Workbook>"""


def test_a_table_of_excel_2003_in_xml_is_read() -> None:
    sheet = read_book(XML.replace('Number">2<', 'Number">2.0E0<').encode()).first
    row = sheet.rows[1]
    assert (sheet.name, row.number, row.cells) == ("Лист1", 4, ("Ким Олег", "", "2"))
    assert (row.hidden, row.formulas) == (True, frozenset({2}))
    assert row.number_at(2) == 2.0


@pytest.mark.parametrize(
    "text",
    ["<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<?xml version='1.0'?><a/>", "<html><p>нет</p>"],
)
def test_markup_without_a_table_or_with_declarations_is_told(text: str) -> None:
    assert "DTD" in answer(text.encode()) or "Это не таблица" in answer(text.encode())


def test_damaged_workbooks_tables_and_packs_come_back_as_faults_alone() -> None:
    outcomes = fuzz_tables(10)
    assert {kind: outcome.faults for kind, outcome in outcomes.items()} == {kind: [] for kind in outcomes}
    assert outcomes["text"].accepted > 0


def test_a_book_of_more_sheets_than_are_read_says_so() -> None:
    target = io.BytesIO()
    with Workbook(target) as book:
        for number in range(MAX_SHEETS + 3):
            book.add_worksheet(f"Лист {number}").write_string(0, 0, "строка")
    read = read_book(target.getvalue())
    assert len(read.sheets) == MAX_SHEETS
    (told,) = (fault.sentence() for fault in read.remarks)
    assert f"больше {MAX_SHEETS}: остальные (3) не прочитаны" in told


def test_the_macros_of_a_workbook_are_left_alone_and_its_cells_are_read() -> None:
    target = io.BytesIO()
    with Workbook(target) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Фамилия", "Должность"])
        sheet.write_row(1, 0, ["Кедрова", "учитель"])
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Sub Workbook_Open()")
    read = read_book(target.getvalue())
    assert [row.cells for row in read.first.rows] == [("Фамилия", "Должность"), ("Кедрова", "учитель")]
    assert not [remark for remark in read.remarks if not remark.warning]
