"""Which week a text speaks of: «с 16.10.2023 по 22.10.2023», «16–22 октября 2023 г.», a sheet named «16.10–22.10»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from sferum_docs.directives.weekdays import monday_of
from sferum_docs.indicators.model import Week

_LONGEST_TEXT = 400
_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_MONTH = r"(янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[а-я]{0,6}\.?"
_BEGIN, _END = r"[«\"“„]?", r"[»\"”“]?"  # «16» октября
_JOIN = r"\s?(?:г\.|года)?\s?(?:-|–|—|по|до)\s?"
_DAY = r"(?<!\d)(\d{1,2})[./](\d{1,2})(?:[./](\d{4}|\d{2}))?(?!\d)"
_ISO = r"(?<!\d)(\d{4})[-.](\d{2})[-.](\d{2})(?!\d)"
_COMPACT = r"(?<!\d)(20\d{2})([01]\d)([0-3]\d)(?!\d)"  # of names of files: «20231016»
_PAIRS = (
    (re.compile(_ISO + _JOIN + _ISO), "ymdymd"),
    (re.compile(_COMPACT + r"(?:\s|\s?[-–—]\s?)" + _COMPACT), "ymdymd"),
    (re.compile(_DAY + _JOIN + _DAY), "dmydmy"),
    (re.compile(rf"(?<!\d)(\d{{1,2}}){_JOIN}{_DAY}"), "ddmy"),
    (
        re.compile(
            rf"(?<!\d)(\d{{1,2}}){_END}\s?{_MONTH}\s?(\d{{4}})?{_JOIN}{_BEGIN}(\d{{1,2}}){_END}\s?{_MONTH}\s?(\d{{4}})?"
        ),
        "dwydwy",
    ),
    (re.compile(rf"(?<!\d)(\d{{1,2}}){_JOIN}{_BEGIN}(\d{{1,2}}){_END}\s?{_MONTH}\s?(\d{{4}})?"), "ddwy"),
)
_SINGLES = (
    (re.compile(_ISO), "ymd"),
    (re.compile(_COMPACT), "ymd"),
    (re.compile(_DAY), "dmy"),
    (re.compile(rf"(?<!\d)(\d{{1,2}}){_END}\s?{_MONTH}\s?(\d{{4}})?"), "dwy"),
)
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_SCHOOL_YEAR = re.compile(r"(?<!\d)(20\d\d)\s?[/–—-]\s?(?:20)?(\d\d)(?![\d./-])")
_SEPTEMBER = 9
_FIRST_SERIAL = date(1899, 12, 30)
_SERIALS = range(40000, 60000)  # of the years 2009 to 2064
_YEARS = range(1990, 2200)  # a day of another time is a slip of the hand
_LONGEST_WEEK = 6  # days from the first to the last


_DATED = re.compile(r"\d[./-]\d")
_COUNTED = re.compile(
    r"(?:за )?(?:\d{1,2}(?:-?(?:ая|я|ю|й))?\s?нед(?:еля|елю|\.)?|нед(?:еля|елю|\.)?\s?(?:№\s?)?\d{1,2})"
)
_ONLY_WEEK = re.compile(r"(?:недел[а-я]*+|за|период|с|по|до|года?|г|на|отч[её]тная|[\d\s./–—-])*")


@dataclass(frozen=True, slots=True)
class Named:
    """A week that a text names: where, its numbers in which order; `day`: the only one that stands there."""

    week: Week
    found: re.Match[str]
    parts: str
    day: date | None = None


@lru_cache(maxsize=2048)
def week_of_caption(text: str) -> tuple[bool, bool]:
    """Whether a caption names a week, and whether it says nothing else.

    >>> week_of_caption("Неделя 16.10–22.10"), week_of_caption("Звонки с 16.10 по 22.10"), week_of_caption("Звонки")
    ((True, True), (True, False), (False, False))
    """
    said = text[:_LONGEST_TEXT].casefold()
    if _COUNTED.fullmatch(said.strip()):
        return True, True
    if not _DATED.search(said) or week_in(said, 2000) is None:
        return False, False
    return True, _ONLY_WEEK.fullmatch(said) is not None


class SchoolYear(int):
    """The year in which a year of school begins: its days before September are of the next."""

    def __repr__(self) -> str:
        return f"SchoolYear({int(self)})"


def year_in(text: str) -> int | None:
    """A year that a text names.

    >>> year_in("Октябрь 2023"), year_in("2023/2024 учебный год"), year_in("2023-10-16")
    (2023, SchoolYear(2023), 2023)
    """
    said = text[:_LONGEST_TEXT].replace("_", " ")
    for found in _SCHOOL_YEAR.finditer(said):
        if (int(found[1]) + 1) % 100 == int(found[2]):
            return SchoolYear(found[1])
    plain = _YEAR.search(said)
    return int(plain[1]) if plain else None


def week_in(text: str, year: int | None = None) -> Week | None:
    """The week of a text; a single day stands for the week it is in. None: no week, no year, or more than a week.

    >>> week_in("Неделя 3: с 30.10 по 05.11.2023").shown, week_in("по состоянию на 27.10.2023").shown
    ('30.10.2023–05.11.2023', '23.10.2023–29.10.2023')
    """
    named = week_named(" ".join(text.replace("_", " ").split()), year)
    return named.week if named else None


def week_named(text: str, year: int | None = None) -> Named | None:
    """The week of a text and where it stands there."""
    said = text[:_LONGEST_TEXT].casefold()
    for pattern, parts in _PAIRS:
        for found in pattern.finditer(said):
            week = _pair(found.groups(), parts, year)
            if week is not None:
                return Named(week, found, parts)
    days = [
        (day, found, parts)
        for pattern, parts in _SINGLES
        for found in pattern.finditer(said)
        if (day := _one(found, parts, year))
    ]
    if len({monday_of(day) for day, _found, _parts in days}) != 1:
        return None
    day, found, parts = days[0]
    return Named(Week.of(day), found, parts, day)


def has_period(text: str) -> bool:
    """Whether a text names the first and the last day."""
    said = text[:_LONGEST_TEXT].casefold().replace("_", " ")
    return any(pattern.search(said) for pattern, _parts in _PAIRS)


def day_in(text: str, year: int | None = None) -> date | None:
    """The only day of a text, or of a number that is a day of a workbook: «45215»."""
    said = text[:_LONGEST_TEXT].casefold()
    if said.isascii() and said.isdigit() and int(said[:9]) in _SERIALS:
        return _FIRST_SERIAL + timedelta(int(said))
    return next(
        (day for pattern, parts in _SINGLES if (found := pattern.search(said)) and (day := _one(found, parts, year))),
        None,
    )


def _pair(groups: tuple[str | None, ...], parts: str, year: int | None) -> Week | None:
    if parts in {"ddmy", "ddwy"}:  # one month for both days
        groups, parts = (groups[0], *groups[2:], *groups[1:]), parts[0] + parts[2:] + parts[1:]
    half = len(parts) // 2
    last = _day(groups[half:], parts[half:], year)
    first = _day(groups[:half], parts[:half], last.year if last else year)
    if first and last is None:
        last = _day(groups[half:], parts[half:], first.year)
    if first and last and first > last and first.month == 12:  # noqa: PLR2004  a week over the New Year, whose year stands at its end
        first = first.replace(year=first.year - 1)
    return Week(first, last) if first and last and 0 <= (last - first).days <= _LONGEST_WEEK else None


def _one(found: re.Match[str], parts: str, year: int | None) -> date | None:
    return _day(found.groups(), parts, year)


def _day(groups: tuple[str | None, ...], parts: str, year: int | None) -> date | None:
    told = dict(zip(parts, groups, strict=True))
    word = told.get("w")
    month = next((at for at, name in enumerate(_MONTHS, 1) if word and word.startswith(name)), None)
    number = month or int(told.get("m") or 0)
    written = told.get("y")
    of_school = year + (number < _SEPTEMBER) if isinstance(year, SchoolYear) else year
    full = (int(written) + (2000 if len(written) <= 2 else 0)) if written else of_school  # noqa: PLR2004  «23» is 2023
    try:
        return date(full, number, int(told["d"] or 0)) if full and full in _YEARS else None
    except ValueError:
        return None
