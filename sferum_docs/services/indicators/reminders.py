"""What is owed of the indicators, as days of a calendar: one for each kind, moved on until it is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.directives.calendar import CalendarEvent
from sferum_docs.grammar.numbers import counted_by
from sferum_docs.services.indicators.duties import week_duties

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sferum_docs.indicators.duty.weeks_due import WeekDue
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School

_NAMED = 12  # weeks that a note names


def week_events(school_id: int, school: School, pack: Pack, today: date) -> Iterator[CalendarEvent]:
    """The day of analysis that comes every week is told by the order; these are the weeks that still lack something."""
    duties = week_duties(school_id, school, pack, today)
    kinds = (
        ("figures", "Внести показатели", duties.without_data),
        ("measure", "Назвать меры против снижения показателей", duties.without_measure),
        ("conclusion", "Написать вывод по показателям", duties.without_conclusion),
    )
    for kind, deed, weeks in kinds:
        if weeks:
            yield CalendarEvent(
                f"{pack.id}-weeks-{kind}", max(weeks[0].day, today), f"{deed} {spoken(weeks)}", _note(weeks)
            )


def spoken(weeks: tuple[WeekDue, ...]) -> str:
    """«за неделю 16.10–22.10.2023», «за 3 недели»."""
    return f"за неделю {weeks[0].shown}" if len(weeks) == 1 else f"за {counted_by(len(weeks), 'неделя')}"


def _note(weeks: tuple[WeekDue, ...]) -> str:
    more = f" и ещё {len(weeks) - _NAMED}" if len(weeks) > _NAMED else ""
    return f"Недели: {', '.join(week.shown for week in weeks[-_NAMED:])}{more}"
