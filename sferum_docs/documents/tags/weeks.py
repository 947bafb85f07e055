"""Tags of the weeks that the directive has the figures analysed by; the week of the order is the first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sferum_docs.docengine import Kind
from sferum_docs.documents.tags.declaration import Group, Rows, Tag

if TYPE_CHECKING:
    from sferum_docs.documents.requests.situation import Situation

_WEEK = timedelta(weeks=1)
_DEFAULT = 12  # weeks when the document asks for none


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday to Sunday, counted from the order's."""

    number: int
    start: date
    end: date


def week_of(day: date, order_date: date) -> Week:
    """The week that holds a day.

    >>> week_of(date(2023, 10, 27), date(2023, 10, 16))
    Week(number=2, start=datetime.date(2023, 10, 23), end=datetime.date(2023, 10, 29))
    """
    start = _monday(day)
    return Week((start - _monday(order_date)) // _WEEK + 1, start, start + timedelta(days=6))


def week(situation: Situation) -> Week:
    """The week asked for under «неделя», or the order's."""
    return week_of(_day(situation, "неделя") or situation.order_date, situation.order_date)


def weeks(situation: Situation) -> tuple[Week, ...]:
    """The weeks of the period asked for («период_с», «период_по»), or so many («недель») from the order's on.

    The first and the last week of a period hold no more of it than the period itself: nothing is told of days to come.
    """
    first = _day(situation, "период_с") or situation.order_date
    last, asked = _day(situation, "период_по"), situation.answer("недель")
    count = asked if isinstance(asked, int) else _DEFAULT
    if last is not None:
        count = (_monday(last) - _monday(first)) // _WEEK + 1
    found = (week_of(first + index * _WEEK, situation.order_date) for index in range(count))
    if last is None:
        return tuple(found)
    return tuple(replace(item, start=max(item.start, first), end=min(item.end, last)) for item in found)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _day(situation: Situation, key: str) -> date | None:
    answer = situation.answer(key)
    return answer if isinstance(answer, date) else None


_WEEK_TAGS: tuple[Tag[Week], ...] = (
    Tag("номер", Kind.NUMBER, "номер недели, считая с недели приказа", lambda item: item.number),
    Tag("с", Kind.DATE, "понедельник; у периода не раньше его начала", lambda item: item.start),
    Tag("по", Kind.DATE, "воскресенье; у периода не позже его конца", lambda item: item.end),
)
WEEK: Group[Week] = Group("неделя", "Отчётная неделя", week, _WEEK_TAGS)
WEEKS: Rows[Week] = Rows("недели", "Недели от приказа или за период", weeks, _WEEK_TAGS)
