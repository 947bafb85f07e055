"""Every page of the full packet as printed, for schools of every sort: nothing alone, nothing outside, none empty."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

import pypdfium2
import pytest

from sferum_docs.printing.office.printer import Printer
from sferum_docs.schools.model import Head, School, Typeface
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packs.choose import find_pack
from tests.builders import holders
from tests.databases import absent
from tests.services.test_every_document import everything, schools

PACK = find_pack("sferum-2023")
DAY = date(2023, 10, 16)
POINTS = 72 / 25.4
LEFT, RIGHT, BOTTOM = 30 * POINTS, 15 * POINTS, 20 * POINTS  # the margins of the house style
SLACK = 2.0  # points: the stroke of a letter
FEWEST = 2  # lines or rows on a page besides its number, the repeated head of a table and signatures
SIGNED = re.compile(r"(?:[А-ЯЁ]\.[ \xa0]){1,2}[А-ЯЁ][А-Яа-яЁё-]+$")  # П. Г. Магомедова
SIGNING_DAY = re.compile(r"«_+» _+ 20_+ г\.")
PARTED_LAW = re.compile(r"№\s?\d+[-‑]$")  # № 152- at the end of a line, ФЗ in the next


@dataclass(frozen=True, slots=True)
class Page:
    """A printed page: its name, its width, its lines, the boxes of its letters."""

    name: str
    width: float
    lines: tuple[str, ...]
    boxes: tuple[tuple[float, float, float, float], ...]


def cases() -> dict[str, School]:
    found = dict(schools(PACK))
    sample = found["demonstration"]
    assert sample.head is not None
    head = Head(sample.head.person, acting=True, ground="приказ от 01.09.2023 № 7")
    alone = replace(sample, head=head, responsible=holders(*[head.person.full_name] * 3))
    titles = ("demonstration", "long names", "kindergarten", "small type, spaced word")
    # a typeface that a machine lacks is drawn by another one there: pages are measured in the one the tests install
    small = found["small type, spaced word"]
    small = replace(small, layout=replace(small.layout, typeface=Typeface.LIBERATION))
    measured = {title: found[title] for title in titles} | {"small type, spaced word": small}
    return measured | {"acting head answers for all": alone}


@pytest.fixture(scope="module")
def printer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Printer]:
    printer = Printer(tmp_path_factory.mktemp("office"))
    if not printer.available:
        absent("LibreOffice (soffice)")
    yield printer
    printer.close()


@pytest.fixture(scope="module", params=[pytest.param(school, id=title) for title, school in cases().items()])
def pages(request: pytest.FixtureRequest, printer: Printer) -> tuple[Page, ...]:
    made = prepare(request.param, PACK, everything(PACK, DAY))
    pdfs = printer.pdfs([item.content for item in made])
    return tuple(page for item, pdf in zip(made, pdfs, strict=True) for page in read(item.spec.id, pdf))


def read(name: str, pdf: bytes) -> Iterator[Page]:
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, start=1):
        text = page.get_textpage()
        lines = tuple(line.strip() for line in text.get_text_bounded().splitlines() if line.strip())
        boxes = tuple(text.get_rect(index) for index in range(text.count_rects()))
        yield Page(f"{name}, страница {number}", page.get_width(), lines, boxes)
    document.close()


def test_no_page_is_empty_or_holds_a_line_or_a_row_alone(pages: tuple[Page, ...]) -> None:
    assert [page.name for page in pages if len(own_lines(page, pages)) < FEWEST] == []


def own_lines(page: Page, pages: tuple[Page, ...]) -> list[str]:
    """The lines of the page below its number and the head of a table that went on, signatures left out.

    A row of a table is the lines between two numbers of rows: it counts as one.
    """
    text = [line for line in page.lines if not line.isdigit()]
    name, _, number = page.name.rpartition(" ")
    before = next((other for other in pages if other.name == f"{name} {int(number) - 1}"), None)
    repeated = 0
    if before is not None and text and text[0].startswith("№"):
        repeated = next((n for n in range(len(text), 0, -1) if holds(before.lines, text[:n])), 0)
    body = [line for line in text[repeated:] if not SIGNED.search(line) and not SIGNING_DAY.search(line)]
    numbered = [line for line in body if re.match(r"\d+ ", line)]
    alone = len(numbered) == 1 and not body[-1].endswith((".", ":"))  # no sentence stands below the row
    return numbered if repeated and alone else body


def holds(lines: tuple[str, ...], wanted: list[str]) -> bool:
    return any(list(lines[at : at + len(wanted)]) == wanted for at in range(len(lines)))


def test_no_text_stands_outside_the_margins(pages: tuple[Page, ...]) -> None:
    outside = {
        page.name
        for page in pages
        for left, bottom, right, _top in page.boxes
        if left < LEFT - SLACK or right > page.width - RIGHT + SLACK or bottom < BOTTOM - SLACK
    }
    assert outside == set()


def test_no_line_ends_within_the_number_of_a_law(pages: tuple[Page, ...]) -> None:
    assert [(page.name, line) for page in pages for line in page.lines if PARTED_LAW.search(line)] == []
