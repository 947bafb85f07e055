"""Links of an entry with entries of any register."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, request, url_for

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.register.entries.links import link_entries, unlink_entries
from sferum_docs.services.register.entries.scan_upload import entry_of_number
from sferum_docs.web.current import actor, current_registers, current_school_id
from sferum_docs.web.forms.changing import creates, repeats
from sferum_docs.web.office import forms
from sferum_docs.web.office.entries.entry_page import entry_or_404, show
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

blueprint = Blueprint("links", __name__, url_prefix="/register/entries/<int:entry_id>/links")


@blueprint.post("")
@creates(page="entry.page")
def add(entry_id: int) -> str | Response:
    """Links the entry with the one whose number was typed."""
    entry, form = entry_or_404(entry_id), forms.LinkForm()
    book, number = form.link_register.data or entry.register, form.link_number.data or ""
    other = entry_of_number(current_school_id(), book, number) if book in current_registers() and number else None
    try:
        link_entries(current_school_id(), entry.id, other, form.link_kind.data or "", actor())
    except FaultsError as error:
        return show(entry, form, error.faults)
    flash("Записи связаны: связь видна в обеих.")
    return redirect(url_for("entry.page", entry_id=entry.id, _anchor="links"), 303)


@blueprint.post("/remove")
@repeats(page="entry.page")
def remove(entry_id: int) -> str | Response:
    """Takes a link away."""
    entry = entry_or_404(entry_id)
    try:
        unlink_entries(current_school_id(), entry.id, sent_number(request.form.get("link", "")) or 0, actor())
    except FaultsError as error:
        return show(entry, None, error.faults)
    flash("Связь убрана.")
    return redirect(url_for("entry.page", entry_id=entry.id, _anchor="links"), 303)
