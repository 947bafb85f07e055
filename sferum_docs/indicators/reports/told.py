"""The figures that a paper is told of, as far as it speaks of them; and how they are kept with it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sferum_docs.indicators.series import Analysis, Figures, Measure, Value
from sferum_docs.indicators.targets import Target

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.directives.indicators import Indicator, IndicatorSet

_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class ToldFigures:
    """Figures with what they are judged by; `holidays` are the Mondays of the weeks that were none of lessons."""

    figures: Figures
    targets: tuple[Target, ...] = ()
    holidays: frozenset[date] = frozenset()

    @cached_property
    def by_place(self) -> dict[tuple[str, date], Value]:
        """The value of an indicator and a week."""
        return {(value.indicator, value.week): value for value in self.figures.values}

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
        return replace(self, figures=figures, holidays=frozenset(day for day in self.holidays if inside(day)))


def monday_of(day: date) -> date:
    """The Monday of the week of a day."""
    return day - timedelta(days=day.weekday())


def before(monday: date) -> date:
    """The Monday of the week before."""
    return monday - _WEEK


@dataclass(frozen=True, slots=True)
class WeekEntry:
    """What a journal says of one week; an amount is None where it is not known."""

    amounts: tuple[Decimal | None, ...]
    conclusion: str
    measures: tuple[Measure, ...]
    received: date | None
    holiday: bool

    @property
    def is_known(self) -> bool:
        """Whether there is anything to say."""
        return bool(self.conclusion or self.measures) or any(amount is not None for amount in self.amounts)


def week_entry(told: ToldFigures, monday: date, indicators: Sequence[Indicator]) -> WeekEntry:
    """A week with the amounts of these indicators, in their order."""
    analysis = told.figures.analysis(monday)
    ids = [indicator.id for indicator in indicators]
    values = (told.by_place.get((key, monday)) for key in ids)
    return WeekEntry(
        tuple(value.amount if value else None for value in values),
        analysis.conclusion if analysis else "",
        tuple(each for each in told.figures.measures if each.week == monday and each.indicator in ids),
        analysis.received if analysis else None,
        holiday=monday in told.holidays,
    )


def figures_record(told: ToldFigures) -> dict[str, Any]:
    """The figures as they are kept with a paper: plain values that `kept_figures` reads back."""
    figures = told.figures
    return {
        "set": figures.set.key,
        "values": [
            [each.indicator, each.week.isoformat(), _text(each.amount), each.unit, each.base, each.state]
            for each in figures.values
        ],
        "measures": [
            [each.indicator, each.week.isoformat(), each.text, _day(each.due), each.worker] for each in figures.measures
        ],
        "analyses": [
            [each.week.isoformat(), each.conclusion, _day(each.received), each.origin] for each in figures.analyses
        ],
        "targets": [[each.indicator, str(each.share), each.day.isoformat()] for each in told.targets],
        "holidays": sorted(day.isoformat() for day in told.holidays),
    }


def kept_figures(data: Mapping[str, Any], of: IndicatorSet | None) -> ToldFigures | None:
    """The figures that a paper was made with; None for one made without any, or when its set is gone."""
    kept = data.get("figures")
    if kept is None or of is None or kept["set"] != of.key:
        return None
    values = (
        Value(key, date.fromisoformat(week), _number(amount), unit, base, state)
        for key, week, amount, unit, base, state in kept["values"]
    )
    measures = (
        Measure(key, date.fromisoformat(week), text, _read_day(due), worker)
        for key, week, text, due, worker in kept["measures"]
    )
    analyses = (
        Analysis(date.fromisoformat(week), conclusion, _read_day(received), origin)
        for week, conclusion, received, origin in kept["analyses"]
    )
    return ToldFigures(
        Figures(of, tuple(values), tuple(measures), tuple(analyses)),
        tuple(Target(key, Decimal(share), date.fromisoformat(day)) for key, share, day in kept["targets"]),
        frozenset(map(date.fromisoformat, kept["holidays"])),
    )


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else format(amount.normalize(), "f")


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _read_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
