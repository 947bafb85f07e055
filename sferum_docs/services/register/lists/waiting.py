"""Documents that may be registered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sferum_docs.documents.registering.registers import register_of
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.documents.issued import newest_documents
from sferum_docs.services.documents.statuses import standings_of
from sferum_docs.services.documents.weekly import newest_of_weeks, of_dropped_changes, of_same_week
from sferum_docs.services.packs.acts import acts_in_work
from sferum_docs.services.packs.of_school import pack_for
from sferum_docs.services.register.lists.registers import registers_of
from sferum_docs.store.documents import issued, signing
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from sferum_docs.store.documents.issued import IssuedDocument
    from sferum_docs.store.register.entry import Entry


@dataclass(frozen=True)
class UnregisteredDocument:
    """A document that may be registered; `former` is what it is registered as now.

    A report of one week has the entry of that week there; `last` is the newest of them all.
    """

    document: IssuedDocument
    sent: bool
    former: Entry | None
    last: Entry | None = None


def waiting(school_id: int) -> tuple[UnregisteredDocument, ...]:
    """Documents that may be registered: those sent to be signed first, then drafts, each in signing order."""
    entries = register.newest_of_documents(school_id)
    taken = {entry.draft_id for entry in entries.values()} | {entry.document_id for entry in entries.values()}
    newest = [item for act in acts_in_work(school_id) for item in _newest(school_id, act.pack)]
    # the file of a void entry bears its number: the draft it was made of waits again
    again = register.void_of_files(school_id, [item.id for item in newest])
    sent = signing.sent_to_sign(school_id)
    books = registers_of(school_id)
    drafts = (issued.find(school_id, draft) if (draft := again.get(item.id)) else item for item in newest)
    of_pack = cache(lambda pack: register.of_pack(school_id, pack))

    def former_of(document: IssuedDocument, last: Entry | None) -> Entry | None:
        if last is None or of_same_week(document, [last]):
            return last
        own = [entry for entry in of_pack(document.pack) if entry.document == document.document]
        return next(reversed(of_same_week(document, own)), None)

    found = []
    for document in drafts:
        if document is None or register_of(books, document.kind) is None or document.id in taken:
            continue
        last = entries.get((document.pack, document.document))
        former = former_of(document, last)
        # a number that waits for its file waits for this document: it must not take another
        if former is None or not former.trouble:
            found.append(UnregisteredDocument(document, document.id in sent, former, last))
    return tuple(sorted(found, key=lambda item: not item.sent))


def _newest(school_id: int, pack_id: str) -> list[IssuedDocument]:
    """The newest version of each document, and of each week where one is made for every week, not signed yet."""
    newest = newest_documents(school_id, pack_id)
    try:
        pack = pack_for(school_id, pack_id)
    except FaultsError:
        return list(newest)
    known = {item.id for item in newest}
    older = [item for item in newest_of_weeks(school_id, pack) if item.id not in known]
    found = sorted((*newest, *older), key=lambda item: item.file_name)
    signed = {
        item.id for item, state in standings_of(school_id, pack, found) if state.entry is not None or state.on_paper
    }
    left = signed | of_dropped_changes(school_id, found)
    return [item for item in found if item.id not in left]
