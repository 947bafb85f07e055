"""Days on which a region does not work though the country does, and what is known of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class SetDay:
    """A day set for one year; `confirmed` is whether an act or a report of it was read."""

    date: date
    source: str = ""
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class RegionalHoliday:
    """A holiday of a region: the same day every year, days set year by year, or both (a day carried over)."""

    region: str
    name: str
    source: str
    every_year: tuple[int, int] | None = None  # month and day
    days: tuple[SetDay, ...] = ()


@dataclass(frozen=True, slots=True)
class DaysOff:
    """The days off of one region; asked with `in`. `six_days`: whose days these are works on Saturdays."""

    dates: frozenset[date] = frozenset()
    yearly: frozenset[tuple[int, int]] = frozenset()
    six_days: bool = False

    def __contains__(self, day: object) -> bool:
        """Whether the region does not work on this day."""
        return isinstance(day, date) and (day in self.dates or (day.month, day.day) in self.yearly)


NO_DAYS = DaysOff()


def days_off_of(region: str, holidays: Iterable[RegionalHoliday]) -> DaysOff:
    """The days off of a region; a region without holidays of its own has none.

    >>> day = RegionalHoliday("Республика", "День республики", "закон", (7, 26))
    >>> date(2024, 7, 26) in days_off_of("Республика", [day]), date(2024, 7, 26) in days_off_of("Область", [day])
    (True, False)
    """
    own = [holiday for holiday in holidays if holiday.region == region]
    return DaysOff(
        frozenset(day.date for holiday in own for day in holiday.days),
        frozenset(holiday.every_year for holiday in own if holiday.every_year),
    )
