"""G01–G08: sheet, margins, numbers of pages."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from sferum_docs.gost.edges import seen_margin
from sferum_docs.gost.model import PERMANENT
from sferum_docs.gost.reading.document import mm, twips
from sferum_docs.gost.reading.package import qn
from sferum_docs.gost.reading.placing import middle_of
from sferum_docs.gost.rules import CheckContext, MissingFactError, RuleNotApplicableError, Violation, check_of
from sferum_docs.gost.words import HEADED, ORDERS
from sferum_docs.wordml.switches import is_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sferum_docs.gost.reading.document import Paragraph, Section

TOLERANCE = 28  # half a millimetre, twips
SHEETS = ((twips(210), twips(297)), (twips(148), twips(210)))
MIDDLE = twips(10)  # Word's own stop stands in the middle of its own margins
FILED_LEFT = twips(30)
FILED_YEARS = 10
NUMBER_FROM_EDGE = twips(10)
_SIDES = {"left": "левое", "right": "правое", "top": "верхнее", "bottom": "нижнее"}
WORD_HEADER = 720  # where Word puts it when nothing is set


@check_of("G01")
def sheet(case: CheckContext) -> Iterator[Violation]:
    """A4 or A5, upright; lying only under tables of annexes."""
    for number, section in enumerate(case.document.sections):
        first = _first(case, number)
        if section.width is None or section.height is None:
            yield Violation("unset", first)
            continue
        short, long = sorted((section.width, section.height))
        if not any(abs(short - a) <= TOLERANCE and abs(long - b) <= TOLERANCE for a, b in SHEETS):
            yield Violation("size", first, {"width": mm(section.width), "height": mm(section.height)})
        elif section.width > section.height and _holds_text(case, number):
            yield Violation("landscape", first)


def _holds_text(case: CheckContext, section: int) -> bool:
    """Whether the section holds the order's own text, or no table at all."""
    own = [*case.outline.text, *case.outline.head] if case.kind in HEADED else []
    tables = any(table.first and table.first.section == section for table in case.document.tables)
    return any(item.section == section for item in own) or not tables


@check_of("G02")
def margins(case: CheckContext) -> Iterator[Violation]:
    """Each margin of each section, as it is seen."""
    for number in range(len(case.document.sections)):
        for side, title in _SIDES.items():
            least = twips(getattr(case.profile, side))
            given, where = seen_margin(case.document, number, side)
            if given is None:
                yield Violation("unset", _first(case, number), {"side": title, "least": mm(least)})
            elif given < least - TOLERANCE:
                values = {"side": title, "given": mm(given), "least": mm(least)}
                yield Violation("narrow", where or _first(case, number), values)


@check_of("G03")
def filed_margin(case: CheckContext) -> Iterator[Violation]:
    """The left margin of what is kept long; an order is, unless a shorter term is told."""
    seen = (seen_margin(case.document, number, "left")[0] or 0 for number in range(len(case.document.sections)))
    narrow = [(number, given) for number, given in enumerate(seen) if given < FILED_LEFT - TOLERANCE]
    years = case.facts.retention
    if years is None and case.kind in ORDERS:
        years = PERMANENT  # orders on the main activity are kept for good
    if narrow and years is None:
        raise MissingFactError("retention")
    if narrow and (years or 0) <= FILED_YEARS:
        raise RuleNotApplicableError("kept_briefly")
    for number, given in narrow:
        yield Violation("found", _first(case, number), {"given": mm(given)})


@check_of("G04")
def mirrored(case: CheckContext) -> Iterator[Violation]:
    """Mirrored margins of a two-sided print."""
    if case.facts.duplex is None:
        raise MissingFactError("duplex")
    if not case.facts.duplex:
        raise RuleNotApplicableError("one_sided")
    if not _setting(case, "w:mirrorMargins"):
        yield Violation()


@check_of("G05")
def numbered_pages(case: CheckContext) -> Iterator[Violation]:
    """Numbers from the second page on."""
    sections = case.document.sections
    numbered = [
        _has_page(section.headers.get("default", ())) or _has_page(section.footers.get("default", ()))
        for section in sections
    ]
    if not any(numbered):
        pages = case.facts.pages or (2 if any(item.page_start for item in case.document.printed[1:]) else 0)
        if not pages:
            raise MissingFactError("pages")
        if pages > 1:
            yield Violation("absent")
        return
    alone = not numbered[0] and _is_first_page(case)
    if not alone and _numbers_first_page(sections[0]):
        yield Violation("first")
    for number, (section, has) in enumerate(zip(sections, numbered, strict=True), start=1):
        if alone and number == 1:
            continue
        restarted = section.start is not None
        title = number > 1 and section.title_page and not restarted
        bare = title and not _has_page((*section.headers.get("first", ()), *section.footers.get("first", ())))
        if not has or bare:
            yield Violation("section", _first(case, number - 1), {"section": number})
        if _setting(case, "w:evenAndOddHeaders") and not _has_page(
            (*section.headers.get("even", ()), *section.footers.get("even", ()))
        ):
            yield Violation("even", _first(case, number - 1))


