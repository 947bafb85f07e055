"""Old registers that are brought in: their tables, what they wrote, whether anything was built upon it."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select

from sferum_docs.reading.sheets.table import Sheet, record_row, row_record
from sferum_docs.store.database import LARGEST_ID, db
from sferum_docs.store.register.entry import value
from sferum_docs.store.rows import (
    AcquaintanceRow,
    EntryChangeRow,
    EntryRow,
    EvidenceRow,
    LinkRow,
    RefusalRow,
    RegisterImportRow,
    UploadedScanRow,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class RegisterImport:
    """A table that is to come into a register, or has come."""

    id: int
    register: str
    file_name: str
    at: datetime
    by_name: str
    done_at: datetime | None
    count: int
    undone_at: datetime | None
    undone_by: str
    entries_sha256: str  # what its entries were when they came in
    counters: list[list[Any]]  # of each period: (period, last, earlier) before, (last, earlier) after


def packed(sheets: Sequence[Sheet]) -> tuple[bytes, str]:
    """The sheets as they are kept, and the mark by which the same table is known again."""
    record = [[sheet.name, sheet.visible, [row_record(row) for row in sheet.rows]] for sheet in sheets]
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(text, 6), sha256(text).hexdigest()


def sheets_of(import_id: int) -> tuple[Sheet, ...]:
    """The sheets of a table that has not come in yet."""
    content = db.session.scalars(select(RegisterImportRow.content).where(RegisterImportRow.id == import_id)).one()
    record = json.loads(zlib.decompress(content))
    return tuple(Sheet(name, tuple(map(record_row, rows)), visible) for name, visible, rows in record)


def same_open(session: Session, school_id: int, register: str, mark: str) -> RegisterImport | None:
    """The same table brought for the same register and not written yet."""
    query = select(RegisterImportRow).where(*_open(school_id, register), RegisterImportRow.sha256 == mark)
    row = session.scalar(query.limit(1))
    return None if row is None else _value(row)


def add(session: Session, **values: Any) -> RegisterImport:
    """A new table."""
    row = RegisterImportRow(
        done_at=None, count=0, entries_sha256="", counters=[], undone_at=None, undone_by="", **values
    )
    session.add(row)
    session.flush()
    return _value(row)


def get(school_id: int, register: str, import_id: int) -> RegisterImport | None:
    """A table of this school and register."""
    row = db.session.get(RegisterImportRow, import_id) if import_id <= LARGEST_ID else None
    return _value(row) if row is not None and (row.school_id, row.register) == (school_id, register) else None


def locked(session: Session, school_id: int, register: str, import_id: int) -> RegisterImport | None:
    """A table, held until the end of the transaction."""
    if import_id > LARGEST_ID:
        return None
    row = session.get(RegisterImportRow, import_id, with_for_update=True, populate_existing=True)
    return _value(row) if row is not None and (row.school_id, row.register) == (school_id, register) else None


def listed(school_id: int, register: str) -> tuple[RegisterImport, ...]:
    """The tables of a register, the newest first."""
    query = select(RegisterImportRow).where(
        RegisterImportRow.school_id == school_id, RegisterImportRow.register == register
    )
    rows = db.session.scalars(query.order_by(RegisterImportRow.id.desc()))
    return tuple(map(_value, rows))


def _value(row: RegisterImportRow) -> RegisterImport:
    return RegisterImport(**{name: getattr(row, name) for name in RegisterImport.__slots__})


def change(session: Session, import_id: int, **columns: Any) -> None:
    """Writes some columns of a table that is held."""
    row = session.get_one(RegisterImportRow, import_id)
    for name, item in columns.items():
        setattr(row, name, item)
    session.flush()


def count_open(session: Session, school_id: int, register: str) -> int:
    """How many tables of a register wait to be written."""
    query = select(func.count()).select_from(RegisterImportRow)
    return session.scalar(query.where(*_open(school_id, register))) or 0


def entries_mark(session: Session, import_id: int) -> str:
    """What the entries of an import are, in a mark: any change of any of them shows."""
    query = select(EntryRow).where(EntryRow.import_id == import_id).order_by(EntryRow.id)
    found = sha256()
    for row in session.scalars(query):
        found.update(repr(value(row)).encode())
    return found.hexdigest()


def places_of_import(session: Session, import_id: int) -> dict[int, set[int]]:
    """Period → the figures of the numbers that came in."""
    found: dict[int, set[int]] = {}
    for period, ordinal in session.execute(
        select(EntryRow.period, EntryRow.ordinal).where(EntryRow.import_id == import_id)
    ):
        found.setdefault(period, set()).add(ordinal)
    return found


def is_referred_to(session: Session, import_id: int) -> bool:
    """Whether anything hangs on an entry of the import: signatures, scans, links, corrections, a repeal."""
    ours = select(EntryRow.id).where(EntryRow.import_id == import_id)
    columns = (
        AcquaintanceRow.entry_id, RefusalRow.entry_id, EvidenceRow.entry_id, EntryChangeRow.entry_id,
        UploadedScanRow.entry_id,
    )  # fmt: skip
    queries = [select(column).where(column.in_(ours)).limit(1) for column in columns]
    queries.append(select(LinkRow.id).where(or_(LinkRow.from_id.in_(ours), LinkRow.to_id.in_(ours))).limit(1))
    queries.append(select(EntryRow.id).where(EntryRow.repealed_by_id.in_(ours)).limit(1))
    return any(session.scalar(query) is not None for query in queries)


def later_places(session: Session, school_id: int, register: str, period: int, import_id: int) -> set[int]:
    """The figures of the numbers of a period that were written after this import."""
    newest = select(func.max(EntryRow.id)).where(EntryRow.import_id == import_id).scalar_subquery()
    query = select(EntryRow.ordinal).where(
        EntryRow.school_id == school_id,
        EntryRow.register == register,
        EntryRow.period == period,
        EntryRow.id > newest,
    )
    return set(session.scalars(query))


def drop_entries(session: Session, import_id: int) -> None:
    """Deletes what came in."""
    for row in session.scalars(select(EntryRow).where(EntryRow.import_id == import_id)):
        session.delete(row)
    session.flush()


def drop(session: Session, import_id: int) -> None:
    """Forgets a table that was not written."""
    session.delete(session.get_one(RegisterImportRow, import_id))


def _open(school_id: int, register: str) -> tuple[Any, ...]:
    return (
        RegisterImportRow.school_id == school_id,
        RegisterImportRow.register == register,
        RegisterImportRow.done_at.is_(None),
    )
