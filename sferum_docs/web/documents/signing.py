"""Papers on their way to the head's signature and back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, request, url_for

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.register.entries.send_to_sign import send_back as send_back_document
from sferum_docs.services.register.entries.send_to_sign import send_to_sign
from sferum_docs.web.current import (
    actor,
    current_school_id,
)
from sferum_docs.web.forms.changing import repeats
from sferum_docs.web.order_of_work import by_order

if TYPE_CHECKING:
    from werkzeug.wrappers import Response


blueprint = Blueprint("signing", __name__)


@blueprint.post("/documents/<int:document_id>/sign")
@repeats(page="documents.show")
def send(document_id: int) -> Response:
    """The head sends a draft to be signed."""
    try:
        send_to_sign(current_school_id(), document_id, actor())
    except LookupError:
        abort(404)
    flash(by_order("sent"))
    return redirect(url_for("documents.show", document_id=document_id), 303)


@blueprint.post("/documents/<int:document_id>/send-back")
@repeats(page="registering.page")
def send_back(document_id: int) -> Response:
    """The secretary sends a draft back: its answers are the head's to change."""
    remark = clean_line(request.form.get(f"remark-{document_id}", ""))
    try:
        send_back_document(current_school_id(), document_id, remark, actor())
    except LookupError:
        abort(404)
    except FaultsError as error:
        flash(error.faults[0].sentence(), "warning")
    else:
        flash("Документ возвращён директору: причина видна на странице документа.")
    return redirect(url_for("registering.page"), 303)
