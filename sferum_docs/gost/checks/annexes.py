"""G46–G49: annexes, their marks, and what the text says of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.gost.rules import CheckContext, MissingFactError, RuleNotApplicableError, Violation, check_of
from sferum_docs.gost.words import DATE, LOOSE_DATE, NUMBER, WORDS, plain
from sferum_docs.reading.numbers import MOST_DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.gost.reading.document import Paragraph
    from sferum_docs.gost.reading.parts import Annex

_STAMP = re.compile(r"УТВЕРЖД[ЕЁ]Н[АОЫ]?\b", re.IGNORECASE)
_NAMED = re.compile(r"приложени(?:я|ю|ем|и|е|й|ям|ями|ях)((?:,?\s?(?:и\s)?(?:№\s?)?\d+\b)*)", re.IGNORECASE)
_ATTACHED = re.compile(r"прилага\w+|прилож\w+", re.IGNORECASE)
_FORMS: dict[str, str] = {word: stamp for stamp, words in WORDS["approved"].items() for word in words}


@check_of("G46")
def annex_mark(case: CheckContext) -> Iterator[Violation]:
    """A new page, at the right: «Приложение», «к приказу … от … № …», as in the head."""
    for annex in _annexes(case):
        if not annex.apart and not annex.start.page_start:
            yield Violation("page", annex.start)
        if not annex.start.in_corner:
            yield Violation("place", annex.start)
        if not annex.titled and not annex.apart:
            yield Violation("word", annex.start)
        if annex.titled and not re.search(r"(?:к\s+\w+|приказом|распоряжением)", plain(annex.words)):
            yield Violation("order", annex.start)
        elif annex.titled or not annex.apart:
            yield from _as_in_head(case, annex)


def _as_in_head(case: CheckContext, annex: Annex) -> Iterator[Violation]:
    outline = case.outline
    date, number = _date(annex.words), _number(annex.words)
    wanted = _date(outline.date_line) if outline.dated else ""
    if not date and "от _" not in annex.words and not (wanted == "" and "_" in annex.words):
        yield Violation("order", annex.start)
    elif wanted and date and date != wanted:
        yield Violation("date", annex.start, {"given": date, "wanted": wanted})
    own = _number(outline.number_line) if outline.numbered else ""
    if own and number and number.strip("_") != own.strip("_"):
        yield Violation("number", annex.start, {"given": number, "wanted": own})


def _date(text: str) -> str:
    match = DATE.search(text) or LOOSE_DATE.search(text)
    return match[0] if match else ""


def _number(text: str) -> str:
    """The last number of the mark: the first may be the annex's own, or the school's."""
    found = NUMBER.findall(text)
    return str(found[-1]) if found else ""


@check_of("G47")
def annex_numbers(case: CheckContext) -> Iterator[Violation]:
    """None for one, 1 to n for several; each named in the text."""
    annexes = _annexes(case)
    single = len(annexes) == 1
    for position, annex in enumerate(annexes, start=1):
        if single and annex.number is not None:
            yield Violation("single", annex.start)
        elif not single and annex.titled and annex.number != position:
            yield Violation("order", annex.start, {"wanted": position})
    numbers, plain_mention, attached = _mentions(case)
    named = attached or plain_mention or numbers
    if single and not named:
        yield Violation("named", annexes[0].start, {"text": "приложение"})
    for annex in annexes:
        if not single and annex.number and annex.number not in numbers and not attached:
            yield Violation("named", annex.start, {"text": f"приложение № {annex.number}"})


@check_of("G49")
def annex_set(case: CheckContext) -> Iterator[Violation]:
    """Those named and those there are the same."""
    numbers, plain_mention, attached = _mentions(case)
    annexes = [annex for annex in case.outline.annexes if not annex.apart]
    there = {annex.number for annex in annexes if annex.number}
    if not annexes and not numbers and not plain_mention:
        raise RuleNotApplicableError("no_annexes_at_all")
    for number in sorted(set(numbers) - there):
        yield Violation("missing", numbers[number], {"text": f"приложение № {number}"})
    if plain_mention and not annexes:
        yield Violation("missing", plain_mention, {"text": "приложение"})
    for annex in annexes:
        if annex.number and annex.number not in numbers and not attached and (numbers or len(annexes) > 1):
            yield Violation("unnamed", annex.start, {"text": f"приложение № {annex.number}"})


def _mentions(case: CheckContext) -> tuple[dict[int, Paragraph], Paragraph | None, bool]:
    """Numbers named with their places, a mention without a number, and whether something is «прилагаемый»."""
    numbers: dict[int, Paragraph] = {}
    bare: Paragraph | None = None
    attached = False
    for item in case.outline.text:
        attached = attached or bool(_ATTACHED.search(re.sub(_NAMED, "", item.text)))
        for match in _NAMED.finditer(item.words):
            found = [int(number) for number in re.findall(r"\d+", match[1]) if len(number) <= MOST_DIGITS]
            numbers.update({number: item for number in found if number not in numbers})
            bare = bare or (None if found else item)
    return numbers, bare, attached


@check_of("G48")
def approved(case: CheckContext) -> Iterator[Violation]:
    """The stamp agrees with what is approved, and says by what."""
    stamped = [annex for annex in case.outline.annexes if _STAMP.search(annex.words)]
    if not stamped:
        raise RuleNotApplicableError("no_approval_stamp")
    unknown = False
    for annex in stamped:
        match = _STAMP.search(annex.words)
        given = match[0] if match else ""
        if not re.search(
            r"(?:приказ|распоряж|постановл|решен|протокол)\w.*(?:от\s|№)", annex.words, re.IGNORECASE | re.DOTALL
        ):
            yield Violation("order", annex.start, {"given": given})
        wanted = _wanted(annex.heading.words if annex.heading else "")
        unknown = unknown or not wanted
        if wanted and plain(given) != wanted.lower():
            values = {"given": given, "text": annex.heading.words[:40] if annex.heading else "", "wanted": wanted}
            yield Violation("agree", annex.start, values)
    if unknown:
        raise MissingFactError("stamp_by_eye")


def _wanted(heading: str) -> str:
    """The form that agrees with the first known noun among the first words."""
    for word in re.findall(r"[\w-]+", plain(heading))[:3]:
        if word in _FORMS:
            return _FORMS[word]
    return ""


def _annexes(case: CheckContext) -> list[Annex]:
    found = [annex for annex in case.outline.annexes if not annex.apart or annex.titled]
    if not found:
        raise RuleNotApplicableError("no_annexes")
    return found
