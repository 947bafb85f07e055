"""Files with charts at the gates: a template, a file made here, one whose workbook is no plain one."""

import io
from collections.abc import Callable

import pytest
from xlsxwriter import Workbook

from sferum_docs.docengine import check_file, compile_template, file_text, inspect_template
from sferum_docs.docengine.charts.reading import charts_of
from sferum_docs.docengine.file import workbooks
from tests.docengine.charts import BOOK, CHART, NOTE, SHARES, VOCABULARY, changed, in_book, replaced
from tests.docengine.word import word

MADE = compile_template(NOTE, VOCABULARY).render({"график": SHARES})


def book(fill: Callable[[Workbook], object]) -> bytes:
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True}) as made:
        fill(made)
    return target.getvalue()


def with_book(content: bytes) -> bytes:
    return changed(MADE, BOOK, lambda _: content)


def lines(data: bytes) -> list[str]:
    return [line.text for line in file_text(data).lines if line.part == "диаграмма"]


def test_the_numbers_of_a_chart_are_read_as_text_that_a_person_sees() -> None:
    assert lines(MADE) == [
        "% от численности",
        "Учителя: 01.09 — 12,5; 08.09 — 20; 15.09 — —; 22.09 — 70,2",
        "Родители & дети <5а>: 01.09 — 5; 08.09 — 6; 15.09 — 8; 22.09 — 12",
    ]
    assert lines(changed(MADE, CHART, replaced("<c:v>70.2</c:v>", "<c:v>90.2</c:v>"))) != lines(MADE)
    written_otherwise = changed(MADE, CHART, replaced("<c:v>70.2</c:v>", "<c:v>70.200000000000003</c:v>"))
    assert lines(written_otherwise) == lines(MADE), "Excel writes the last digits of a fraction in its own way"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('<c:min val="0"/>', '<c:max val="1000"/><c:min val="0"/>', "ось до 1000"),
        ('<c:min val="0"/>', '<c:min val="10"/>', "ось от 10"),
        ('<c:dispBlanksAs val="gap"/>', '<c:dispBlanksAs val="span"/>', "пропуски: span"),
        ("<c:lineChart>", "<c:areaChart>", "areaChart"),
        ('<c:numFmt formatCode="General"', '<c:numFmt formatCode="&quot;100&quot;"', 'формат чисел "100"'),
    ],
)
def test_the_same_numbers_drawn_otherwise_are_told(old: str, new: str, told: str) -> None:
    forged = changed(MADE, CHART, lambda content: replaced(old, new)(content).replace(b"</c:line", b"</c:area"))
    if "area" not in new:
        forged = changed(MADE, CHART, replaced(old, new))
    assert told in charts_of(forged)[0]
    assert told not in charts_of(MADE)[0]


def test_another_workbook_behind_the_same_picture_is_told() -> None:
    forged = in_book(MADE, "xl/worksheets/sheet1.xml", "<v>20</v>", "<v>95</v>")
    assert lines(forged) == lines(MADE)
    assert charts_of(forged)[1] != charts_of(MADE)[1]
    assert check_file(forged) == []


def formula(made: Workbook) -> None:
    made.add_worksheet().write_formula("A1", "=1+1")


def remote(made: Workbook) -> None:
    made.add_worksheet().write_url("A1", "https://example.org/")


def named(made: Workbook) -> None:
    made.add_worksheet()
    made.define_name("x", "=Sheet1!$A$1")


def checked(made: Workbook) -> None:
    made.add_worksheet().data_validation("A1", {"validate": "custom", "value": "=1+1"})


def drawn(made: Workbook) -> None:
    made.add_worksheet().insert_textbox("A1", "нажмите")


def table(made: Workbook) -> None:
    columns = [{"header": name} for name in ("Неделя", "Учителя")]
    made.add_worksheet("Лист1").add_table("A1:B3", {"columns": columns, "data": [["01.09", 12], ["08.09", 20]]})


