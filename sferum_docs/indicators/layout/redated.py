"""A text that names a week, made to name another: «Неделя 1: с 16.10.2023 по 22.10.2023» a week later."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sferum_docs.directives.weekdays import monday_of
from sferum_docs.indicators.layout.weeks import week_in, week_named
from sferum_docs.indicators.model import Week

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.indicators.layout.weeks import Named

_MONTHS = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_TAIL = re.compile(r"[а-яё]{0,6}\.?", re.IGNORECASE)
_NUMBER = re.compile(r"(недел[яиюе] ?№? ?)(\d{1,2})(?![\d.–-])", re.IGNORECASE)
_SHORT_NAME, _SHARE_A_MONTH = 3, {"ddmy", "ddwy"}


def with_week(text: str, monday: date, year: int | None = None) -> str:
    """The text about the week of this Monday, written as it was; a text that names no week stays.

    `year` is told elsewhere; without it a text without a year gets one.

    >>> with_week("Неделя 1: с 16.10.2023 по 22.10.2023", date(2023, 10, 30))
    'Неделя 3: с 30.10.2023 по 05.11.2023'
    >>> with_week("на 20.10.2023", date(2023, 10, 23)), with_week("16–22 октября 2023 г.", date(2023, 10, 23))
    ('на 27.10.2023', '23–29 октября 2023 г.')
    """
    named = week_named(text, year or monday.year)
    if named is None or len(text.casefold()) != len(text):
        return text
    starts, later = named.day or named.week.start, monday - monday_of(named.week.start)
    if week_named(text) is None:  # of which year its days are nobody says: weeks begin on Mondays
        later = monday - starts
    wanted = Week(named.week.start + later, named.week.end + later)
    begins, ends = named.found.span()
    weeks = later // timedelta(weeks=1)
    before, after = (_renumbered(part, weeks) for part in (text[:begins], text[_with_tail(text, ends, named.parts) :]))
    told = f"{before}{''.join(_pieces(text, named, later))}{after}"
    told_on_monday = named.day is not None and named.day == named.week.start  # is it of the week that is over?
    split = told_on_monday or (named.parts in _SHARE_A_MONTH and wanted.start.month != wanted.end.month)
    if week_in(told, year) == wanted and not split:
        return told
    day = named.day + later if named.day and not told_on_monday else None
    join = " по " if " по " in text[begins:ends].casefold() else "–"
    plain = f"{day:%d.%m.%Y}" if day else f"{wanted.start:%d.%m.%Y}{join}{wanted.end:%d.%m.%Y}"
    return f"{before}{plain}{after}"


def with_period(text: str, first: date, last: date) -> str:
    """The text about several weeks where it names one.

    >>> with_period("За период 16.10–22.10.2023, чел.", date(2023, 10, 16), date(2023, 11, 5))
    'За период 16.10.2023–05.11.2023, чел.'
    """
    named = week_named(text, first.year)
    if named is None or len(text.casefold()) != len(text):
        return text
    begins, ends = named.found.span()
    return f"{text[:begins]}{first:%d.%m.%Y}–{last:%d.%m.%Y}{text[_with_tail(text, ends, named.parts) :]}"


def _pieces(text: str, named: Named, later: timedelta) -> Iterator[str]:
    """What was found, each of its numbers written anew in its own way."""
    found, parts = named.found, named.parts
    last = named.week.end + later
    first = (named.day or named.week.start) + later
    at = found.start()
    for place, part in enumerate(parts):
        begins, ends = found.span(place + 1)
        if begins < 0:
            continue
        ends = _with_tail(text, ends, part)
        day = last if not named.day and _is_of_last(parts, place) else first
        yield text[at:begins]
        yield _written(part, text[begins:ends], day, worded="w" in parts)
        at = ends
    yield text[at : _with_tail(text, found.end(), parts)]


def _is_of_last(parts: str, place: int) -> bool:
    """Whether a number is of the last day: the month that both share is its own, too."""
    return place > 0 if parts in _SHARE_A_MONTH else place * 2 >= len(parts)


def _with_tail(text: str, ends: int, parts: str) -> int:
    """Where a month ends that was found by its beginning."""
    found = _TAIL.match(text, ends)
    return found.end() if found and parts.endswith("w") else ends


def _written(part: str, was: str, day: date, *, worded: bool) -> str:
    if part == "d":
        return f"{day.day:02}" if len(was) > 1 and (not worded or was.startswith("0")) else str(day.day)
    if part == "m":
        return f"{day.month:02}" if len(was) > 1 else str(day.month)
    if part == "y":
        return f"{day.year}" if len(was) > 2 else f"{day.year % 100:02}"  # noqa: PLR2004  «23» is 2023
    name = _MONTHS[day.month - 1]
    return name if len(was.rstrip(".")) > _SHORT_NAME else name[:_SHORT_NAME] + "." * was.endswith(".")


def _renumbered(text: str, weeks: int) -> str:
    """«Неделя 1» so many weeks later; a number below one is left out."""

    def number(found: re.Match[str]) -> str:
        later = int(found[2]) + weeks
        return f"{found[1]}{later}" if later > 0 else found[1].rstrip(" №")

    return _NUMBER.sub(number, text)
