"""What is kept of the weeks that had to be analysed: figures, a conclusion, a signature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from sferum_docs.indicators.duty.weeks_due import WeekDue
    from sferum_docs.indicators.series import Figures


@dataclass(frozen=True, slots=True)
class WeekEvidence:
    """A week that had to be analysed; `fell` are the indicators that fell and for which no measure is named."""

    due: WeekDue
    has_data: bool = False
    concluded: bool = False
    signed: bool = False
    whole: bool = False  # every indicator that the body submits has its value
    fell: tuple[str, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether it has all three."""
        return self.has_data and self.concluded and self.signed

    @property
    def lacks(self) -> str:
        """What comes next for it: first figures, then a conclusion, then a signature.

        >>> from datetime import date
        >>> from sferum_docs.indicators.duty.weeks_due import analysed_on
        >>> WeekEvidence(analysed_on(date(2023, 10, 16)), has_data=True, signed=True).lacks
        'нет вывода'
        """
        if not self.has_data:
            return "нет данных"
        if not self.concluded:
            return "нет вывода"
        return "" if self.signed else "нет подписи"


@dataclass(frozen=True, slots=True)
class WeeksEvidence:
    """All weeks that had to be analysed up to a day, in order."""

    weeks: tuple[WeekEvidence, ...] = ()

    @property
    def with_data(self) -> int:
        """How many have figures."""
        return sum(week.has_data for week in self.weeks)

    @property
    def concluded(self) -> int:
        """How many are analysed."""
        return sum(week.has_data and week.concluded for week in self.weeks)

    @property
    def signed(self) -> int:
        """How many are signed by the head."""
        return sum(week.signed for week in self.weeks)

    @property
    def lacking(self) -> tuple[WeekEvidence, ...]:
        """The weeks that do not count yet."""
        return tuple(week for week in self.weeks if not week.counts)

    @property
    def complete(self) -> bool:
        """Whether there are such weeks and all of them count."""
        return bool(self.weeks) and not self.lacking

    def after(self, day: date) -> WeeksEvidence:
        """The weeks whose day of analysis came later."""
        return WeeksEvidence(tuple(week for week in self.weeks if week.due.day > day))


def analysed_weeks(figures: Figures) -> tuple[date, ...]:
    """The Mondays of the weeks that have figures and a conclusion: so many analyses were made."""
    with_data = weeks_with_data(figures)
    return tuple(sorted(each.week for each in figures.analyses if each.conclusion.strip() and each.week in with_data))


def weeks_with_data(figures: Figures) -> frozenset[date]:
    """The Mondays of the weeks of which any number is known."""
    return frozenset(value.week for value in figures.values if value.amount is not None)


def weeks_evidence(
    due: Iterable[WeekDue],
    figures: Figures,
    *,
    signed: Collection[date],
    fell: Mapping[date, tuple[str, ...]],
    submitted: Collection[str],
) -> WeeksEvidence:
    """What is kept of each week; `submitted` are the indicators that the body gives.

    A week without figures is not waited for when a person says that it was one of vacations.
    """
    with_data, concluded = weeks_with_data(figures), set(analysed_weeks(figures))
    vacations = {each.week for each in figures.analyses if each.vacation}
    told: dict[date, set[str]] = {}
    for value in figures.values:
        if value.amount is not None or value.state == "not_applicable":
            told.setdefault(value.week, set()).add(value.indicator)
    return WeeksEvidence(
        tuple(
            WeekEvidence(
                each,
                has_data=each.week in with_data,
                concluded=each.week in concluded,
                signed=each.week in signed,
                whole=each.week in with_data and told.get(each.week, set()).issuperset(submitted),
                fell=fell.get(each.week, ()),
            )
            for each in due
            if each.week in with_data or each.week not in vacations
        )
    )
