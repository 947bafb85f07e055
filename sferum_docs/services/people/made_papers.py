"""The papers of a change that are made, and how far each has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.staffing.record import change_told
from sferum_docs.services.documents.statuses import standings_of
from sferum_docs.services.documents.weekly import newest_of_weeks
from sferum_docs.services.people.pack_papers import PASSING
from sferum_docs.store.documents.issued import versions_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.packs.model import Pack
    from sferum_docs.services.documents.statuses import DocumentState
    from sferum_docs.store.documents.issued import IssuedDocument
    from sferum_docs.store.people.staff_changes import StaffChange
    from sferum_docs.store.register.entry import Entry


def papers_of(
    school_id: int, change: StaffChange, packs: Sequence[Pack]
) -> tuple[tuple[IssuedDocument, DocumentState], ...]:
    """The newest papers of a change with where each stands."""
    found: list[tuple[IssuedDocument, DocumentState]] = []
    for pack in packs:
        own = [item for item in newest_of_weeks(school_id, pack) if change_told(item.data) == change.id]
        found += standings_of(school_id, pack, own)
    return tuple(found)


def unregistered_orders(
    school_id: int, change: StaffChange, packs: Sequence[Pack], ready: Entry | None = None
) -> tuple[IssuedDocument, ...]:
    """The orders about a change that wait for a number; `ready` has just got its own."""
    return tuple(
        document
        for document, state in papers_of(school_id, change, packs)
        if document.document == PASSING and state.entry is None and (ready is None or ready.pack != document.pack)
    )


def known_sums(school_id: int, pack: str, documents: Sequence[str]) -> frozenset[str]:
    """The fingerprints of all papers of these kinds: the same one is not kept twice."""
    return frozenset(paper.sha256 for paper in versions_of(school_id, pack, documents))


def has_registered_order(school_id: int, change: StaffChange, packs: Sequence[Pack]) -> bool:
    """Whether an order about a change has its number."""
    return any(
        document.document == PASSING and state.entry is not None
        for document, state in papers_of(school_id, change, packs)
    )
