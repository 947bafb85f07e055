"""Tags of the weeks that the directive has the figures analysed by; the week of the order is the first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sferum_docs.directives.weekdays import monday_of
from sferum_docs.docengine import Kind
from sferum_docs.documents.requests.situation import FIRST, LAST, WEEK_ASKED, WEEKS_ASKED
from sferum_docs.documents.tags.declaration import Group, Rows, Tag
from sferum_docs.documents.tags.indicators import amount_text, due_texts, in_lines
from sferum_docs.indicators.reports.told import week_entry

if TYPE_CHECKING:
    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.indicators.reports.told import WeekEntry
    from sferum_docs.indicators.series import Measure

_WEEK = timedelta(weeks=1)
_DEFAULT = 12  # weeks when the document asks for none
_MOST_COLUMNS = 12  # indicators of one set for which a row of a week has values


@dataclass(frozen=True, slots=True)
class Week:
    """A week from Monday to Sunday, counted from the order's."""

    number: int
    start: date
    end: date
    entry: WeekEntry | None = None  # what is known of it


def week_of(day: date, order_date: date) -> Week:
    """The week that holds a day.

    >>> week_of(date(2023, 10, 27), date(2023, 10, 16))
    Week(number=2, start=datetime.date(2023, 10, 23), end=datetime.date(2023, 10, 29), entry=None)
    """
    start = monday_of(day)
    return Week((start - monday_of(order_date)) // _WEEK + 1, start, start + timedelta(days=6))


def week(situation: Situation) -> Week:
    """The week asked for under «неделя», or the order's."""
    return _told(situation, week_of(situation.day_asked(WEEK_ASKED) or situation.order_date, situation.order_date))


def weeks(situation: Situation) -> tuple[Week, ...]:
    """The weeks of the period asked for («период_с», «период_по»), or so many («недель») from the order's on.

    The first and the last week of a period hold no more of it than the period itself, unless numbers are known of them:
    those are of the whole week. Nothing is told of days after the paper's own.
    """
    first = situation.day_asked(FIRST) or situation.order_date
    last, asked = situation.day_asked(LAST), situation.answer(WEEKS_ASKED)
    count = asked if isinstance(asked, int) else _DEFAULT
    if last is not None:
        count = (monday_of(last) - monday_of(first)) // _WEEK + 1
    found = (_told(situation, week_of(first + index * _WEEK, situation.order_date)) for index in range(count))
    if last is None:
        return tuple(found)
    until = max(last, situation.day_asked(situation.spec.dated) or last)
    return tuple(
        replace(item, end=min(item.end, until))
        if item.entry and item.entry.is_known
        else replace(item, start=max(item.start, first), end=min(item.end, last))
        for item in found
    )


def _told(situation: Situation, item: Week) -> Week:
    """The week with what the figures say of it; in a period it keeps its whole days for that."""
    if situation.figures is None:
        return item
    return replace(item, entry=week_entry(situation.figures, item.start, situation.pack.directive.indicators))


def _measures(item: Week) -> tuple[Measure, ...]:
    return item.entry.measures if item.entry else ()


def _amount(place: int) -> Tag[Week]:
    def value(item: Week) -> str:
        columns = item.entry.columns if item.entry else ()
        return amount_text(*columns[place]) if place < len(columns) else ""

    return Tag(f"значение_{place + 1}", Kind.TEXT, f"число {place + 1}-го показателя акта за неделю", value)


_DAYS: tuple[Tag[Week], ...] = (
    Tag("номер", Kind.NUMBER, "номер недели, считая с недели приказа", lambda item: item.number),
    Tag("с", Kind.DATE, "понедельник; у недели без чисел не раньше начала периода", lambda item: item.start),
    Tag("по", Kind.DATE, "воскресенье; у недели без чисел не позже конца периода", lambda item: item.end),
)
_ENTRY: tuple[Tag[Week], ...] = (
    Tag(
        "есть_данные",
        Kind.FLAG,
        "известно ли о неделе хоть что-то",
        lambda item: item.entry is not None and item.entry.is_known,
    ),
    Tag("вывод", Kind.TEXT, "вывод о неделе", lambda item: item.entry.conclusion if item.entry else ""),
    Tag(
        "получено",
        Kind.TEXT,
        "день, когда получена статистика; пусто, если не указан",
        lambda item: f"{item.entry.received:%d.%m.%Y}" if item.entry and item.entry.received else "",
    ),
    Tag(
        "меры", Kind.TEXT, "меры, каждая с новой строки", lambda item: in_lines([each.text for each in _measures(item)])
    ),
    Tag("срок", Kind.TEXT, "сроки мер, в том же порядке", lambda item: in_lines(due_texts(_measures(item)))),
    Tag(
        "исполнитель",
        Kind.TEXT,
        "исполнители мер, в том же порядке",
        lambda item: in_lines([each.worker for each in _measures(item)]),
    ),
    Tag(
        "каникулы",
        Kind.FLAG,
        "были ли каникулы или праздники; без чисел не известно",
        lambda item: item.entry is not None and item.entry.holiday,
    ),
)
OF_WEEK = (*_ENTRY, *(_amount(place) for place in range(_MOST_COLUMNS)))  # what figures say of it
WEEK: Group[Week] = Group("неделя", "Отчётная неделя", week, (*_DAYS, *_ENTRY))
WEEKS: Rows[Week] = Rows(
    "недели",
    "Недели от приказа или за период",
    weeks,
    (*_DAYS, *OF_WEEK),
)
