"""Entries of the registers: numbers given once each, in order, whoever registers at the same time."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select, union_all
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from sferum_docs.store.database import LARGEST_ID, db
from sferum_docs.store.rows import CounterRow, EntryRow

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from sferum_docs.store.documents.issued import IssuedDocument

RESERVED, READY = "reserved", "ready"
HELD = "held"  # for a paper to come: it has neither paper nor file yet, and nothing is wrong with it


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a register as it is kept. `trouble` says why a reserved entry has no file yet."""

    id: int
    register: str
    year: int
    period: int
    ordinal: int
    letter: str
    number: str
    signed_on: date
    title: str
    kind: str
    state: str
    trouble: str
    pack: str
    document: str
    draft_id: int | None
    document_id: int | None
    signer: str
    executor: str
    sheets: int | None
    annexes: int | None
    file_index: str
    addressee: str
    reply_to: str
    sender: str
    sender_number: str
    sender_date: date | None
    due: date | None
    person: str
    basis: str
    act: str
    note: str
    reason: str
    registered_at: datetime
    registered_by: str
    voided_at: datetime | None
    void_reason: str
    repealed_by_id: int | None
    repealed_note: str
    executed_on: date | None
    replaces: bool  # a reserved entry: the former entry of its document loses force when this one is ready
    imported: bool
    recovered: bool  # finished after a crash, and nobody was told yet

    @property
    def ready(self) -> bool:
        """Whether its file is made, or it needs none."""
        return self.state == READY

    @property
    def held(self) -> bool:
        """Whether its number is kept for a paper to come."""
        return self.state == HELD

    @property
    def out_of_order(self) -> bool:
        """Whether its day breaks the order of days, with a reason; one with a letter stands in its place."""
        return bool(self.reason) and not self.letter

    @property
    def void(self) -> bool:
        """Whether it is struck through."""
        return self.voided_at is not None


@dataclass(frozen=True, slots=True)
class Counter:
    """How far a register has come in a year; `earlier`: ranges of numbers given outside this program."""

    last: int
    earlier: tuple[tuple[int, int], ...]


_FIELDS = tuple(field.name for field in fields(Entry))


def value(row: EntryRow) -> Entry:
    """The row as a value."""
    return Entry(**{name: getattr(row, name) for name in _FIELDS})


def take_number(session: Session, school_id: int, register: str, period: int) -> int:
    """The next number. Whoever asks at the same time waits for the end of this transaction."""
    insert: Any = postgresql_insert if db.engine.dialect.name == "postgresql" else sqlite_insert
    statement = (
        insert(CounterRow)
        .values(school_id=school_id, register=register, year=period, last=1, earlier=[])
        .on_conflict_do_update(index_elements=["school_id", "register", "year"], set_={"last": CounterRow.last + 1})
        .returning(CounterRow.last)
    )
    return int(session.execute(statement).scalar_one())


def lock_counter(session: Session, school_id: int, register: str, period: int) -> CounterRow:
    """The counter, held until the end of the transaction; begun at nothing when there is none."""
    insert: Any = postgresql_insert if db.engine.dialect.name == "postgresql" else sqlite_insert
    begun = insert(CounterRow).values(school_id=school_id, register=register, year=period, last=0, earlier=[])
    session.execute(begun.on_conflict_do_nothing())
    return session.get_one(CounterRow, (school_id, register, period), with_for_update=True, populate_existing=True)


def find_counter(school_id: int, register: str, period: int) -> Counter:
    """How far a register has come."""
    row = db.session.get(CounterRow, (school_id, register, period))
    return Counter(row.last, tuple((first, last) for first, last in row.earlier)) if row else Counter(0, ())


_EMPTY: dict[str, Any] = {
    "letter": "", "trouble": "", "pack": "", "document": "", "draft_id": None, "document_id": None, "signer": "",
    "executor": "", "sheets": None, "annexes": None, "file_index": "", "addressee": "", "reply_to": "",
    "note": "", "reason": "", "voided_at": None, "void_reason": "", "repealed_by_id": None, "repealed_note": "",
    "executed_on": None, "sender": "", "sender_number": "", "sender_date": None, "due": None, "person": "",
    "basis": "", "act": "", "imported": False, "replaces": False, "recovered": False,
}  # fmt: skip


def add_entry(session: Session, held: EntryRow | None = None, **values: Any) -> EntryRow:
    """A new entry, or a held number that gets its paper; the row gets its id at once."""
    row = held or EntryRow()
    for name, item in {**_EMPTY, **values}.items():
        setattr(row, name, item)
    session.add(row)
    session.flush()
    return row


def add_entries(session: Session, rows: Sequence[Mapping[str, Any]]) -> None:
    """Many new entries at once."""
    session.add_all(EntryRow(**{**_EMPTY, **values}) for values in rows)
    session.flush()


