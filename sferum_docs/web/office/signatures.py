"""The acquaintance of an order: signatures marked as they come, people added, one act of refusal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, request, url_for

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import day_fault, parse_day
from sferum_docs.services.register.acquaint import add_people, mark_signatures, refuse, signatures
from sferum_docs.web.current import actor, current_school, current_school_id
from sferum_docs.web.numbers import sent_number
from sferum_docs.web.office import forms
from sferum_docs.web.office.entry import found, show

if TYPE_CHECKING:
    from datetime import date

    from werkzeug.wrappers import Response

blueprint = Blueprint("signatures", __name__, url_prefix="/register/entries/<int:entry_id>")


@blueprint.post("/signatures")
def mark(entry_id: int) -> str | Response:
    """Keeps who has signed and on which day; a tick without a day means the day above the list."""
    entry, faults = found(entry_id), list[Fault]()
    usual = parse_day(request.form.get("signed_day", ""))
    days: dict[int, date | None] = {}
    for line in signatures(entry.id):
        text = request.form.get(f"day-{line.id}", "")
        day = parse_day(text) if text else usual
        if f"signed-{line.id}" not in request.form:
            days[line.id] = None
        elif day is None:
            faults.append(day_fault(text, "signed_day") if text else Fault("empty", "signed_day"))
        else:
            days[line.id] = day
    if faults:
        return show(entry, None, faults[:1])
    try:
        mark_signatures(current_school_id(), entry.id, days, actor())
    except FaultsError as error:
        return show(entry, None, error.faults)
    left = sum(not line.settled for line in signatures(entry.id))
    flash(f"Подписи отмечены. Осталось: {left}." if left else "Подписи отмечены. Ознакомлены все.")
    return redirect(url_for("entry.page", entry_id=entry_id), 303)


@blueprint.post("/people")
def people(entry_id: int) -> str | Response:
    """Adds workers to the list of those who sign."""
    entry = found(entry_id)
    names = set(request.form.getlist("worker"))
    chosen = [(person.full_name, person.post) for person in current_school().staff if person.full_name in names]
    try:
        add_people(current_school_id(), entry.id, chosen, actor())
    except FaultsError as error:
        return show(entry, None, error.faults)
    flash("Лист ознакомления дополнен.")
    return redirect(url_for("entry.page", entry_id=entry_id), 303)


@blueprint.post("/refusal")
def refusal(entry_id: int) -> str | Response:
    """One act for all who refused."""
    entry, form, faults = found(entry_id), forms.RefusalForm(), list[Fault]()
    day = forms.read_day(form.day, faults)
    lines = [number for line in form.people.data or [] if (number := sent_number(line)) is not None]
    witnesses = (form.witness_1.data or "", form.witness_2.data or "")
    if day is None:
        return show(entry, form, faults)
    try:
        refuse(current_school_id(), entry.id, day, lines, witnesses, actor())
    except FaultsError as error:
        return show(entry, form, error.faults)
    flash("Акт об отказе записан.")
    return redirect(url_for("entry.page", entry_id=entry_id), 303)
