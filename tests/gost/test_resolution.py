"""A value is what Word makes of run, styles, the chain they are based on, the table's style, defaults and theme."""

from __future__ import annotations

import pytest

from sferum_docs.gost.check import check
from sferum_docs.gost.model import Outcome, Profile
from sferum_docs.gost.reading.package import open_package
from sferum_docs.gost.reading.scan import scan
from tests.gost.documents import KNOWN, order, text
from tests.gost.word import DEFAULTS, docx, levels, p, row, run, section, table

THEME = (
    '<a:themeElements><a:fontScheme><a:majorFont><a:latin typeface="Cambria"/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme></a:themeElements>'
)


def style(name: str, inside: str, based: str = "", kind: str = "paragraph", *, default: bool = False) -> str:
    base = f'<w:basedOn w:val="{based}"/>' if based else ""
    mark = ' w:default="1"' if default else ""
    return f'<w:style w:type="{kind}" w:styleId="{name}"{mark}><w:name w:val="{name}"/>{base}{inside}</w:style>'


def of_paragraph(body: str, **parts: str) -> dict[str, object]:
    """Effective values of the first paragraph and of its first run."""
    item = scan(open_package(docx(body, **parts))).printed[0]
    return {**item.values, **item.runs[0].values}


JC = '<w:pPr><w:jc w:val="{}"/></w:pPr>'
SZ = '<w:rPr><w:sz w:val="{}"/></w:rPr>'
FACE = '<w:rPr><w:rFonts w:ascii="{0}" w:hAnsi="{0}"/></w:rPr>'
KEEP = '<w:pPr><w:keepNext w:val="{}"/></w:pPr>'
CHAIN = (
    style("Root", JC.format("both") + SZ.format(24))
    + style("Middle", SZ.format(26), "Root")
    + style("Leaf", "", "Middle")
)


@pytest.mark.parametrize(
    ("body", "styles", "name", "value"),
    [
        (p("Текст"), DEFAULTS, "sz", 28),
        (p("Текст"), "", "sz", None),
        (p("Текст", size=30), DEFAULTS, "sz", 30),
        (p("Текст", style="Leaf"), CHAIN, "jc", "both"),
        (p("Текст", style="Leaf"), CHAIN, "sz", 26),
        (p("Текст", style="Leaf", jc="left"), CHAIN, "jc", "left"),
        (p("Текст", style="Leaf", size=22), CHAIN, "sz", 22),
        (p("Текст", style="Leaf", rstyle="Small"), CHAIN + style("Small", SZ.format(18), kind="character"), "sz", 18),
        (p("Текст"), style("Normal", JC.format("both"), default=True), "jc", "both"),
        (p("Текст", style="нет такого"), style("Normal", SZ.format(24), default=True), "sz", 24),
        (p("Текст", style="A"), style("A", SZ.format(24), "B") + style("B", JC.format("both"), "A"), "jc", "both"),
        (
            p("Текст", style="Leaf"),
            style("Root", KEEP.format(1)) + style("Leaf", KEEP.format(0), "Root"),
            "keepNext",
            False,
        ),
        (p("Текст", style="Leaf"), style("Leaf", '<w:pPr><w:ind w:start="567"/></w:pPr>'), "left", 567),
        (p("Текст", first=709, style="H"), style("H", '<w:pPr><w:ind w:hanging="360"/></w:pPr>'), "first", 709),
    ],
)  # fmt: skip
def test_the_nearest_level_that_speaks_decides(body: str, styles: str, name: str, value: object) -> None:
    assert of_paragraph(body, styles=styles).get(name) == value


@pytest.mark.parametrize(
    ("fonts", "face"),
    [
        ('w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:ascii="Tinos" w:hAnsi="Tinos"', "Calibri"),
        ('w:asciiTheme="majorAscii" w:hAnsiTheme="majorHAnsi"', "Cambria"),
        ('w:ascii="Tinos" w:hAnsi="Tinos"', "Tinos"),
    ],
)
def test_the_face_of_the_theme_beats_a_name_beside_it(fonts: str, face: str) -> None:
    defaults = f"<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/></w:rPr></w:rPrDefault></w:docDefaults>"
    found = of_paragraph(p("Текст"), styles=defaults, theme=THEME)
    assert (found["ascii"], found["hAnsi"]) == (face, face)


def test_a_name_set_nearer_beats_the_theme_of_the_defaults() -> None:
    defaults = (
        '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
        "</w:rPr></w:rPrDefault></w:docDefaults>"
    )
    found = of_paragraph(p("Текст", style="T"), styles=defaults + style("T", FACE.format("Tinos")), theme=THEME)
    assert found["hAnsi"] == "Tinos"


