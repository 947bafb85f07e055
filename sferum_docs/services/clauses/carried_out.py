"""How far the clauses of an act are carried out, by what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.directives.coverage import ClauseCoverage, coverage
from sferum_docs.documents.registering.progress import Progress, progress
from sferum_docs.services.clauses.checklist import ChecklistItem, by_clause, checklist_items, replies_of
from sferum_docs.store.schools import get_school

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sferum_docs.documents.registering.status import Facts
    from sferum_docs.indicators.duty.evidence import WeeksEvidence
    from sferum_docs.packs.model import Pack
    from sferum_docs.services.documents.statuses import DocumentState
    from sferum_docs.store.documents.issued import IssuedDocument


def carried_out(
    school_id: int, pack: Pack, documents: Iterable[IssuedDocument], standings: Mapping[str, DocumentState]
) -> frozenset[str]:
    """The clauses that are carried out."""
    made, facts = {document.document: document.paragraphs for document in documents}, facts_in_force(standings)
    school = get_school(school_id)
    asked = by_clause(checklist_items(school_id, school, pack, standings)) if school else {}
    return frozenset(
        item.clause.path
        for item in coverage(pack.directive, pack.plans(), made)
        if clause_progress(item, facts, asked.get(item.clause.path, ())).done
    )


def facts_in_force(standings: Mapping[str, DocumentState], ended: Collection[int] = ()) -> dict[str, Facts]:
    """What is in force; of a succeeded act also what its successor has ended."""
    return {
        document: standing.facts
        if standing.in_force is None and standing.entry is not None and standing.entry.id in ended
        else standing.facts_in_force
        for document, standing in standings.items()
    }


def clause_progress(
    item: ClauseCoverage,
    facts: Mapping[str, Facts],
    asked: tuple[ChecklistItem, ...],
    weeks: WeeksEvidence | None = None,
) -> Progress:
    """How far a clause is carried out, with the answers and the papers of its questions."""
    papers = any(question.papers for question in asked)
    return progress(item, facts, papers=papers, replies=replies_of(asked), weeks=weeks)
