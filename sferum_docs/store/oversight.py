"""Which office watches which bodies: an office is itself kept as a school, with its own people, register and papers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from sferum_docs.schools.model import SchoolKind
from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import db
from sferum_docs.store.rows import SchoolRow
from sferum_docs.store.rows.changes import DEEPEST

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class OverseenBody:
    """A body as lists of an office name it; `overseer` is the office right above it."""

    id: int
    short_name: str
    full_name: str
    kind: SchoolKind
    inn: str
    overseer: int

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


@cached_until_change
def overseen_bodies(office_id: int) -> tuple[OverseenBody, ...]:
    """Every body that an office watches, also through offices below it, by name."""
    found: dict[int, OverseenBody] = {}
    above = [office_id]
    for _floor in range(DEEPEST):
        below = {body.id: body for body in _below(above) if body.id not in found and body.id != office_id}
        found |= below
        above = [*below]
    return tuple(sorted(found.values(), key=lambda body: (body.short_name.casefold(), body.id)))


def put_overseer(session: Session, school_id: int, office_id: int | None) -> None:
    """Gives a body to the office that watches it."""
    session.get_one(SchoolRow, school_id).overseer_id = office_id


def _below(offices: list[int]) -> list[OverseenBody]:
    table = SchoolRow.__table__.c  # most of its columns are declared fields, which the class does not show to a checker
    query = select(table.id, table.short_name, table.full_name, table.kind, table.inn, table.overseer_id)
    rows = db.session.execute(query.where(table.overseer_id.in_(offices)))
    return [OverseenBody(key, short, full, SchoolKind(kind), inn, above) for key, short, full, kind, inn, above in rows]
