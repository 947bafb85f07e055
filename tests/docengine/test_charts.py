"""A tag of a chart becomes a chart of Word: its numbers shown and in its workbook, gaps where nothing is known."""

import io
import re
import zipfile
from dataclasses import replace
from decimal import Decimal

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from sferum_docs.docengine import (
    Chart,
    ChartKind,
    Field,
    Kind,
    Series,
    Stamp,
    Vocabulary,
    check_file,
    compile_template,
    inspect_template,
    plain_text,
    qr_code,
)
from sferum_docs.docengine.charts.model import digits
from sferum_docs.reading.sheets.sheets import read_book
from tests.docengine.charts import BOOK, CLASSES, NOTE, NOTHING, SHARES, VOCABULARY, WEEKS, changed, replaced
from tests.docengine.word import p, pack, parts, r, word, xml_of
from tests.office_files import schema_faults

SPACES = {
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
}


def made(template: bytes, **values: object) -> bytes:
    return compile_template(template, VOCABULARY).render({"график": SHARES, **values})


def names(data: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


def member(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def found(data: bytes, path: str, part: str = "word/charts/chart1.xml") -> list[str]:
    return [str(item) for item in etree.fromstring(member(data, part)).xpath(path, namespaces=SPACES)]


def test_the_numbers_stand_in_the_chart_and_in_its_workbook() -> None:
    data = made(NOTE)
    assert found(data, "//c:ser/c:tx//c:v/text()") == ["Учителя", "Родители & дети <5а>"]
    assert found(data, "//c:ser[1]/c:cat//c:v/text()") == list(WEEKS)
    assert found(data, "//c:ser[1]/c:val//c:pt/@idx") == ["0", "1", "3"], "what is not known is no point, and no zero"
    assert found(data, "//c:ser[1]/c:val//c:v/text()") == ["12.5", "20", "70.2"]
    assert found(data, "//c:dispBlanksAs/@val") == ["gap"]
    assert found(data, "//c:ser[2]//c:f/text()") == ["'Данные'!$C$1", "'Данные'!$A$2:$A$5", "'Данные'!$C$2:$C$5"]
    rows = [[*row.cells] for row in read_book(member(data, BOOK)).sheets[0].rows]
    assert rows == [
        ["", "Учителя", "Родители & дети <5а>"],
        ["01.09", "12.5", "5"],
        ["08.09", "20", "6"],
        ["15.09", "", "8"],
        ["22.09", "70.2", "12"],
    ]


@pytest.mark.parametrize("chart", [SHARES, CLASSES, replace(SHARES, title="Доля", across="Неделя", breaks=(2,))])
def test_the_file_keeps_the_schemas_and_opens(chart: Chart) -> None:
    data = made(NOTE, график=chart)
    assert schema_faults(data) == []
    assert schema_faults(member(data, BOOK), ".xlsx") == []
    assert check_file(data) == []
    assert len(docx.Document(io.BytesIO(data)).inline_shapes) == 1


def test_the_same_chart_gives_the_same_bytes_and_names_nobody() -> None:
    template = compile_template(NOTE, VOCABULARY)
    data = template.render({"график": SHARES})
    assert template.render({"график": SHARES}) == data == compile_template(NOTE, VOCABULARY).render({"график": SHARES})
    core = member(member(data, BOOK), "docProps/core.xml").decode()
    assert set(re.findall(r">([^<\s][^<]*)<", core)) == {"1980-01-01T00:00:00Z"}


def test_charts_in_loops_tables_and_conditions_are_all_different_parts() -> None:
    template = word(
        "{% for ряд in графики %}", "{{ ряд.имя }}", "{{ ряд.график }}", "{% endfor %}",
        "{% if да %}", "{{ график }}", "{% endif %}",
        [["{{ график }}", "слова"]],
    )  # fmt: skip
    rows = [{"имя": "Столбцы", "график": CLASSES}, {"имя": "Пусто", "график": NOTHING}]
    data = made(template, графики=rows, да=True)
    assert check_file(data) == []
    assert sorted(name for name in names(data) if name.startswith("word/charts/chart")) == [
        "word/charts/chart1.xml", "word/charts/chart2.xml", "word/charts/chart3.xml",
    ]  # fmt: skip
    numbers = found(data, "//wp:docPr/@id", "word/document.xml")
    assert len(numbers) == len(set(numbers)) == 3
    links = found(data, "//c:chart/@*", "word/document.xml")
    assert len(links) == len(set(links)) == 3
    assert plain_text(data)[:4] == ("Столбцы", "", "Пусто", "Данных для диаграммы нет.")
    assert [name for name in names(made(template, графики=[], да=False)) if "charts/chart" in name] == [
        "word/charts/chart1.xml"
    ]


def test_a_stamped_file_declares_its_charts_too() -> None:
    stamp = Stamp("Справка", {"код": "1"}, qr_code("1"))
    data = compile_template(NOTE, VOCABULARY).make({"график": SHARES}, stamp)
    assert data.finished.findings == ()
    assert schema_faults(data.content) == []
    assert xml_of(data.content, "[Content_Types].xml").count("drawingml.chart+xml") == 1


def test_where_no_number_is_known_words_stand() -> None:
    assert "Данных для диаграммы нет." in plain_text(made(NOTE, график=NOTHING))
    assert "word/charts/chart1.xml" not in names(made(NOTE, график=NOTHING))
    choice = word("{% if график %}", "{{ график }}", "Рисунок 1", "{% endif %}", "конец")
    assert plain_text(made(choice, график=NOTHING)) == ("конец",)
    assert plain_text(made(word("{{ график if да else имя }}"), да=False, имя="не собирали")) == ("не собирали",)


def test_a_reader_who_does_not_see_it_is_told_what_it_shows() -> None:
    data = made(NOTE)
    assert found(data, "//wp:docPr/@descr", "word/document.xml") == [SHARES.description]
    assert found(data, "//c:lang/@val") == ["ru-RU"]


def test_lines_are_told_apart_without_colour() -> None:
    many = tuple(Series(f"Ряд {number}", (number, number + 1)) for number in range(8))
    data = made(NOTE, график=Chart(ChartKind.LINE, ("1", "2"), many, "Восемь линий"))
    looks = list(
        zip(
            found(data, "//c:ser/c:spPr/a:ln/a:prstDash/@val"),
            found(data, "//c:ser/c:marker/c:symbol/@val"),
            strict=True,
        )
    )
    assert len({dash for dash, _ in looks}) == len({marker for _, marker in looks}) == 8


def test_names_stand_at_the_lines_where_there_is_room_else_in_a_legend() -> None:
    data = made(NOTE)
    assert found(data, "//c:legend") == []
    assert found(data, "//c:dLbl/c:showSerName/@val") == ["1", "1"]
    near = replace(SHARES, series=(Series("А", (1, 2, 3, 10)), Series("Б", (1, 2, 3, Decimal("10.1")))))
    unfinished = replace(SHARES, series=(Series("А", (1, 2, 3, 10)), Series("Б", (1, 2, 3, None))))
    for chart in (near, unfinished, CLASSES):
        data = made(NOTE, график=chart)
        assert found(data, "//c:legendPos/@val") == ["b"]
        assert found(data, "//c:dLbl") == []


def test_over_a_break_no_line_is_drawn() -> None:
    data = made(NOTE, график=replace(SHARES, breaks=(2,)))
    assert found(data, "//c:ser[2]/c:val//c:pt/@idx") == ["0", "1", "3", "4"]
    assert found(data, "//c:ser[2]/c:cat//c:pt/@idx") == ["0", "1", "3", "4"]
    assert found(data, "//c:ser[2]/c:val//c:ptCount/@val") == ["5"]


SHEET = (
    '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/><w:pgMar w:left="1000" w:right="838" w:top="1000" w:bottom="906"/>{}'
)
CELL = '<w:tc><w:tcPr><w:tcW w:w="{}" w:type="{}"/></w:tcPr>{}</w:tc>'


def sheet(more: str = "") -> str:
    return f"<w:p><w:pPr>{SHEET.format(more)}</w:sectPr></w:pPr></w:p>"


@pytest.mark.parametrize(
    ("blocks", "twips"),
    [
        pytest.param([p("{{ график }}"), sheet()], 15000, id="a sheet that lies"),
        pytest.param([p("{{ график }}")], 11906 - 2 * 1134, id="a sheet that says nothing"),
        pytest.param([sheet(), p("{{ график }}")], 11906 - 2 * 1134, id="the section after"),
        pytest.param(
            [p("{{ график }}"), sheet('<w:cols w:num="2" w:space="1000"/>')], 7000, id="one of two columns"
        ),
        pytest.param(
            [f"<w:tbl><w:tblGrid/><w:tr>{CELL.format(5000, 'dxa', p('{{ график }}'))}</w:tr></w:tbl>", sheet()],
            5000 - 216,
            id="a cell",
        ),
        pytest.param(
            [f"<w:tbl><w:tblGrid/><w:tr>{CELL.format(2500, 'pct', p('{{ график }}'))}</w:tr></w:tbl>", sheet()],
            7500 - 216,
            id="half of a table",
        ),
        pytest.param(
            [
                '<w:tbl><w:tblPr><w:tblCellMar><w:left w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>'
                '<w:gridCol w:w="900"/><w:gridCol w:w="6000"/></w:tblGrid><w:tr>'
                + CELL.format(0, "auto", p("№")) + CELL.format(0, "auto", p("{{ график }}")) + "</w:tr></w:tbl>",
                sheet(),
            ],
            6000 - 108,
            id="a cell as wide as its column",
        ),
    ],
)  # fmt: skip
def test_a_chart_is_as_wide_as_its_place(blocks: list[str], twips: int) -> None:
    data = made(word(*blocks))
    assert found(data, "//wp:extent/@cx", "word/document.xml") == [str(twips * 635)]


def test_a_place_too_narrow_for_words_is_told() -> None:
    cell = f"<w:tbl><w:tblGrid/><w:tr>{CELL.format(3000, 'dxa', p('{{ график }}'))}</w:tr></w:tbl>"
    (told,) = inspect_template(word(cell), VOCABULARY)
    assert (told.code, told.severity) == ("chart-narrow", "warning")
    assert "60 мм" in told.message()
    assert told.place.cells == ((1, 1, 1),)


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ((1000, 25_000), "[$-419]#,##0"),
        ((Decimal("12.5"), 40), "[$-419]#,##0"),
        ((Decimal("0.5"), Decimal("1.4")), "[$-419]#,##0.0"),
        ((Decimal("0.05"), Decimal("0.14")), "[$-419]#,##0.00"),
    ],
)
def test_an_axis_is_numbered_in_russian_whatever_prints_it(values: tuple[int | Decimal, ...], written: str) -> None:
    chart = Chart(ChartKind.LINE, ("1", "2"), (Series("А", values),), "Линия")
    assert found(made(NOTE, график=chart), "//c:valAx/c:numFmt/@formatCode") == [written]


