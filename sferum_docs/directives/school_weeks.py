"""Weeks of lessons: those that neither vacations nor days off have taken.

A school sets its vacations itself (273-ФЗ, ст. 28, ч. 2); the days here are those that the Ministry of Education
recommends year by year, told as a rule. A person's word on a week stands before it (`Analysis.vacation`).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from sferum_docs.directives.weekdays import monday_of
from sferum_docs.directives.working_days import is_working_day

if TYPE_CHECKING:
    from collections.abc import Container

_LEAST = 3  # days of lessons without which a week is none of lessons
_AUTUMN, _SPRING = (11, 1), (3, 30)  # the week with this day is one of vacations
_SUMMER, _WINTER = ((6, 1), (8, 31)), ((12, 31), (1, 8))


def is_vacation(day: date) -> bool:
    """Whether schools usually have vacations on this day.

    >>> is_vacation(date(2023, 11, 3)), is_vacation(date(2024, 3, 26)), is_vacation(date(2024, 1, 8))
    (True, True, True)
    >>> is_vacation(date(2023, 11, 7)), is_vacation(date(2024, 1, 9)), is_vacation(date(2026, 9, 1))
    (False, False, False)
    """
    told = (day.month, day.day)
    if _SUMMER[0] <= told <= _SUMMER[1] or told >= _WINTER[0] or told <= _WINTER[1]:
        return True
    monday = monday_of(day)
    week = {((monday + timedelta(days=more)).month, (monday + timedelta(days=more)).day) for more in range(7)}
    return bool(week & {_AUTUMN, _SPRING})


def is_week_of_lessons(monday: date, regional: Container[date] = (), *, vacations: bool = True) -> bool:
    """Whether at least three days of a week are days of lessons; a kindergarten works in vacations, too.

    >>> is_week_of_lessons(date(2023, 10, 23)), is_week_of_lessons(date(2023, 10, 30))
    (True, False)
    >>> is_week_of_lessons(date(2023, 10, 30), vacations=False), is_week_of_lessons(date(2024, 1, 1), vacations=False)
    (True, False)
    """
    days = (monday + timedelta(days=offset) for offset in range(7))
    return sum(is_working_day(day, regional) and not (vacations and is_vacation(day)) for day in days) >= _LEAST
