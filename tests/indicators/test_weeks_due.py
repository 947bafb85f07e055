"""Which weeks a school had to analyse, by the words of its order, and what is kept of each."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from sferum_docs.directives.indicators import Indicator, IndicatorSet
from sferum_docs.directives.regional_days import DaysOff
from sferum_docs.indicators.duty.evidence import WeeksEvidence, analysed_weeks, weeks_evidence
from sferum_docs.indicators.duty.weeks_due import weeks_due
from sferum_docs.indicators.series import Analysis, Figures, Value

FIRST = date(2023, 10, 27)  # a Friday
SET = IndicatorSet("a", "А", (Indicator("I1", "Учеников", "", "students", "stock"),))
WEEK = date(2023, 10, 16)


def told(first: date, until: date, *weekdays: int, off: DaysOff | None = None) -> list[str]:
    found = weeks_due(first, until, weekdays or (4,), off or DaysOff())
    return [f"{each.week:%d.%m}–{each.last_day:%d.%m} {each.day:%d.%m}" for each in found]


def test_a_week_is_analysed_on_the_named_day_of_the_next_from_the_first_analysis_on() -> None:
    assert told(FIRST, date(2023, 11, 9)) == ["16.10–22.10 27.10", "23.10–29.10 03.11"]
    assert told(FIRST, FIRST) == ["16.10–22.10 27.10"], "on the day itself"
    assert told(FIRST, date(2023, 10, 26)) == [], "not before"
    assert told(date(2023, 10, 24), date(2023, 11, 1), 1) == ["16.10–22.10 24.10", "23.10–29.10 31.10"]


def test_of_two_days_a_week_the_first_is_that_of_the_week() -> None:
    assert told(date(2023, 10, 24), date(2023, 10, 30), 1, 4) == ["16.10–22.10 24.10"]


def test_a_day_on_which_nobody_works_is_the_working_day_before_never_within_the_week_itself() -> None:
    assert told(date(2024, 5, 6), date(2024, 5, 12)) == ["29.04–05.05 08.05"], "10.05.2024 is a day off"
    assert told(date(2023, 11, 1), date(2023, 11, 8), 0) == ["30.10–05.11 07.11"], "Monday 06.11.2023 is a day off"
    off = DaysOff(frozenset({date(2023, 10, 27)}))
    assert told(date(2023, 10, 26), FIRST, off=off) == ["16.10–22.10 26.10"]


def test_weeks_in_which_nobody_works_and_those_of_the_summer_are_not_waited_for() -> None:
    winter = told(date(2023, 12, 29), date(2024, 1, 19))
    assert winter == ["18.12–24.12 29.12", "25.12–31.12 09.01", "08.01–14.01 19.01"]
    summer = told(date(2024, 5, 31), date(2024, 9, 13))
    assert summer == ["20.05–26.05 31.05", "27.05–02.06 07.06", "26.08–01.09 06.09", "02.09–08.09 13.09"]


def test_years_of_weeks_have_an_end() -> None:
    assert len(told(date(1990, 1, 5), date(2090, 1, 1))) < 53 * 20


def a_value(week: date, amount: int | None = 5, **changes: object) -> Value:
    return Value("I1", week, None if amount is None else Decimal(amount), **changes)  # type: ignore[arg-type]


def kept(
    *values: Value, analyses: tuple[Analysis, ...] = (), signed: tuple[date, ...] = (), weeks: int = 3
) -> WeeksEvidence:
    due = weeks_due(FIRST, FIRST + timedelta(weeks=weeks - 1))
    return weeks_evidence(due, Figures(SET, values, (), analyses), signed=signed, fell={}, submitted={"I1"})


@pytest.mark.parametrize(
    ("found", "lacks", "counts"),
    [
        (kept(weeks=1), "нет данных", False),
        (kept(a_value(WEEK, None, state="unknown"), weeks=1), "нет данных", False),
        (kept(a_value(WEEK), weeks=1), "нет вывода", False),
        (kept(a_value(WEEK), analyses=(Analysis(WEEK, " ", vacation=True),), weeks=1), "нет вывода", False),
        (kept(a_value(WEEK), analyses=(Analysis(WEEK, "Растёт"),), weeks=1), "нет подписи", False),
        (kept(a_value(WEEK), analyses=(Analysis(WEEK, "Растёт"),), signed=(WEEK,), weeks=1), "", True),
        (kept(analyses=(Analysis(WEEK, "Растёт"),), signed=(WEEK,), weeks=1), "нет данных", False),
    ],
)
def test_a_week_counts_with_figures_a_conclusion_and_a_signature(
    found: WeeksEvidence, lacks: str, *, counts: bool
) -> None:
    assert [week.lacks for week in found.weeks] == [lacks]
    assert found.complete is counts


def test_weeks_are_counted_each_for_what_it_has() -> None:
    next_week, third = WEEK + timedelta(weeks=1), WEEK + timedelta(weeks=2)
    concluded = tuple(Analysis(week, "Растёт") for week in (WEEK, next_week))
    found = kept(a_value(WEEK), a_value(next_week), analyses=concluded, signed=(WEEK,))
    assert (len(found.weeks), found.with_data, found.concluded, found.signed) == (3, 2, 2, 1)
    assert [week.due.week for week in found.lacking] == [next_week, third]
    assert not found.complete
    assert not WeeksEvidence().complete, "where no week was due nothing is shown"
    assert [week.due.week for week in found.after(FIRST).weeks] == [next_week, third]


def test_a_week_of_vacations_by_a_persons_word_is_not_waited_for_unless_figures_came() -> None:
    vacation = Analysis(WEEK, "", vacation=True)
    assert [week.due.week for week in kept(analyses=(vacation,), weeks=2).weeks] == [WEEK + timedelta(weeks=1)]
    assert [week.has_data for week in kept(a_value(WEEK), analyses=(vacation,), weeks=2).weeks] == [True, False]


def test_an_analysis_is_a_conclusion_about_figures() -> None:
    figures = Figures(SET, (a_value(WEEK),), (), (Analysis(WEEK, "Растёт"), Analysis(date(2023, 10, 23), "Без чисел")))
    assert analysed_weeks(figures) == (WEEK,)
