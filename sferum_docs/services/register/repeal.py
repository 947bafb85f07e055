"""A repealed order: which one repealed it, told on both entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.text_limits import length_faults
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.store import register
from sferum_docs.store.audit import note
from sferum_docs.store.database import writing

if TYPE_CHECKING:
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.register import Entry


def repeal(school_id: int, entry_id: int, by_entry: int | None, words: str, by: Actor) -> Entry:
    """Marks an entry as repealed by another entry, or by an act named in words; neither takes the mark away."""
    if faults := length_faults({"repealed_note": words}):
        raise FaultsError(faults)
    with writing() as session:
        row = register.locked(session, school_id, entry_id)
        other = None if by_entry is None else register.locked(session, school_id, by_entry)
        if row is None:
            raise LookupError(entry_id)
        if by_entry is not None and other is None:
            raise FaultsError([Fault("no_such_entry", "repealed_by")])
        if other is not None:
            fault = _fault(register.value(row), register.value(other))
            if fault is not None:
                raise FaultsError([fault])
        row.repealed_by_id, row.repealed_note = (None if other is None else other.id), words
        action = "register.repealed" if other or words else "register.in_force"
        note(session, school_id, by, action, f"№ {row.number}", repealing=other.number if other else words)
        session.flush()
        return register.value(row)


def _fault(entry: Entry, other: Entry) -> Fault | None:
    if entry.id == other.id:
        return Fault("repeals_itself", "repealed_by")
    if other.void:
        return Fault("entry_void", "repealed_by", {"number": other.number})
    if other.signed_on < entry.signed_on:
        return Fault("repealed_earlier", "repealed_by", {"number": other.number})
    return None