def taken_among(
    session: Session, school_id: int, register: str, period: int, numbers: Mapping[int, str]
) -> tuple[frozenset[int], frozenset[str]]:
    """Which of these places, and which of these numbers as printed, entries of the period have."""
    kept = select(EntryRow.ordinal, EntryRow.letter, EntryRow.number).where(*_in(school_id, register, period))
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


def locked(session: Session, school_id: int, entry_id: int) -> EntryRow | None:
    """The entry of this school, held until the end of the transaction."""
    if entry_id > LARGEST_ID:
        return None
    row = session.get(EntryRow, entry_id, with_for_update=True, populate_existing=True)
    return row if row is not None and row.school_id == school_id else None


def find(school_id: int, entry_id: int) -> Entry | None:
    """An entry of this school; another school's is not found."""
    row = db.session.get(EntryRow, entry_id) if entry_id <= LARGEST_ID else None
    return value(row) if row is not None and row.school_id == school_id else None


def gaps(school_id: int, register: str, period: int) -> tuple[tuple[int, int], ...]:
    """The ranges of numbers below the last that no entry has."""
    given = select(EntryRow.ordinal).distinct().where(*_in(school_id, register, period)).subquery()
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


def in_period(session: Session, school_id: int, register: str, period: int) -> tuple[Entry, ...]:
    """The entries of a register whose numbers stand in one row, in order of number."""
    query = select(EntryRow).where(*_in(school_id, register, period)).order_by(EntryRow.ordinal, EntryRow.letter)
    return tuple(value(row) for row in session.scalars(query))


def last_signed(session: Session, school_id: int, register: str, period: int) -> date | None:
    """The latest day of signing in a register; void entries, and numbers kept for papers to come, apart."""
    live = EntryRow.voided_at.is_(None), EntryRow.state != HELD
    return session.scalar(select(func.max(EntryRow.signed_on)).where(*_in(school_id, register, period), *live))


def live_of_draft(session: Session, school_id: int, draft_id: int) -> Entry | None:
    """The entry that a draft was registered under, unless it is void."""
    query = select(EntryRow).where(
        EntryRow.school_id == school_id, EntryRow.draft_id == draft_id, EntryRow.voided_at.is_(None)
    )
    row = session.scalar(query)
    return None if row is None else value(row)


def of_document(school_id: int, document_id: int) -> Entry | None:
    """The entry that a made document is the file or the draft of; a live one before a void one."""
    query = select(EntryRow).where(
        EntryRow.school_id == school_id,
        or_(EntryRow.document_id == document_id, EntryRow.draft_id == document_id),
    )
    row = db.session.scalar(query.order_by(EntryRow.voided_at.is_(None).desc(), EntryRow.id.desc()).limit(1))
    return None if row is None else value(row)


def formers(session: Session, row: EntryRow) -> list[EntryRow]:
    """What the same document was registered as before and is in force still."""
    query = select(EntryRow).where(
        EntryRow.school_id == row.school_id, EntryRow.pack == row.pack, EntryRow.document == row.document,
        EntryRow.document != "", EntryRow.id != row.id, EntryRow.voided_at.is_(None),
        EntryRow.repealed_by_id.is_(None),
    )  # fmt: skip
    return list(session.scalars(query))


def with_file(school_id: int, limit: int | None) -> tuple[Entry, ...]:
    """Entries that have a file and are not void, newest first."""
    query = select(EntryRow).where(*_filed(school_id)).order_by(EntryRow.id.desc())
    return tuple(value(row) for row in db.session.scalars(query if limit is None else query.limit(limit)))


def uncounted(school_id: int, limit: int) -> tuple[Entry, ...]:
    """Entries that have a file and no sheets, newest first."""
    empty = EntryRow.sheets.is_(None), EntryRow.annexes.is_(None)
    query = select(EntryRow).where(*_filed(school_id), *empty).order_by(EntryRow.id.desc()).limit(limit)
    return tuple(value(row) for row in db.session.scalars(query))


def count_with_file(school_id: int) -> int:
    """How many entries have a file and are not void."""
    return db.session.scalar(select(func.count()).select_from(EntryRow).where(*_filed(school_id))) or 0


def _filed(school_id: int) -> tuple[Any, ...]:
    return EntryRow.school_id == school_id, EntryRow.document_id.is_not(None), EntryRow.voided_at.is_(None)


def unfinished(school_id: int | None = None) -> tuple[tuple[int, int], ...]:
    """(school, entry) of every entry whose file is not made, oldest first."""
    query = select(EntryRow.school_id, EntryRow.id).where(EntryRow.state == RESERVED)
    if school_id is not None:
        query = query.where(EntryRow.school_id == school_id)
    # put in order here: asked to, SQLite walks all entries by the index of that order
    return tuple(sorted(((row[0], row[1]) for row in db.session.execute(query)), key=lambda pair: pair[1]))


