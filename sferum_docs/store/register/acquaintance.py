"""Who must sign that an order is known to them, who has signed, who refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from sferum_docs.store.database import db
from sferum_docs.store.rows import AcquaintanceRow, RefusalRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Signature:
    """One line of the acquaintance sheet."""

    id: int
    name: str
    post: str
    signed_on: date | None
    refusal_id: int | None

    @property
    def settled(self) -> bool:
        """Signed, or refused by an act."""
        return self.signed_on is not None or self.refusal_id is not None


@dataclass(frozen=True, slots=True)
class Refusal:
    """An act of refusal to sign."""

    id: int
    day: date
    people: tuple[str, ...]
    witnesses: tuple[str, ...]
    number: str


def add_people(session: Session, entry_id: int, people: Iterable[tuple[str, str]]) -> None:
    """Those who are to sign: (name, post), each once; who stands there already stays."""
    known = set(session.scalars(select(AcquaintanceRow.name).where(AcquaintanceRow.entry_id == entry_id)))
    for name, post in people:
        if name not in known:
            known.add(name)
            session.add(AcquaintanceRow(entry_id=entry_id, position=len(known), name=name, post=post))
    session.flush()


def rows_of(session: Session, entry_id: int) -> list[AcquaintanceRow]:
    """The lines of an entry, to be changed."""
    query = select(AcquaintanceRow).where(AcquaintanceRow.entry_id == entry_id)
    return list(session.scalars(query.order_by(AcquaintanceRow.position)))


def signatures(entry_id: int) -> tuple[Signature, ...]:
    """The lines of an entry, in the order of the sheet."""
    return tuple(
        Signature(row.id, row.name, row.post, row.signed_on, row.refusal_id) for row in rows_of(db.session(), entry_id)
    )


def add_refusal(
    session: Session, entry_id: int, day: date, people: tuple[str, ...], witnesses: tuple[str, ...], number: str
) -> RefusalRow:
    """An act of refusal; the row gets its id at once."""
    row = RefusalRow(entry_id=entry_id, day=day, people=list(people), witnesses=list(witnesses), number=number)
    session.add(row)
    session.flush()
    return row


def refusals(entry_id: int) -> tuple[Refusal, ...]:
    """The acts of refusal of an entry."""
    query = select(RefusalRow).where(RefusalRow.entry_id == entry_id).order_by(RefusalRow.id)
    return tuple(
        Refusal(row.id, row.day, tuple(row.people), tuple(row.witnesses), row.number)
        for row in db.session.scalars(query)
    )


def counted(entry_ids: Collection[int]) -> Mapping[int, tuple[int, int]]:
    """Entry → (how many are to sign, how many signed or refused), for entries with anybody to sign."""
    settled = func.count(AcquaintanceRow.signed_on) + func.count(AcquaintanceRow.refusal_id)
    query = (
        select(AcquaintanceRow.entry_id, func.count(), settled)
        .where(AcquaintanceRow.entry_id.in_(entry_ids))
        .group_by(AcquaintanceRow.entry_id)
    )
    return {row[0]: (row[1], row[2]) for row in db.session.execute(query)}
