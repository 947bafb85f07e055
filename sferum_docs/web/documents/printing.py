"""Printing: a document or the whole packet in the browser's own viewer, and the PDF files."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from flask import Blueprint, abort, make_response, render_template, request, url_for

from sferum_docs.services.documents.issued import find_document, newest_documents
from sferum_docs.services.documents.listing import saved_name
from sferum_docs.services.documents.printing import document_pdf, packet_pdf, sheets, unprinted
from sferum_docs.services.register.entries.sheets import fill_sheets
from sferum_docs.web.current import current_act, current_pack, current_school_id
from sferum_docs.web.printing import current_press, pdf_answer, showing_pdf

if TYPE_CHECKING:
    from flask import Response

    from sferum_docs.store.documents.issued import IssuedDocument

blueprint = Blueprint("printing", __name__)
_AT_ONCE = 3  # so many are printed before anybody asks how long it will take
_NOW = "now"


@blueprint.get("/documents/<int:document_id>/print")
def document(document_id: int) -> Response:
    """A document in the viewer."""
    found = _found(document_id)
    address = url_for("printing.document_file", document_id=document_id)
    return _page(_printed(found), address, found)


@blueprint.get("/documents/<int:document_id>/file.pdf")
def document_file(document_id: int) -> Response:
    """The PDF of a document."""
    found = _found(document_id)
    return pdf_answer(_printed(found), PurePath(saved_name(found)).stem + ".pdf")


def _printed(document: IssuedDocument) -> bytes:
    """The PDF; the register learns how many sheets it has."""
    pdf = document_pdf(current_press(), document)
    fill_sheets(current_press(), current_school_id(), document)
    return pdf


@blueprint.get("/acts/<pack>/documents/packet/print")
def packet() -> Response:
    """All documents in the viewer, in signing order; a page of progress when many must be printed first."""
    press = current_press()
    waiting = (
        unprinted(press, current_school_id(), current_act()) if press.available and _NOW not in request.args else ()
    )
    if len(waiting) > _AT_ONCE:
        return make_response(render_template("head/print_waiting.html", waiting=waiting))
    return _page(_packet(), url_for("printing.packet_file"), None)


@blueprint.get("/acts/<pack>/documents/packet.pdf")
def packet_file() -> Response:
    """All documents in one PDF."""
    return pdf_answer(_packet(), f"Комплект {current_pack().title.partition(':')[0]}.pdf")


def _page(pdf: bytes, address: str, document: IssuedDocument | None) -> Response:
    documents = () if document else newest_documents(current_school_id(), current_act())
    return showing_pdf(
        render_template("head/print.html", address=address, document=document, documents=documents, sheets=sheets(pdf))
    )


def _packet() -> bytes:
    try:
        return packet_pdf(current_press(), current_school_id(), current_act())
    except LookupError:
        abort(404)


def _found(document_id: int) -> IssuedDocument:
    found = find_document(current_school_id(), document_id)
    if found is None:
        abort(404)
    return found