@check_of("G06")
def number_place(case: CheckContext) -> Iterator[Violation]:
    """In the middle of the upper margin."""
    for item in _with_page(case, ("headers", "footers")):
        if item.part == "footer":
            yield Violation("footer", item)
        elif not _in_the_middle(case, item):
            yield Violation("aside", item)
    for number, section in enumerate(case.document.sections):
        given = section.margins.get("header", WORD_HEADER)
        if _has_page(section.headers.get("default", ())) and given < NUMBER_FROM_EDGE - TOLERANCE:
            yield Violation("edge", _first(case, number), {"given": mm(given)})


def _is_first_page(case: CheckContext) -> bool:
    """Whether the first section is the first page and no more, and the next one counts on from it."""
    sections = case.document.sections
    own = [item for item in case.document.printed if item.section == 0]
    one_page = len(sections) > 1 and sections[1].new_page and not any(item.page_start for item in own[1:])
    return one_page and sections[1].start in {None, 2}


def _numbers_first_page(section: Section) -> bool:
    """By a header of its own, or by one for all pages whose number no condition takes away from the first."""
    if section.title_page:
        return _has_page((*section.headers.get("first", ()), *section.footers.get("first", ())))
    numbers = [*section.headers.get("default", ()), *section.footers.get("default", ())]
    return not any(code.startswith("IF ") for item in numbers if _has_page((item,)) for code in item.fields)


def _in_the_middle(case: CheckContext, item: Paragraph) -> bool:
    """By a frame, by a tab of the margins, else by where the line is seen: near the middle of some section."""
    if item.frame in {"left", "center", "right", "inside", "outside"}:
        return item.frame == "center"
    before = "".join(run.text for run in takewhile(lambda run: not run.field, item.runs))
    if item.ptab or before.strip():
        return "center" in ({item.ptab} if item.ptab else {item.jc})
    middles = [item.room // 2, *(section.room // 2 for section in case.document.sections)]
    seen = middle_of(item.values, before + "2", (item.start, item.width))
    return seen is not None and any(abs(seen - middle) <= MIDDLE for middle in middles)


@check_of("G07")
def bare_number(case: CheckContext) -> Iterator[Violation]:
    """Nothing beside the number, and Arabic digits."""
    for item in _with_page(case, ("headers", "footers")):
        words = "".join(run.text for run in item.runs if not run.field).strip()
        if words:
            yield Violation("words", item, {"text": words})
        if any(re.search(r"PAGE.*ROMAN|PAGE.*ALPHABETIC", code) for code in item.fields):
            yield Violation("digits", item)
    for number, section in enumerate(case.document.sections):
        if section.number_form not in {"decimal", "numberInDash"}:
            yield Violation("digits", _first(case, number))
        elif section.number_form == "numberInDash":
            yield Violation("words", _first(case, number), {"text": "- -"})


@check_of("G08")
def annex_pages(case: CheckContext) -> Iterator[Violation]:
    """Annexes counted through or anew, one way."""
    annexes = [annex for annex in case.outline.annexes if not annex.apart]
    if not annexes:
        raise RuleNotApplicableError("no_annexes")
    order = case.outline.head[0].section if case.outline.head else 0
    begun = [
        case.document.sections[annex.start.section].start is not None and annex.start.section != order
        for annex in annexes
    ]
    for annex, own in zip(annexes, begun, strict=True):
        wanted = {"own": True, "through": False}.get(case.profile.annex_pages)
        if wanted is None and own != begun[0]:
            yield Violation("mixed", annex.start)
        elif wanted is not None and own != wanted:
            yield Violation(case.profile.annex_pages, annex.start)


def _with_page(case: CheckContext, groups: Iterable[str]) -> list[Paragraph]:
    """Paragraphs of headers and footers with the number of the page, each once."""
    found: dict[int, Paragraph] = {}
    for section in case.document.sections:
        for group in groups:
            for paragraphs in getattr(section, group).values():
                found.update({id(item): item for item in paragraphs if _has_page((item,))})
    if not found:
        raise RuleNotApplicableError("no_page_numbers")
    return list(found.values())


def _has_page(paragraphs: Iterable[Paragraph]) -> bool:
    return any(code.split(" ")[0] == "PAGE" for item in paragraphs for code in item.fields)


def _first(case: CheckContext, section: int) -> Paragraph | None:
    return next((item for item in case.document.printed if item.section == section), None)


def _setting(case: CheckContext, name: str) -> bool:
    settings = case.document.settings
    return bool(is_on(None if settings is None else settings.find(qn(name))))
