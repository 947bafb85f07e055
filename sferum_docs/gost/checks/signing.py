"""G53–G57, G59, G60, G64, G65: who signs, who wrote, who has read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.gost.measures import lines_of
from sferum_docs.gost.rules import CheckContext, MissingFactError, RuleNotApplicableError, Violation, check_of
from sferum_docs.gost.words import ACQUAINTED, FULL_NAME, INITIALS_FIRST, ORDERS, ORGANISATION, PHONE, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.gost.reading.document import Paragraph
    from sferum_docs.gost.reading.signatures import Signature

_SIGNED = ORDERS | {"письмо", "акт", "справка"}
_OWN_NAME = re.compile(r"[«\"]|\b[МГ][БАКК]?(?:Д|К)?ОУ\b|\bСОШ\b|учреждени", re.IGNORECASE)
_SEAL = re.compile(r"М\.?\s?П\.?(?:\s*\(.*\))?")
_STEM = 3
_CODE = re.compile(r"qr|штрих|код", re.IGNORECASE)
_EXECUTOR = re.compile(r"^(?:Исп(?:олнитель|\.)?\b\.?:?)", re.IGNORECASE)
_FEWEST = 2  # lines of text that go over with a signature
_HEAD_POST = re.compile(r"(?:директор|заведующ(?:ий|ая)|руководитель|начальник)\b")


@check_of("G53")
def one_line(case: CheckContext) -> Iterator[Violation]:
    """Post and name on one line, set apart by a table or a tab."""
    signatures = case.outline.signatures
    if not signatures and case.kind not in _SIGNED:
        raise RuleNotApplicableError("no_signature")
    if case.kind in _SIGNED and case.outline.signature is None:
        yield Violation("absent", case.outline.clauses[-1] if case.outline.clauses else None)
    for item in signatures:
        if item.way in {"spaces", "apart"}:
            yield Violation(item.way, item.where)
        elif item.table is not None and lines_of(item.where) > 1 and _stands_high(item):
            yield Violation("level", item.named)


def _stands_high(item: Signature) -> bool:
    """Whether the cell of the name is not let down to the last line of the post."""
    cells = [cell for row in (item.table.rows if item.table else ()) for cell in row.cells]
    return any(item.named in cell.paragraphs and cell.vertical != "bottom" for cell in cells)


@check_of("G54")
def post(case: CheckContext) -> Iterator[Violation]:
    """The short post under a form with the name, the full one elsewhere."""
    signature = _signature(case)
    named = any(ORGANISATION.search(item.words) for item in case.outline.names)
    short = case.facts.school_short
    has_own = bool(_OWN_NAME.search(signature.post)) or bool(short and plain(short) in plain(signature.post))
    if named and has_own:
        yield Violation("extra", signature.where)
    elif not named and not has_own and not ORGANISATION.search(signature.post):
        yield Violation("lacks", signature.where)


@check_of("G55")
def initials_first(case: CheckContext) -> Iterator[Violation]:
    """М.А. Омаров."""
    if not case.outline.signatures:
        raise RuleNotApplicableError("no_signature")
    for item in case.outline.signatures:
        if not INITIALS_FIRST.fullmatch(item.name):
            yield Violation("found", item.named, {"text": item.name})


@check_of("G56")
def real_post(case: CheckContext) -> Iterator[Violation]:
    """No «за», no slash; an acting head says so."""
    if not case.outline.signatures:
        raise RuleNotApplicableError("no_signature")
    for item in case.outline.signatures:
        if plain(item.post).startswith("за "):
            yield Violation("sign", item.where, {"text": "за"})
        elif "/" in item.where.words or "/" in item.named.words:
            yield Violation("sign", item.where, {"text": "/"})
        elif case.facts.acting and _HEAD_POST.match(plain(item.post)):
            yield Violation("acting", item.where, {"text": item.post})


@check_of("G57")
def kept_with_text(case: CheckContext) -> Iterator[Violation]:
    """The paragraphs above the signature go over to the next page with it."""
    signature = _signature(case)
    above = [item for item in case.outline.text if item.index < signature.where.index]
    lined = {table.number for table in case.document.tables if table.lined}
    last = above[-1].index if above else 0
    if any(item.cells and item.cells[0][0] in lined for item in case.document.paragraphs[last : signature.where.index]):
        raise MissingFactError("table_by_eye")
    lines = 0
    for item in reversed(above):
        below = case.document.paragraphs[item.index + 1 : signature.where.index]
        between = [item, *(other for other in below if not other.in_table)]
        if lines < _FEWEST and not all(other.values.get("keepNext") for other in between):
            yield Violation("found", item)
            return
        lines += lines_of(item)


def _signature(case: CheckContext) -> Signature:
    found = case.outline.signature
    if found is None:
        raise RuleNotApplicableError("no_signature")
    return found


@check_of("G59")
def no_seal(case: CheckContext) -> Iterator[Violation]:
    """No place for a seal on an order."""
    for item in case.document.printed:
        # alone on its place: «М.П. Омаров» is a name
        for piece in re.split(r"\t|\n| {2,}|_{2,}", item.text):
            if _SEAL.fullmatch(piece.strip()):
                yield Violation("found", item, {"text": piece.strip()}, piece)


@check_of("G60")
def executor(case: CheckContext) -> Iterator[Violation]:
    """Full name and telephone of who wrote it."""
    found = _executor(case)
    if not found:
        if case.kind == "письмо" or case.profile.executor_on_orders:
            yield Violation("absent")
            return
        raise RuleNotApplicableError("no_executor")
    text = " ".join(item.words for item in found)
    if not FULL_NAME.search(text):
        yield Violation("name", found[0])
    if not PHONE.search(text):
        yield Violation("phone", found[0])


def _executor(case: CheckContext) -> list[Paragraph]:
    """From «Исп.», or a full name with a telephone, below the signature or in a footer."""
    signature = case.outline.signature
    end = case.outline.annexes[0].start.index if case.outline.annexes else len(case.document.paragraphs)
    below = [item for item in case.document.printed if signature and signature.named.index < item.index < end]
    feet = [
        item for section in case.document.sections for part in section.footers.values() for item in part if item.words
    ]
    lists = {table.number for table in case.document.tables if table.lined}
    for items in (below, feet):
        for position, item in enumerate(items):
            pair = items[position : position + 2]
            text = " ".join(other.words for other in pair)
            if _EXECUTOR.match(item.words) or (
                FULL_NAME.match(item.words)
                and not (item.cells and item.cells[-1][0] in lists)  # a row of who is to be acquainted
                and PHONE.search(text)
            ):
                return pair
    return []


@check_of("G64")
def bar_code(case: CheckContext) -> Iterator[Violation]:
    """In a right-hand corner of the first page."""
    codes = [
        (item, picture)
        for item in (*case.document.paragraphs, *_feet(case))
        for picture in item.pictures
        if _CODE.search(picture.title)
    ]
    if not codes:
        raise RuleNotApplicableError("no_barcode")
    second = next((item.index for item in case.document.printed[1:] if item.page_start), None)
    for item, picture in codes:
        if item.part == "document" and second is not None and item.index >= second:
            yield Violation("page", item)
        elif (
            not picture.floating
            or picture.horizontal not in {"right", "outside"}
            or picture.vertical not in {"bottom", "top"}
        ):
            yield Violation("place", item)


def _feet(case: CheckContext) -> list[Paragraph]:
    first = case.document.sections[0]
    return [item for group in (first.headers, first.footers) for part in group.values() for item in part]


@check_of("G65")
def acquainted(case: CheckContext) -> Iterator[Violation]:
    """A row for each person the order names."""
    if case.facts.people is None:
        raise MissingFactError("people")
    if not case.facts.people:
        raise RuleNotApplicableError("names_nobody")
    outline = case.outline
    start = next((item for item in outline.after if ACQUAINTED.search(item.text)), None)
    if start is None:
        yield Violation("absent")
        return
    rows = plain(" ".join(item.words for item in outline.after if item.index >= start.index))
    for person in case.facts.people:
        surname = plain(person).split()[0]
        if surname[: max(_STEM, len(surname) - 1)] not in rows:
            yield Violation("person", start, {"text": person})
