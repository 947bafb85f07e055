"""Numbers of the registers: given once each, in order, whoever registers at the same time; which are taken."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, union_all
from sqlalchemy.exc import IntegrityError

from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import db, insertion, writing
from sferum_docs.store.register.entry import HELD
from sferum_docs.store.rows import CounterRow, EntryRow

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sqlalchemy.orm import Session


class NumberTakenError(Exception):
    """A constraint refused a number: somebody was quicker. Neither entry nor taken number is left."""


@contextmanager
def taking_numbers() -> Iterator[Session]:
    """One short transaction: numbers with their entries, or nothing. NumberTakenError."""
    try:
        with writing() as session:
            yield session
    except IntegrityError as error:
        raise NumberTakenError from error


@dataclass(frozen=True, slots=True)
class Counter:
    """How far a register has come in a year; `earlier`: ranges of numbers given outside this program."""

    last: int
    earlier: tuple[tuple[int, int], ...]


def take_number(session: Session, school_id: int, register: str, period: int) -> int:
    """The next number. Whoever asks at the same time waits for the end of this transaction."""
    statement = (
        insertion(session, CounterRow)
        .values(school_id=school_id, register=register, year=period, last=1, earlier=[])
        .on_conflict_do_update(index_elements=["school_id", "register", "year"], set_={"last": CounterRow.last + 1})
        .returning(CounterRow.last)
    )
    return int(session.execute(statement).scalar_one())


def lock_counter(session: Session, school_id: int, register: str, period: int) -> Counter:
    """The counter, held until the end of the transaction; begun at nothing when there is none."""
    return _counter(_locked(session, school_id, register, period))


def set_counter(session: Session, school_id: int, register: str, period: int, counter: Counter) -> None:
    """How far the register has come from now on."""
    row = _locked(session, school_id, register, period)
    row.last, row.earlier = counter.last, [list(pair) for pair in counter.earlier]
    session.flush()


def _locked(session: Session, school_id: int, register: str, period: int) -> CounterRow:
    begun = insertion(session, CounterRow).values(
        school_id=school_id, register=register, year=period, last=0, earlier=[]
    )
    session.execute(begun.on_conflict_do_nothing())
    return session.get_one(CounterRow, (school_id, register, period), with_for_update=True, populate_existing=True)


def find_counter(school_id: int, register: str, period: int) -> Counter:
    """How far a register has come."""
    row = db.session.get(CounterRow, (school_id, register, period))
    return _counter(row) if row else Counter(0, ())


def _counter(row: CounterRow) -> Counter:
    return Counter(row.last, tuple((first, last) for first, last in row.earlier))


def taken_among(
    session: Session, school_id: int, register: str, period: int, numbers: Mapping[int, str]
) -> tuple[frozenset[int], frozenset[str]]:
    """Which of these places, and which of these numbers as printed, entries of the period have."""
    kept = select(EntryRow.ordinal, EntryRow.letter, EntryRow.number).where(*in_register(school_id, register, period))
    query = union_all(  # each half by an index of its own
        kept.where(EntryRow.ordinal.between(min(numbers), max(numbers))),
        kept.where(EntryRow.number.in_(numbers.values())),
    )
    rows = session.execute(query).all()
    return frozenset(row.ordinal for row in rows if not row.letter), frozenset(row.number for row in rows)


def places(session: Session, school_id: int, register: str) -> tuple[tuple[int, int, str, str, date, str], ...]:
    """(period, ordinal, letter, number, day, title) of every entry of a register."""
    query = select(
        EntryRow.period, EntryRow.ordinal, EntryRow.letter, EntryRow.number, EntryRow.signed_on, EntryRow.title
    ).where(EntryRow.school_id == school_id, EntryRow.register == register)
    return tuple((row[0], row[1], row[2], row[3], row[4], row[5]) for row in session.execute(query))


def gaps(school_id: int, register: str, period: int) -> tuple[tuple[int, int], ...]:
    """The ranges of numbers below the last that no entry has."""
    given = select(EntryRow.ordinal).distinct().where(*in_register(school_id, register, period)).subquery()
    count, last = db.session.execute(select(func.count(), func.max(given.c.ordinal))).one()
    if count == (last or 0):
        return ()
    before = func.lag(given.c.ordinal, 1, 0).over(order_by=given.c.ordinal).label("before")
    pairs = select(given.c.ordinal, before).subquery()
    query = select(pairs).where(pairs.c.ordinal > pairs.c.before + 1).order_by(pairs.c.ordinal)
    return tuple((row.before + 1, row.ordinal - 1) for row in db.session.execute(query))


def numbers_of(school_id: int, register: str) -> tuple[tuple[int, str, str, date], ...]:
    """(entry, number, place, day) of every entry of a register: what tells which one a text means."""
    columns = EntryRow.id, EntryRow.number, EntryRow.ordinal, EntryRow.letter, EntryRow.signed_on
    query = select(*columns).where(EntryRow.school_id == school_id, EntryRow.register == register)
    return tuple(
        (key, number, f"{ordinal}-{letter}" if letter else str(ordinal), day)
        for key, number, ordinal, letter, day in db.session.execute(query.order_by(EntryRow.id))
    )


def last_signed(session: Session, school_id: int, register: str, period: int) -> date | None:
    """The latest day of signing in a register; void entries, and numbers kept for papers to come, apart."""
    live = EntryRow.voided_at.is_(None), EntryRow.state != HELD
    return session.scalar(select(func.max(EntryRow.signed_on)).where(*in_register(school_id, register, period), *live))


@cached_until_change
def years(school_id: int, register: str) -> tuple[int, ...]:
    """The years that have entries, newest first."""
    query = select(EntryRow.year).distinct().where(EntryRow.school_id == school_id, EntryRow.register == register)
    return tuple(sorted(db.session.scalars(query), reverse=True))


def in_register(school_id: int, register: str, period: int) -> tuple[Any, ...]:
    """The conditions of a query for the entries whose numbers stand in one row."""
    return EntryRow.school_id == school_id, EntryRow.register == register, EntryRow.period == period
