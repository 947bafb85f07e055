"""Working days of Russia: weekends, holidays and the Government's transfers, by the library `holidays`.

Holidays of a republic are not in it; who calls adds them (`regional_days`).
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from sferum_docs.directives.regional_days import DaysOff

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import date

    from holidays import HolidayBase


_SATURDAY = 5


@cache
def _russia() -> HolidayBase:
    from holidays import country_holidays  # noqa: PLC0415  wanted where days are counted

    return country_holidays("RU")


def transfers_known(year: int) -> bool:
    """Whether the Government's transfers of days off are known for a year; they come out in the autumn before.

    >>> transfers_known(2023), transfers_known(2999)
    (True, False)
    """
    from holidays import country_holidays  # noqa: PLC0415  as above

    moved = "перенесено"  # the library's word for a day off that was moved here
    return any(moved in name for name in country_holidays("RU", years=year, language="ru").values())


@lru_cache(maxsize=20_000)  # pages count the days of years; the library looks each up anew
def _works(day: date, *, six_days: bool) -> bool:
    if _russia().is_working_day(day):
        return True
    return six_days and day.weekday() == _SATURDAY and day not in _russia()


def is_working_day(day: date, regional: Container[date] = ()) -> bool:
    """Whether people work on this day; on a Saturday those do whose `DaysOff` say so.

    >>> from datetime import date
    >>> is_working_day(date(2023, 10, 20)), is_working_day(date(2023, 11, 6))
    (True, False)
    """
    six_days = isinstance(regional, DaysOff) and regional.six_days
    return day not in regional and _works(day, six_days=six_days)


def shift_working_days(day: date, count: int, regional: Container[date] = ()) -> date:
    """The day so many working days after (before, when negative); zero gives the day itself.

    >>> from datetime import date
    >>> shift_working_days(date(2023, 10, 20), 1), shift_working_days(date(2023, 10, 20), -2)
    (datetime.date(2023, 10, 23), datetime.date(2023, 10, 18))
    """
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day, regional)
    return day


def working_days_between(start: date, end: date, regional: Container[date] = ()) -> int:
    """How many working days lie after `start` up to `end`; negative when `end` is earlier."""
    if end < start:
        return -working_days_between(end, start, regional)
    return sum(is_working_day(start + timedelta(days=offset), regional) for offset in range(1, (end - start).days + 1))
