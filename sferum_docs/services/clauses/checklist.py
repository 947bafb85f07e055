"""The checklist of an act: its questions by clause, with the papers that prove an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.services.register.entries.evidence import evidence_of_checklist

if TYPE_CHECKING:
    from sferum_docs.packs.model import Pack
    from sferum_docs.services.register.entries.evidence import Evidence


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """A question of the checklist: its place there, the papers that prove the answer."""

    place: int
    question: str
    papers: tuple[Evidence, ...]


def checklist_items(school_id: int, pack: Pack) -> dict[str, tuple[ChecklistItem, ...]]:
    """The questions put to each clause, by its path."""
    papers = evidence_of_checklist(school_id, pack.id)
    found: dict[str, tuple[ChecklistItem, ...]] = {}
    for place, item in enumerate(pack.checklist):
        proof = tuple(paper for paper in papers if (paper.clause, paper.question) == (item.clause, item.question))
        found[item.clause] = (*found.get(item.clause, ()), ChecklistItem(place, item.question, proof))
    return found
