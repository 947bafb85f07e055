"""The head sends drafts to be signed; the secretary sees them first in the list of what waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.store import issued
from sferum_docs.store.audit import note
from sferum_docs.store.database import writing

if TYPE_CHECKING:
    from sferum_docs.store.audit import Actor


def send_to_sign(school_id: int, document_id: int, by: Actor) -> None:
    """Remembers that this version waits for the signature. LookupError when the school has no such document."""
    document = issued.find(school_id, document_id)
    if document is None:
        raise LookupError(document_id)
    with writing() as session:
        issued.mark_sent(session, document_id, by.at, by.name)
        note(session, school_id, by, "document.sent_to_sign", document.title, version=document.version)
