"""The figures that a paper is told of, as far as it speaks of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from sferum_docs.indicators.reports.corrections import corrections

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.directives.indicators import Indicator
    from sferum_docs.indicators.series import Figures, Measure, Value
    from sferum_docs.indicators.targets import Target

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class ToldFigures:
    """Figures with what they are judged by; `holidays` are the Mondays of the weeks that were none of lessons.

    `settled` are weeks as a journal that is signed has them: another printing of it says the same of them. `corrected`
    says in words what is kept otherwise now.
    """

    figures: Figures
    targets: tuple[Target, ...] = ()
    holidays: frozenset[date] = frozenset()
    settled: Figures | None = None
    corrected: str = ""

    @cached_property
    def by_place(self) -> dict[tuple[str, date], Value]:
        """The value of an indicator and a week."""
        return self.figures.by_place

    def value(self, indicator: Indicator, week: date) -> Value | None:
        """The value of an indicator and a week; None when nothing was asked."""
        return self.by_place.get((indicator.id, week))

    def working_week(self, monday: date) -> bool:
        """Whether a week was one of lessons."""
        return monday not in self.holidays

    def last_week(self, first: date | None, last: date) -> date | None:
        """The last week up to `last` of which anything is known."""
        known = [value.week for value in self.figures.values if value.amount is not None and value.week <= last]
        return max((week for week in known if first is None or week >= first), default=None)

    def within(self, first: date | None, last: date) -> ToldFigures:
        """What is known from a week to a week; the weeks that were analysed before stay, they are counted."""

        def inside(week: date) -> bool:
            return week <= last and (first is None or week >= first)

        figures = replace(
            self.figures,
            values=tuple(each for each in self.figures.values if inside(each.week)),
            measures=tuple(each for each in self.figures.measures if inside(each.week)),
            analyses=tuple(each for each in self.figures.analyses if each.week <= last),
            earlier=(),
        )
        holidays = frozenset(day for day in self.holidays if inside(day))
        return replace(self, figures=figures, holidays=holidays, settled=None)

    def known_by(self, day: date) -> ToldFigures:
        """Without the weeks that were not over by a day, unless it is told that their figures had come by then."""
        came = {each.week for each in self.figures.analyses if each.received and each.received <= day}

        def was(week: date) -> bool:
            return week + timedelta(days=6) <= day or week in came

        figures = replace(
            self.figures,
            values=tuple(each for each in self.figures.values if was(each.week)),
            measures=tuple(each for each in self.figures.measures if was(each.week)),
            analyses=tuple(each for each in self.figures.analyses if was(each.week)),
        )
        return replace(self, figures=figures)

    def of_journal(self) -> ToldFigures:
        """With the rows that were signed as they were signed, and the words of what was corrected since."""
        if self.settled is None:
            return self
        found = corrections(self.settled, self.figures, {each.week for each in self.settled.values})
        figures = added_weeks(self.settled, self.figures)
        return replace(self, figures=figures, corrected="; ".join(each.words_with_week for each in found))


def added_weeks(first: Figures, more: Figures) -> Figures:
    """The weeks of the first as they are, with those that only the other has."""
    weeks = {each.week for each in first.values}
    return replace(
        more,
        values=(*first.values, *(each for each in more.values if each.week not in weeks)),
        measures=(*first.measures, *(each for each in more.measures if each.week not in weeks)),
        analyses=(
            *(each for each in first.analyses if each.week in weeks),
            *(each for each in more.analyses if each.week not in weeks),
        ),
    )


def mondays_between(first: date, last: date) -> list[date]:
    """The Mondays from one to another, both with it."""
    return [first + _WEEK * count for count in range((last - first).days // 7 + 1)]


def before(monday: date) -> date:
    """The Monday of the week before."""
    return monday - _WEEK


@dataclass(frozen=True, slots=True)
class WeekEntry:
    """What a journal says of one week."""

    columns: tuple[tuple[Indicator, Value | None], ...]
    conclusion: str
    measures: tuple[Measure, ...]
    received: date | None
    holiday: bool

    @property
    def is_known(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.conclusion or self.measures) or any(
            value is not None and value.amount is not None for _indicator, value in self.columns
        )


def week_entry(told: ToldFigures, monday: date, indicators: Sequence[Indicator]) -> WeekEntry:
    """A week with the values of these indicators, in their order."""
    analysis = told.figures.analysis(monday)
    ids = [indicator.id for indicator in indicators]
    return WeekEntry(
        tuple((indicator, told.value(indicator, monday)) for indicator in indicators),
        analysis.conclusion if analysis else "",
        tuple(each for each in told.figures.measures if each.week == monday and each.indicator in ids),
        analysis.received if analysis else None,
        holiday=monday in told.holidays,
    )
