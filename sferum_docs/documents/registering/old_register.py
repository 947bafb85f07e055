"""Lines of a register kept before in Excel: numbers and days read as they were written, what is doubtful told."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from sferum_docs.documents.registering.registers import LETTERS, MOST_NUMBER
from sferum_docs.documents.requests.old_days import AS_WRITTEN, NO_YEAR, read_old_day, year_of
from sferum_docs.documents.requests.text_limits import length_faults
from sferum_docs.reading.faults import Fault
from sferum_docs.reading.records import day_fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


_FIGURES = re.compile(r"\d{1,9}", re.ASCII)
_SIGN = re.compile(r"^(?:№|номер(?!\w)|n[oо]?\.?(?=\s*\d))\s*", re.IGNORECASE)
_FLOAT = re.compile(r"(\d{1,9})[.,]0+", re.ASCII)
_LETTER = re.compile(rf"-?([{LETTERS}])(?![а-яё])")
_SHEETS = re.compile(r"(\d{1,3})(?:\.0+)?\s*(?:л\.?|лист\w*)?(?:\s*[+/,;и]\s*(\d{1,3})\D{0,20})?", re.IGNORECASE)
_HEADING = re.compile(r"(?:\D*\s)?(?:19|20)\d\d\s*(?:г\.?|год[а-я]*)?\.?|.*учебн\w* год.*")
_COMMON = 0.3  # a letter that stands in so many numbers belongs to their look: «58-у»
_FEW = 3
_LONG_AGO = 1990  # a year typed wrong more often than right
_TOTALS = ("итого", "всего")
_DAYS = {"due": "срок исполнения", "executed": "отметка об исполнении"}
YEAR = "year"  # of the sheet that a line stands on, beside the fields of the line
SECTION, TOTAL, NOTHING = "раздел", "итог", "нет ни номера, ни даты"


@dataclass(frozen=True, slots=True)
class OldEntry:
    """An entry as the old register has it; `number` is kept to the letter, its figure ends at `end`."""

    ordinal: int
    letter: str
    end: int
    number: str
    signed_on: date
    title: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class OldLine:
    """A line of the table: its place, the entry unless it is faulty, what is doubtful, why it is no entry at all."""

    place: str
    entry: OldEntry | None
    doubts: tuple[Fault, ...] = ()
    faults: tuple[Fault, ...] = ()
    skipped: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """How the numbers of a table look: letters that belong to all of them, how much each figure differs."""

    letters: frozenset[str]
    variety: Mapping[tuple[int, int], int]


def read_lines(rows: Iterable[tuple[str, Mapping[str, str]]], today: date, first_year: int) -> tuple[OldLine, ...]:
    """(place, text by field) as lines; headings, totals and lines without number and day say why they are none."""
    kept = [(place, values) for place, values in rows if any(text for key, text in values.items() if key != YEAR)]
    numbers = [_number(values) for _, values in kept]
    look = Look(_letters_of_look(numbers), _variety(numbers))
    last: dict[int, int] = {}
    lines, heading, above, sheet = [], 0, 0, ""
    for place, values in kept:
        if values.get(YEAR, "") != sheet:
            sheet, heading, above = values.get(YEAR, ""), 0, 0
        skipped, text = _skipped(values), _text(values)
        if skipped:
            heading = year_of(text) or heading if skipped == SECTION else heading
            lines.append(OldLine(place, None, skipped=skipped, text=text))
            continue
        told = heading or int(sheet or 0)
        line = _line(place, values, look, last, (today, first_year, told, above))
        if line.entry is not None:
            above = line.entry.signed_on.year
            last[above] = line.entry.ordinal
        lines.append(line)
    return tuple(lines)


def _text(values: Mapping[str, str]) -> str:
    return " · ".join(dict.fromkeys(text for key, text in values.items() if text and key != YEAR))[:120]


def _number(values: Mapping[str, str]) -> str:
    number = _SIGN.sub("", values.get("number", "").strip())
    found = _FLOAT.fullmatch(number)
    return found[1] if found else number


def _skipped(values: Mapping[str, str]) -> str:
    """Why a line is no entry: «2019 год» across the table, «Итого: 58», nothing but words."""
    texts = {text for key, text in values.items() if text and key != YEAR}
    number, day = values.get("number", ""), values.get("day", "")
    has_day = bool(re.search(r"\d", day))
    if any(text.casefold().startswith(_TOTALS) for text in texts) and not (has_day and re.search(r"\d", number)):
        return TOTAL
    if len(texts) == 1:
        columns = sum(bool(text) for key, text in values.items() if key != YEAR)
        if columns > 1 or _HEADING.fullmatch(next(iter(texts)).casefold()):
            return SECTION
    return "" if number or day else NOTHING


def _line(
    place: str, values: Mapping[str, str], look: Look, last: Mapping[int, int], known: tuple[date, int, int, int]
) -> OldLine:
    today, first_year, told, above = known
    years = {told} if told else {above, above + 1} if above else set()
    text = values.get("day", "")
    day, guess = read_old_day(text, years, today)
    if guess == NO_YEAR and not told:
        day = None  # the year of the line above is none that was written
    title, number = values.get("title", ""), _number(values)
    others, doubts = _others(values, place, years, today)
    faults = length_faults({"title": title, "kind": number, **others}, f"{place}, ")
    if day is None:
        faults.append(_no_day(text, place))
    elif day > today or day.year < first_year:
        code = "day_ahead" if day > today else "year_too_old"
        faults.append(Fault(code, place, {"text": f"{day:%d.%m.%Y}", "low": first_year}))
    found = _place(number, look, day, last)
    if found is None:
        faults.append(Fault("old_no_number", place, {"text": number[:40]}))
    if not title:
        faults.append(Fault("old_no_title", place))
    if faults or day is None or found is None:
        return OldLine(place, None, (), tuple(faults), text=_text(values))
    told_doubts = (*_day_doubts(day, guess, text, told, place), *doubts)
    return OldLine(place, OldEntry(*found, number, day, title, others), told_doubts)


def _no_day(text: str, place: str) -> Fault:
    if not text:
        return Fault("old_no_day", place)
    without_year = read_old_day(text, (2000,), date(2000, 12, 31))[0] is not None
    return Fault("old_no_year", place, {"text": text}) if without_year else day_fault(text, place)


def _day_doubts(day: date, guess: str, text: str, told: int, place: str) -> list[Fault]:
    values = {"text": text, "day": f"{day:%d.%m.%Y}", "year": told}
    found = [Fault(guess, place, values, warning=True)] if guess not in {AS_WRITTEN, NO_YEAR} else []
    if told and day.year != told:
        found.append(Fault("old_other_year", place, values, warning=True))
    if day.year < _LONG_AGO:
        found.append(Fault("old_long_ago", place, values, warning=True))
    return found


def _others(
    values: Mapping[str, str], place: str, years: Iterable[int], today: date
) -> tuple[dict[str, object], list[Fault]]:
    """Every other field as an entry keeps it; what does not fit its field goes into the note word for word."""
    aside = {"number", "day", "title", "sheets", YEAR, *_DAYS}
    found: dict[str, object] = {name: text for name, text in values.items() if name not in aside and text}
    left = []
    if text := values.get("sheets", ""):
        match = _SHEETS.fullmatch(text.strip())
        if match:
            found |= {"sheets": int(match[1]), **({"annexes": int(match[2])} if match[2] else {})}
        else:
            left.append(f"листов: {text}")
    for name, words in _DAYS.items():
        if text := values.get(name, ""):
            day, _guess = read_old_day(text, tuple(years), today)
            if day is None:
                left.append(f"{words}: {text}")
            else:
                found["executed_on" if name == "executed" else name] = day
    if left:
        found["note"] = "; ".join(filter(None, (str(found.get("note", "")), *left)))
    doubts = [Fault("old_to_note", place, {"text": "; ".join(left)}, warning=True)] if left else []
    return found, doubts


def _letters_of_look(numbers: Sequence[str]) -> frozenset[str]:
    """Letters that belong to the look of the numbers, not to single ones."""
    ends = Counter(found[1] for number in numbers if (found := re.search(rf"\d-?([{LETTERS}])$", number)))
    return frozenset(letter for letter, count in ends.items() if count > max(_FEW, _COMMON * len(numbers)))


def _variety(numbers: Iterable[str]) -> dict[tuple[int, int], int]:
    """(how many figures a number has, which of them) → how many different ones the table has there."""
    found: dict[tuple[int, int], set[str]] = defaultdict(set)
    for number in numbers:
        figures = _FIGURES.findall(number)
        for place, figure in enumerate(figures):
            found[len(figures), place].add(figure)
    return {key: len(values) for key, values in found.items()}


def _place(number: str, look: Look, day: date | None, last: Mapping[int, int]) -> tuple[int, str, int] | None:
    """Figure and letter of a number, and where the figure ends.

    Of several figures the one that differs from line to line counts, then the one that goes on from the line before.
    """
    years = {str(day.year), f"{day.year % 100:02}"} if day else set()
    found = list(_FIGURES.finditer(number))
    figures = [
        (look.variety.get((len(found), place), 0), match)
        for place, match in enumerate(found)
        if 0 < int(match[0]) <= MOST_NUMBER and (place == 0 or match[0] not in years)
    ]
    if not figures:
        return None
    expected = last.get(day.year, 0) + 1 if day else 1
    _, best = min(figures, key=lambda pair: (-pair[0], abs(int(pair[1][0]) - expected)))
    letter = _LETTER.match(number, best.end())
    return int(best[0]), letter[1] if letter and letter[1] not in look.letters else "", best.end()


def with_letter(entry: OldEntry, letter: str) -> OldEntry:
    """The entry beside another of the same number, under a letter of its own: «58-ОД» becomes «58-а-ОД»."""
    rest = entry.number[entry.end :]
    if entry.letter:
        rest = rest.removeprefix("-").removeprefix(entry.letter)
    return replace(entry, letter=letter, number=f"{entry.number[: entry.end]}-{letter}{rest}")
