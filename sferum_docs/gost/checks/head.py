"""G22–G33: the head of a document: name, kind, date, number, place, heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.gost.checks.text import ALIGNED
from sferum_docs.gost.measures import lines_of
from sferum_docs.gost.reading.document import twips
from sferum_docs.gost.rules import CheckContext, MissingFactError, RuleNotApplicableError, Violation, check_of
from sferum_docs.gost.words import (
    BLANK_DATE,
    DATE,
    HEADED,
    LOOSE_DATE,
    NUMBER,
    ORDERS,
    PHONE,
    day_of,
    kind_of_line,
    names_kind,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.gost.reading.document import Paragraph

MOST_LINES = 5
_STEM = 5
_FEW_LINES = 5
_CONTACTS = re.compile(r"\b(?:ИНН|КПП|ОГРН|ОКПО)\b|\b(?:тел|факс)\b\.?|e-?mail|\S{1,64}@\S{1,255}", re.IGNORECASE)


@check_of("G22")
def one_emblem(case: CheckContext) -> Iterator[Violation]:
    """At most one picture in the head; whose arms it shows, only a person sees."""
    end = case.outline.head[-1].index if case.outline.head else -1
    found = [
        item
        for item in case.document.paragraphs
        if item.index <= end
        for picture in item.pictures
        if not re.search(r"qr|код", picture.title, re.IGNORECASE)
    ]
    if len(found) > 1:
        yield Violation("many", found[1])
    elif found and not case.profile.emblem:
        raise MissingFactError("emblem_by_eye")


@check_of("G23")
def full_name(case: CheckContext) -> Iterator[Violation]:
    """The name as in the charter, the short one below it in brackets."""
    wanted, short = case.facts.school_full, case.facts.school_short
    if wanted is None:
        raise MissingFactError("school_full")
    lines = case.outline.names or case.document.printed[:6]
    name = _line_with(lines, wanted)
    if name is None:
        yield Violation("full", lines[0] if lines else None, {"wanted": wanted})
    elif short and _line_with(lines, f"({short})") is None:
        yield Violation("short", name, {"wanted": short})


@check_of("G24")
def founder_above(case: CheckContext) -> Iterator[Violation]:
    """The founder stands above the name."""
    founder, name = case.facts.founder, case.facts.school_full
    if not founder or not name:
        raise MissingFactError("founder")
    lines = case.outline.names
    above, own = _line_with(lines, founder), _line_with(lines, name)
    if above is None:
        yield Violation("absent", own, {"wanted": founder})
    elif own is not None and above.index > own.index:
        yield Violation("below", above)


def _line_with(lines: tuple[Paragraph, ...], wanted: str) -> Paragraph | None:
    """The line where the wanted text begins; it may go on over the lines below."""
    text = plain(wanted)
    for position in range(len(lines)):
        for end in range(position + 1, min(len(lines), position + 4) + 1):
            if plain(" ".join(item.words for item in lines[position:end])) == text:
                return lines[position]
    return None


@check_of("G25")
def no_contacts(case: CheckContext) -> Iterator[Violation]:
    """No reference data in the head of an order."""
    for item in (*case.outline.names, *case.outline.head):
        if found := _CONTACTS.search(item.text) or (item in case.outline.names and PHONE.search(item.text)):
            yield Violation("found", item, {"text": found[0].strip()})
            return


@check_of("G26")
def kind_named(case: CheckContext) -> Iterator[Violation]:
    """The kind on a line of its own; other papers may go on on the line: «План мероприятий»."""
    if not case.kind:
        raise MissingFactError("kind")
    line = case.outline.kind
    if case.kind == "письмо":
        if line is not None:
            yield Violation("letter", line, {"text": line.words})
    elif case.kind in ORDERS:
        if line is None or kind_of_line(line.words) != case.kind:
            yield Violation("absent", values={"wanted": case.kind.upper()})
    elif not any(names_kind(item.words, case.kind) for item in case.document.printed[:20]):
        yield Violation("absent", values={"wanted": case.kind.upper()})


@check_of("G27")
def date_form(case: CheckContext) -> Iterator[Violation]:
    """The date of the head, and the form and sense of each date of the text."""
    headed = case.kind in HEADED
    if headed and case.outline.dated is None and not any(BLANK_DATE.search(item.words) for item in case.outline.head):
        yield Violation("absent", case.outline.kind)
    outline = case.outline
    marks = [line for annex in outline.annexes for line in annex.mark]
    # what a table quotes is not the author's spelling
    for item in dict.fromkeys([*outline.head, *outline.text, *marks, *outline.body]):
        for loose in LOOSE_DATE.finditer(item.words):
            match = DATE.fullmatch(loose[0])
            if match is None:
                yield Violation("form", item, {"text": loose[0]}, loose[0])
            elif (day := day_of(match)) is None:
                yield Violation("day", item, {"text": loose[0]}, loose[0])
            elif item is case.outline.dated and case.facts.registered and day > case.facts.registered:
                yield Violation("future", item, {"text": loose[0]}, loose[0])
    if case.outline.dated is not None and not re.search(r"\d{4}", case.outline.date_line):
        raise MissingFactError("blank_date")


@check_of("G28")
def one_date_form(case: CheckContext) -> Iterator[Violation]:
    """Digits or words throughout."""
    items = [*case.outline.head, *case.outline.text, *(line for annex in case.outline.annexes for line in annex.mark)]
    found = [(item, match) for item in items for match in DATE.finditer(item.words)]
    if not found:
        raise RuleNotApplicableError("no_dates")
    wanted = case.profile.date_form or _form(found[0][1])
    for item, match in dict.fromkeys(found):
        if _form(match) != wanted:
            yield Violation("form" if case.profile.date_form else "mixed", item, {"text": match[0]}, match[0])


def _form(match: re.Match[str]) -> str:
    return "digits" if match[3] else "words"


@check_of("G29")
def number(case: CheckContext) -> Iterator[Violation]:
    """A number after №; a blank one waits for the register."""
    line = case.outline.numbered
    if line is None:
        yield Violation("absent", case.outline.dated or case.outline.kind)
        return
    match = NUMBER.search(case.outline.number_line)
    text = match[1] if match else ""
    if not text or re.fullmatch(r"(?i)б/?н|-+|—", text):
        yield Violation("none", line, {"text": text or "пусто"})
    elif not text.strip("_"):
        raise MissingFactError("blank_number")


_MASK_PART = re.compile(r"\\\{([^{}]*)\\\}")  # «{номер}», escaped
_MASKED = {"год": r"\d{4}", "гг": r"\d{2}"}
_MASKED_NUMBER = r"\d{1,9}[а-я]?"  # a number put in later bears a letter: 45а


def mask_pattern(mask: str) -> str:
    r"""What a number by the mask looks like; each part is bounded, since a mask may repeat them.

    >>> mask_pattern("{номер}-О/{гг}")
    '\\d{1,9}[а-я]?\\-О/\\d{2}'
    """
    return _MASK_PART.sub(lambda part: _MASKED.get(part[1], _MASKED_NUMBER), re.escape(mask))


@check_of("G30")
def number_mask(case: CheckContext) -> Iterator[Violation]:
    """The number by the school's mask."""
    match = NUMBER.search(case.outline.number_line)
    if not case.profile.number_mask or not match or not match[1].strip("_"):
        raise MissingFactError("number_mask")
    if not re.fullmatch(mask_pattern(case.profile.number_mask), match[1]):
        yield Violation("found", case.outline.numbered, {"text": match[1], "wanted": case.profile.number_mask})


