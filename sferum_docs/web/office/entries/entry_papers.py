"""Papers of an entry that are printed and signed: the act of refusal, the acquaintance sheet with its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.register.entries.papers import act_of_refusal, sheet_of_entry
from sferum_docs.web.current import actor, current_school, current_school_id
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms.changing import creates
from sferum_docs.web.office.entries.entry_page import entry_or_404, show

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("entry_papers", __name__, url_prefix="/register/entries/<int:entry_id>")


@blueprint.post("/acts/<int:refusal_id>")
@creates(page="entry.page")
def act(entry_id: int, refusal_id: int) -> str | Response:
    """The act of refusal, to be signed by two witnesses."""
    entry = entry_or_404(entry_id)
    try:
        content = act_of_refusal(current_school_id(), current_school(), entry, refusal_id, actor())
    except FaultsError as error:
        return show(entry, None, error.faults)
    except LookupError:
        abort(404)
    return file_answer(content, f"Акт об отказе, приказ № {entry.number}.docx")


@blueprint.post("/sheet")
@creates(page="entry.page")
def sheet(entry_id: int) -> str | Response:
    """The acquaintance sheet of this entry with its marks."""
    entry = entry_or_404(entry_id)
    try:
        content = sheet_of_entry(current_school_id(), current_school(), entry, actor())
    except FaultsError as error:
        return show(entry, None, error.faults)
    return file_answer(content, f"Лист ознакомления, № {entry.number}.docx")
