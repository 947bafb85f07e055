"""A period of weeks: each indicator at its beginning and at its end, and what is told of that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.indicators.judging import week_rows
from sferum_docs.indicators.model import PERCENT
from sferum_docs.indicators.reports.telling import tenth
from sferum_docs.indicators.reports.told import before

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from datetime import date
    from decimal import Decimal

    from sferum_docs.directives.indicators import Indicator
    from sferum_docs.indicators.judging import WeekRow
    from sferum_docs.indicators.reports.told import ToldFigures
    from sferum_docs.indicators.series import Value


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """An indicator in the last week of a period, in the week before that, and in the first week of the period."""

    week: WeekRow
    before: Value | None
    first: Value | None

    @property
    def indicator(self) -> Indicator:
        """Which one it is."""
        return self.week.indicator

    @property
    def change(self) -> Decimal | None:
        """From the week before; None when one of them is not known."""
        return _difference(self.before, self.week.value)

    @property
    def growth(self) -> Decimal | None:
        """From the first week of the period; None in a period of one week."""
        return None if self.first is self.week.value else _difference(self.first, self.week.value)


def period_rows(
    told: ToldFigures,
    since: date | None,
    monday: date,
    bases: Mapping[str, int],
    not_applicable: Container[str] = (),
) -> tuple[PeriodRow, ...]:
    """Every indicator of the set in the week of `monday`, the last of a period that begins with `since`."""
    weeks = sorted({each.week for each in told.figures.values if each.amount is not None})
    first = next((week for week in weeks if since is None or week >= since), monday)
    rows = week_rows(
        told.figures, monday, targets=told.targets, bases=bases, working_week=told.working_week,
        not_applicable=not_applicable,
    )  # fmt: skip
    return tuple(
        PeriodRow(row, told.value(row.indicator, before(monday)), told.value(row.indicator, first)) for row in rows
    )


def share_of(value: Value | None, base: int | None) -> Decimal | None:
    """What part of all a value is, in percent; None when it is not known or of how many is not."""
    if value is None or value.amount is None:
        return None
    if value.unit == PERCENT:
        return value.amount
    base = value.base or base
    return value.amount * 100 / base if base else None


def _difference(was: Value | None, now: Value | None) -> Decimal | None:
    """In people, or in points as a reader of both shares reckons them."""
    if was is None or now is None or was.amount is None or now.amount is None or was.unit != now.unit:
        return None
    return tenth(now.amount) - tenth(was.amount)
