"""What an office sees of a body and an act: every clause and every document, as the body's own pages tell it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.clauses.page import clause_page
from sferum_docs.services.district.watching.cells import (
    NOT_OWN,
    BodyDocument,
    CellState,
    MatrixCell,
    body_document,
    cell_of,
)
from sferum_docs.services.indicators.duties import evidence_changes_on
from sferum_docs.services.packs.acts import AssignmentState, assignments
from sferum_docs.services.packs.of_school import school_pack
from sferum_docs.store.documents.templates import next_in_force
from sferum_docs.store.schools import get_school

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sferum_docs.services.clauses.page import ClausePage


class BodyState(StrEnum):
    """How a body stands to an act, in the words of a table."""

    IN_WORK = "в работе"
    SUCCEEDED = "заменён другим"
    CLOSED = "закрыт"
    NOT_ASSIGNED = "не назначен"
    FAULTY = "комплект с ошибками"
    WAITING = "обновляется"


_OF_ASSIGNMENT = {
    AssignmentState.IN_WORK: BodyState.IN_WORK,
    AssignmentState.SUCCEEDED: BodyState.SUCCEEDED,
    AssignmentState.CLOSED: BodyState.CLOSED,
}


@dataclass(frozen=True, slots=True)
class BodySummary:
    """A body and an act: clause → cell, document → how far it has come. `has_data`: it keeps anything for the act."""

    state: BodyState
    cells: Mapping[str, MatrixCell] = field(default_factory=dict)
    documents: Mapping[str, BodyDocument] = field(default_factory=dict)
    has_data: bool = False
    since: date | None = None

    def cell(self, path: str) -> MatrixCell:
        """The cell of a clause; one that the act does not put to this body is none of its own."""
        return self.cells.get(path, NOT_OWN)


NOT_ASSIGNED = BodySummary(BodyState.NOT_ASSIGNED)
WAITING = BodySummary(BodyState.WAITING)


def summarize(school_id: int, pack_id: str, day: date) -> BodySummary:
    """How a body stands to an act on a day."""
    school = get_school(school_id)
    act = next((each for each in assignments(school_id) if each.pack == pack_id), None)
    if school is None or act is None:
        return NOT_ASSIGNED
    try:
        pack = school_pack(school_id, pack_id, day)
    except FaultsError:
        return BodySummary(BodyState.FAULTY, since=act.since)
    page = clause_page(school_id, school, pack, day, with_gaps=False)
    every = {row.coverage.clause.path: cell_of(row, page.standings, pack) for row in page.rows}
    cells = {path: cell for path, cell in every.items() if cell.is_own}
    known = _has_data(page)
    return BodySummary(
        _OF_ASSIGNMENT[act.state],
        cells if known else {path: MatrixCell(CellState.NO_DATA, due=cell.due) for path, cell in cells.items()},
        {document: body_document(state) for document, state in page.standings.items()},
        known,
        act.since,
    )


def next_change(school_id: int, pack_id: str, day: date) -> date | None:
    """The first day after this one on which the same may say otherwise though nothing is written; None: none."""
    school = get_school(school_id)
    if school is None or all(each.pack != pack_id for each in assignments(school_id)):
        return None
    days = [next_in_force(school_id, pack_id, day)]
    try:
        days.append(evidence_changes_on(school_id, school, school_pack(school_id, pack_id, day), day))
    except FaultsError:
        return day + timedelta(days=1)
    return min((each for each in days if each is not None), default=None)


def _has_data(page: ClausePage) -> bool:
    """Whether the body keeps anything for the act: a document, an entry, an answer, figures of a week."""
    asked = (question for row in page.rows for question in row.questions)
    weeks = (row.progress.weeks for row in page.rows if row.progress.weeks)
    return (
        bool(page.documents)
        or any(state.entry or state.mark for state in page.standings.values())
        or any(question.history or question.papers for question in asked)
        or any(each.with_data for each in weeks)
    )
