"""The page where an entry of a paper made elsewhere is put right."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, url_for
from wtforms import StringField

from sferum_docs.documents.registering.registers import asked_of
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.entries.correct import Correction, correct_entry, correction_of, is_correctable
from sferum_docs.services.register.people import known_signers
from sferum_docs.services.register.registration import day_warnings
from sferum_docs.web.current import actor, current_days_off, current_registers, current_school, current_school_id
from sferum_docs.web.forms import typed
from sferum_docs.web.forms.changing import edits
from sferum_docs.web.forms.edit_token import Kept
from sferum_docs.web.forms.form_parts import form_parts
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.office import forms
from sferum_docs.web.office.entries.entry_page import entry_or_404
from sferum_docs.web.office.other import offer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.services.register.lists.listing import Entry

blueprint = Blueprint("correction", __name__, url_prefix="/register/entries/<int:entry_id>/correct")
_TEXTS = ("sender", "sender_number", "addressee", "reply_to", "person", "basis", "signer", "act")
_NAMES = ("signed_on", "title", "kind", "sender_date", "due", *_TEXTS)


class CorrectionForm(forms.OtherForm):
    """An entry as it stands, and why it is put right."""

    correction_reason = StringField("Почему исправлено", description="Например: опечатка. Останется рядом с записью.")
    order_reason = StringField(
        "Причина, по которой порядок дат нарушен", description="Заполните, только если дата выходит из порядка."
    )


def _form(entry: Entry) -> CorrectionForm:
    kept = correction_of(entry)
    data = {name: getattr(kept, name) for name in _NAMES}
    return CorrectionForm(formdata=None, data={**data, "order_reason": entry.reason})


def _kept(entry_id: int) -> Kept:
    entry = entry_or_404(entry_id)
    form, book = _form(entry), current_registers()[entry.register]
    offer(form, book)
    shown = {"signed_on", "title", "order_reason", *asked_of(book)} & {*_NAMES, "order_reason"}
    return Kept(form_parts(form, shown), f"№ {entry.number}", ("register.corrected",), entry_id=entry.id)


@blueprint.get("")
def page(entry_id: int) -> str:
    """The form."""
    entry = entry_or_404(entry_id)
    return _page(entry, _form(entry))


@blueprint.post("")
@edits(_kept)
def save(entry_id: int) -> str | Response:
    """Keeps it with a trace."""
    entry, form, faults = entry_or_404(entry_id), CorrectionForm(), list[Fault]()
    kept, asked = correction_of(entry), asked_of(current_registers()[entry.register])
    day = typed.read_day(form.signed_on, faults)
    given: dict[str, Any] = {
        name: typed.read_day(form[name], faults, required=False) if name in asked else getattr(kept, name)
        for name in ("sender_date", "due")
    }
    given |= {name: (form[name].data or "") if name in asked else getattr(kept, name) for name in _TEXTS}
    if faults or day is None:
        return _page(entry, form, faults)
    kind = (form.kind.data or "") if "kind" in asked else kept.kind
    wanted = Correction(day, form.title.data or "", kind, **given)
    reasons = form.correction_reason.data or "", form.order_reason.data or ""
    try:
        correct_entry(current_school_id(), entry_id, wanted, *reasons, actor())
    except FaultsError as error:
        return _page(entry, form, error.faults)
    if day != entry.signed_on:
        for warning in day_warnings(day, actor(), current_days_off()):
            flash(warning.sentence(), "warning")
    flash("Запись исправлена. Что стояло прежде, видно ниже.")
    return redirect(url_for("entry.page", entry_id=entry_id), 303)


def _page(entry: Entry, form: CorrectionForm, faults: Sequence[Fault] = ()) -> str:
    book = current_registers()[entry.register]
    offer(form, book)
    return render_template(
        "office/correction.html",
        entry=entry,
        book=book,
        form=form,
        asked=asked_of(book),
        correctable=is_correctable(entry) and not entry.void,
        remarks=remarks(form, faults),
        staff=current_school().staff,
        signers=known_signers(current_school_id(), current_school()),
    )
