"""Documents that may be registered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.registering.registers import register_of
from sferum_docs.services.documents.issued import newest_documents
from sferum_docs.services.packs.acts import acts_in_work
from sferum_docs.services.register.lists.registers import registers_of
from sferum_docs.store.documents import issued, signing
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from sferum_docs.store.documents.issued import IssuedDocument
    from sferum_docs.store.register.entry import Entry


@dataclass(frozen=True)
class UnregisteredDocument:
    """A document that may be registered; `former` is what it is registered as now."""

    document: IssuedDocument
    sent: bool
    former: Entry | None


def waiting(school_id: int) -> tuple[UnregisteredDocument, ...]:
    """Documents that may be registered: those sent to be signed first, then drafts, each in signing order."""
    entries = register.newest_of_documents(school_id)
    taken = {entry.draft_id for entry in entries.values()} | {entry.document_id for entry in entries.values()}
    newest = [item for act in acts_in_work(school_id) for item in newest_documents(school_id, act.pack)]
    # the file of a void entry bears its number: the draft it was made of waits again
    again = register.void_of_files(school_id, [item.id for item in newest])
    sent = signing.sent_to_sign(school_id)
    books = registers_of(school_id)
    drafts = (issued.find(school_id, draft) if (draft := again.get(item.id)) else item for item in newest)
    found = [
        UnregisteredDocument(document, document.id in sent, entries.get((document.pack, document.document)))
        for document in drafts
        if document is not None
        and register_of(books, document.kind) is not None
        and document.id not in taken
        # a number that waits for its file waits for this document: it must not take another
        and ((former := entries.get((document.pack, document.document))) is None or not former.trouble)
    ]
    return tuple(sorted(found, key=lambda item: not item.sent))
