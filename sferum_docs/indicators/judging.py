"""A week of a school's indicators, judged: change, share, target, what fell and what a measure is asked for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from sferum_docs.directives.school_weeks import is_week_of_lessons
from sferum_docs.indicators.model import PERCENT
from sferum_docs.indicators.reports.telling import tenth
from sferum_docs.indicators.targets import next_target, target_of_week

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence
    from datetime import date
    from decimal import Decimal

    from sferum_docs.directives.indicators import Indicator
    from sferum_docs.indicators.series import Figures, Measure, Value
    from sferum_docs.indicators.targets import Target

# known: a number; unknown: asked for, «нет данных»; not_asked: the week has no line of it; not_applicable: not sent
WeekState = Literal["known", "unknown", "not_asked", "not_applicable"]
Asks = Literal["", "fell", "under"]


@dataclass(frozen=True, slots=True)
class WeekRow:
    """What a week says of one indicator. Shares and targets are percent, a deviation is points."""

    indicator: Indicator
    week: date
    state: WeekState
    value: Value | None = None
    previous: Value | None = None  # the newest known before it, of the same unit
    change: Decimal | None = None  # people, or points where the value is percent
    base: int | None = None
    share: Decimal | None = None
    target: Target | None = None
    target_due: bool = False  # the day of the target has come
    next_target: Target | None = None
    deviation: Decimal | None = None
    compared: Value | None = None  # what a fall is judged by: the week before the vacations, when one has just passed
    fell: bool = False
    holiday: bool = False
    asks: Asks = ""  # why a measure is asked for
    measures: tuple[Measure, ...] = ()
    last_measure: Measure | None = None  # of a week before

    @property
    def amount(self) -> Decimal | None:
        """The number; None when it is not known."""
        return self.value.amount if self.value and self.state == "known" else None

    @property
    def in_percent(self) -> bool:
        """Whether the number is a share itself."""
        return self.value is not None and self.value.unit == PERCENT

    @property
    def wants_measure(self) -> bool:
        """Whether a measure is asked for and none is named."""
        return bool(self.asks) and not self.measures


@dataclass(frozen=True, slots=True)
class _Judging:
    """By what a week is judged. `bases`: how many people an indicator could count at most, by its id."""

    targets: Iterable[Target]
    bases: Mapping[str, int]
    working_week: Callable[[date], bool]
    not_applicable: Container[str]


def week_rows(
    figures: Figures,
    monday: date,
    *,
    targets: Iterable[Target] = (),
    bases: Mapping[str, int],
    working_week: Callable[[date], bool],
    not_applicable: Container[str] = (),
) -> tuple[WeekRow, ...]:
    """Every indicator of the set in a week, in the order of its act.

    `working_week`: whether the week of a Monday is one of lessons; `not_applicable`: ids that the body does not submit.
    """
    judging = _Judging(tuple(targets), bases, working_week, not_applicable)
    by_indicator: dict[str, list[Value]] = {}
    for value in sorted(figures.values, key=lambda each: each.week):
        if value.week <= monday:
            by_indicator.setdefault(value.indicator, []).append(value)
    return tuple(
        _row(indicator, monday, by_indicator.get(indicator.id, ()), figures.measures, judging)
        for indicator in figures.set.indicators
    )


def stated_weeks(
    figures: Figures, mondays: Iterable[date], not_applicable: Container[str] = ()
) -> tuple[tuple[date, tuple[WeekRow, ...]], ...]:
    """What is known of each indicator in each week, unjudged: for a table of many weeks."""
    known = figures.by_place
    return tuple(
        (
            monday,
            tuple(
                WeekRow(each, monday, _state(each, value := known.get((each.id, monday)), not_applicable), value)
                for each in figures.set.indicators
            ),
        )
        for monday in mondays
    )


def weeks_of_lessons(
    figures: Figures, days_off: Container[date] = (), *, vacations: bool = True
) -> Callable[[date], bool]:
    """Which weeks are of lessons: as a person said of a week, else by the calendar; `vacations`: the body has them."""
    said = {each.week: each.vacation for each in figures.analyses if each.vacation is not None}

    def working(monday: date) -> bool:
        if monday in said:
            return not said[monday]
        return is_week_of_lessons(monday, days_off, vacations=vacations)

    return working


def _row(
    indicator: Indicator, monday: date, values: Sequence[Value], measures: Sequence[Measure], judging: _Judging
) -> WeekRow:
    value = values[-1] if values and values[-1].week == monday else None
    state = _state(indicator, value, judging.not_applicable)
    named = tuple(each for each in measures if each.indicator == indicator.id and each.week == monday)
    earlier = [each for each in measures if each.indicator == indicator.id and each.week < monday]
    told = WeekRow(
        indicator, monday, state, value, holiday=not judging.working_week(monday), measures=named,
        last_measure=max(earlier, key=lambda each: (each.week, each.id), default=None),
    )  # fmt: skip
    return _measured(told, values[:-1] if value else values, judging)


def _state(indicator: Indicator, value: Value | None, not_applicable: Container[str]) -> WeekState:
    if value is not None and value.amount is not None:
        return "known"
    if indicator.id in not_applicable or (value is not None and value.state == "not_applicable"):
        return "not_applicable"
    return "not_asked" if value is None else "unknown"


def _measured(row: WeekRow, before: Sequence[Value], judging: _Judging) -> WeekRow:
    """The row with what its number is compared with."""
    key = row.indicator.id
    target, due = target_of_week(judging.targets, key, row.week)
    following = next_target(judging.targets, key, row.week) if due else None
    base = (row.value.base if row.value else None) or judging.bases.get(key)
    share = share_of(row.value, base)
    known = [each for each in before if each.amount is not None and row.value and each.unit == row.value.unit]
    previous = known[-1] if known and row.amount is not None else None
    compared = _compared(row, known, judging)
    deviation = tenth(share) - target.share if share is not None and target else None  # of the share that is shown
    fell = (difference(compared, row.value) or 0) < 0
    under = due and deviation is not None and deviation < 0 and not row.indicator.is_guide
    asks: Asks = "fell" if fell else "under" if under and not row.holiday else ""
    return replace(
        row, previous=previous, change=difference(previous, row.value), base=base, share=share, compared=compared,
        target=target, target_due=due, next_target=following, deviation=deviation, fell=fell, asks=asks,
    )  # fmt: skip


def share_of(value: Value | None, base: int | None) -> Decimal | None:
    """What part of all a value is, in percent; None when it is not known or of how many is not."""
    if value is None or value.amount is None:
        return None
    if value.unit == PERCENT:
        return value.amount
    base = value.base or base
    return value.amount * 100 / base if base else None


def difference(was: Value | None, now: Value | None) -> Decimal | None:
    """In people, or in points as a reader of both shares reckons them; None: not known, or of two units."""
    if was is None or now is None or was.amount is None or now.amount is None or was.unit != now.unit:
        return None
    return tenth(now.amount) - tenth(was.amount)


def _compared(row: WeekRow, known: Sequence[Value], judging: _Judging) -> Value | None:
    """What a fall is judged by: a running total by any week, what is counted anew by weeks of lessons alone."""
    if row.amount is None:
        return None
    if row.indicator.is_running:
        return known[-1] if known else None
    if row.holiday:
        return None
    return next((each for each in reversed(known) if judging.working_week(each.week)), None)
