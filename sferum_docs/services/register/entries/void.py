"""A void entry: it keeps its number, bears the reason and stays struck through; undoing is possible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.requests.text_limits import length_faults
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.live import locked_live
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.mail.letters import end_of_voided
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.register.entry import Entry


def void(school_id: int, entry_id: int, reason: str, by: Actor) -> Entry:
    """Voids an entry; no letter with it goes any more. FaultsError without a reason, or when it is void already."""
    if not reason:
        raise FaultsError([Fault("reason_needed", "void_reason")])
    if faults := length_faults({"void_reason": reason}):
        raise FaultsError(faults)
    with writing() as session:
        entry = locked_live(session, school_id, entry_id, "void_reason")
        end_of_voided(session, school_id, entry_id, by.at)
        record_event(session, school_id, by, "register.void", f"№ {entry.number}", entry_id=entry.id, reason=reason)
        return register.change(session, entry, voided_at=by.at, void_reason=reason)


def restore(school_id: int, entry_id: int, by: Actor) -> Entry:
    """Undoes the voiding, unless the document was registered anew since. FaultsError."""
    with writing() as session:
        entry = register.locked(session, school_id, entry_id)
        if entry is None:
            raise LookupError(entry_id)
        if not entry.void:
            raise FaultsError([Fault("entry_not_void", values={"number": entry.number})])
        live = register.live_of_draft(session, school_id, entry.draft_id) if entry.draft_id else None
        if live is not None:
            raise FaultsError([Fault("registered_again", values={"number": live.number})])
        about = f"№ {entry.number}"
        record_event(session, school_id, by, "register.restored", about, entry_id=entry.id, reason=entry.void_reason)
        return register.change(session, entry, voided_at=None, void_reason="")