def test_people_are_counted_in_whole_steps() -> None:
    chart = Chart(ChartKind.COLUMN, ("1", "2"), (Series("А", (1, 3)),), "Мало")
    assert found(made(NOTE, график=chart), "//c:majorUnit/@val") == ["1"]
    assert found(made(NOTE, график=replace(chart, series=(Series("А", (-2, 3)),))), "//c:scaling/c:min/@val") == []


def test_a_chart_may_be_marked_and_chosen_like_any_value() -> None:
    template = word("{{r график }}", "{{ график if да }}", "{% for один in список %}", "{{ один }}", "{% endfor %}")
    vocabulary = Vocabulary((*VOCABULARY.fields, Field("список", Kind.LIST, fields=(Field("", Kind.CHART),))))
    data = compile_template(template, vocabulary).render({"график": SHARES, "да": False, "список": [CLASSES, SHARES]})
    assert check_file(data) == []
    assert [name for name in names(data) if name.startswith("word/charts/chart")] == [
        f"word/charts/chart{number}.xml" for number in (1, 2, 3)
    ]


def test_what_is_highlighted_for_a_look_is_words_alone() -> None:
    template = compile_template(word("{{ имя }}", "{{ график }}", "{{ график if да else имя }}"), VOCABULARY)
    data = template.render({"имя": "слова", "график": SHARES, "да": False}, marked=True)
    assert check_file(data) == []
    assert xml_of(data).count("<w:highlight") == 2
    assert len(found(data, "//wp:docPr/@id", "word/document.xml")) == 1


