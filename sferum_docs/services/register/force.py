"""Whether a registered document is still in force, and by what it lost its force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.services.register.entries.copies import state_note
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from sferum_docs.store.register.entry import Entry


@dataclass(frozen=True, slots=True)
class Standing:
    """The entry of a document, and why it is no longer in force, in Russian; nothing while it is."""

    entry: Entry
    ended: str


def standing_of_document(school_id: int, document_id: int) -> Standing | None:
    """What the file or the draft of an entry stands like today; None when it was not registered."""
    entry = register.of_document(school_id, document_id)
    return None if entry is None else standing_of_entry(school_id, entry)


def standing_of_entry(school_id: int, entry: Entry) -> Standing:
    """What an entry stands like today."""
    reason = f": {entry.void_reason.rstrip('.')}" if entry.void_reason else ""
    void = f"Запись № {entry.number} аннулирована{reason}." if entry.void else ""
    return Standing(entry, void or state_note(school_id, entry))