@check_of("G31")
def place_of_issue(case: CheckContext) -> Iterator[Violation]:
    """The place, unless the name tells it."""
    wanted = case.facts.place
    if wanted is None:
        if case.outline.place is None:
            raise MissingFactError("place")
        return
    if any(plain(wanted) in plain(item.words) for item in case.outline.head if item not in case.outline.names):
        return
    stem = plain(wanted).split(". ")[-1].split()[-1]
    names = [word for item in case.outline.names for word in re.findall(r"\w+", plain(item.words))]
    if not any(word[: max(_STEM, len(stem) - 3)] == stem[: max(_STEM, len(stem) - 3)] for word in names):
        yield Violation("found", case.outline.dated or case.outline.kind, {"wanted": wanted})


@check_of("G32")
def heading(case: CheckContext) -> Iterator[Violation]:
    """«О чём?»; the edition of 2016 lets a short text go without it."""
    found = case.outline.heading
    if found is None:
        text = sum(lines_of(item) for item in case.outline.text)
        if case.profile.edition == "2016" and 0 < text <= _FEW_LINES:
            return
        yield Violation("absent", case.outline.place or case.outline.dated or case.outline.kind)
    elif lines_of(found) > MOST_LINES:
        yield Violation("long", found)


@check_of("G33")
def heading_form(case: CheckContext) -> Iterator[Violation]:
    """No quotation marks round it, no full stop, from the left or centred."""
    found = case.outline.heading
    if found is None:
        raise RuleNotApplicableError("no_heading")
    if found.words.startswith(("«", '"', "„", "“")):
        yield Violation("quotes", found)
    if found.words.endswith("."):
        yield Violation("stop", found)
    wanted = case.profile.heading_align
    if found.jc not in {"left", "center"} and not (found.jc == "both" and found.box <= twips(121)):
        yield Violation("side", found, {"given": ALIGNED.get(found.jc, found.jc)})
    elif wanted and found.jc != wanted:
        yield Violation("profile", found, {"given": ALIGNED.get(found.jc, found.jc), "wanted": ALIGNED[wanted]})