def test_a_chart_takes_a_number_that_the_template_has_not_used() -> None:
    kept = '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"/>'
    files = parts("{{ график }}", more={"word/charts/chart7.xml": kept})
    override = (
        '<Override PartName="/word/charts/chart7.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.drawingml.chart+xml"/>'
    )
    types = files["[Content_Types].xml"].replace(b"</Types>", f"{override}</Types>".encode())
    data = made(pack({**files, "[Content_Types].xml": types}))
    assert [name for name in names(data) if name.startswith("word/charts/chart")] == [
        "word/charts/chart7.xml", "word/charts/chart8.xml",
    ]  # fmt: skip
    assert check_file(data) == []


WORDS = st.text(max_size=40)
AMOUNTS = st.none() | st.integers(-(10**6), 10**6) | st.decimals(-1000, 1000, places=2)


@st.composite
def charts(draw: st.DrawFn) -> Chart:
    size = draw(st.integers(1, 12))
    rows = st.lists(AMOUNTS, min_size=size, max_size=size).map(tuple)
    return Chart(
        draw(st.sampled_from(ChartKind)),
        tuple(draw(st.lists(WORDS, min_size=size, max_size=size))),
        tuple(draw(st.lists(st.builds(Series, WORDS, rows), min_size=1, max_size=6))),
        draw(WORDS),
        title=draw(WORDS),
        upwards=draw(WORDS),
        breaks=tuple(draw(st.lists(st.integers(1, size - 1), max_size=2))) if size > 1 else (),
    )


