"""How far a body has carried out the clauses of an act, as a cell of a table says it: by the rule of its own page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sferum_docs.directives.coverage import Service
    from sferum_docs.documents.registering.status import Status
    from sferum_docs.packs.model import Pack
    from sferum_docs.services.clauses.page import ClauseRow
    from sferum_docs.services.documents.statuses import DocumentState


class CellState(StrEnum):
    """How far a clause has come, in the words of a table."""

    DONE = "исполнен"
    SIGNED = "не подтверждён"  # there is an act in force; the evidence or somebody's signature is lacking
    DRAFT = "черновик"
    NOTHING = "нет документа"
    UNANSWERED = "нет ответа"  # no document carries it out: the questions of the checklist wait
    DENIED = "ответ «нет»"
    REPLACED = "заменён"  # its act was succeeded before it was carried out
    NO_DATA = "нет данных"  # the body keeps nothing for this act at all
    NOT_OWN = "не касается"
    WAITING = "обновляется"


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """A clause in a body: the act that carries it out, its evidence, who is acquainted, the last day.

    `document` is the made document whose `paragraph` carries the clause out, `entry` where it stands in the register.
    """

    state: CellState
    title: str = ""  # of the document
    number: str = ""
    day: date | None = None  # of the order
    evidence: bool = False
    to_acquaint: int = 0
    acquainted: int = 0
    due: date | None = None
    document: int | None = None
    paragraph: int | None = None
    entry: int | None = None
    open_weeks: int = 0  # weeks of indicators that still lack something

    @property
    def is_own(self) -> bool:
        """Whether the clause binds the body."""
        return self.state is not CellState.NOT_OWN

    @property
    def share(self) -> int | None:
        """The percentage of people acquainted, whole; None: nobody has to be."""
        return self.acquainted * 100 // self.to_acquaint if self.to_acquaint else None

    def is_late(self, day: date) -> bool:
        """Whether its last day is over and it is not carried out."""
        settled = {CellState.DONE, CellState.REPLACED, CellState.NOT_OWN, CellState.WAITING}
        return self.due is not None and self.due < day and self.state not in settled


@dataclass(frozen=True, slots=True)
class BodyDocument:
    """A document of the act in a body: how far it has come, under which number it is in force."""

    status: Status
    number: str = ""
    day: date | None = None
    document: int | None = None
    entry: int | None = None

    @property
    def is_issued(self) -> bool:
        """Whether it is signed: registered and in force, or marked as signed where no register takes it."""
        return self.day is not None


NOT_OWN = MatrixCell(CellState.NOT_OWN)


def cell_of(row: ClauseRow, states: Mapping[str, DocumentState], pack: Pack) -> MatrixCell:
    """The cell of a clause, by the row of the body's own clause page."""
    if not row.is_own:
        return NOT_OWN
    cell = MatrixCell(_state(row), due=row.due, open_weeks=len(row.progress.open_weeks))
    carrier = _best(row)
    if carrier is None:
        return replace(cell, evidence=row.progress.done)
    cell = replace(
        cell,
        title=pack.by_id[carrier.document].title,
        paragraph=carrier.paragraphs[0].number if carrier.paragraphs else None,
    )
    state = states[carrier.document]
    if not row.progress.signed:
        return cell
    # an order that its successor has ended carried the clause out while it was in force
    entry = state.in_force or state.entry
    facts = state.facts if state.in_force is None and state.entry is not None else state.facts_in_force
    mark = state.mark
    return replace(
        cell,
        number=entry.number if entry else "",
        day=entry.signed_on if entry else mark.day if mark else None,
        evidence=bool(row.progress.confirmed),
        to_acquaint=facts.to_acquaint,
        acquainted=facts.acquainted,
        document=entry.document_id if entry else mark.document_id if mark else None,
        entry=entry.id if entry else None,
    )


def _best(row: ClauseRow) -> Service | None:
    """The document that tells how far the clause has come: the furthest of those signed, else one that is made."""
    done, signed = row.progress, row.progress.signed
    whole = (document for document in done.acquainted if document in done.confirmed)
    ordered = (*whole, *done.confirmed, *done.acquainted, *signed)
    carriers = {each.document: each for each in row.coverage.carriers}
    made = (each for each in carriers.values() if each.made and each.paragraphs)
    return next((carriers[document] for document in ordered), None) or next(made, None)


def body_document(state: DocumentState) -> BodyDocument:
    """A document by where it stands: what is in force outlives a draft made since."""
    entry, mark = state.in_force, state.mark
    if entry is not None:
        return BodyDocument(state.status, entry.number, entry.signed_on, entry.document_id, entry.id)
    if mark is not None and state.facts_in_force.signed:
        return BodyDocument(state.status, "", mark.day, mark.document_id)
    return BodyDocument(state.status)


def _state(row: ClauseRow) -> CellState:
    progress = row.progress
    rules = (
        (bool(row.replaced), CellState.REPLACED),
        (progress.denied, CellState.DENIED),
        (progress.done, CellState.DONE),
        (bool(progress.signed), CellState.SIGNED),
        (any(each.made for each in row.coverage.carriers), CellState.DRAFT),
        (progress.carriers, CellState.NOTHING),
    )
    return next((state for holds, state in rules if holds), CellState.UNANSWERED)