def of_batch(session: Session, row: EntryRow) -> list[EntryRow]:
    """The entries whose numbers were taken together with this one's."""
    query = select(EntryRow).where(
        EntryRow.school_id == row.school_id, EntryRow.registered_at == row.registered_at,
        EntryRow.registered_by == row.registered_by, EntryRow.draft_id.is_not(None),
    )  # fmt: skip
    return list(session.scalars(query))


def recovered(school_id: int) -> tuple[int, ...]:
    """Entries finished after a crash of which nobody was told yet, in the order of their numbers."""
    query = select(EntryRow.register, EntryRow.ordinal, EntryRow.letter, EntryRow.id)
    found = db.session.execute(query.where(EntryRow.school_id == school_id, EntryRow.recovered.is_(True)))
    return tuple(row.id for row in sorted(found))  # put in order here, as in `unfinished`


def newest_of_documents(school_id: int) -> dict[tuple[str, str], Entry]:
    """(pack, document) → what it is registered as now, void entries apart."""
    place = (EntryRow.year.desc(), EntryRow.ordinal.desc(), EntryRow.letter.desc())
    order = func.row_number().over(partition_by=(EntryRow.pack, EntryRow.document), order_by=place)
    numbered = (
        select(EntryRow.id, order.label("place"))
        .where(EntryRow.school_id == school_id, EntryRow.document != "", EntryRow.voided_at.is_(None))
        .subquery()
    )
    query = select(EntryRow).join(numbered, numbered.c.id == EntryRow.id).where(numbered.c.place == 1)
    return {(row.pack, row.document): value(row) for row in db.session.scalars(query)}


def void_of_files(school_id: int, document_ids: Collection[int]) -> dict[int, int | None]:
    """Registered file → the draft it was made of, where the entry is void."""
    query = select(EntryRow.document_id, EntryRow.draft_id).where(
        EntryRow.school_id == school_id, EntryRow.document_id.in_(document_ids), EntryRow.voided_at.is_not(None)
    )
    return {row[0]: row[1] for row in db.session.execute(query) if row[0] is not None}


def of_pack(school_id: int, pack: str) -> tuple[Entry, ...]:
    """The entries of documents of a pack, void ones apart, oldest first."""
    query = (
        select(EntryRow)
        .where(EntryRow.school_id == school_id, EntryRow.pack == pack, EntryRow.voided_at.is_(None))
        .order_by(EntryRow.id)
    )
    return tuple(value(row) for row in db.session.scalars(query))


def of_version(school_id: int, document: IssuedDocument) -> Entry | None:
    """The entry that this very version is the file of, void ones apart."""
    query = select(EntryRow).where(
        EntryRow.school_id == school_id,
        EntryRow.pack == document.pack,
        EntryRow.document == document.document,
        EntryRow.document_id == document.id,
        EntryRow.voided_at.is_(None),
        EntryRow.state == READY,
    )
    row = db.session.scalar(query.order_by(EntryRow.id).limit(1))
    return None if row is None else value(row)


def newest_entry(school_id: int, register: str) -> Entry | None:
    """What was registered last, for the values to propose."""
    query = select(EntryRow).where(EntryRow.school_id == school_id, EntryRow.register == register)
    row = db.session.scalar(query.order_by(EntryRow.id.desc()).limit(1))
    return None if row is None else value(row)


def signers(school_id: int) -> tuple[str, ...]:
    """Who signed what stands in the registers, each once."""
    query = select(EntryRow.signer).distinct().where(EntryRow.school_id == school_id, EntryRow.signer != "")
    return tuple(db.session.scalars(query.order_by(EntryRow.signer)))


def years(school_id: int, register: str) -> tuple[int, ...]:
    """The years that have entries, newest first."""
    query = select(EntryRow.year).distinct().where(EntryRow.school_id == school_id, EntryRow.register == register)
    return tuple(sorted(db.session.scalars(query), reverse=True))


def named(school_id: int, ids: Collection[int]) -> dict[int, Entry]:
    """The entries of this school under these ids."""
    query = select(EntryRow).where(EntryRow.school_id == school_id, EntryRow.id.in_(ids))
    return {row.id: value(row) for row in db.session.scalars(query)} if ids else {}


def repealed_by(school_id: int, entry_id: int) -> tuple[Entry, ...]:
    """The entries that this one repealed."""
    query = select(EntryRow).where(EntryRow.school_id == school_id, EntryRow.repealed_by_id == entry_id)
    return tuple(value(row) for row in db.session.scalars(query.order_by(EntryRow.id)))


def _in(school_id: int, register: str, period: int) -> tuple[Any, ...]:
    return EntryRow.school_id == school_id, EntryRow.register == register, EntryRow.period == period