@settings(max_examples=25, deadline=None)
@given(chart=charts())
def test_whatever_the_numbers_and_words_the_file_is_sound_and_says_them(chart: Chart) -> None:
    data = compile_template(NOTE, VOCABULARY).render({"график": chart})
    assert [item for item in check_file(data) if item.severity == "error"] == []
    if chart:
        values = [digits(value) for item in chart.series for value in item.values if value is not None]
        assert found(data, "//c:val//c:v/text()") == values


def test_the_paragraph_of_a_chart_cuts_nothing_off() -> None:
    paragraph = (
        '<w:p><w:pPr><w:pStyle w:val="A"/><w:keepNext/><w:spacing w:before="60" w:line="280" w:lineRule="exact"/>'
        f'<w:ind w:left="700" w:hanging="200"/><w:jc w:val="center"/></w:pPr>{r("{{ график }}")}</w:p>'
    )
    assert (
        '<w:pPr><w:pStyle w:val="A"/><w:keepNext/><w:spacing w:before="60" w:line="240" w:lineRule="auto"/>'
        '<w:ind w:left="0" w:right="0" w:firstLine="0"/><w:jc w:val="center"/></w:pPr>'
    ) in xml_of(made(word(paragraph)))


def test_the_words_of_a_chart_are_set_in_the_type_of_the_document() -> None:
    styles = "word/styles.xml"
    faces = {
        "Times New Roman": NOTE,
        "PT Astra Serif": changed(NOTE, styles, replaced("Times New Roman", "PT Astra Serif")),
        "+mn-lt": changed(NOTE, styles, replaced('w:ascii="', 'w:asciiTheme="minorHAnsi" w:ascii="')),
    }
    for face, template in faces.items():
        assert set(found(made(template), "//a:latin/@typeface")) == {face}


