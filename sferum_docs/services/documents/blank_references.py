"""Papers that name an order without its number though the order is registered by now, and the way to mend each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.documents.registering.registration_marks import MarkKind, registration_marks
from sferum_docs.services.documents.issued import document_bytes, newest_documents
from sferum_docs.services.documents.statuses import document_states
from sferum_docs.services.register.remake import titles_of
from sferum_docs.store.change_stamp import Same, keep_until_change

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.packs.model import Pack
    from sferum_docs.services.documents.statuses import DocumentState
    from sferum_docs.store.documents.issued import IssuedDocument
    from sferum_docs.store.register.entry import Entry


@dataclass(frozen=True, slots=True)
class BlankReference:
    """A paper and the registered orders whose numbers it has places for; `entry`: what the paper is registered as."""

    document: IssuedDocument
    orders: tuple[Entry, ...]
    entry: Entry | None


def blank_references(school_id: int, pack: Pack) -> tuple[BlankReference, ...]:
    """The newest papers of an act that keep a place for a number that came later."""
    key = ("blank references", school_id, Same(pack))
    return keep_until_change(key, lambda: _found(school_id, pack))


def blank_reference_of(school_id: int, pack: Pack, document: IssuedDocument) -> BlankReference | None:
    """The same of one version."""
    return _of_paper(document, document_states(school_id, pack, (document,)), pack)


def _found(school_id: int, pack: Pack) -> tuple[BlankReference, ...]:
    documents = newest_documents(school_id, pack.id)
    states = document_states(school_id, pack, documents)
    if not any(state.in_force for state in states.values()):
        return ()
    found = (_of_paper(document, states, pack) for document in documents)
    return tuple(item for item in found if item is not None)


def _of_paper(document: IssuedDocument, states: Mapping[str, DocumentState], pack: Pack) -> BlankReference | None:
    titles = tuple(sorted(titles_of(pack).items()))
    orders = [entry for order in _blank_orders(_Paper(document), titles) if (entry := _own(states.get(order), order))]
    state = states.get(document.document)
    own = state.entry if state and state.entry and document.id == state.entry.document_id else None
    later: Sequence[Entry] = [entry for entry in orders if own is None or entry.id != own.id]
    return BlankReference(document, tuple(later), own) if later else None


def _own(state: DocumentState | None, order: str) -> Entry | None:
    """The entry in force of the order itself."""
    return state.in_force if state and state.in_force and state.in_force.document == order else None


@dataclass(frozen=True, eq=False)
class _Paper:
    """A made document known by its bytes, which never change."""

    document: IssuedDocument

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Paper) and other.document.sha256 == self.document.sha256

    def __hash__(self) -> int:
        return hash(self.document.sha256)


@lru_cache(maxsize=500)
def _blank_orders(paper: _Paper, titles: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The orders that a paper names without a number, one left to be written by hand among them."""
    marks = registration_marks(document_bytes(paper.document), dict(titles))
    named = (mark for mark in marks if mark.kind is MarkKind.REFERENCE)
    return tuple(dict.fromkeys(mark.refers for mark in named if mark.numberless or mark.by_hand))
