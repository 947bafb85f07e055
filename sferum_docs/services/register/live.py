"""The guard of everything that is written beside an entry: a void one takes nothing until its voiding is undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from sferum_docs.store.register.entry import Entry
    from sferum_docs.store.rows import EntryRow


def live_row(session: Session, school_id: int, entry_id: int, place: str = "") -> EntryRow:
    """The entry, held until the transaction ends. FaultsError at `place` when it is void; LookupError for no entry."""
    row = register.locked(session, school_id, entry_id)
    if row is None:
        raise LookupError(entry_id)
    if row.voided_at is not None:
        raise FaultsError([Fault("entry_void", place, {"number": row.number})])
    return row


def live_entry(school_id: int, entry_id: int, place: str = "") -> Entry:
    """The entry to be read. FaultsError, LookupError as above."""
    entry = register.find(school_id, entry_id)
    if entry is None:
        raise LookupError(entry_id)
    if entry.void:
        raise FaultsError([Fault("entry_void", place, {"number": entry.number})])
    return entry
