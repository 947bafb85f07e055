"""A target of an indicator: a share that should be reached by a day; which of them holds in a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Target:
    """A share, in percent, that an indicator should reach by a day and keep from then on."""

    indicator: str
    share: Decimal
    day: date


def by_day(targets: Iterable[Target], indicator: str) -> tuple[Target, ...]:
    """The targets of an indicator in the order of their days; of two of one day the later said."""
    return tuple(sorted({each.day: each for each in targets if each.indicator == indicator}.values(), key=_day))


def target_of_week(targets: Iterable[Target], indicator: str, monday: date) -> tuple[Target | None, bool]:
    """The target of a week and whether its day has come: the last that has, else the next that will."""
    steps = by_day(targets, indicator)
    come = [each for each in steps if each.day <= monday + timedelta(days=6)]
    if come:
        return come[-1], True
    return (steps[0] if steps else None), False


def next_target(targets: Iterable[Target], indicator: str, monday: date) -> Target | None:
    """The target whose day comes first after a week."""
    return next((each for each in by_day(targets, indicator) if each.day > monday + timedelta(days=6)), None)


def _day(target: Target) -> date:
    return target.day
