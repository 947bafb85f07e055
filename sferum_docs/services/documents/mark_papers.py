"""Papers that no register takes, marked as they come on: printed, signed, in a file. Marks are added, never lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.registering.status import PAPER_STEPS, PaperState
from sferum_docs.documents.requests.text_limits import length_faults
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.documents.statuses import standing_of
from sferum_docs.services.packs.acts import require_in_work
from sferum_docs.services.packs.of_school import pack_for
from sferum_docs.services.register.registration import FIRST_YEAR
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents import issued
from sferum_docs.store.documents.paper_marks import PaperMark, add_marks, marks_of_pack

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sferum_docs.store.audit import Actor
    from sferum_docs.store.documents.issued import IssuedDocument

__all__ = ["PaperMark", "current_mark", "mark_papers", "marks_of_document"]


def marks_of_document(document: IssuedDocument) -> tuple[PaperMark, ...]:
    """Every mark of this version, newest first."""
    marks = marks_of_pack(document.school_id, document.pack)
    return tuple(mark for mark in reversed(marks) if mark.document_id == document.id)


def current_mark(document: IssuedDocument) -> PaperMark | None:
    """The mark that stands; None when there is none, or it was taken off."""
    marks = marks_of_document(document)
    return marks[0] if marks and marks[0].state is not PaperState.NONE else None


def mark_papers(
    school_id: int, document_ids: Sequence[int], state: PaperState, day: date, file_index: str, by: Actor
) -> int:
    """Marks papers, or takes their marks off: all of them or none. Gives how many are marked otherwise than before."""
    papers = [issued.find(school_id, number) for number in document_ids]
    faults = _faults(papers, state, day, file_index, by)
    if faults:
        raise FaultsError(faults)
    place = file_index if state in PAPER_STEPS and PAPER_STEPS[state].in_file else ""
    with writing() as session:
        for pack in {paper.pack for paper in papers if paper is not None}:
            require_in_work(school_id, pack)
        changed = [paper for paper in papers if paper is not None and _differs(paper, state, day, place)]
        add_marks(session, [paper.id for paper in changed], state, day, place, by)
        for paper in changed:
            before = current_mark(paper)
            record_event(
                session,
                school_id,
                by,
                "document.marked" if state is not PaperState.NONE else "document.unmarked",
                paper.title,
                version=paper.version,
                before=PAPER_STEPS[before.state].status.value if before else "",
                after=PAPER_STEPS[state].status.value if state in PAPER_STEPS else "",
            )
    return len(changed)


def _differs(paper: IssuedDocument, state: PaperState, day: date, place: str) -> bool:
    kept = current_mark(paper)
    if kept is None:
        return state is not PaperState.NONE
    return (kept.state, kept.day, kept.file_index) != (state, day, place)


def _faults(
    papers: Sequence[IssuedDocument | None], state: PaperState, day: date, file_index: str, by: Actor
) -> list[Fault]:
    found = length_faults({"file_index": file_index})
    values = {"text": f"{day:%d.%m.%Y}", "low": FIRST_YEAR}
    if day > by.at.astimezone().date():
        found.append(Fault("mark_ahead", "day", values))
    if day.year < FIRST_YEAR:
        found.append(Fault("year_too_old", "day", values))
    if not papers:
        found.append(Fault("no_paper_chosen", "papers"))
    if state in PAPER_STEPS and PAPER_STEPS[state].in_file and not file_index:
        found.append(Fault("mark_file", "file_index"))
    for paper in papers:
        if paper is None:
            found.append(Fault("unknown_document", "papers", {"text": ""}))
        elif not _is_marked(paper):
            found.append(Fault("paper_registered", "papers", {"title": paper.title}))
    return found


def _is_marked(paper: IssuedDocument) -> bool:
    standing = standing_of(paper.school_id, pack_for(paper.school_id, paper.pack), paper)
    return standing is not None and standing.is_marked and paper.withdrawn_at is None
