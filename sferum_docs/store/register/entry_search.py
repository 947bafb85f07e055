"""Entries looked for: by words, people, days, file, kind and state; a part of them at a time, or all, one by one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, String, case, cast, func, not_, or_, select
from sqlalchemy.orm import aliased

from sferum_docs.grammar.words.search import search_terms, terms_tagged
from sferum_docs.store.database import db
from sferum_docs.store.register.entry import HELD, READY, RESERVED, Entry, value
from sferum_docs.store.rows import AcquaintanceRow, EntryRow, EvidenceRow
from sferum_docs.store.rows.searching import EXECUTOR, SIGNER

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

MOST_TERMS = 150  # what a line of 300 letters can hold
_AT_ONCE = 500  # rows in memory when all are read


@dataclass(frozen=True, slots=True)
class Wanted:
    """What entries are looked for; `since` and `until` are both among the days asked for."""

    register: str | None = None
    year: int | None = None
    words: str = ""
    executor: str = ""
    signer: str = ""
    file_index: str = ""
    kind: str = ""
    since: date | None = None
    until: date | None = None
    state: str = ""
    order: str = "-number"
    pack: str = ""  # of the act whose documents are asked for


_Repealing = aliased(EntryRow)
# an order that is itself void repeals nothing
_REPEALED = or_(
    select(_Repealing.id).where(_Repealing.id == EntryRow.repealed_by_id, _Repealing.voided_at.is_(None)).exists(),
    EntryRow.repealed_note != "",
)
_LIVE = EntryRow.voided_at.is_(None)
_UNSIGNED = select(AcquaintanceRow.entry_id).where(
    AcquaintanceRow.signed_on.is_(None), AcquaintanceRow.refusal_id.is_(None), AcquaintanceRow.left_on.is_(None)
)
_SCANNED = select(EvidenceRow.id).where(
    EvidenceRow.entry_id == EntryRow.id, EvidenceRow.withdrawn_at.is_(None), EvidenceRow.proves
)
_STATES: dict[str, tuple[ColumnElement[bool], ...]] = {
    "": (),
    "ready": (_LIVE, not_(_REPEALED), EntryRow.state == READY),
    "repealed": (_REPEALED, _LIVE),
    "void": (not_(_LIVE),),
    "reserved": (EntryRow.state == RESERVED, _LIVE),
    "held": (EntryRow.state == HELD, _LIVE),
    "no_file": (EntryRow.document_id.is_(None), not_(_SCANNED.exists()), EntryRow.state == READY, _LIVE),
    "unsigned": (EntryRow.id.in_(_UNSIGNED), _LIVE),
}
_ORDERS: dict[str, tuple[Any, ...]] = {
    "number": (EntryRow.period, EntryRow.ordinal, EntryRow.letter, EntryRow.id),
    "day": (EntryRow.signed_on, EntryRow.ordinal, EntryRow.letter, EntryRow.id),
    "title": (func.lower(EntryRow.title), EntryRow.id),
    "executor": (func.lower(EntryRow.executor), EntryRow.id),
}
STATES, ORDERS = tuple(_STATES), tuple(_ORDERS)


def find_entries(school_id: int, wanted: Wanted, limit: int, offset: int = 0) -> tuple[Entry, ...]:
    """A part of the entries asked for, in their order."""
    query = _ordered(_found(select(EntryRow), school_id, wanted), wanted.order)
    return tuple(value(row) for row in db.session.scalars(query.limit(limit).offset(offset)))


def entered_before(
    school_id: int, register: str, before: int | None, most: int, year: int | None = None
) -> tuple[Entry, ...]:
    """The entries of a register, those entered last first, from the one before an entry on."""
    query = _found(select(EntryRow), school_id, Wanted(register=register, year=year))
    query = query if before is None else query.where(EntryRow.id < before)
    return tuple(value(row) for row in db.session.scalars(query.order_by(EntryRow.id.desc()).limit(most)))


def count_entries(school_id: int, wanted: Wanted) -> int:
    """How many entries are asked for."""
    return db.session.scalar(_found(select(func.count(EntryRow.id)), school_id, wanted)) or 0


def each_entry(school_id: int, wanted: Wanted) -> Iterator[Entry]:
    """All entries asked for, however many: some hundreds are in memory at a time."""
    query = _ordered(_found(select(EntryRow), school_id, wanted), wanted.order)
    for row in db.session.scalars(query.execution_options(yield_per=_AT_ONCE)):
        yield value(row)


def count_states(school_id: int, wanted: Wanted) -> tuple[int, int]:
    """How many entries are asked for, and how many of them are void."""
    facts = select(func.count(EntryRow.id), func.count(EntryRow.voided_at))
    query = _found(facts, school_id, wanted)
    row = db.session.execute(query).one()
    return row[0], row[1]


@dataclass(frozen=True, slots=True)
class Extent:
    """From where to where entries reach, and what of them is longest."""

    count: int
    voided: int
    first_day: date | None
    last_day: date | None
    longest_number: int
    longest_index: int
    first_number: str
    last_number: str


def extent(school_id: int, wanted: Wanted) -> Extent:
    """The extent of all entries asked for."""
    facts = select(
        func.count(EntryRow.id), func.count(EntryRow.voided_at), func.min(EntryRow.signed_on),
        func.max(EntryRow.signed_on), func.max(func.length(EntryRow.number)),
        func.max(func.length(EntryRow.file_index)),
    )  # fmt: skip
    row = db.session.execute(_found(facts, school_id, wanted)).one()
    ends = [find_entries(school_id, replace(wanted, order=order), 1) for order in ("number", "-number")]
    first, last = (found[0].number if found else "" for found in ends)
    return Extent(row[0], row[1], row[2], row[3], row[4] or 0, row[5] or 0, first, last)


def bearing_number(school_id: int, register: str, number: str, day: date | None) -> tuple[Entry, ...]:
    """The entries with this number, as printed or as in order («58-а»), newest first; void ones apart."""
    place = func.lower(cast(EntryRow.ordinal, String) + case((EntryRow.letter == "", ""), else_="-" + EntryRow.letter))
    query = select(EntryRow).where(EntryRow.school_id == school_id, EntryRow.register == register, _LIVE)
    query = query.where(or_(func.lower(EntryRow.number) == number.lower(), place == number.lower()))
    query = query.where(EntryRow.signed_on == day) if day else query
    return tuple(value(row) for row in db.session.scalars(query.order_by(EntryRow.signed_on.desc())))


def signed_after(school_id: int, register: str, but: int, day: date, most: int) -> tuple[Entry, ...]:
    """The first entries of a register signed on a day or later, one of them left out; void ones apart."""
    query = select(EntryRow).where(
        EntryRow.school_id == school_id, EntryRow.register == register, EntryRow.signed_on >= day,
        EntryRow.id != but, _LIVE,
    )  # fmt: skip
    query = query.order_by(EntryRow.signed_on, EntryRow.ordinal, EntryRow.letter).limit(most)
    return tuple(value(row) for row in db.session.scalars(query))


def _ordered(query: Any, order: str) -> Any:
    columns = _ORDERS.get(order.lstrip("-"), _ORDERS["number"])
    return query.order_by(*([column.desc() for column in columns] if order.startswith("-") else columns))


def _found(query: Any, school_id: int, wanted: Wanted) -> Any:
    query = query.where(EntryRow.school_id == school_id, *_STATES.get(wanted.state, ()))
    exact = {name: getattr(wanted, name) for name in ("register", "year", "file_index", "kind")}
    query = query.where(*(getattr(EntryRow, name) == wish for name, wish in exact.items() if wish))
    if wanted.pack:  # its documents, and the papers that are the act itself
        query = query.where(or_(EntryRow.pack == wanted.pack, EntryRow.act == wanted.pack))
    if wanted.since:
        query = query.where(EntryRow.signed_on >= wanted.since)
    if wanted.until:
        query = query.where(EntryRow.signed_on <= wanted.until)
    roles = (*terms_tagged(EXECUTOR, wanted.executor), *terms_tagged(SIGNER, wanted.signer))
    query = query.where(*(_holds(EntryRow.search_text, term) for term in roles[:MOST_TERMS]))
    for term in search_terms(wanted.words)[:MOST_TERMS]:
        query = query.where(or_(_holds(EntryRow.search_text, term), _holds(EntryRow.search_linked, term)))
    return query


def _holds(column: Any, term: tuple[str, ...]) -> ColumnElement[bool]:
    return or_(*(column.contains(pattern, autoescape=True) for pattern in term))
