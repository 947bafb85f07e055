"""Papers without a register marked as they come on: many from the list, one from its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, request, url_for

from sferum_docs.documents.registering.status import PAPER_STEPS, PaperState
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import day_fault, parse_day
from sferum_docs.services.documents.issued import find_document, newest_documents
from sferum_docs.services.documents.mark_papers import current_mark, mark_papers, marks_of_document
from sferum_docs.services.documents.statuses import document_states
from sferum_docs.services.register.entries.file_list import files_of_school
from sferum_docs.web.current import actor, current_acts, current_school_id, known_pack, today
from sferum_docs.web.documents.documents import listed_page
from sferum_docs.web.forms.changing import merges
from sferum_docs.web.forms.edit_token import Kept, Part
from sferum_docs.web.forms.wording import counted, day
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from sferum_docs.services.register.entries.file_list import FileOfPapers
    from sferum_docs.store.documents.issued import IssuedDocument

blueprint = Blueprint("papers", __name__)
blueprint.add_app_template_global(marks_of_document, "paper_marks")
_UNMARKED = (PaperState.NONE.value, "", "")


def papers_kept() -> Kept:
    """The mark of each paper by its id."""
    parts = {str(paper.id): Part(paper.title, _mark_of(paper), _words(paper)) for paper in _papers()}
    return Kept(parts, actions=("document.marked", "document.unmarked"))


def _papers() -> list[IssuedDocument]:
    """The papers that a form may mark: those of the acts in work, and the one of a page, an older version perhaps."""
    found = []
    for act in current_acts():
        pack = known_pack(act.pack)
        if act.in_work and pack is not None:
            newest = newest_documents(current_school_id(), act.pack)
            states = document_states(current_school_id(), pack, newest)
            found += [item for item in newest if item.document in states and states[item.document].is_marked]
    known = {item.id for item in found}
    named = [*_ticked(), *filter(None, [(request.view_args or {}).get("document_id")])]
    older = [find_document(current_school_id(), number) for number in named if number not in known]
    return [*found, *(item for item in older if item is not None)]


def _mark_of(paper: IssuedDocument) -> tuple[str, str, str]:
    mark = current_mark(paper)
    return (mark.state.value, mark.day.isoformat(), mark.file_index) if mark else _UNMARKED


def _words(paper: IssuedDocument) -> str:
    mark = current_mark(paper)
    return f"{PAPER_STEPS[mark.state].status.value}, {day(mark.day)}" if mark else "без отметки"


def _ticked() -> list[int]:
    numbers = (sent_number(text) for text in request.form.getlist("papers"))
    return [number for number in dict.fromkeys(numbers) if number is not None]


def _state() -> PaperState:
    text = request.form.get("state", "")
    return PaperState(text) if text in set(PaperState) else PaperState.NONE


def _sent() -> dict[str, object]:
    state = _state()
    if state is PaperState.NONE:
        return {str(number): _UNMARKED for number in _ticked()}
    place = clean_line(request.form.get("file_index", "")) if PAPER_STEPS[state].in_file else ""
    return {str(number): (state.value, _day_text(), place) for number in _ticked()}


def _day_text() -> str:
    return request.form.get("day", "").strip() or today().isoformat()


@blueprint.post("/documents/papers")
@merges(papers_kept, _sent, page="documents.listing")
def mark() -> str | Response:
    """Marks the papers that are ticked, or takes their marks off."""
    on = parse_day(_day_text())
    place = clean_line(request.form.get("file_index", ""))
    try:
        if on is None:
            raise FaultsError([day_fault(_day_text(), "day")])  # noqa: TRY301  told as every other fault
        if "state" not in request.form:
            raise FaultsError([Fault("mark_state", "state")])  # noqa: TRY301  as above
        changed = mark_papers(current_school_id(), _ticked(), _state(), on, place, actor())
    except FaultsError as error:
        return listed_page(error.faults)
    told = counted(changed, "документ", "документа", "документов")
    flash(f"Отмечено: {told}." if changed else "Ничего не изменилось: отметки прежние.")
    one = sent_number(request.form.get("back", ""))
    return redirect(url_for("documents.show", document_id=one) if one else url_for("documents.listing"), 303)


@blueprint.app_template_global()
def files_of_papers() -> tuple[FileOfPapers, ...]:
    """The files of the nomenclature that a paper may be put into."""
    return files_of_school(current_school_id())
