"""A void entry: it keeps its number, bears the reason and stays struck through; undoing is possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.requests.text_limits import length_faults
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.live import live_row
from sferum_docs.store.audit import note
from sferum_docs.store.database import writing
from sferum_docs.store.register import register
from sferum_docs.store.register.entry import value

if TYPE_CHECKING:
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.register.entry import Entry


def void(school_id: int, entry_id: int, reason: str, by: Actor) -> Entry:
    """Voids an entry. FaultsError without a reason, or when it is void already."""
    if not reason:
        raise FaultsError([Fault("reason_needed", "void_reason")])
    if faults := length_faults({"void_reason": reason}):
        raise FaultsError(faults)
    with writing() as session:
        row = live_row(session, school_id, entry_id, "void_reason")
        row.voided_at, row.void_reason = by.at, reason
        note(session, school_id, by, "register.void", f"№ {row.number}", entry_id=row.id, reason=reason)
        session.flush()
        return value(row)


def restore(school_id: int, entry_id: int, by: Actor) -> Entry:
    """Undoes the voiding, unless the document was registered anew since. FaultsError."""
    with writing() as session:
        row = register.locked(session, school_id, entry_id)
        if row is None:
            raise LookupError(entry_id)
        if row.voided_at is None:
            raise FaultsError([Fault("entry_not_void", values={"number": row.number})])
        live = register.live_of_draft(session, school_id, row.draft_id) if row.draft_id else None
        if live is not None:
            raise FaultsError([Fault("registered_again", values={"number": live.number})])
        was = row.void_reason
        row.voided_at, row.void_reason = None, ""
        note(session, school_id, by, "register.restored", f"№ {row.number}", entry_id=row.id, reason=was)
        session.flush()
        return value(row)
