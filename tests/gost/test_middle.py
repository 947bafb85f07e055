"""A page number stands in the middle in whichever way it was put there; a document beside a stamp begins its file."""

import pytest

from sferum_docs.gost.check import check
from sferum_docs.gost.model import Facts
from tests.gost.word import DEFAULTS, PAGE, docx, p, row, table

STYLE = (
    '<w:style w:type="paragraph" w:styleId="Header"><w:name w:val="header"/><w:pPr><w:tabs>'
    '<w:tab w:val="center" w:pos="4677"/><w:tab w:val="right" w:pos="9355"/></w:tabs></w:pPr></w:style>'
)
TAB = "<w:r><w:tab/></w:r>"
STOP = '<w:tabs><w:tab w:val="{}" w:pos="{}"/></w:tabs>'.format


def own(properties: str, inside: str) -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


MIDDLE = {
    "выравнивание": p(jc="center", inside=PAGE),
    "табуляция стиля": own('<w:pStyle w:val="Header"/>', TAB + PAGE),
    "своя табуляция": own(STOP("center", 4677), TAB + PAGE),
    "табуляция от полей": own("", '<w:r><w:ptab w:relativeTo="margin" w:alignment="center"/></w:r>' + PAGE),
    "рамка": own('<w:framePr w:xAlign="center"/>', PAGE),
    "левая табуляция посередине": own(STOP("left", 4677), TAB + PAGE),
}  # fmt: skip
ASIDE = {
    "слева": own("", PAGE),
    "правая табуляция стиля": own('<w:pStyle w:val="Header"/>', TAB + TAB + PAGE),
    "табуляция не посередине": own(STOP("center", 1000), TAB + PAGE),
    "левая табуляция в трети": own(STOP("left", 3118), TAB + PAGE),
    "снятая табуляция": own('<w:pStyle w:val="Header"/>' + STOP("clear", 4677), TAB + PAGE),
    "табуляция к правому полю": own("", '<w:r><w:ptab w:relativeTo="margin" w:alignment="right"/></w:r>' + PAGE),
}


def sentences(header: str) -> list[str]:
    report = check(docx(p("Текст"), header=header, styles=DEFAULTS + STYLE), facts=Facts(kind="приказ"))
    return [item.sentence() for item in report.result("G06").findings]


@pytest.mark.parametrize("header", MIDDLE.values(), ids=MIDDLE)
def test_a_number_in_the_middle_is_seen_there(header: str) -> None:
    assert sentences(header) == []


@pytest.mark.parametrize("header", ASIDE.values(), ids=ASIDE)
def test_a_number_aside_is_told_of(header: str) -> None:
    assert len(sentences(header)) == 1


def test_a_document_beside_two_stamps_is_read_without_its_kind() -> None:
    stamps = "".join(p(text) for text in ("УТВЕРЖДЁН", "приказом МКОУ «СОШ»", "от 16.10.2023 № 5"))
    head = table(row("ПРИНЯТ", stamps))
    report = check(docx(head + p("Порядок общения в чатах", jc="center") + p("1. Общение ведут вежливо.", jc="both")))
    assert report.kind == "порядок"
    assert not [item.sentence() for item in report.result("G46").findings if "нового листа" in item.sentence()]
