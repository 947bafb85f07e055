"""What may still be written beside a registered entry: it is about the paper, never in it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.requests.text_limits import length_faults
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.live import locked_live
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.register import register
from sferum_docs.store.register.entry_changes import add_changes

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.store.audit import Actor
    from sferum_docs.store.register.entry import Entry


@dataclass(frozen=True, slots=True)
class Details:
    """The columns that a secretary fills in later or mends."""

    executor: str
    sheets: int | None
    annexes: int | None
    file_index: str
    addressee: str
    reply_to: str
    note: str


def change_details(school_id: int, entry_id: int, details: Details, by: Actor) -> Entry:
    """Keeps the details; the journal of the school remembers what stood there before. FaultsError."""
    faults = length_faults(asdict(details))
    if faults:
        raise FaultsError(faults)
    with writing() as session:
        entry = locked_live(session, school_id, entry_id)
        changed = {key: new for key, new in asdict(details).items() if getattr(entry, key) != new}
        before = {key: getattr(entry, key) for key in changed}
        if changed:
            pairs = {key: (str(before[key] or ""), str(new or "")) for key, new in changed.items()}
            add_changes(session, entry_id, pairs, "", by)
            record_event(
                session,
                school_id,
                by,
                "register.details",
                f"№ {entry.number}",
                entry_id=entry.id,
                before=before,
                after=changed,
            )
        return register.change(session, entry, **changed)


def mark_executed(school_id: int, entry_id: int, day: date | None, by: Actor) -> Entry:
    """Marks on which day a document was carried out; None takes the mark away. FaultsError."""
    with writing() as session:
        entry = locked_live(session, school_id, entry_id, "executed_on")
        if day is not None and day < entry.signed_on:
            raise FaultsError([Fault("executed_before_order", "executed_on", {"text": f"{entry.signed_on:%d.%m.%Y}"})])
        if day is not None and day > by.at.astimezone().date():
            raise FaultsError([Fault("executed_ahead", "executed_on", {"text": f"{day:%d.%m.%Y}"})])
        words = f"{day:%d.%m.%Y}" if day else "отметка снята"
        record_event(session, school_id, by, "register.executed", f"№ {entry.number}: {words}", entry_id=entry.id)
        return register.change(session, entry, executed_on=day)
