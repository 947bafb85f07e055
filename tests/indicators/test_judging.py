"""A week is judged by what is known: a change, a share, a target, a fall that is none in vacations."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from sferum_docs.directives.indicators import IndicatorSet
from sferum_docs.indicators.judging import WeekRow, week_rows, weeks_of_lessons
from sferum_docs.indicators.segments import segments
from sferum_docs.indicators.series import Analysis, Figures, Measure
from sferum_docs.indicators.targets import Target
from tests.indicators.weeks import (
    JOURNAL,
    MONDAY,
    NOT_KNOWN,
    PUPILS,
    TEACHERS,
    WRITING,
    figures,
    series,
    value,
    week,
)

BASES = {"P": 200, "T": 20, "W": 20, "J": 200}
AUTUMN = week(2)  # 30.10–05.11.2023


def judged(kept: Figures, monday: date, indicator: str, *targets: Target, left_out: tuple[str, ...] = ()) -> WeekRow:
    rows = week_rows(
        kept, monday, targets=targets, bases=BASES, working_week=weeks_of_lessons(kept), not_applicable=left_out
    )
    return next(row for row in rows if row.indicator.id == indicator)


def test_a_week_has_a_row_of_every_indicator_in_the_order_of_the_act() -> None:
    rows = week_rows(figures(), MONDAY, bases={}, working_week=lambda _: True)
    assert [row.indicator for row in rows] == [PUPILS, TEACHERS, WRITING, JOURNAL]
    assert {row.state for row in rows} == {"not_asked"}
    assert not any(row.asks for row in rows)


def test_change_and_share_of_what_is_counted_in_people() -> None:
    row = judged(figures(*series("T", [12, 15])), week(1), "T")
    assert (row.change, row.share, row.base) == (Decimal(3), Decimal(75), 20)
    assert row.previous is not None
    assert row.previous.week == MONDAY


def test_the_base_of_the_sheet_stands_before_that_of_the_school() -> None:
    assert judged(figures(value("T", MONDAY, 15, base=30)), MONDAY, "T").share == Decimal(50)


def test_without_a_base_there_is_no_share_and_no_deviation() -> None:
    kept = figures(*series("T", [15]))
    row = week_rows(kept, MONDAY, targets=[Target("T", Decimal(80), MONDAY)], bases={"T": 0}, working_week=bool)[1]
    assert (row.share, row.deviation, row.asks) == (None, None, "")


def test_a_percent_is_its_own_share_and_no_people_are_made_of_it() -> None:
    row = judged(figures(*series("T", ["44.5", "47"], unit="percent")), week(1), "T")
    assert (row.share, row.change, row.in_percent) == (Decimal(47), Decimal("2.5"), True)


@pytest.mark.parametrize(
    ("was", "now", "change", "asks"),
    [("42.31", "46.15", "3.9", ""), ("45.14", "45.11", "0.0", ""), ("45.2", "45.1", "-0.1", "fell")],
)
def test_a_share_changes_by_what_a_reader_of_both_sees(was: str, now: str, change: str, asks: str) -> None:
    kept = figures(value("T", MONDAY, Decimal(was), unit="percent"), value("T", week(1), Decimal(now), unit="percent"))
    row = judged(kept, week(1), "T")
    assert (row.change, row.asks) == (Decimal(change), asks)


def test_people_and_percent_are_not_compared() -> None:
    row = judged(figures(value("T", MONDAY, 15), value("T", week(1), 40, "percent")), week(1), "T")
    assert (row.change, row.previous, row.fell) == (None, None, False)


@pytest.mark.parametrize(
    ("amounts", "state"),
    [([5, NOT_KNOWN], "unknown"), ([5, None], "not_asked"), ([5, 0], "known")],
)
def test_nothing_is_concluded_of_what_is_not_known(amounts: list[object], state: str) -> None:
    row = judged(figures(*series("W", amounts)), week(1), "W")
    assert row.state == state
    assert (row.change is None, row.fell) == ((False, True) if state == "known" else (True, False))


def test_what_a_body_does_not_submit_is_told_apart_from_what_is_not_known() -> None:
    not_submitted = replace(value("P", MONDAY, NOT_KNOWN), state="not_applicable")
    assert judged(figures(not_submitted), MONDAY, "P").state == "not_applicable"
    assert judged(figures(), MONDAY, "J", left_out=("J",)).state == "not_applicable"
    assert judged(figures(value("J", MONDAY, 5)), MONDAY, "J", left_out=("J",)).state == "known"


def test_a_change_reaches_over_weeks_that_are_not_known() -> None:
    row = judged(figures(*series("T", [15, NOT_KNOWN, None, 14])), week(3), "T")
    assert (row.change, row.fell, row.previous and row.previous.week) == (Decimal(-1), True, MONDAY)


def test_what_is_counted_anew_may_fall_in_vacations_but_a_running_total_may_not() -> None:
    kept = figures(*series("W", [15, 16, 3, 12, 17]), *series("T", [15, 16, 14]))
    in_vacations = judged(kept, AUTUMN, "W")
    assert (in_vacations.holiday, in_vacations.change, in_vacations.fell) == (True, Decimal(-13), False)
    assert judged(kept, AUTUMN, "T").fell


def test_after_vacations_a_fall_is_judged_by_the_last_week_of_lessons() -> None:
    row = judged(figures(*series("W", [15, 16, 3, 12])), week(3), "W")
    assert (row.change, row.fell) == (Decimal(9), True)
    assert row.compared is not None
    assert row.compared.week == week(1)


def test_a_person_says_whether_a_week_was_one_of_vacations() -> None:
    amounts = series("W", [15, 3, 2])
    kept = figures(*amounts, analyses=(Analysis(week(1), "", vacation=True), Analysis(AUTUMN, "", vacation=False)))
    assert not judged(kept, week(1), "W").fell
    assert judged(kept, AUTUMN, "W").fell


def test_a_kindergarten_works_in_vacations() -> None:
    assert weeks_of_lessons(figures(), vacations=False)(AUTUMN)
    assert not weeks_of_lessons(figures(), vacations=False)(date(2024, 1, 1))


TARGETS = (Target("W", Decimal(60), date(2023, 12, 1)), Target("W", Decimal(80), date(2024, 3, 1)))


@pytest.mark.parametrize(
    ("monday", "share", "due", "following"),
    [
        (date(2023, 11, 20), 60, False, None),
        (date(2023, 11, 27), 60, True, 80),
        (date(2024, 2, 26), 80, True, None),
        (date(2025, 1, 13), 80, True, None),
    ],
)
def test_the_target_of_a_week_is_the_last_whose_day_has_come_else_the_next(
    monday: date, share: int, due: bool, following: int | None
) -> None:
    row = judged(figures(value("W", monday, 11)), monday, "W", *reversed(TARGETS))
    assert row.target is not None
    assert (row.target.share, row.target_due) == (Decimal(share), due)
    assert row.deviation == 55 - share
    assert (row.next_target.share if row.next_target else None) == following
    assert row.asks == ("under" if due else "")


def test_of_families_nothing_is_demanded_under_a_target_but_a_fall_is_asked_about() -> None:
    kept = figures(*series("P", [100, 90]))
    guide = (Target("P", Decimal(90), MONDAY),)
    assert judged(kept, MONDAY, "P", *guide).deviation == Decimal(-40)
    assert [judged(kept, week(number), "P", *guide).asks for number in (0, 1)] == ["", "fell"]


def test_a_share_that_is_shown_as_its_target_has_reached_it() -> None:
    target = (Target("W", Decimal(60), MONDAY),)
    assert judged(figures(value("W", MONDAY, "59.96", "percent")), MONDAY, "W", *target).asks == ""
    assert judged(figures(value("W", MONDAY, "59.94", "percent")), MONDAY, "W", *target).asks == "under"


def test_a_measure_that_is_named_is_asked_for_no_more_and_the_last_one_is_offered() -> None:
    old, new = Measure("W", MONDAY, "обучение", id=1), Measure("W", week(1), "совещание", id=2)
    kept = figures(*series("W", [9, 8, 7]), measures=(old, new))
    middle = judged(replace(kept, values=kept.values[:2]), week(1), "W")
    assert (middle.asks, middle.wants_measure, middle.measures, middle.last_measure) == ("fell", False, (new,), old)
    # a week later the newest of the weeks before is offered
    later = replace(kept, values=series("W", [9, 8, 0, 0, 7, 6]))
    row = judged(later, week(5), "W")
    assert (row.wants_measure, row.last_measure) == (True, new)


def test_weeks_that_follow_the_one_looked_at_change_nothing_of_it() -> None:
    kept = figures(*series("T", [15, 16, 1]))
    assert judged(kept, week(1), "T") == judged(figures(*series("T", [15, 16])), week(1), "T")


def test_unknown_weeks_break_the_line_and_so_does_another_unit() -> None:
    kept = figures(*series("T", [1, 2, NOT_KNOWN, 3, None, 4]), value("T", week(6), 40, "percent"))
    pieces = [[point.week for point in piece.points] for piece in segments(kept, TEACHERS)]
    assert pieces == [[week(0), week(1)], [week(3)], [week(5)], [week(6)]]


def test_a_set_that_took_the_place_of_another_begins_a_line_of_its_own() -> None:
    before = figures(*series("T", [10, 11]))
    staff = replace(TEACHERS, id="M", continues="T")
    other = IndicatorSet("later", "Показатели 2026 года", (staff, replace(PUPILS, id="N")))
    kept = Figures(other, series("M", [60, 61], week(2), "percent"), earlier=(before,))
    pieces = segments(kept, staff)
    assert [(piece.set.key, piece.indicator.id, len(piece.points)) for piece in pieces] == [
        ("act", "T", 2),
        ("later", "M", 2),
    ]
    row = week_rows(kept, week(2), bases={}, working_week=bool)[0]
    assert (row.previous, row.change) == (None, None)
    assert not segments(kept, other.indicators[1])


def test_sixty_weeks_are_judged_as_one() -> None:
    kept = figures(*series("T", range(60)))
    assert judged(kept, MONDAY + timedelta(weeks=59), "T").change == 1
    assert len(segments(kept, TEACHERS)[0].points) == 60
