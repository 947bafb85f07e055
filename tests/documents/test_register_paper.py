import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn

from sferum_docs.documents.registering.register_paper import PaperLine, RegisterPaper, register_docx
from sferum_docs.documents.registering.registers import Register, shipped_registers

NO_BREAK_HYPHEN = "\N{NON-BREAKING HYPHEN}"
TITLE = "О назначении ответственных лиц за переход на использование платформы «Сферум» & чатов <школы>"
CELLS = {"number": "58-б/2026-ОД", "file_index": "01-05", "day": "28.11.2026", "remark": "Аннулирован: ошибка"}


def lines(register: Register, count: int) -> Iterator[PaperLine]:
    for place in range(1, count + 1):
        cells = {**CELLS, "place": str(place), "title": TITLE}
        yield PaperLine(tuple(cells.get(column.field, "") for column in register.columns), place % 7 == 0)


def paper(register: Register, count: int) -> RegisterPaper:
    return RegisterPaper(
        "Журнал", "МКОУ «Ключевская СОШ»", "СОШ", register.title, "2026 год", "12.01.2026", "30.12.2026",
        "В журнале зарегистрировано приказов: 3 (три).", register.columns, {"number": 12}, lines(register, count),
    )  # fmt: skip


def xml(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml").decode()


@pytest.mark.parametrize("register", shipped_registers().values(), ids=lambda item: item.id)
def test_every_register_is_a_whole_paper_with_one_set_of_widths(register: Register) -> None:
    document = Document(io.BytesIO(register_docx(paper(register, 8))))
    (table,) = document.tables
    grid = [column.get(qn("w:w")) for column in table._tbl.tblGrid.iter(qn("w:gridCol"))]  # noqa: SLF001
    *rows, closing = table.rows
    assert len(rows) == 9
    for row in rows:
        assert [cell._tc.tcPr.find(qn("w:tcW")).get(qn("w:w")) for cell in row.cells] == grid  # noqa: SLF001
        assert row._tr.trPr.find(qn("w:cantSplit")) is not None  # noqa: SLF001
    heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in rows]  # noqa: SLF001
    assert heads == [True] + [False] * 8
    kept = [row._tr.find(f".//{qn('w:keepNext')}") is not None for row in rows]  # noqa: SLF001
    assert kept == [False] * 6 + [True] * 3, "the closing lines take the last three entries along"
    assert 'w:type="fixed"' in table._tbl.xml  # noqa: SLF001
    assert abs(sum(int(width or 0) for width in grid) * 25.4 / 1440 - 252) < 2, "the table fills the sheet"
    texts = [paragraph.text.replace("\N{NO-BREAK SPACE}", " ") for paragraph in document.paragraphs]
    for words in (register.title, "2026 год", "Начат: 12.01.2026", "Окончен: 30.12.2026"):
        assert words in texts
    said = closing.cells[0].text.splitlines()
    assert said[0] == "В журнале зарегистрировано приказов: 3 (три)."
    assert said[1].startswith("Ответственный")


def test_numbers_are_never_broken_and_signs_of_xml_stay_text() -> None:
    table = Document(io.BytesIO(register_docx(paper(shipped_registers()["R01"], 1)))).tables[0]
    cells = [cell.text for cell in table.rows[1].cells]
    assert f"58{NO_BREAK_HYPHEN}б/2026{NO_BREAK_HYPHEN}ОД" in cells
    assert f"01{NO_BREAK_HYPHEN}05" in cells
    assert cells[3].replace("\N{NO-BREAK SPACE}", " ") == TITLE


def test_a_void_entry_is_struck_through_but_not_its_remark() -> None:
    register = shipped_registers()["R01"]
    rows = Document(io.BytesIO(register_docx(paper(register, 7)))).tables[0].rows
    struck = [bool(run.font.strike) for cell in rows[7].cells for run in cell.paragraphs[0].runs if run.text]
    assert struck == [True, True, True, True, True, False], "place, day, number, title, file; not the remark"
    assert not any(run.font.strike for cell in rows[6].cells for run in cell.paragraphs[0].runs)


def test_a_row_longer_than_a_page_may_part() -> None:
    register = shipped_registers()["R01"]
    long = PaperLine(tuple("слово " * 400 if column.field == "title" else "" for column in register.columns))
    body = xml(register_docx(replace(paper(register, 0), lines=[long])))
    row = body[body.rindex("<w:tr>", 0, body.index("слово слово")) : body.rindex("слово слово")]
    assert "<w:cantSplit/>" not in row
    assert "<w:keepNext/>" not in row


def test_ten_thousand_entries_are_written_row_by_row() -> None:
    body = xml(register_docx(paper(shipped_registers()["R01"], 10_000)))
    assert body.count("<w:tr>") == 10_002, "the head, the entries, the closing lines"
    assert body.count("<w:tblHeader/>") == 1
    assert "<w:keepNext/>" not in body[body.index("<w:tblHeader/>") + 5_000 : body.rindex("назначении") - 5_000]
    assert not re.search(r"@\d+@", body)


def test_a_register_without_entries_is_a_paper_too() -> None:
    assert len(Document(io.BytesIO(register_docx(paper(shipped_registers()["R03"], 0)))).tables[0].rows) == 2
