"""Entries of the registers: written, found, followed from their documents."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import LARGEST_ID, db
from sferum_docs.store.register.entry import READY, RESERVED, value
from sferum_docs.store.register.numbers import in_register
from sferum_docs.store.rows import EntryRow

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from sferum_docs.store.documents.issued import IssuedDocument
    from sferum_docs.store.register.entry import Entry, NewEntry


def add_entry(session: Session, entry: NewEntry, held: int | None = None) -> Entry:
    """A new entry, or the entry of a held number that gets its paper."""
    row = EntryRow() if held is None else session.get_one(EntryRow, held)
    for name, item in _values(entry).items():
        setattr(row, name, item)
    session.add(row)
    session.flush()
    return value(row)


def add_entries(session: Session, entries: Sequence[NewEntry]) -> None:
    """Many new entries at once."""
    session.add_all(EntryRow(**_values(entry)) for entry in entries)
    session.flush()


def _values(entry: NewEntry) -> dict[str, Any]:
    return {field.name: getattr(entry, field.name) for field in fields(entry)}


def locked(session: Session, school_id: int, entry_id: int) -> Entry | None:
    """The entry of this school, held until the end of the transaction."""
    if entry_id > LARGEST_ID:
        return None
    row = session.get(EntryRow, entry_id, with_for_update=True, populate_existing=True)
    return value(row) if row is not None and row.school_id == school_id else None


def change(session: Session, entry: Entry, **columns: Any) -> Entry:
    """Writes some columns of an entry that is held; gives it as it stands then."""
    replace(entry, **columns)  # a column that an entry has not is a TypeError
    row = session.get_one(EntryRow, entry.id)
    for name, item in columns.items():
        setattr(row, name, item)
    session.flush()
    return value(row)


def find(school_id: int, entry_id: int) -> Entry | None:
    """An entry of this school; another school's is not found."""
    row = db.session.get(EntryRow, entry_id) if entry_id <= LARGEST_ID else None
    return value(row) if row is not None and row.school_id == school_id else None


def in_period(session: Session, school_id: int, register: str, period: int) -> tuple[Entry, ...]:
    """The entries of a register whose numbers stand in one row, in order of number."""
    query = (
        select(EntryRow).where(*in_register(school_id, register, period)).order_by(EntryRow.ordinal, EntryRow.letter)
    )
    return tuple(value(row) for row in session.scalars(query))


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


def formers(session: Session, school_id: int, entry: Entry) -> tuple[Entry, ...]:
    """What the same document was registered as before and is in force still."""
    query = select(EntryRow).where(
        EntryRow.school_id == school_id, EntryRow.pack == entry.pack, EntryRow.document == entry.document,
        EntryRow.document != "", EntryRow.id != entry.id, EntryRow.voided_at.is_(None),
        EntryRow.repealed_by_id.is_(None),
    )  # fmt: skip
    return tuple(value(row) for row in session.scalars(query))


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
    # of all schools: of none, so no stamp of one tells whether it still holds
    return _unfinished(None) if school_id is None else _unfinished_of(school_id)


@cached_until_change
def _unfinished_of(school_id: int) -> tuple[tuple[int, int], ...]:
    return _unfinished(school_id)


def _unfinished(school_id: int | None) -> tuple[tuple[int, int], ...]:
    query = select(EntryRow.school_id, EntryRow.id).where(EntryRow.state == RESERVED)
    if school_id is not None:
        query = query.where(EntryRow.school_id == school_id)
    # put in order here: asked to, SQLite walks all entries by the index of that order
    return tuple(sorted(((row[0], row[1]) for row in db.session.execute(query)), key=lambda pair: pair[1]))


def of_batch(session: Session, school_id: int, entry: Entry) -> tuple[Entry, ...]:
    """The entries whose numbers were taken together with this one's."""
    query = select(EntryRow).where(
        EntryRow.school_id == school_id, EntryRow.registered_at == entry.registered_at,
        EntryRow.registered_by == entry.registered_by, EntryRow.draft_id.is_not(None),
    )  # fmt: skip
    return tuple(value(row) for row in session.scalars(query))


@cached_until_change
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


def named(school_id: int, ids: Collection[int]) -> dict[int, Entry]:
    """The entries of this school under these ids."""
    query = select(EntryRow).where(EntryRow.school_id == school_id, EntryRow.id.in_(ids))
    return {row.id: value(row) for row in db.session.scalars(query)} if ids else {}


def signed_under(school_id: int, number: str, signed_on: date) -> tuple[Entry, ...]:
    """The entries of all registers under this number and day, void ones apart."""
    query = select(EntryRow).where(
        EntryRow.school_id == school_id, EntryRow.number == number, EntryRow.signed_on == signed_on,
        EntryRow.voided_at.is_(None),
    )  # fmt: skip
    return tuple(value(row) for row in db.session.scalars(query))


def out_of_force(school_id: int, entries: Sequence[Entry]) -> frozenset[int]:
    """Those of these entries that another order or a note has ended; one that is itself void ends nothing."""
    by = named(school_id, {entry.repealed_by_id for entry in entries if entry.repealed_by_id})
    return frozenset(
        entry.id
        for entry in entries
        if entry.repealed_note or (entry.repealed_by_id in by and not by[entry.repealed_by_id].void)
    )


def repealed_by(school_id: int, entry_id: int) -> tuple[Entry, ...]:
    """The entries that this one repealed."""
    query = select(EntryRow).where(EntryRow.school_id == school_id, EntryRow.repealed_by_id == entry_id)
    return tuple(value(row) for row in db.session.scalars(query.order_by(EntryRow.id)))
