"""Values of many bodies at once: so many questions however many bodies there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from sferum_docs.indicators.series import Value
from sferum_docs.schools.model import SchoolKind
from sferum_docs.store.database import db, in_parts
from sferum_docs.store.rows import IndicatorValueRow, PersonRow, SchoolRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sferum_docs.indicators.model import State


@dataclass(frozen=True, slots=True)
class BodyNumbers:
    """How many people a body has, by which its figures are judged; None: it has not told."""

    kind: SchoolKind
    students: int | None
    teachers: int | None
    staff: int


def values_of_bodies(bodies: Sequence[int], set_key: str, first: date, last: date) -> Mapping[int, tuple[Value, ...]]:
    """Body → of each indicator and week the version in force, from a Monday to a Monday."""
    row = IndicatorValueRow
    found: dict[int, dict[tuple[str, date], Value]] = {}
    for some in in_parts(bodies):
        query = (
            select(row.school_id, row.indicator, row.week, row.amount, row.unit, row.base, row.state)
            .where(row.school_id.in_(some), row.set_key == set_key, row.week >= first, row.week <= last)
            .order_by(row.version, row.id)  # the last one stays
        )
        for school, indicator, week, amount, unit, base, kept in db.session.execute(query):
            state: State = kept  # type: ignore[assignment]  # one of the three, as `add_versions` was given it
            found.setdefault(school, {})[indicator, week] = Value(indicator, week, amount, unit, base, state)
    return {school: tuple(values.values()) for school, values in found.items()}


def weeks_of_bodies(bodies: Sequence[int], set_key: str) -> tuple[date, ...]:
    """The Mondays of which any of them keeps a number, the newest first."""
    row = IndicatorValueRow
    weeks: set[date] = set()
    for some in in_parts(bodies):
        query = select(row.week).distinct()
        query = query.where(row.school_id.in_(some), row.set_key == set_key, row.amount.is_not(None))
        weeks.update(db.session.scalars(query))
    return tuple(sorted(weeks, reverse=True))


def numbers_of_bodies(bodies: Sequence[int]) -> Mapping[int, BodyNumbers]:
    """Body → its kind and how many people it has."""
    table = SchoolRow.__table__.c
    found: dict[int, BodyNumbers] = {}
    for some in in_parts(bodies):
        staff = select(PersonRow.school_id, func.count()).where(PersonRow.school_id.in_(some))
        counted = {key: many for key, many in db.session.execute(staff.group_by(PersonRow.school_id))}  # noqa: C416  rows
        query = select(table.id, table.kind, table.students, table.teachers).where(table.id.in_(some))
        for key, kind, students, teachers in db.session.execute(query):
            found[key] = BodyNumbers(SchoolKind(kind), students, teachers, counted.get(key, 0))
    return found
