"""Numbers held for papers to come: taken, shown, filled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, url_for

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.hold import Holding, held_entries, hold_numbers
from sferum_docs.services.register.questions import day_question
from sferum_docs.services.register.register import register_document, register_outside
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.web.current import actor, current_registers, current_school, current_school_id, today
from sferum_docs.web.forms import typed
from sferum_docs.web.forms.changing import creates
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.office import forms
from sferum_docs.web.office.entries.entry_page import entry_or_404, show
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

blueprint = Blueprint("held", __name__)


@blueprint.get("/register/held")
def page() -> str:
    """The numbers that wait for their papers, and a form to hold more."""
    return _page(forms.HoldForm(data={"day": today(), "count": "1"}))


@blueprint.post("/register/held")
@creates()
def hold() -> str | Response:
    """Takes numbers for papers to come."""
    form, faults = forms.HoldForm(), list[Fault]()
    day = typed.read_day(form.day, faults)
    count = typed.read_number(form.count.data, "count", faults)
    if faults:
        return _page(form, faults)
    asked = Holding(day or today(), count or 0, form.purpose.data or "", form.executor.data or "")
    try:
        entries = hold_numbers(current_school_id(), form.register.data or "", asked, actor())
    except FaultsError as error:
        return _page(form, error.faults)
    flash(f"Зарезервировано: № {', № '.join(entry.number for entry in entries)}. Следующие документы пойдут после.")
    return redirect(url_for("held.page"), 303)


@blueprint.post("/register/entries/<int:entry_id>/fill")
@creates(page="entry.page")
def fill(entry_id: int) -> str | Response:
    """Registers a draft, or a paper made elsewhere, under a held number."""
    held, form, faults = entry_or_404(entry_id), forms.FillForm(), list[Fault]()
    day = typed.read_day(form.fill_day, faults)
    if day is None:
        return show(held, form, faults)
    reason = form.fill_reason.data or ""
    told = RegistrationDetails(
        day, held.executor, file_index=held.file_index, reason=reason, held=held.id, confirmed=True
    )
    chosen, title = form.fill_document.data or "", form.fill_title.data or ""
    draft_id = sent_number(chosen) or 0
    sure = not chosen or form.fill_paper_day.data == day.isoformat()
    asked = () if sure else day_question(current_school_id(), draft_id, day)
    try:
        if chosen:
            entry = register_document(current_school_id(), draft_id, told, actor(), asked)
        else:
            entry = register_outside(current_school_id(), held.register, title, told, actor())
    except FaultsError as error:
        return show(entry_or_404(entry_id), form, [_beside(fault) for fault in error.faults])
    flash(f"Записано под зарезервированным № {entry.number}.")
    return redirect(url_for("entry.page", entry_id=entry.id), 303)


_PLACES = {"signed_on": "fill_day", "reason": "fill_reason", "title": "fill_title", "documents": "fill_document"}


def _beside(fault: Fault) -> Fault:
    if fault.code == "held_no_more":  # the page has no such form any more
        return Fault(fault.code, "", fault.values)
    return Fault(fault.code, _PLACES.get(fault.place, fault.place), fault.values, fault.warning)


def _page(form: forms.HoldForm, faults: Sequence[Fault] = ()) -> str:
    form.register.options = tuple((book.id, book.short) for book in current_registers().values() if not book.closed)
    return render_template(
        "office/held_numbers.html",
        form=form,
        entries=held_entries(current_school_id()),
        books=current_registers(),
        today=today(),
        staff=current_school().staff,
        remarks=remarks(form, faults),
    )
