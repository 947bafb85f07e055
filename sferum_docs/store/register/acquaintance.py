"""Who must sign that an order is known to them, who has signed, who refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from sferum_docs.store.database import db, in_parts
from sferum_docs.store.rows import AcquaintanceRow, RefusalRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class PersonSignature:
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


def lines_of(session: Session, entry_id: int) -> tuple[PersonSignature, ...]:
    """The lines of an entry as this transaction sees them, in the order of the sheet."""
    query = select(AcquaintanceRow).where(AcquaintanceRow.entry_id == entry_id)
    rows = session.scalars(query.order_by(AcquaintanceRow.position))
    return tuple(PersonSignature(row.id, row.name, row.post, row.signed_on, row.refusal_id) for row in rows)


def signatures(entry_id: int) -> tuple[PersonSignature, ...]:
    """The lines of an entry, in the order of the sheet."""
    return lines_of(db.session(), entry_id)


def sign(session: Session, days: Mapping[int, date | None]) -> None:
    """Line → the day of its signature, None when there is none; who refused first may sign later."""
    for row in _rows(session, days):
        row.signed_on = days[row.id]
        row.refusal_id = None if row.signed_on else row.refusal_id
    session.flush()


def _rows(session: Session, ids: Collection[int]) -> Iterator[AcquaintanceRow]:
    for wanted in in_parts(sorted(ids)):
        chosen = AcquaintanceRow.id.in_(wanted)
        yield from session.scalars(select(AcquaintanceRow).where(chosen))


def add_refusal(
    session: Session,
    entry_id: int,
    day: date,
    lines: Collection[PersonSignature],
    witnesses: tuple[str, ...],
    number: str,
) -> None:
    """An act of refusal of those who stand in these lines."""
    people = [line.name for line in lines]
    act = RefusalRow(entry_id=entry_id, day=day, people=people, witnesses=list(witnesses), number=number)
    session.add(act)
    session.flush()
    for row in _rows(session, [line.id for line in lines]):
        row.refusal_id = act.id
    session.flush()


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
