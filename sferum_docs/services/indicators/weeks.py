"""Weeks of a school's indicators, judged: what is kept with the targets, bases and vacations that it is judged by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.indicators.charts.data import chart_of
from sferum_docs.indicators.judging import week_rows, weeks_of_lessons
from sferum_docs.indicators.reports.of_school import bases_of, has_vacations, not_submitted
from sferum_docs.indicators.series import Figures
from sferum_docs.services.indicators.figures import figures_of
from sferum_docs.services.indicators.targets import targets_of
from sferum_docs.services.school.holidays import days_off
from sferum_docs.store.change_stamp import Same, keep_until_change

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from sferum_docs.indicators.charts.chart import Chart
    from sferum_docs.indicators.judging import WeekRow
    from sferum_docs.indicators.targets import Target
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School


@dataclass(frozen=True, slots=True)
class JudgedWeeks:
    """What is kept of a school under the set of an act, and what it is judged by."""

    figures: Figures
    targets: tuple[Target, ...]
    bases: Mapping[str, int]
    working_week: Callable[[date], bool]
    not_applicable: frozenset[str]
    calendar_week: Callable[[date], bool]  # the same by the calendar alone, whatever a person said

    def rows(self, monday: date) -> tuple[WeekRow, ...]:
        """Every indicator in a week."""
        return week_rows(
            self.figures, monday, targets=self.targets, bases=self.bases, working_week=self.working_week,
            not_applicable=self.not_applicable,
        )  # fmt: skip

    def charts(self, monday: date) -> dict[str, Chart | None]:
        """Indicator → its chart up to a week; None where nothing is known."""
        return {
            indicator.id: chart_of(
                self.figures, indicator, monday, targets=self.targets, bases=self.bases, working_week=self.working_week
            )
            for indicator in self.figures.set.indicators
        }


def judged_weeks(school_id: int, school: School, pack: Pack) -> JudgedWeeks:
    """The weeks of a school and what they are judged by. FaultsError: the act has no set."""
    return keep_until_change(
        ("judged weeks", school_id, Same(school), Same(pack)), lambda: _judged(school_id, school, pack)
    )


def _judged(school_id: int, school: School, pack: Pack) -> JudgedWeeks:
    figures = figures_of(school_id, pack)
    told, off = school.requisites, days_off(school, pack)
    return JudgedWeeks(
        figures,
        targets_of(school_id, pack),
        bases_of(school, figures.set),
        weeks_of_lessons(figures, off, vacations=has_vacations(told)),
        not_submitted(told, figures.set),
        weeks_of_lessons(Figures(figures.set), off, vacations=has_vacations(told)),
    )
