"""Every page of the full packet as printed, for schools of every sort: nothing alone, nothing outside, none empty."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from random import Random

import pypdfium2
import pytest

from benchmarks.any_school import any_school
from benchmarks.pages import register_papers
from benchmarks.pages import request as everything
from benchmarks.printed_pages import Page, lonely, pages_of
from sferum_docs.printing.office.printer import Printer
from sferum_docs.schools.model import Head, School, Typeface
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packs.choose import find_pack
from tests.builders import a_chat, a_school, holders
from tests.databases import absent
from tests.services.test_every_document import schools

PACK = find_pack("sferum-2023")
DAY = date(2023, 10, 16)
POINTS = 72 / 25.4
SLACK = 2.0  # points: the stroke of a letter
# № 152- at the end of a line, ФЗ in the next; an abbreviation without what it shortens
PARTED = re.compile(r"№\s?\d+[-‑]$|(?<!\w)(?:ИКОП|ФГИС|ИНН|ОГРН|МКУ|тел\.|ул\.|п\.)$")


@dataclass(frozen=True, slots=True)
class Printed:
    """A paper as printed, and the school whose it is."""

    name: str
    school: School
    pdf: bytes


def cases() -> dict[str, School]:
    found = dict(schools(PACK))
    sample = found["demonstration"]
    assert sample.head is not None
    head = Head(sample.head.person, acting=True, ground="приказ от 01.09.2023 № 7")
    alone = replace(sample, head=head, responsible=holders(*[head.person.full_name] * 3))
    titles = ("demonstration", "long names", "kindergarten")
    # a typeface that a machine lacks is drawn by another one there: pages are measured in the one the tests install
    small = found["small type, spaced word"]
    small = replace(small, layout=replace(small.layout, typeface=Typeface.LIBERATION))
    measured = {title: found[title] for title in titles} | {"small type, spaced word": small}
    any_one = {"any school": any_school(Random(1))}  # noqa: S311  `bench pages` looks at hundreds
    return measured | {"acting head answers for all": alone} | any_one


@pytest.fixture(scope="module")
def printer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printer]:
    printer = Printer(tmp_path_factory.mktemp("office"))
    if not printer.available:
        absent("LibreOffice (soffice)")
    yield printer
    printer.close()


@pytest.fixture(scope="module", params=[pytest.param(school, id=title) for title, school in cases().items()])
def printed(request: pytest.FixtureRequest, printer: Printer) -> tuple[Printed, ...]:
    school = request.param
    files = {item.spec.id: item.content for item in prepare(school, PACK, everything(PACK, DAY))}
    files |= register_papers(school, DAY, Random(1))  # noqa: S311  which of the staff refused
    pdfs = printer.pdfs(list(files.values()))
    return tuple(Printed(name, school, pdf) for name, pdf in zip(files, pdfs, strict=True))


@pytest.fixture(scope="module")
def pages(printed: tuple[Printed, ...]) -> tuple[Page, ...]:
    return tuple(page for paper in printed for page in pages_of(paper.name, paper.pdf))


def test_no_page_is_empty_or_holds_a_heading_a_signature_or_two_lines_alone(pages: tuple[Page, ...]) -> None:
    assert list(lonely(pages)) == []


def test_no_text_stands_outside_the_margins(printed: tuple[Printed, ...]) -> None:
    assert {place for paper in printed for place in outside(paper)} == set()


def outside(paper: Printed) -> Iterator[str]:
    margins = paper.school.margins
    document = pypdfium2.PdfDocument(paper.pdf)
    for number, page in enumerate(document, start=1):
        text = page.get_textpage()
        for index in range(text.count_rects()):
            left, bottom, right, _top = text.get_rect(index)
            if (
                left < margins.left * POINTS - SLACK
                or right > page.get_width() - margins.right * POINTS + SLACK
                or bottom < margins.bottom * POINTS - SLACK
            ):
                yield f"{paper.name}, страница {number}"
    document.close()


def test_no_line_ends_within_what_belongs_together(pages: tuple[Page, ...]) -> None:
    assert [(str(page), line.text) for page in pages for line in page.lines if PARTED.search(line.text)] == []


@pytest.mark.parametrize("count", [2, 3])
def test_what_ends_a_short_table_has_a_row_above_it(printer: Printer, count: int) -> None:
    name = "МКОУ «Нижнемахаргинская начальная общеобразовательная школа имени Героя»"
    school = a_school(short_name=name, chats=tuple(a_chat(f"Чат {number}") for number in range(count)))
    (plan,) = [item.content for item in prepare(school, PACK, everything(PACK, DAY)) if item.spec.id == "D09"]
    last = list(pages_of("D09", printer.pdfs([plan])[0]))[-1]
    assert last.number == 2
    assert last.rows >= 1
