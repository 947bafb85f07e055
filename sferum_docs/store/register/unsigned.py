"""Who has not signed that an order is known to them, across all orders: by person and by order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import aliased

from sferum_docs.store.database import LARGEST_ID, MOST_WORDS, db, in_parts
from sferum_docs.store.register.entry import value
from sferum_docs.store.rows import AcquaintanceRow, EntryRow

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sqlalchemy.orm import Session

    from sferum_docs.store.register.entry import Entry

_Repealing = aliased(EntryRow)
_UNSIGNED = select(AcquaintanceRow.entry_id).where(
    AcquaintanceRow.signed_on.is_(None), AcquaintanceRow.refusal_id.is_(None), AcquaintanceRow.left_on.is_(None)
)


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A line of an acquaintance sheet with its order; settled: signed, refused, or of a void order."""

    id: int
    name: str
    settled: bool
    entry: Entry


@dataclass(frozen=True, slots=True)
class UnsignedFilter:
    """Whose missing signatures are looked for. `entries` narrows to these orders, when there are any."""

    register: str = ""
    words: str = ""
    since: date | None = None
    until: date | None = None
    entries: tuple[int, ...] = ()
    repealed: bool = False  # those of repealed orders too


@dataclass(frozen=True, slots=True)
class MissingSignature:
    """One signature that is missing: whose, under which order."""

    id: int
    name: str
    post: str
    entry_id: int
    number: str
    signed_on: date
    title: str


@dataclass(frozen=True, slots=True)
class UnsignedTotals:
    """How many signatures are missing, of how many people, under how many orders."""

    signatures: int
    people: int
    entries: int


def totals(school_id: int, wanted: UnsignedFilter) -> UnsignedTotals:
    """The three figures."""
    query = select(
        func.count(),
        func.count(AcquaintanceRow.name.distinct()),
        func.count(AcquaintanceRow.entry_id.distinct()),
    )
    return UnsignedTotals(*db.session.execute(_joined(query, school_id, wanted)).one())


def people(school_id: int, wanted: UnsignedFilter, limit: int, offset: int = 0) -> tuple[str, ...]:
    """The names of those who have not signed something, in order."""
    query = _joined(select(AcquaintanceRow.name), school_id, wanted).group_by(AcquaintanceRow.name)
    return tuple(db.session.scalars(query.order_by(AcquaintanceRow.name).limit(limit).offset(offset)))


def entries(school_id: int, wanted: UnsignedFilter, limit: int, offset: int = 0) -> tuple[int, ...]:
    """The orders that somebody has not signed, oldest first."""
    query = _joined(select(EntryRow.id), school_id, wanted).group_by(EntryRow.id)
    by_day = query.order_by(EntryRow.signed_on, EntryRow.ordinal, EntryRow.id)
    return tuple(db.session.scalars(by_day.limit(limit).offset(offset)))


def of_people(school_id: int, wanted: UnsignedFilter, names: Collection[str]) -> tuple[MissingSignature, ...]:
    """What these people have not signed: by name, then by day of the order."""
    return _found(school_id, wanted, AcquaintanceRow.name.in_(names), AcquaintanceRow.name)


def of_entries(school_id: int, wanted: UnsignedFilter, ids: Collection[int]) -> tuple[MissingSignature, ...]:
    """Who has not signed these orders: by day of the order, in the order of the sheet."""
    return _found(school_id, wanted, AcquaintanceRow.entry_id.in_(ids), EntryRow.signed_on)


def lines_of(session: Session, school_id: int, ids: Collection[int]) -> list[SheetLine]:
    """The lines under these ids with their orders; those of another school are not found."""
    known = sorted(number for number in ids if number <= LARGEST_ID)
    found: list[SheetLine] = []
    entries: dict[int, Entry] = {}
    for some in in_parts(known):
        query = (
            select(AcquaintanceRow, EntryRow)
            .join(EntryRow, EntryRow.id == AcquaintanceRow.entry_id)
            .where(EntryRow.school_id == school_id, AcquaintanceRow.id.in_(some))
        )
        for row, order in session.execute(query):
            if order.id not in entries:
                entries[order.id] = value(order)
            entry = entries[order.id]
            settled = any((row.signed_on, row.refusal_id, row.left_on, entry.void))
            found.append(SheetLine(row.id, row.name, settled, entry))
    return found


def _found(school_id: int, wanted: UnsignedFilter, chosen: Any, first: Any) -> tuple[MissingSignature, ...]:
    columns = (
        AcquaintanceRow.id, AcquaintanceRow.name, AcquaintanceRow.post, EntryRow.id, EntryRow.number,
        EntryRow.signed_on, EntryRow.title,
    )  # fmt: skip
    query = _joined(select(*columns), school_id, wanted).where(chosen)
    ordered = query.order_by(first, EntryRow.signed_on, EntryRow.ordinal, EntryRow.id, AcquaintanceRow.position)
    return tuple(MissingSignature(*row) for row in db.session.execute(ordered))


def _joined(query: Any, school_id: int, wanted: UnsignedFilter) -> Any:
    query = (
        query.select_from(AcquaintanceRow)
        .join(EntryRow, EntryRow.id == AcquaintanceRow.entry_id)
        .where(
            EntryRow.school_id == school_id,
            EntryRow.voided_at.is_(None),
            AcquaintanceRow.signed_on.is_(None),
            AcquaintanceRow.refusal_id.is_(None),
            AcquaintanceRow.left_on.is_(None),
            EntryRow.id.in_(_UNSIGNED),  # few at any time: SQLite begins with them, not with all orders of the school
        )
    )
    if not wanted.repealed:
        live = select(_Repealing.id).where(_Repealing.id == EntryRow.repealed_by_id, _Repealing.voided_at.is_(None))
        query = query.where(EntryRow.repealed_note == "", ~live.exists())
    if wanted.register:
        query = query.where(EntryRow.register == wanted.register)
    if wanted.since:
        query = query.where(EntryRow.signed_on >= wanted.since)
    if wanted.until:
        query = query.where(EntryRow.signed_on <= wanted.until)
    if wanted.entries:
        query = query.where(EntryRow.id.in_(wanted.entries))
    for word in wanted.words.split()[:MOST_WORDS]:
        query = query.where(
            or_(
                *(
                    place.icontains(word, autoescape=True)
                    for place in (AcquaintanceRow.name, AcquaintanceRow.post, EntryRow.number, EntryRow.title)
                )
            )
        )
    return query
