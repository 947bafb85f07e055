"""The numbers of Word's own lists, as Word prints them."""

import pytest
from lxml import etree

from sferum_docs.gost.reading.numbering import Numbering
from sferum_docs.gost.reading.package import open_package
from sferum_docs.gost.reading.scan import scan
from sferum_docs.wordml.counting import counted
from tests.gost.word import docx, p

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def level(step: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{step}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def numbering(levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> Numbering:
    abstract = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    return Numbering(etree.fromstring(f'<w:numbering xmlns:w="{W}">{abstract}{nums}</w:numbering>'))


def printed(lists: Numbering, *steps: int | tuple[int, int]) -> list[str]:
    """The marks of paragraphs: the level of each, or its list and level."""
    return [lists.next(*(step if isinstance(step, tuple) else (1, step))) for step in steps]


OFFICIAL = level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2.") + level(2, "russianLower", "%3)")


def test_levels_of_an_act_count_each_below_the_one_above() -> None:
    assert printed(numbering(OFFICIAL), 0, 1, 2, 2, 1, 2, 0, 1) == [
        "1.",
        "1.1.",
        "а)",
        "б)",
        "1.2.",
        "а)",
        "2.",
        "2.1.",
    ]


@pytest.mark.parametrize(
    ("levels", "steps", "marks"),
    [
        (level(0, "upperRoman", "Раздел %1.") + level(1, "decimal", "%2."), (0, 1, 1, 0, 1),
         ["Раздел I.", "1.", "2.", "Раздел II.", "1."]),
        (level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2."), (0, 1, 0, 1), ["I.", "I.1.", "II.", "II.1."]),
        (level(0, "upperRoman", "%1.") + level(1, "decimal", "%1.%2.", "<w:isLgl/>"), (0, 0, 1), ["I.", "II.", "2.1."]),
        (level(0, "decimal", "%1.") + level(1, "decimal", "%2)", '<w:lvlRestart w:val="0"/>'), (0, 1, 0, 1),
         ["1.", "1)", "2.", "2)"]),
        (level(0, "decimal", "%1.", start=4), (0, 0), ["4.", "5."]),
        (level(0, "decimal", "%1.", start=3) + level(1, "decimal", "%1.%2."), (1, 1), ["3.1.", "3.2."]),
        (level(0, "none", "") + level(1, "decimal", "%2."), (0, 1, 1), ["", "1.", "2."]),
        (level(0, "decimalZero", "%1"), (0, 0), ["01", "02"]),
        (level(0, "bullet", "\uf0b7"), (0, 0), ["", ""]),
    ],
)  # fmt: skip
def test_every_way_of_counting(levels: str, steps: tuple[int, ...], marks: list[str]) -> None:
    assert printed(numbering(levels), *steps) == marks


def test_a_second_list_of_the_same_kind_goes_on_or_begins_anew_as_its_file_says() -> None:
    one = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    goes_on = one.replace('"1"', '"2"', 1)
    anew = goes_on.replace("</w:num>", '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>')
    assert printed(numbering(OFFICIAL, one + goes_on), (1, 0), (1, 0), (2, 0), (1, 0)) == ["1.", "2.", "3.", "4."]
    assert printed(numbering(OFFICIAL, one + anew), (1, 0), (1, 0), (2, 0), (2, 0)) == ["1.", "2.", "1.", "2."]


def test_the_sign_of_a_bullet_is_known_as_it_is_written() -> None:
    lists = numbering(level(0, "bullet", "–") + level(1, "decimal", "%2."))
    assert [lists.bullet(1, 0), lists.bullet(1, 1), lists.bullet(None, 0), lists.bullet(7, 0)] == ["–", "", "", ""]


def test_letters_go_on_by_being_repeated_and_no_number_is_too_large() -> None:
    assert [counted(number, "russianLower") for number in (1, 9, 10, 29, 30)] == ["а", "и", "к", "я", "аа"]
    assert [counted(number, "upperRoman") for number in (4, 9, 14, 40, 1999)] == ["IV", "IX", "XIV", "XL", "MCMXCIX"]
    assert counted(10**8, "lowerRoman") == "100000000"
    assert counted(0, "russianLower") == "0"
    assert counted(3, "unheard-of") == "3"


def test_an_empty_paragraph_of_a_list_takes_a_number_and_one_that_nobody_sees_does_not() -> None:
    """So do Word and LibreOffice; the column «№ п/п» of a table is often nothing but such paragraphs."""
    body = p("раз", list="1.0") + p("", list="1.0")
    for mark in ("<w:vanish/>", '<w:del w:id="1" w:author="а"/>'):
        body += p("", list="1.0").replace("</w:pPr>", f"<w:rPr>{mark}</w:rPr></w:pPr>")
    num = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    lists = f'<w:abstractNum w:abstractNumId="0">{OFFICIAL}</w:abstractNum>{num}'
    found = scan(open_package(docx(body + p("два", list="1.0"), numbering=lists)))
    assert [item.label for item in found.paragraphs] == ["1.", "2.", "", "", "3."]
