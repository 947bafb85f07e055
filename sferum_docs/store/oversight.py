"""Which office watches which bodies: an office is itself kept as a school, with its own people, register and papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select, true

from sferum_docs.reading.numbers import digits
from sferum_docs.schools.model import SchoolKind
from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import db
from sferum_docs.store.rows import SchoolRow
from sferum_docs.store.rows.changes import DEEPEST, floors

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

MOST_ABOVE = DEEPEST  # offices above a body


@dataclass(frozen=True, slots=True)
class OverseenBody:
    """A body as lists of an office name it; `overseer` is the office right above it."""

    id: int
    short_name: str
    full_name: str
    kind: SchoolKind
    inn: str
    overseer: int | None
    closed_on: date | None = None

    @property
    def is_office(self) -> bool:
        """Whether it watches others itself."""
        return self.kind is SchoolKind.OFFICE


def overseer_of(school_id: int) -> int | None:
    """The office right above a body; None: nobody watches it."""
    return db.session.scalar(select(SchoolRow.overseer_id).where(SchoolRow.id == school_id))


def overseers_of(school_id: int) -> tuple[int, ...]:
    """Every office above a body, the nearest first."""
    found: list[int] = []
    above = overseer_of(school_id)
    while above is not None and above not in found and len(found) < DEEPEST:
        found.append(above)
        above = overseer_of(above)
    return tuple(found)


def watched_among(office_id: int, bodies: Collection[int]) -> frozenset[int]:
    """Those of some bodies that an office watches and that work."""
    rows = db.session.execute(floors(), {"bodies": [*bodies]})
    return frozenset(row[0] for row in rows if row[1] is None and office_id in row[2:])


@cached_until_change
def overseen_bodies(office_id: int) -> tuple[OverseenBody, ...]:
    """Every body that an office watches, also through offices below it, by name."""
    found: dict[int, OverseenBody] = {}
    above = [office_id]
    for _floor in range(DEEPEST):
        below = [body for body in _bodies(SchoolRow.overseer_id.in_(above)) if body.id not in {*found, office_id}]
        found |= {body.id: body for body in below}
        above = [body.id for body in below if body.is_office]
    return tuple(sorted(found.values(), key=lambda body: (body.short_name.casefold(), body.id)))


def unwatched_bodies() -> tuple[int, ...]:
    """The bodies that nobody watches, the oldest first: one school, or the office above all others.

    Asked anew each time: what is kept for one body is not dropped when another one comes.
    """
    return tuple(db.session.scalars(select(SchoolRow.id).where(SchoolRow.overseer_id.is_(None)).order_by(SchoolRow.id)))


def main_body_id() -> int | None:
    """The body that the installation belongs to; of several that nobody watches the first. None before there is any."""
    return next(iter(unwatched_bodies()), None)


def owns_installation(school_id: int) -> bool:
    """Whether every other body is watched by this one, so that what holds the data of all is its own."""
    return unwatched_bodies() == (school_id,)


def body_named(name: str) -> tuple[OverseenBody, ...]:
    """The bodies that a person may mean by an INN, a short name or the number of the body here."""
    table, plain = SchoolRow.__table__.c, name.strip()
    meant = or_(table.inn == plain, func.lower(table.short_name) == plain.lower())
    if (number := digits(plain)) is not None:
        meant = or_(meant, table.id == number)
    return tuple(_bodies(meant))


def all_bodies() -> tuple[OverseenBody, ...]:
    """Every body of the installation, by name."""
    return tuple(sorted(_bodies(true()), key=lambda body: (body.short_name.casefold(), body.id)))


def put_closed(session: Session, school_id: int, day: date | None) -> None:
    """Says since when a body is closed; None: it is open again."""
    session.get_one(SchoolRow, school_id).closed_on = day


def put_overseer(session: Session, school_id: int, office_id: int | None) -> None:
    """Gives a body to the office that watches it."""
    session.get_one(SchoolRow, school_id).overseer_id = office_id


@cached_until_change
def ranks_bodies(office_id: int) -> bool:
    """Whether an office shows which place each of its bodies has by an indicator."""
    return bool(db.session.scalar(select(SchoolRow.ranks_bodies).where(SchoolRow.id == office_id)))


def put_ranking(session: Session, office_id: int, *, shown: bool) -> None:
    """Says whether the office shows places."""
    session.get_one(SchoolRow, office_id).ranks_bodies = shown


def _bodies(meant: ColumnElement[bool]) -> list[OverseenBody]:
    table = SchoolRow.__table__.c  # most of its columns are declared fields, which the class does not show to a checker
    columns = (table.id, table.short_name, table.full_name, table.kind, table.inn, table.overseer_id, table.closed_on)
    query = select(*columns)
    rows = db.session.execute(query.where(meant).order_by(table.id))
    return [OverseenBody(*row[:3], SchoolKind(row.kind), *row[4:]) for row in rows]
