"""Which weeks had to be analysed between two days, and by which day each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sferum_docs.directives.weekdays import monday_of
from sferum_docs.directives.working_days import is_working_day, shift_working_days

if TYPE_CHECKING:
    from collections.abc import Collection, Container
    from datetime import date

FRIDAY = 4
_WEEK, _DAY = timedelta(days=7), timedelta(days=1)
_SUMMER = range(6, 9)  # nobody gathers figures then; what comes all the same is analysed like any other week
_MOST = 53 * 20  # weeks: an order is not older


@dataclass(frozen=True, slots=True)
class WeekDue:
    """A week, by its Monday, and the day by which its figures are there and analysed."""

    week: date
    day: date

    @property
    def last_day(self) -> date:
        """Its Sunday."""
        return self.week + 6 * _DAY

    @property
    def shown(self) -> str:
        """As a person reads it: 16.10–22.10.2023."""
        return f"{self.week:%d.%m}–{self.last_day:%d.%m.%Y}"


def weeks_due(
    first: date, until: date, weekdays: Collection[int] = (FRIDAY,), days_off: Container[date] = ()
) -> tuple[WeekDue, ...]:
    """The weeks whose day of analysis came from the first such day to `until`, in order.

    A week is analysed on the named weekday of the next one, when it is whole; on the working day before when nobody
    works then. A week in which nobody works, or of the summer, is not waited for.

    >>> from datetime import date
    >>> [f"{each.week:%d.%m} {each.day:%d.%m}" for each in weeks_due(date(2023, 10, 27), date(2023, 11, 10))]
    ['16.10 27.10', '23.10 03.11', '30.10 10.11']
    """
    monday = monday_of(first) - 2 * _WEEK
    found = (analysed_on(monday + number * _WEEK, weekdays, days_off) for number in range(_MOST))
    due: list[WeekDue] = []
    for each in found:
        if each.week > until:
            break
        if first <= each.day <= until and is_expected(each.week, days_off):
            due.append(each)
    return tuple(due)


def analysed_on(week: date, weekdays: Collection[int] = (FRIDAY,), days_off: Container[date] = ()) -> WeekDue:
    """A week with its day of analysis: never before it is over."""
    day = week + _WEEK + min(weekdays, default=FRIDAY) * _DAY
    if is_working_day(day, days_off):
        return WeekDue(week, day)
    before = shift_working_days(day, -1, days_off)
    return WeekDue(week, before if before >= week + _WEEK else shift_working_days(day, 1, days_off))


def is_expected(week: date, days_off: Container[date] = ()) -> bool:
    """Whether figures of a week are waited for: people work in it, and it is not all in the summer."""
    days = [week + number * _DAY for number in range(7)]
    return any(is_working_day(day, days_off) for day in days) and not all(day.month in _SUMMER for day in days)