TAG = "{{ график }}"
BOX = f"<w:p><w:r><w:pict><v:textbox><w:txbxContent>{p(TAG)}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
CONTROL = f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{p(TAG)}</w:sdtContent></w:sdt>"


@pytest.mark.parametrize(
    ("template", "code", "words"),
    [
        (word("Доля: {{ график }}"), "chart-not-alone", "Рядом: текст."),
        (word(p(TAG, r(".")), "конец"), "chart-not-alone", "Рядом: текст."),
        (word("{{ график }}{{ имя }}"), "chart-not-alone", "Рядом: {{ имя }}."),
        (word("{% if да %}{{ график }}{% endif %}"), "chart-not-alone", "Рядом: {% if да %}, {% endif %}."),
        (word(p(TAG, '<w:r><w:br w:type="page"/></w:r>')), "chart-not-alone", "Рядом: разрыв страницы."),
        (word("текст", header1=p(TAG)), "chart-outside", "отдельным абзацем"),
        (word("текст", footer1=p(TAG)), "chart-outside", "отдельным абзацем"),
        (word("текст", footnotes=p(TAG)), "chart-outside", "отдельным абзацем"),
        (word(BOX), "chart-in-box", "отдельным абзацем"),
        (word(CONTROL), "chart-in-box", "отдельным абзацем"),
        (word("{{p график }}"), "print-marker", "Уберите метку"),
        (word("{{ график|upper }}"), "filter-kind", "диаграмма"),
        (word("{{ график.имя }}"), "no-fields", "нет полей"),
    ],
)
def test_a_chart_that_cannot_stand_there_is_refused_with_a_way_out(template: bytes, code: str, words: str) -> None:
    findings = [item for item in inspect_template(template, VOCABULARY) if item.severity == "error"]
    assert [item.code for item in findings] == [code]
    assert words in findings[0].message()
    assert findings[0].place.paragraph, "it says where"


def test_a_comment_beside_a_chart_goes_as_ever() -> None:
    assert inspect_template(word("{# рисунок #}{{ график }}"), VOCABULARY) == []


def test_a_document_bears_no_more_charts_than_programs_open() -> None:
    template = compile_template(word("{% for ряд in графики %}", "{{ ряд.график }}", "{% endfor %}"), VOCABULARY)
    with pytest.raises(Exception, match="больше 100 диаграмм"):
        template.render({"графики": [{"график": CLASSES}] * 101})


@pytest.mark.parametrize(
    "wrong",
    [
        {"series": (Series("А", (1,)),)},
        {"series": (Series("А", (1, Decimal("NaN"))),)},
        {"series": (Series("А", (1, Decimal("1e400"))),)},
        {"series": (Series("А", (1, 2)),) * 21},
        {"breaks": (0,)},
        {"breaks": (2,)},
        {"title": "а" * 501},
        {"categories": ("а" * 501, "б")},
    ],
)
def test_a_chart_that_could_not_be_drawn_is_not_made(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=" "):
        replace(CLASSES, **wrong)  # type: ignore[arg-type]


def test_words_that_xml_forbids_do_no_harm() -> None:
    words = "а\x00\x0b\ud800\n\"<&>'{{ имя }}"
    chart = Chart(ChartKind.LINE, (words, "б"), (Series(words, (1, 2)),), words, words, words, words)
    data = made(NOTE, график=chart)
    assert schema_faults(data) == []
    assert [item.code for item in check_file(data) if item.severity == "error"] == []
