"""The acquaintance of an order: signatures marked as they come, people added, one act of refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, request, url_for

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import day_fault, parse_day
from sferum_docs.services.register.entries.acquaint import add_people, mark_signatures, refuse, signatures
from sferum_docs.web.current import actor, current_school, current_school_id
from sferum_docs.web.forms import typed
from sferum_docs.web.forms.changing import creates, edits, merges
from sferum_docs.web.forms.edit_guard import touched
from sferum_docs.web.office import forms
from sferum_docs.web.office.entries import kept
from sferum_docs.web.office.entries.entry_page import entry_or_404, show
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from datetime import date

    from werkzeug.wrappers import Response

    from sferum_docs.store.register.acquaintance import PersonSignature

blueprint = Blueprint("signatures", __name__, url_prefix="/register/entries/<int:entry_id>")


def _is_ticked(line: PersonSignature) -> bool:
    return f"signed-{line.id}" in request.form


def _day_text(line: PersonSignature) -> str:
    """The day typed for a line, else the one above the list; nothing without a tick."""
    return (request.form.get(f"day-{line.id}") or request.form.get("signed_day", "")) if _is_ticked(line) else ""


def _sent_marks(entry_id: int) -> dict[str, object]:
    return {str(line.id): _mark_sent(line) for line in signatures(entry_id)}


def _mark_sent(line: PersonSignature) -> object:
    text = _day_text(line)
    day = parse_day(text)
    if _is_ticked(line):
        return (day.isoformat(), False) if day else ("no day", text)
    return "", line.refusal_id is not None


def _sent_refusal(entry_id: int) -> dict[str, object]:
    return dict.fromkeys(request.form.getlist("people"), ("act", entry_id))


@blueprint.post("/signatures")
@merges(kept.signatures_kept, _sent_marks, page="entry.page")
def mark(entry_id: int) -> str | Response:
    """Keeps whose marks were changed on this page; a tick without a day means the day above the list."""
    entry, form, faults = entry_or_404(entry_id), forms.MarkForm(), list[Fault]()
    days: dict[int, date | None] = {}
    for line in signatures(entry.id):
        if str(line.id) not in touched():
            continue
        text = _day_text(line)
        days[line.id] = parse_day(text)
        if _is_ticked(line) and days[line.id] is None:
            faults.append(day_fault(text, "signed_day") if text else Fault("empty", "signed_day"))
    if faults:
        return show(entry, form, faults[:1])
    try:
        mark_signatures(current_school_id(), entry.id, days, actor())
    except FaultsError as error:
        return show(entry, form, error.faults)
    left = sum(not line.settled for line in signatures(entry.id))
    flash(f"Подписи отмечены. Осталось: {left}." if left else "Подписи отмечены. Ознакомлены все.")
    return redirect(url_for("entry.page", entry_id=entry_id), 303)


@blueprint.post("/people")
@creates(page="entry.page")
def people(entry_id: int) -> str | Response:
    """Adds workers to the list of those who sign."""
    entry = entry_or_404(entry_id)
    names = set(request.form.getlist("worker"))
    chosen = [(person.full_name, person.post) for person in current_school().staff if person.full_name in names]
    try:
        add_people(current_school_id(), entry.id, chosen, actor())
    except FaultsError as error:
        return show(entry, forms.PeopleForm(), error.faults)
    flash("Лист ознакомления дополнен.")
    return redirect(url_for("entry.page", entry_id=entry_id), 303)


@blueprint.post("/refusal")
@edits(kept.signatures_kept, page="entry.page", sent=_sent_refusal)
def refusal(entry_id: int) -> str | Response:
    """One act for all who refused."""
    entry, form, faults = entry_or_404(entry_id), forms.RefusalForm(), list[Fault]()
    day = typed.read_day(form.day, faults)
    lines = [number for line in form.people.data or [] if (number := sent_number(line)) is not None]
    witnesses = (form.witness_1.data or "", form.witness_2.data or "")
    if day is None:
        return show(entry, form, faults)
    try:
        refuse(current_school_id(), entry.id, day, lines, witnesses, actor(), form.act_number.data or "")
    except FaultsError as error:
        return show(entry, form, error.faults)
    flash("Акт об отказе записан.")
    return redirect(url_for("entry.page", entry_id=entry_id), 303)
