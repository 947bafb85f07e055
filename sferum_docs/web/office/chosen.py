"""Entries ticked in the list of a register: printed together, taken as an archive, their signatures marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, request, url_for

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.register.lists.bulk import chosen_entries, chosen_pdf, chosen_zip
from sferum_docs.web.current import current_registers, current_school_id
from sferum_docs.web.files import file_answer
from sferum_docs.web.printing import current_press
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("chosen", __name__)


@blueprint.get("/register/chosen.pdf")
def pdf() -> Response:
    """The files of the ticked entries as one PDF."""
    try:
        content = chosen_pdf(current_press(), current_school_id(), _ids())
    except FaultsError as error:
        return _back(error)
    name = "Документы из журнала.pdf"
    return file_answer(content, name)


@blueprint.get("/register/chosen.zip")
def archive() -> Response:
    """The files and scans of the ticked entries."""
    try:
        content = chosen_zip(current_school_id(), _ids())
    except FaultsError as error:
        return _back(error)
    name = "Документы из журнала.zip"
    return file_answer(content, name)


@blueprint.get("/register/chosen/unsigned")
def unsigned() -> Response:
    """Who has not signed the ticked entries."""
    try:
        entries = chosen_entries(current_school_id(), _ids())
    except FaultsError as error:
        return _back(error)
    return redirect(url_for("unsigned.page", by="orders", entries=",".join(str(entry.id) for entry in entries)))


def _ids() -> set[int]:
    return {number for text in request.args.getlist("entry") if (number := sent_number(text)) is not None}


def _back(error: FaultsError) -> Response:
    for fault in error.faults:
        flash(fault.sentence(), "warning")
    book = request.args.get("book", "")
    known = book in current_registers()
    return redirect(url_for("register.page", book_id=book) if known else url_for("register.first"))
