"""What is kept of a school's indicators: values week by week, what was concluded, what is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime
    from decimal import Decimal

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.model import State


@dataclass(frozen=True, slots=True)
class Source:
    """Where a value stands: file, sheet and cell, and as it is written there; no file when it was typed."""

    file: str = ""
    sheet: str = ""
    cell: str = ""
    written: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """One version of one value; `amount` is None when it is not known, never 0. `week` is a Monday."""

    indicator: str
    week: date
    amount: Decimal | None
    unit: str = "people"  # people | percent, as in the sheet
    base: int | None = None
    state: State = "known"
    source: Source = Source()
    version: int = 1
    reason: str = ""  # why a later version took the place of the one before
    at: datetime | None = None
    by: str = ""

    @property
    def last_day(self) -> date:
        """The Sunday of its week."""
        return self.week + timedelta(days=6)


@dataclass(frozen=True, slots=True)
class Measure:
    """What is done about an indicator of a week, by when and by whom."""

    indicator: str
    week: date
    text: str
    due: date | None = None
    worker: str = ""
    id: int = 0  # 0: not kept yet
    at: datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Analysis:
    """What a person concluded of a week: it is the record of the week's analysis."""

    week: date
    conclusion: str
    received: date | None = None  # the day on which the figures came
    origin: str = ""  # where they came from, in words
    vacation: bool | None = None  # a person's word on whether pupils had vacations; None: by the calendar
    at: datetime | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """All that is kept of one school under one set: of each value the version in force, by week and indicator."""

    set: IndicatorSet
    values: tuple[Value, ...] = ()
    measures: tuple[Measure, ...] = ()
    analyses: tuple[Analysis, ...] = ()
    earlier: tuple[Figures, ...] = ()  # under the sets before, the newest last

    @property
    def weeks(self) -> tuple[date, ...]:
        """The Mondays of the weeks with any value, in order."""
        return tuple(sorted({value.week for value in self.values}))

    @property
    def by_place(self) -> dict[tuple[str, date], Value]:
        """The value of each indicator and week."""
        return {(value.indicator, value.week): value for value in self.values}

    def value(self, indicator: str, week: date) -> Value | None:
        """The value in force of an indicator and a week; None when nothing was asked."""
        return next((each for each in self.values if each.indicator == indicator and each.week == week), None)

    def analysis(self, week: date) -> Analysis | None:
        """What was concluded of a week."""
        return next((each for each in self.analyses if each.week == week), None)
