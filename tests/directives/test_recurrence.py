"""Deadlines that come again, and those that count from the signing of the act, have days of their own."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_docs.directives.due_day import last_day
from sferum_docs.directives.model import DayType, Deadline, DeadlineKind
from sferum_docs.directives.recurrence import PERIODS, first_day, next_day, rule_of

TUESDAY = date(2026, 9, 1)


def again(period: str, *, day: int = 0, weekday: int = 0, since: date | None = None) -> Deadline:
    return Deadline(DeadlineKind.PERIODIC, "снова", period=period, day=day, weekday=weekday, date_from=since)


@pytest.mark.parametrize(
    ("deadline", "first"),
    [
        (again("P1W"), date(2026, 9, 4)),
        (again("P1W", weekday=2), date(2026, 9, 8)),
        (again("P1W", weekday=5, since=date(2026, 10, 16)), date(2026, 10, 16)),
        (again("P1M"), date(2026, 9, 30)),
        (again("P1M", day=28), date(2026, 9, 28)),
        (again("P1M", day=1), date(2026, 10, 1)),
        (again("P3M"), date(2026, 9, 30)),
        (again("P3M", day=4), date(2026, 10, 4)),
        (again("P6M"), date(2026, 12, 31)),
        (again("P1Y"), date(2026, 12, 31)),
        (again("P1Y", day=1), None),
        (again("P1D"), None),
        (Deadline(DeadlineKind.ASAP, "сразу"), None),
    ],
)
def test_the_first_day_comes_after_the_act(deadline: Deadline, first: date | None) -> None:
    assert first_day(deadline, TUESDAY) == first


@pytest.mark.parametrize(
    ("first", "period", "today", "following"),
    [
        (date(2026, 9, 4), "P1W", date(2026, 9, 5), date(2026, 9, 11)),
        (date(2026, 9, 30), "P1M", date(2027, 2, 3), date(2027, 2, 28)),
        (date(2026, 9, 28), "P1M", date(2026, 10, 29), date(2026, 11, 28)),
        (date(2026, 9, 30), "P3M", date(2026, 10, 1), date(2026, 12, 31)),
        (date(2026, 12, 31), "P1Y", date(2028, 1, 1), date(2028, 12, 31)),
        (date(2026, 9, 4), "", date(2026, 9, 5), date(2026, 9, 4)),
    ],
)
def test_the_next_day_is_the_same_day_of_its_week_or_month(
    first: date, period: str, today: date, following: date
) -> None:
    assert next_day(first, period, today) == following


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.sampled_from([*PERIODS]), st.integers(0, 4000))
def test_the_next_day_is_never_past_nor_further_than_a_period(first: date, period: str, days: int) -> None:
    today = first + timedelta(days=days)
    found = next_day(first, period, today)
    longest = PERIODS[period].days or PERIODS[period].months * 31
    assert today <= found <= today + timedelta(days=longest)


def test_what_falls_on_the_end_of_a_month_falls_on_the_end_of_each() -> None:
    assert rule_of("P1M", date(2026, 9, 30)) == {"freq": "monthly", "bymonthday": -1}
    assert rule_of("P3M", date(2026, 10, 4)) == {"freq": "monthly", "interval": 3}
    assert rule_of("P1W", date(2026, 9, 30)) == {"freq": "weekly"}


def counted(event: str, days: int = 10, kind: DayType = DayType.CALENDAR) -> date | None:
    return last_day(Deadline(DeadlineKind.RELATIVE, "в срок", days=days, day_type=kind, event=event), TUESDAY)


@pytest.mark.parametrize(
    "event", ["подписания", "подписания настоящего постановления", "издания приказа", "принятия распоряжения"]
)
def test_a_span_from_the_signing_of_the_act_ends_on_a_known_day(event: str) -> None:
    assert counted(event) == date(2026, 9, 11)
    assert counted(event, kind=DayType.WORKING) == date(2026, 9, 15)


@pytest.mark.parametrize(
    "event", ["опубликования", "получения настоящего приказа", "подписания договора", "принятия на работу", ""]
)
def test_a_span_from_another_event_has_no_known_day(event: str) -> None:
    assert counted(event) is None


def test_a_range_ends_on_its_last_day() -> None:
    period = Deadline(DeadlineKind.RANGE, "с 3 по 5", date_from=date(2026, 9, 3), date=date(2026, 9, 5))
    assert last_day(period, TUESDAY) == date(2026, 9, 5)
