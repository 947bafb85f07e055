"""The guard of everything that is written beside an entry: a void one takes nothing until its voiding is undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from sferum_docs.store.database import Transaction
    from sferum_docs.store.register.entry import Entry


def locked_live(session: Transaction, school_id: int, entry_id: int, place: str = "") -> Entry:
    """The entry, held until the transaction ends. FaultsError at `place` when it is void; LookupError for no entry."""
    return _live(register.locked(session, school_id, entry_id), entry_id, place)


def live_entry(school_id: int, entry_id: int, place: str = "") -> Entry:
    """The entry to be read. FaultsError, LookupError as above."""
    return _live(register.find(school_id, entry_id), entry_id, place)


def _live(entry: Entry | None, entry_id: int, place: str) -> Entry:
    if entry is None:
        raise LookupError(entry_id)
    if entry.void:
        raise FaultsError([Fault("entry_void", place, {"number": entry.number})])
    return entry
