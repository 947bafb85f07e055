"""Days of the week that a text names («по пятницам»), and the days that fall on them."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.directives.working_days import is_working_day, shift_working_days

if TYPE_CHECKING:
    from collections.abc import Collection, Container
    from datetime import date

_NAMES = (
    "понедельник(?:и|а|у|ам|ами|ах)?|пн",
    "вторник(?:и|а|у|ам|ами|ах)?|вт",
    "сред(?:а|ы|у|е|ам|ами|ах)|ср",
    "четверг(?:и|а|у|ам|ами|ах)?|чт",
    "пятниц(?:а|ы|у|е|ей|ам|ами|ах)|пт",
    "суббот(?:а|ы|у|е|ам|ами|ах)|сб",
    "воскресень(?:е|я|ю|ям|ями|ях)|вс",
)
_ANY = re.compile(r"\b(?:" + "|".join(f"({name})" for name in _NAMES) + r")\b")
_EXCEPT = re.compile(r"\b(?:кроме|исключая|за исключением)\b")
_SPAN = re.compile(r"\b(?:с|со|от)\s+\w+\s+(?:по|до)\s+\w+")
_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_FAR = 400  # days: a weekday that never works in so many (Sundays) is worked for on the day before


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def last_full_week(day: date) -> date:
    """The Monday of the last week that is over.

    >>> from datetime import date
    >>> last_full_week(date(2023, 10, 22)), last_full_week(date(2023, 10, 23))
    (datetime.date(2023, 10, 9), datetime.date(2023, 10, 16))
    """
    return monday_of(day) - _WEEK


@lru_cache(maxsize=256)  # each day of a packet is held against the same few answers
def named_weekdays(text: str) -> frozenset[int]:
    """The days that a text names, Monday is 0; none where it names no day, or says which not.

    >>> sorted(named_weekdays("по вторникам и пятницам")), named_weekdays("ежедневно")
    ([1, 4], frozenset())
    """
    text = text.casefold().replace("ё", "е")
    if _EXCEPT.search(text):
        return frozenset()
    found = [int(match.lastindex or 1) - 1 for match in _ANY.finditer(text)]
    if _SPAN.search(text) and len(found) == 2:  # noqa: PLR2004  from one day to another
        first, last = found
        return frozenset(day % 7 for day in range(first, last + 1 if last >= first else last + 8))
    return frozenset(found)


def falls_on(day: date, weekdays: Collection[int], days_off: Container[date] = ()) -> bool:
    """Whether a day is one of these weekdays, or the last working day before one that is off.

    >>> from datetime import date
    >>> falls_on(date(2023, 10, 27), {4}), falls_on(date(2023, 10, 30), {4}), falls_on(date(2026, 6, 11), {4})
    (True, False, True)
    """
    if not weekdays or day.weekday() in weekdays:
        return True
    next_day = day + _DAY
    while is_working_day(day, days_off) and not is_working_day(next_day, days_off):
        if next_day.weekday() in weekdays:
            return True
        next_day += _DAY
    return False


def next_on(day: date, weekdays: Collection[int], days_off: Container[date] = (), step: int = 1) -> date:
    """The first working day from this on (back, when the step is -1) that falls on one of these weekdays."""
    for offset in range(_FAR):
        found = day + step * offset * _DAY
        if is_working_day(found, days_off) and found.weekday() in (weekdays or range(7)):
            return found
    return next(
        found
        for offset in range(_FAR)
        if is_working_day(found := day + step * offset * _DAY, days_off) and falls_on(found, weekdays, days_off)
    )


def working_from(day: date, days_off: Container[date] = (), step: int = 1) -> date:
    """The day itself when people work on it, else the next such day (the last before, when the step is -1)."""
    return day if is_working_day(day, days_off) else shift_working_days(day, step, days_off)
