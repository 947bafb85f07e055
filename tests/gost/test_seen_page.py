"""The rules of the sheet hold of what is seen on paper, in whichever of Word's ways it was made."""

from __future__ import annotations

import pytest

from sferum_docs.gost.check import check
from sferum_docs.gost.model import Profile
from tests.gost.documents import FULL, KNOWN, ORDER, SHORT, centred, order, text
from tests.gost.looks import found, own
from tests.gost.word import PAGE, docx, p, row, run, section, table

STOP, TAB = '<w:tabs><w:tab w:val="center" w:pos="4677"/></w:tabs>', "<w:r><w:tab/></w:r>"


# ------------------------------------------------------------------------------------ the number of the page
def cells(*inside: str) -> str:
    return table(row(*inside), widths=(3118, 3118, 3118))


NUMBER = p(jc="center", inside=PAGE)
SPACES = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
MIDDLE = {
    "выравнивание": NUMBER,
    "средняя ячейка": cells(p(), NUMBER, p()),
    "отступ до середины": own('<w:ind w:left="4600"/>', PAGE),
    "отступ справа до середины": own('<w:ind w:right="4600"/><w:jc w:val="right"/>', PAGE),
    "левая табуляция посередине": own('<w:tabs><w:tab w:val="left" w:pos="4600"/></w:tabs>', TAB + PAGE),
    "табуляции одна за другой": own("", TAB * 6 + SPACES.format(" " * 6) + PAGE),
    "пробелы": own("", SPACES.format(" " * 66) + PAGE),
    "две равные доли отступа": p(jc="center", left=2000, right=2000, inside=PAGE),
}
ASIDE = {
    "правая ячейка": cells(p(), p(), NUMBER),
    "отступ": p(jc="center", left=5103, inside=PAGE),
    "отступ до трети": own('<w:ind w:left="3100"/>', PAGE),
    "пробелы до трети": own("", SPACES.format(" " * 40) + PAGE),
    "край": own("", PAGE),
    "рамка справа": own('<w:framePr w:xAlign="right"/><w:jc w:val="center"/>', PAGE),
}


@pytest.mark.parametrize("header", MIDDLE.values(), ids=MIDDLE)
def test_a_number_is_seen_in_the_middle(header: str) -> None:
    assert found("G06", order(header=header)) == []


@pytest.mark.parametrize("header", ASIDE.values(), ids=ASIDE)
def test_a_number_is_seen_aside(header: str) -> None:
    assert found("G06", order(header=header))


@pytest.mark.parametrize(
    "line",
    [
        centred(f"({SHORT})"),
        own(STOP, TAB + run(f"({SHORT})")),
    ],
)
def test_a_name_is_centred_by_a_tab_as_by_its_alignment(line: str) -> None:
    assert found("G18", order(name=centred(FULL), short=line)) == []


# ------------------------------------------------------------------------------------ margins
def hanging(properties: str) -> str:
    return ORDER["two"].replace("<w:ind ", f"<w:ind {properties} ")


def bound(gutter: int, more: str = "", **margins: int) -> str:
    """A section whose sheets have a gutter."""
    made = section(**margins).replace("<w:pgMar ", f'<w:pgMar w:gutter="{gutter}" ')  # type: ignore[arg-type]
    return made.replace("</w:sectPr>", f"{more}</w:sectPr>")


TOP = "<w:gutterAtTop/>"
MARGINS = {
    "как задано": (order(), True),
    "отступ влево за поле": (order(two=hanging('w:left="-1134"')), False),
    "выступ за поле": (order(two=ORDER["two"].replace('w:firstLine="709"', 'w:left="0" w:hanging="1134"')), False),
    "отступ вправо за поле": (order(two=hanging('w:right="-567"')), False),
    "на волос": (order(two=hanging('w:right="-10"')), True),
    "таблица за полем": (
        order(after=table(row("а", "б"), lined=True).replace("<w:tblPr>", '<w:tblPr><w:tblInd w:w="-900"/>')), False,
    ),
    "внутреннее поле ячейки": (
        order(after=table(row("а", "б"), lined=True).replace("<w:tblPr>", '<w:tblPr><w:tblInd w:w="-108"/>')), True,
    ),
    "поле из переплёта": (order(end=bound(1134, left=567)), True),
    "переплёт сверху": (order(end=bound(1134, left=567), settings=TOP), False),
    "верхнее поле из переплёта": (order(end=bound(567, top=567), settings=TOP), True),
    "переплёт справа": (order(end=bound(567, "<w:rtlGutter/>", right=284)), True),
}  # fmt: skip


@pytest.mark.parametrize(("data", "right"), MARGINS.values(), ids=MARGINS)
def test_a_margin_is_as_wide_as_it_is_seen(data: bytes, right: bool) -> None:
    assert bool(found("G02", data)) is not right


def test_a_margin_that_only_indents_make_is_a_margin() -> None:
    """Every paragraph and table of the sheet begins as far in."""
    body = "".join(p(words, left=1134, jc="both") for words in ("Первый абзац.", "Второй абзац."))
    narrow = section(left=567, links="")
    assert not [item for item in found("G02", docx(body, end=narrow)) if "левое" in item.casefold()]
    assert found("G02", docx(body + p("Третий."), end=narrow))


def test_a_hanging_line_is_told_with_its_place() -> None:
    result = check(order(two=hanging('w:left="-1134"')), Profile(), KNOWN).result("G02")
    assert result.findings[0].place.text.startswith("2. Исаевой")


# ------------------------------------------------------------------------------------ pages without a number
def first_section(**values: object) -> str:
    return p(section=section(**{"first": False, "links": "", **values}))  # type: ignore[arg-type]


TITLE = p("ПОЛОЖЕНИЕ", jc="center")
LATER = text("Обеспечить порядок.") + p("Ещё страница.", page=True)
PLAIN = section(first=False, links="header default rId1")
CONDITION = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>' + PAGE
    + '<w:r><w:instrText> = 1 "" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    + '<w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)  # fmt: skip
APART, GOES_ON = TITLE + first_section() + LATER, '<w:type w:val="continuous"/>'


def counted(first: int) -> str:
    return section(first=False, links="header default rId1", numbers=f'<w:pgNumType w:start="{first}"/>')


NUMBERED = {
    "особая первая страница": (docx(TITLE + LATER, end=section()), True),
    "первая страница — раздел": (docx(APART, end=PLAIN), True),
    "первый раздел, счёт назван": (docx(APART, end=counted(2)), True),
    "на второй странице единица": (docx(APART, end=counted(1)), False),
    "в первом разделе две страницы": (docx(TITLE + p("Вторая.", page=True) + APART, end=PLAIN), False),
    "раздел на той же странице": (docx(APART, end=PLAIN.replace("<w:pgSz", f"{GOES_ON}<w:pgSz")), False),
    "номер и на первой": (docx(TITLE + LATER, end=PLAIN), False),
    "номер по условию": (docx(TITLE + LATER, end=PLAIN, header=p(jc="center", inside=CONDITION)), True),
}  # fmt: skip


@pytest.mark.parametrize(("data", "right"), NUMBERED.values(), ids=NUMBERED)
def test_pages_are_seen_numbered_from_the_second_on(data: bytes, right: bool) -> None:
    assert bool(found("G05", data)) is not right
