"""The rules of text and tables hold of what is seen on paper, in whichever of Word's ways it was made."""

from __future__ import annotations

import pytest

from sferum_docs.gost.check import check
from sferum_docs.gost.model import Profile
from sferum_docs.gost.reading.package import open_package
from sferum_docs.gost.reading.scan import scan
from tests.gost.documents import KNOWN, ORDER, order, text
from tests.gost.looks import STYLES, found, own
from tests.gost.pieces import HEAD, NB, TEXT
from tests.gost.word import levels, p, row, run, table


# ------------------------------------------------------------------------------------ lines and intervals
def paragraph(properties: str, words: str = TEXT, look: str = "") -> str:
    return own(properties, f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>')


SET = '<w:ind w:firstLine="709"/><w:jc w:val="both"/>'
JUSTIFIED = {
    "прямо": SET,
    "стиль": '<w:pStyle w:val="Text"/>',
    "наследник": '<w:pStyle w:val="Heir"/>',
    "с арабской растяжкой": SET.replace("both", "lowKashida"),
}
RAGGED = {"снято": '<w:pStyle w:val="Heir"/><w:jc w:val="start"/>', "с растяжкой": SET.replace("both", "distribute")}


@pytest.mark.parametrize("properties", JUSTIFIED.values(), ids=JUSTIFIED)
def test_a_text_is_seen_justified(properties: str) -> None:
    data = order(one=paragraph(properties), styles=STYLES)
    assert (found("G15", data), found("G14", data)) == ([], [])


@pytest.mark.parametrize("properties", RAGGED.values(), ids=RAGGED)
def test_a_text_is_seen_ragged(properties: str) -> None:
    assert found("G15", order(one=paragraph(properties), styles=STYLES))


@pytest.mark.parametrize(
    ("spacing", "right"),
    [
        ('w:line="240" w:lineRule="auto"', True),
        ('w:line="360"', True),
        ('w:line="240" w:lineRule="atLeast"', True),
        ('w:line="500" w:lineRule="atLeast"', False),
        ('w:line="320" w:lineRule="exact"', False),
        ('w:line="480"', False),
    ],
)
def test_the_distance_of_lines_is_that_which_is_seen(spacing: str, right: bool) -> None:
    assert bool(found("G12", order(one=paragraph(f"<w:spacing {spacing}/>{SET}")))) is not right


def heading_under_place(place: str, heading: str) -> bytes:
    return order(
        place=own(f'{place}<w:jc w:val="center"/>', run("с. Нижнее")),
        heading=own(f'{heading}<w:ind w:right="2551"/>', run("О назначении ответственных")),
        styles=STYLES,
    )


@pytest.mark.parametrize(
    ("place", "heading", "free"),
    [
        ('<w:spacing w:after="200"/>', "", True),
        ("", '<w:spacing w:before="200"/>', True),
        ('<w:spacing w:afterAutospacing="1"/>', "", True),
        ('<w:spacing w:afterLines="100" w:after="0"/>', "", True),
        ('<w:pStyle w:val="Close"/>', "", True),
        ("", "", False),
        ('<w:pStyle w:val="Close"/>', '<w:pStyle w:val="Close"/>', False),
        ('<w:spacing w:after="200" w:afterAutospacing="0"/>', "", True),
    ],
)
def test_an_interval_is_seen_however_it_is_set(place: str, heading: str, free: bool) -> None:
    data = heading_under_place(place, heading)
    told = [item.place.text for item in check(data, Profile(), KNOWN).result("G13").findings]
    assert any(words.startswith("О назначении") for words in told) is not free


# ------------------------------------------------------------------------------------ letters
@pytest.mark.parametrize(
    ("look", "right"),
    [
        ("", True),
        ('<w:sz w:val="22"/><w:szCs w:val="28"/>', False),
        ('<w:sz w:val="28"/><w:szCs w:val="22"/>', True),
        ('<w:cs/><w:sz w:val="22"/><w:szCs w:val="28"/>', True),
        ('<w:cs/><w:sz w:val="28"/><w:szCs w:val="22"/>', False),
        ('<w:rtl/><w:sz w:val="28"/>', False),
    ],
)
def test_the_size_is_that_which_is_seen(look: str, right: bool) -> None:
    assert bool(found("G10", order(one=paragraph(SET, look=look)))) is not right


@pytest.mark.parametrize(
    ("words", "look", "right"),
    [
        (TEXT, "", True),
        (TEXT, '<w:spacing w:val="40"/>', False),
        (TEXT, '<w:fitText w:val="9000"/>', False),
        (TEXT.replace("Назначить", "Н а з н а ч и т ь"), "", False),
        (TEXT.replace("Назначить", f"Назначить{NB} "), "", False),
        (TEXT.replace("Назначить", "Назначить и с о"), "", True),
    ],
)
def test_letters_apart_are_seen_however_they_are_set(words: str, look: str, right: bool) -> None:
    assert bool(found("G16", order(one=paragraph(SET, words, look)))) is not right


@pytest.mark.parametrize(
    ("properties", "look", "bold"),
    [
        ('<w:pStyle w:val="Bold"/>', "", True),
        ("", '<w:rStyle w:val="Strong"/>', True),
        ("", "<w:b/>", True),
        ('<w:pStyle w:val="Bold"/>', '<w:rStyle w:val="Strong"/>', False),
        ('<w:pStyle w:val="Bold"/>', '<w:rStyle w:val="Strong"/><w:b/>', True),
        ('<w:pStyle w:val="Bold"/>', '<w:b w:val="0"/>', False),
    ],
)
def test_a_bold_title_inside_the_text_is_no_text(properties: str, look: str, bold: bool) -> None:
    title = paragraph(properties, "1. Общие положения", look)
    assert bool(found("G15", order(one=title, styles=STYLES))) is not bold


# ------------------------------------------------------------------------------------ tables
ROWS = row(p("1"), p("Дело")) * 2


def listed(head: str, rest: str, properties: str = "") -> bytes:
    made = table(head, rest, lined=True).replace("<w:tblPr>", f"<w:tblPr>{properties}")
    return order(after=ORDER["after"] + made, styles=STYLES)


LOOK = '<w:tblStyle w:val="Sheet"/><w:tblLook w:val="0020"/>'
PLAIN_HEAD, LOOSE = HEAD.replace("<w:tblHeader/>", ""), ROWS.replace("<w:cantSplit/>", "")


@pytest.mark.parametrize(
    ("data", "right"),
    [
        (listed(HEAD, ROWS), True),
        (listed(PLAIN_HEAD, ROWS, LOOK), True),
        (listed(HEAD, LOOSE, LOOK), True),
        (listed(PLAIN_HEAD, ROWS), False),
        (listed(PLAIN_HEAD, ROWS, LOOK.replace("0020", "0000")), False),
        (listed(HEAD, LOOSE), False),
        (listed(HEAD, LOOSE.replace("<w:trPr>", '<w:trPr><w:cantSplit w:val="0"/>'), LOOK), False),
    ],
)
def test_a_head_is_repeated_and_rows_kept_however_it_is_said(data: bytes, right: bool) -> None:
    assert bool(found("G43", data)) is not right


NO_LINES = "".join(f'<w:{side} w:val="nil"/>' for side in ("top", "left", "bottom", "right"))
UNDER = '<w:tcBorders><w:bottom w:val="single"/></w:tcBorders>'


def signing(middle: str = "", each: str = "", *, lined: bool = False) -> str:
    cells = (p("Директор"), p(), p(f"М.А.{NB}Омаров", jc="right"))
    pieces = table(row(*cells), widths=(3000, 3000, 3354), lined=lined).split('<w:vAlign w:val="bottom"/>')
    looks = (each, each + middle, each)
    return (
        "".join(f'{piece}{look}<w:vAlign w:val="bottom"/>' for piece, look in zip(pieces[:3], looks, strict=True))
        + pieces[3]
    )


@pytest.mark.parametrize(
    ("signature", "right"),
    [
        (signing(), True),
        (signing(middle=UNDER), True),
        (signing(each=f"<w:tcBorders>{NO_LINES}</w:tcBorders>", lined=True), True),
        (signing(lined=True), False),
        (p("Директор"), False),
    ],
)
def test_a_signature_is_seen_in_a_table_whose_lines_are_not(signature: str, right: bool) -> None:
    assert bool(found("G53", order(signature=signature))) is not right


# ------------------------------------------------------------------------------------ faces, capitals, lists
HINTED = '<w:rFonts w:hint="{}" w:eastAsia="{}"/>'.format
THEME = (
    "<a:fontScheme><a:majorFont/><a:minorFont>"
    '<a:latin typeface="Calibri"/><a:ea typeface="SimSun"/><a:cs typeface="Arial"/></a:minorFont></a:fontScheme>'
)


@pytest.mark.parametrize(
    ("look", "right"),
    [
        (HINTED("eastAsia", "MS Mincho"), False),
        (HINTED("default", "MS Mincho"), True),
        (HINTED("eastAsia", "Liberation Serif"), True),
        ('<w:rFonts w:hint="eastAsia"/>', True),
        ('<w:rFonts w:hint="eastAsia" w:eastAsiaTheme="minorEastAsia"/>', False),
        ('<w:rFonts w:hAnsiTheme="minorHAnsi"/>', False),
    ],
)
def test_the_face_of_hinted_letters_is_that_which_is_seen(look: str, right: bool) -> None:
    assert bool(found("G09", order(one=paragraph(SET, look=look), theme=THEME))) is not right


CAPITAL = "<w:r><w:rPr><w:{}/></w:rPr><w:t>{}</w:t></w:r>".format


@pytest.mark.parametrize("look", ["caps", "smallCaps"])
def test_letters_set_as_capitals_are_capitals(look: str) -> None:
    wanted = Profile(ordering_form="capitals")
    lines = (p("приказываю:"), own("", CAPITAL(look, "приказываю:")), p("ПРИКАЗЫВАЮ:"))
    told = [
        [item.rule.id for item in check(order(ordering=line), wanted, KNOWN).results if item.findings] for line in lines
    ]
    assert (len(told[0]), told[1], told[2]) == (1, [], [])
    clause = own(SET, run("1. Обеспечить работу ") + CAPITAL(look, "абвг") + run(" в срок."))
    assert found("G41", order(one=clause))


KEPT = "<w:keepLines/>"


@pytest.mark.parametrize(
    ("cell", "height", "right"),
    [
        (own(KEPT, run("Дело")), "", True),
        (own(f"<w:keepNext/>{KEPT}", run("Дело")) + own(KEPT, run("план")), "", True),
        (own(KEPT, run("Дело")) + own(KEPT, run("план")), "", False),
        (p("Дело"), '<w:trHeight w:val="400" w:hRule="exact"/>', True),
        (p("Дело"), '<w:trHeight w:val="400"/>', False),
        (p("Дело"), "", False),
    ],
)
def test_a_row_is_kept_whole_by_its_paragraphs_too(cell: str, height: str, right: bool) -> None:
    made = row(own(KEPT, run("1")) if KEPT in cell else p("1"), cell, whole=False).replace(
        "<w:trPr>", f"<w:trPr>{height}"
    )
    assert bool(found("G43", listed(HEAD, made * 2))) is not right


def test_a_list_that_leaves_its_levels_to_a_style_counts_by_them() -> None:
    direct = levels("decimal %1.", "decimal %1.%2.")
    by_style = direct.replace('<w:abstractNum w:abstractNumId="1">',
                              '<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Пункты"/>').replace(
        '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>',
        '<w:abstractNum w:abstractNumId="2"><w:numStyleLink w:val="Пункты"/></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="2"/></w:num>',
    )  # fmt: skip
    points = {"one": text("Назначить ответственной.", list="1.0"), "two": text("Вести учёт.", list="1.0")}
    labels = [
        [item.label for item in scan(open_package(order(numbering=numbering, **points))).paragraphs if item.label]
        for numbering in (direct, by_style)
    ]
    assert labels == [["1.", "2."]] * 2


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("G27", f"1. Исполнить приказ Министерства просвещения от{NB}02.10.2026 №{NB}01-05/1204-од «О школах»."),
        ("G41", f"1. Исполнить приказ Комитета по образованию от{NB}05.06.2026 №{NB}211/ОТ «О труде»."),
    ],
)
def test_the_number_of_an_act_is_neither_a_date_nor_an_abbreviation(rule: str, words: str) -> None:
    assert [line for line in found(rule, order(one=paragraph(SET, words))) if "«ОТ»" in line or "01-05" in line] == []
