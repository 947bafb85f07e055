"""Deadlines that come again: on which day first, on which day next, and what their period is called."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sferum_docs.directives.model import DeadlineKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.directives.model import Deadline

_FRIDAY = 5
_MONTHS = 12
_ENDS_ON_31 = 31


@dataclass(frozen=True, slots=True)
class Period:
    """How often: every so many days or months; `rule` is that of a calendar (RFC 5545)."""

    caption: str
    rule: Mapping[str, object]
    days: int = 0
    months: int = 0


PERIODS: Mapping[str, Period] = {
    "P1W": Period("Каждую неделю", {"freq": "weekly"}, days=7),
    "P10D": Period("Каждые десять дней", {"freq": "daily", "interval": 10}, days=10),
    "P2W": Period("Каждые две недели", {"freq": "weekly", "interval": 2}, days=14),
    "P1M": Period("Каждый месяц", {"freq": "monthly"}, months=1),
    "P3M": Period("Каждый квартал", {"freq": "monthly", "interval": 3}, months=3),
    "P6M": Period("Каждое полугодие", {"freq": "monthly", "interval": 6}, months=6),
    "P1Y": Period("Каждый год", {"freq": "yearly"}, months=12),
}


def first_day(deadline: Deadline, act_day: date) -> date | None:
    """The first day of a periodic deadline after the act; None when its words do not let one be told.

    Where no day of the week or month is named, it is the last one of the period: Friday, the end of the month.

    >>> from sferum_docs.directives.model import Deadline
    >>> weekly = Deadline(DeadlineKind.PERIODIC, "по понедельникам", period="P1W", weekday=1)
    >>> first_day(weekly, date(2026, 9, 1))
    datetime.date(2026, 9, 7)
    """
    period = PERIODS.get(deadline.period)
    if deadline.kind is not DeadlineKind.PERIODIC or period is None:
        return None
    begins = deadline.date_from or act_day + timedelta(days=1)
    if period.days:
        return begins + timedelta(days=((deadline.weekday or _FRIDAY) - begins.isoweekday()) % 7)
    if period.months == _MONTHS and deadline.day:  # a day of which month the words know, and we do not
        return None
    return _in_month(begins, period.months, deadline.day)


def _in_month(begins: date, months: int, day: int) -> date:
    """The end of the month, quarter or half-year; a named day: of each month, else of the one after the period."""
    last = -(-begins.month // months) * months
    if not day:
        return _day_of(begins.year, last, _ENDS_ON_31)
    if months == 1:
        found = _day_of(begins.year, begins.month, day)
        return found if found >= begins else _day_of(begins.year, begins.month + 1, day)
    return _day_of(begins.year, last + 1, day)


def _day_of(year: int, month: int, day: int) -> date:
    """A day of a month, its last one at most; the thirteenth month is the next year's first."""
    year, month = year + (month - 1) // _MONTHS, (month - 1) % _MONTHS + 1
    return date(year, month, min(day, monthrange(year, month)[1]))


def next_day(first: date, name: str, today: date) -> date:
    """The next time that it comes, today or later.

    >>> next_day(date(2026, 1, 31), "P1M", date(2026, 2, 10))
    datetime.date(2026, 2, 28)
    """
    period = PERIODS.get(name)
    if period is None or first >= today:
        return first
    if period.days:
        return first + timedelta(days=-(-(today - first).days // period.days) * period.days)
    day = _ENDS_ON_31 if first.day == monthrange(first.year, first.month)[1] else first.day
    passed = (today.year - first.year) * _MONTHS + today.month - first.month
    steps = max(passed // period.months, 0)
    found = _day_of(first.year, first.month + steps * period.months, day)
    return found if found >= today else _day_of(first.year, first.month + (steps + 1) * period.months, day)


def rule_of(name: str, first: date) -> dict[str, object]:
    """The rule of a calendar; what falls on the end of a month falls on the end of each."""
    period = PERIODS[name]
    at_end = period.months and first.day == monthrange(first.year, first.month)[1]
    return {**period.rule, **({"bymonthday": -1} if at_end else {})}