EXCEL = (  # what Excel itself writes into a workbook that was edited
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice '
    'Requires="x15"><x15ac:absPath xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac" '
    'url="C:\\Users\\Школа\\"/></mc:Choice></mc:AlternateContent><sheets>'
)
FEATURES = (
    '<extLst><ext uri="{B58B0392-4F1F-4190-BB64-5DF3571DCE5F}" '
    'xmlns:xcalcf="http://schemas.microsoft.com/office/spreadsheetml/2018/calcfeatures"><xcalcf:calcFeatures>'
    '<xcalcf:feature name="microsoft.com:RD"/></xcalcf:calcFeatures></ext></extLst></workbook>'
)


def test_a_table_edited_in_excel_passes() -> None:
    edited = changed(book(table), "xl/workbook.xml", replaced("<sheets>", EXCEL))
    edited = changed(edited, "xl/workbook.xml", replaced("</workbook>", FEATURES))
    assert check_file(with_book(edited)) == []


@pytest.mark.parametrize(
    ("data", "words"),
    [
        pytest.param(with_book(book(formula)), "формулы", id="a formula"),
        pytest.param(with_book(book(remote)), "связи с другими данными", id="an address"),
        pytest.param(with_book(book(named)), "формулы", id="a name"),
        pytest.param(with_book(book(checked)), "формулы", id="a rule for typing"),
        pytest.param(with_book(book(drawn)), "есть часть", id="a drawing"),
        pytest.param(with_book(b"PK\x03\x04 and no more"), "повреждена", id="a broken one"),
        pytest.param(with_book(b"MZ" * 100), "повреждена", id="a program"),
        pytest.param(with_book(b"x" * (2 << 20) + b"x"), "слишком велика", id="a large one"),
        pytest.param(
            in_book(
                MADE,
                "[Content_Types].xml",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
            ),
            "macroEnabled",
            id="one with macros",
        ),
        pytest.param(in_book(MADE, "xl/workbook.xml", "<sheets>", "<!DOCTYPE a><sheets>"), "повреждена", id="a DTD"),
    ],
)
def test_a_workbook_that_is_no_plain_one_is_refused_and_never_opened(data: bytes, words: str) -> None:
    errors = [item for item in check_file(data) if item.severity == "error"]
    assert [item.code for item in errors] == ["chart-workbook"]
    assert words in errors[0].message()
    assert any(words in said for said in file_text(data).unread), "a comparison says that nobody read it"


def test_the_workbooks_of_all_charts_together_have_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    heavy = in_book(
        MADE, "xl/worksheets/sheet1.xml", "<sheetData>", f"<sheetData><!--{'.'.join(map(str, range(700_000)))}-->"
    )
    assert "слишком велика" in " ".join(item.message() for item in check_file(heavy))
    monkeypatch.setattr(workbooks, "MAX_OF_ALL", 20_000)
    template = compile_template(word("{{ график }}", "{{ график }}"), VOCABULARY)
    two = template.render({"график": SHARES})
    assert [item.code for item in check_file(two) if item.severity == "error"] == ["chart-workbook"]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("word/charts/_rels/chart1.xml.rels", "relationships/package", "relationships/oleObject"),
        ("[Content_Types].xml", "officedocument.spreadsheetml.sheet", "ms-excel.sheet.macroEnabled.12"),
        ("word/_rels/document.xml.rels", "</Relationships>", ('<Relationship Id="x" Type="http://schemas.openxmlformats'
         '.org/officeDocument/2006/relationships/package" Target="embeddings/Microsoft_Excel_Worksheet1.xlsx"/>'
         "</Relationships>")),
    ],
)  # fmt: skip
def test_a_workbook_that_something_else_brings_along_stays_refused(name: str, old: str, new: str) -> None:
    assert any(item.severity == "error" for item in check_file(changed(MADE, name, replaced(old, new))))


def test_a_chart_in_a_template_is_refused_with_the_way_to_a_tag() -> None:
    errors = [item for item in inspect_template(MADE, VOCABULARY) if item.severity == "error"]
    assert [item.code for item in errors] == ["chart-data"]
    assert "тег диаграммы" in errors[0].message()
    assert "рисунком" in errors[0].message()
