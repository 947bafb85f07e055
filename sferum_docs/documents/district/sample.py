"""A made-up district, so that a template of an office shows all it has."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from sferum_docs.directives.weekdays import monday_of
from sferum_docs.documents.district.model import (
    ClauseCell,
    District,
    Lack,
    Recipient,
    WatchedBody,
    WatchedClause,
    WatchedIndicator,
    WatchedOrder,
    WeekFigure,
)

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.directives.model import Directive

_NAMES = ("МКОУ «(первая школа)»", "МКОУ «(вторая школа)»")
_FALLEN = WeekFigure(Decimal(20), Decimal(40), Decimal(-2), fell_by=Decimal(-2), base=50)


def sample_district(act: Directive, day: date) -> District:
    """Two schools: one has carried every clause out, the other none; figures of a week that fell."""
    watched = [clause for clause in act.walk() if not clause.for_school and not clause.indicator]
    done = ClauseCell("исполнен", done=True, number="15-ОД", day=day, share=100)
    bodies = tuple(
        WatchedBody(place, name, cells=(cell,) * len(watched), figures=(_FALLEN,) * len(act.indicators), place=place)
        for place, (name, cell) in enumerate(zip(_NAMES, (done, ClauseCell("нет")), strict=True), 1)
    )
    return District(
        day,
        len(bodies),
        tuple(WatchedClause(item.path, item.label, item.text, item.deadline.date) for item in watched),
        bodies,
        (WatchedOrder("", "приказ «(заголовок)»", (2,)),),
        monday_of(day) - timedelta(weeks=1) if act.indicators else None,
        indicators=tuple(WatchedIndicator(item.id, item.name, _FALLEN, item.counts_people) for item in act.indicators),
        ranked=True,
        reminded=1,
        recipient=Recipient(2, _NAMES[1], ("Омаров", "Али", "Гусейнович"), post="директор"),
        lacks=(Lack("paper", "п. 1", "Не издан или не внесён в журнал приказ «(заголовок)»", day),),
    )
