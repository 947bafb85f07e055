"""Who must sign that an order is known to them, who has signed, who refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from sferum_docs.store.database import db, in_parts
from sferum_docs.store.rows import AcquaintanceRow, EntryRow, RefusalRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class PersonSignature:
    """One line of the acquaintance sheet."""

    id: int
    name: str
    post: str
    signed_on: date | None
    refusal_id: int | None
    left_on: date | None = None  # who has gone is asked no more

    @property
    def settled(self) -> bool:
        """Signed, refused by an act, or nobody's who can be asked."""
        return self.signed_on is not None or self.refusal_id is not None or self.left_on is not None

    @property
    def is_gone(self) -> bool:
        """Whether the worker left without having signed: the line counts no more."""
        return self.left_on is not None and self.signed_on is None and self.refusal_id is None


@dataclass(frozen=True, slots=True)
class Refusal:
    """An act of refusal to sign."""

    id: int
    day: date
    people: tuple[str, ...]
    witnesses: tuple[str, ...]
    number: str


# whose line counts: who left without having signed is asked no more
COUNTS = or_(
    AcquaintanceRow.left_on.is_(None), AcquaintanceRow.signed_on.is_not(None), AcquaintanceRow.refusal_id.is_not(None)
)


def stop_asking(session: Session, school_id: int, name: str, day: date) -> int:
    """Asks a worker who left for no signature any more; how many were missing."""
    rows = _lines_of_worker(session, school_id, name, AcquaintanceRow.left_on.is_(None))
    missing = [row for row in rows if row.signed_on is None and row.refusal_id is None]
    for row in missing:
        row.left_on = day
    session.flush()
    return len(missing)


def ask_again(session: Session, school_id: int, name: str) -> int:
    """Asks a worker who came back for the signatures that were missing; how many."""
    rows = _lines_of_worker(session, school_id, name, AcquaintanceRow.left_on.is_not(None))
    for row in rows:
        row.left_on = None
    session.flush()
    return len(rows)


def _lines_of_worker(
    session: Session, school_id: int, name: str, *conditions: ColumnElement[bool]
) -> list[AcquaintanceRow]:
    query = (
        select(AcquaintanceRow)
        .join(EntryRow, EntryRow.id == AcquaintanceRow.entry_id)
        .where(EntryRow.school_id == school_id, AcquaintanceRow.name == name, *conditions)
    )
    return list(session.scalars(query))


def has_sheets(school_id: int) -> bool:
    """Whether anybody is to sign for any entry."""
    query = select(AcquaintanceRow.id).join(EntryRow, EntryRow.id == AcquaintanceRow.entry_id)
    return db.session.scalar(query.where(EntryRow.school_id == school_id).limit(1)) is not None


def entries_of(name: str, entry_ids: Collection[int]) -> frozenset[int]:
    """Those of these entries on whose sheets a worker stands."""
    query = select(AcquaintanceRow.entry_id).where(
        AcquaintanceRow.name == name, AcquaintanceRow.entry_id.in_(entry_ids)
    )
    return frozenset(db.session.scalars(query)) if entry_ids else frozenset()


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
    return tuple(
        PersonSignature(row.id, row.name, row.post, row.signed_on, row.refusal_id, row.left_on) for row in rows
    )


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
        .where(AcquaintanceRow.entry_id.in_(entry_ids), COUNTS)
        .group_by(AcquaintanceRow.entry_id)
    )
    return {row[0]: (row[1], row[2]) for row in db.session.execute(query)}
