"""A paper that was not made here: its register says what is asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import flash, redirect, render_template, request, url_for

from sferum_docs.documents.registering.registers import asked_of
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import parse_day
from sferum_docs.services.register.entries.file_list import files_of_school
from sferum_docs.services.register.next_number import coming_numbers
from sferum_docs.services.register.people import known_signers
from sferum_docs.services.register.register import head_of, register_outside
from sferum_docs.services.register.registration import RegistrationDetails, day_warnings
from sferum_docs.web.current import (
    actor,
    current_acts,
    current_days_off,
    current_registers,
    current_school,
    current_school_id,
    today,
)
from sferum_docs.web.forms import typed
from sferum_docs.web.forms.changing import creates
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.office import forms
from sferum_docs.web.office.registering import blueprint
from sferum_docs.web.office.registering_page import first_register

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.documents.registering.registers import Register


@blueprint.get("/register/other")
def other() -> str:
    """The form of a register."""
    book = _book(request.args.get("register", ""))
    form = forms.OtherForm(
        formdata=None,
        data={
            "register": book.id,
            "signed_on": today(),
            "signer": "" if book.has("sender") else head_of(current_school()),
            "file_index": book.file,
        },
    )
    return _page(form, book)


@blueprint.post("/register/other")
@creates()
def enter_other() -> str | Response:
    """Enters it under the next number, or under a number with a letter; or shows the columns of another register."""
    form, faults = forms.OtherForm(), list[Fault]()
    book = _book(form.register.data or "")
    if request.form.get("action") == "show":
        _propose(form, book)
        return _page(form, book)
    told = read_told(form, book, faults)
    if faults:
        return _page(form, book, faults)
    try:
        entry = register_outside(current_school_id(), book.id, form.title.data or "", told, actor())
    except FaultsError as error:
        return _page(form, book, error.faults)
    for warning in day_warnings(told.signed_on, actor(), current_days_off()):
        flash(warning.sentence(), "warning")
    flash(f"Записано под № {entry.number}.")
    return redirect(url_for("entry.page", entry_id=entry.id), 303)


def _propose(form: forms.OtherForm, book: Register) -> None:
    """What the register shown before proposed gives way to what this one does; what was typed stays."""
    if form.file_index.data in {item.file for item in current_registers().values()}:
        form.file_index.data = book.file
    if not form.signer.data and not book.has("sender"):
        form.signer.data = head_of(current_school())


def read_told(form: forms.OtherForm, book: Register, faults: list[Fault]) -> RegistrationDetails:
    """What the form tells; a field that the register does not ask stays empty."""
    asked = asked_of(book)
    day = typed.read_day(form.signed_on, faults) or today()
    texts = ("kind", "sender", "sender_number", "addressee", "reply_to", "person", "basis", "signer", "executor", "act")
    given: dict[str, Any] = {name: form[name].data or "" for name in texts if name in asked}
    given |= {
        name: typed.read_day(form[name], faults, required=False) for name in ("sender_date", "due") if name in asked
    }
    return RegistrationDetails(
        signed_on=day,
        confirmed=form.sure.data == day.isoformat(),
        once=not form.another.data,
        file_index=form.file_index.data or "",
        note=form.note.data or "",
        reason=form.reason.data or "",
        after=typed.read_register_number(form.after.data, "after", faults),
        sheets=typed.read_number(form.sheets.data, "sheets", faults) if "sheets" in asked else None,
        annexes=typed.read_number(form.annexes.data, "annexes", faults) if "annexes" in asked else None,
        **given,
    )


def offer(form: forms.OtherForm, book: Register) -> None:
    """The choices of the form and the names that its register gives to its fields."""
    captions = {column.field: column.caption for column in book.columns}
    for name in ("title", "sender", "addressee", "reply_to", "person", "basis", "signer", "executor", "due"):
        form[name].label.text = captions.get(name, form[name].label.text)
    form.signed_on.label.text = captions.get("day", form.signed_on.label.text)
    form.kind.options = tuple((kind, kind) for kind in book.kinds)
    form.act.options = (("", "нет"), *((act.pack, forms.act_caption(act.pack)) for act in current_acts()))
    forms.offer_files(form, files_of_school(current_school_id()))


def _book(register_id: str) -> Register:
    book = current_registers().get(register_id)
    return first_register() if book is None or book.closed else book


def _page(form: forms.OtherForm, book: Register, faults: Sequence[Fault] = ()) -> str:
    open_books = [item for item in current_registers().values() if not item.closed]
    form.register.options = tuple((item.id, item.short) for item in open_books)
    offer(form, book)
    day = parse_day(str(form.signed_on.data or "")) or today()
    return render_template(
        "office/other.html",
        form=form,
        book=book,
        asked=asked_of(book),
        day=day,
        number=coming_numbers(current_school_id(), book, day, 1)[0],
        far=any(fault.code == "day_long_ago" for fault in faults) or bool(form.sure.data),
        twin=any(fault.code == "entered_already" for fault in faults) or bool(form.another.data),
        remarks=remarks(form, faults),
        staff=current_school().staff,
        signers=known_signers(current_school_id(), current_school()),
    )
