"""A period of weeks: each indicator at its beginning and at its end, and what is told of that."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.indicators.judging import difference, week_rows
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
        return difference(self.before, self.week.value)

    @property
    def growth(self) -> Decimal | None:
        """From the first week of the period; None in a period of one week."""
        return None if self.first is self.week.value else difference(self.first, self.week.value)


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
