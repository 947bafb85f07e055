"""Lines of a register kept before in Excel: numbers and days read as they were written, what is doubtful told."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.documents.registers import LETTERS, MOST_NUMBER
from sferum_docs.documents.text_limits import length_faults
from sferum_docs.reading.faults import Fault
from sferum_docs.reading.records import day_fault, parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_SHORT_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{2})(?:\s*г\.?)?", re.ASCII)
_FULL_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:\s*г\.?)?", re.ASCII)
_WORD_DAY = re.compile(r"[«\"]?(\d{1,2})[»\"]? ([а-я]{3,9})\.? (\d{4})(?: ?г(?:\.|ода)?)?")
_FIGURES = re.compile(r"\d{1,9}", re.ASCII)
_LETTER = re.compile(rf"-?([{LETTERS}])(?![а-яё])")
_COMMON = 0.3  # a letter that stands in so many numbers belongs to their look: «58-у»
_FEW = 3


@dataclass(frozen=True, slots=True)
class OldEntry:
    """An entry as the old register has it; `number` is kept to the letter."""

    ordinal: int
    letter: str
    number: str
    signed_on: date
    title: str
    texts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OldLine:
    """A line of the table: its row, the entry unless it is faulty, what is doubtful about it."""

    row: int
    entry: OldEntry | None
    doubts: tuple[Fault, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Look:
    """How the numbers of a table look: letters that belong to all of them, how much each figure differs."""

    letters: frozenset[str]
    variety: Mapping[tuple[int, int], int]


def read_lines(rows: Iterable[tuple[int, Mapping[str, str]]], today: date, first_year: int) -> tuple[OldLine, ...]:
    """(row, text by field) as lines; a row without number and day is a heading inside the table and falls away."""
    kept = [(row, values) for row, values in rows if values.get("number") or values.get("day")]
    numbers = [values.get("number", "") for _, values in kept]
    look = Look(_letters_of_look(numbers), _variety(numbers))
    last: dict[int, int] = {}
    lines = []
    for row, values in kept:
        line = _line(row, values, look, last, today, first_year)
        if line.entry is not None:
            last[line.entry.signed_on.year] = line.entry.ordinal
        lines.append(line)
    return tuple(lines)


def _line(
    row: int, values: Mapping[str, str], look: Look, last: Mapping[int, int], today: date, first_year: int
) -> OldLine:
    where = f"строка {row}"
    day, doubts = _day(values.get("day", ""), where, today)
    title, number = values.get("title", ""), values.get("number", "").removeprefix("№").strip()
    texts = {name: text for name, text in values.items() if name not in {"number", "day", "title"}}
    faults = length_faults({"title": title, "kind": number, **texts}, f"{where}, ")
    if day is None:
        text = values.get("day", "")
        faults.append(day_fault(text, where) if text else Fault("old_no_day", where))
    elif day > today or day.year < first_year:
        code = "day_ahead" if day > today else "year_too_old"
        faults.append(Fault(code, where, {"text": f"{day:%d.%m.%Y}", "low": first_year}))
    place = _place(number, look, day, last)
    if place is None:
        faults.append(Fault("old_no_number", where, {"text": number[:40]}))
    if not title:
        faults.append(Fault("old_no_title", where))
    if faults or day is None or place is None:
        return OldLine(row, None, (), tuple(faults))
    return OldLine(row, OldEntry(*place, number, day, title, texts), doubts)


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


def _place(number: str, look: Look, day: date | None, last: Mapping[int, int]) -> tuple[int, str] | None:
    """Figure and letter of a number.

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
    return int(best[0]), letter[1] if letter and letter[1] not in look.letters else ""


def _day(text: str, where: str, today: date) -> tuple[date | None, tuple[Fault, ...]]:
    """The day as it was written; a year of two figures is a guess that is told."""
    text = text.casefold().strip()
    if found := _FULL_DAY.fullmatch(text):
        return parse_day(f"{int(found[1]):02}.{int(found[2]):02}.{found[3]}"), ()
    if found := _SHORT_DAY.fullmatch(text):
        century = 2000 if int(found[3]) <= today.year % 100 else 1900
        day = parse_day(f"{int(found[1]):02}.{int(found[2]):02}.{century + int(found[3])}")
        told = {"text": text, "day": f"{day:%d.%m.%Y}" if day else ""}
        return day, (Fault("old_short_year", where, told, warning=True),) if day else ()
    if found := _WORD_DAY.fullmatch(text):
        month = next((place for place, name in enumerate(_MONTHS, 1) if found[2].startswith(name)), 0)
        return parse_day(f"{int(found[1]):02}.{month:02}.{found[3]}"), ()
    return parse_day(text), ()


def with_place(entry: OldEntry, copy: int) -> OldEntry:
    """The entry beside another of the same number: the number says which of them it is."""
    return replace(entry, letter=f"{entry.letter}({copy})", number=f"{entry.number} ({copy})")