def test_a_theme_that_hides_the_wanted_face_is_found() -> None:
    styles = DEFAULTS.replace(
        '<w:rFonts w:ascii="Liberation Serif"',
        '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi" w:ascii="Liberation Serif"',
    )
    report = check(order(styles=styles, theme=THEME), Profile(edition="2016"), KNOWN)
    assert report.result("G09").outcome is Outcome.FOUND
    assert "Calibri" in report.result("G09").findings[0].sentence()


def test_the_table_style_lies_under_the_paragraph_style() -> None:
    styles = style("Grid", SZ.format(18), kind="table", default=True) + style("Cell", SZ.format(22))
    assert of_paragraph(table(row("Текст")), styles=styles)["sz"] == 18
    assert of_paragraph(table(row(p("Текст", style="Cell"))), styles=styles)["sz"] == 22


@pytest.mark.parametrize(
    ("own", "of_style", "first"),
    [({}, "", 300), ({"first": 709}, "", 709), ({}, '<w:ind w:firstLine="500"/>', 500)],
)
def test_indents_of_a_list_lie_between_those_of_the_style_that_names_it_and_what_it_is_based_on(
    own: dict[str, int], of_style: str, first: int
) -> None:
    numbering = levels("decimal %1.").replace("</w:lvl>", '<w:pPr><w:ind w:firstLine="300"/></w:pPr></w:lvl>')
    listed = f'<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>{of_style}</w:pPr>'
    styles = style("Base", '<w:pPr><w:ind w:firstLine="100"/></w:pPr>') + style("Item", listed, "Base")
    assert of_paragraph(p("Текст", style="Item", **own), styles=styles, numbering=numbering)["first"] == first


def test_a_value_nobody_set_is_not_taken_for_right() -> None:
    report = check(order(styles="", one=text("1. Вести учёт.")), Profile(edition="2016"), KNOWN)
    found = {finding.code for finding in report.findings}
    assert {"G09", "G10", "G45"} <= found


def test_automatic_numbers_count_by_levels_and_begin_anew_below() -> None:
    places = ("1.0", "1.1", "1.1", "1.0", "1.1")
    body = "".join(p("Текст", list=place) for place in places)
    document = scan(open_package(docx(body, numbering=levels("decimal %1.", "decimal %1.%2."))))
    assert [item.label for item in document.printed] == ["1.", "1.1.", "1.2.", "2.", "2.1."]


def test_headers_are_inherited_by_later_sections() -> None:
    body = p("Первый") + p(section=section()) + p("Второй")
    document = scan(open_package(docx(body, end=section(links=""))))
    assert document.sections[1].headers.keys() == {"default", "first"}
    assert document.printed[1].section == 1


@pytest.mark.parametrize(
    "inside",
    [
        '<w:ins w:id="1" w:author="a"><w:r><w:t>слово</w:t></w:r></w:ins>',
        '<w:hyperlink w:anchor="a"><w:r><w:t>слово</w:t></w:r></w:hyperlink>',
        "<w:sdt><w:sdtContent><w:r><w:t>слово</w:t></w:r></w:sdtContent></w:sdt>",
        '<w:del w:id="1" w:author="a"><w:r><w:delText>нет</w:delText></w:r></w:del>' + run("слово"),
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>нет</w:t></w:r>" + run("слово"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>DATE</w:instrText>'
            '<w:fldChar w:fldCharType="separate"/><w:t>слово</w:t><w:fldChar w:fldCharType="end"/></w:r>'
        ),
    ],
)
def test_the_text_is_what_is_printed(inside: str) -> None:
    assert scan(open_package(docx(p(inside=inside)))).printed[0].text == "слово"


def test_text_boxes_and_nested_tables_are_visited_with_their_places() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('рамка')}</w:txbxContent></w:pict></w:r>"
    inner = "<w:p/>" + table(row("внутри"))
    document = scan(open_package(docx(p(inside=box) + table(row("снаружи", "<w:p/>" + inner)))))
    places = {item.words: item.cells for item in document.printed}
    assert places == {"рамка": (), "снаружи": ((1, 1, 1),), "внутри": ((1, 1, 2), (2, 1, 1))}


BREAK = '<w:r><w:br w:type="page"/></w:r>'


@pytest.mark.parametrize(
    ("body", "starts"),
    [
        (p("а") + p("б", page=True) + p("в"), [True, True, False]),
        (p("а", inside=BREAK) + p("б"), [True, True]),
        (p("а") + p(inside=BREAK) + p("б"), [True, True]),
        (p("а") + p(inside=BREAK + run("б")) + p("в"), [True, True, False]),
        (p("а") + p(inside=BREAK) + p() + p("б"), [True, True]),
        (p("а") + p(section=section()) + p("б"), [True, True]),
    ],
)
def test_a_paragraph_knows_whether_it_begins_a_page(body: str, starts: list[bool]) -> None:
    assert [item.page_start for item in scan(open_package(docx(body))).printed] == starts
