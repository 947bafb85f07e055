"""Registering: papers that wait, the numbers they will get, the day, what is told of each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from sferum_docs.documents.registering.registers import register_of
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import parse_day
from sferum_docs.services.documents.blank_references import blank_references
from sferum_docs.services.register.entries.sheets import wants_count
from sferum_docs.services.register.lists.listing import find_entry, last_told, waiting
from sferum_docs.services.register.questions import day_question
from sferum_docs.services.register.register import register_documents
from sferum_docs.services.register.registration import RegistrationDetails, day_warnings
from sferum_docs.services.register.trial import not_waiting
from sferum_docs.web.counting import count_soon
from sferum_docs.web.current import (
    actor,
    current_days_off,
    current_registers,
    current_school_id,
    known_pack,
    today,
)
from sferum_docs.web.forms.changing import creates
from sferum_docs.web.forms.typed import read_day, read_number
from sferum_docs.web.forms.wording import counted
from sferum_docs.web.office.entries.recovered import tell_recovered
from sferum_docs.web.office.forms import TellForm
from sferum_docs.web.office.registering_page import coming_of, first_register, own_day, registering_page, typed_beside
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from werkzeug.wrappers import Response

    from sferum_docs.services.documents.blank_references import BlankReference
    from sferum_docs.services.register.lists.listing import Entry, UnregisteredDocument

blueprint = Blueprint("registering", __name__)


@blueprint.get("/register/new")
def page() -> str:
    """Papers that wait; those the head sent to be signed are ticked."""
    tell_recovered()
    items = waiting(current_school_id())
    sent = [str(item.document.id) for item in items if item.sent]
    named = request.args.get("document", "")
    chosen = [named] if named else sent
    before = last_told(current_school_id(), next(iter(current_registers())))
    days = (own_day(item.document) for item in items if str(item.document.id) in chosen)
    day = next(days, today())
    form = TellForm(
        data={
            "documents": chosen,
            "signed_on": min(day, today()),
            "executor": before.executor if before else "",
            "file_index": before.file_index if before else next(iter(current_registers().values())).file,
        }
    )
    return registering_page(form, items)


@blueprint.post("/register/new")
@creates()
def enter() -> str | Response:
    """Registers what is ticked, in signing order."""
    form, faults = TellForm(), list[Fault]()
    items = waiting(current_school_id())
    if request.form.get("action") == "show":  # the numbers of the day typed, for a browser without scripts
        return registering_page(form, items)
    sent = form.documents.data or []
    chosen = [item for item in items if str(item.document.id) in sent]
    faults += _gone(sent, items)
    day = read_day(form.signed_on, faults)
    told = {item.document.id: _told(form, item, day or today(), faults) for item in chosen}
    if not sent:
        faults.append(Fault("nothing_chosen", "documents"))
    if faults or day is None:
        return registering_page(form, items, faults)
    try:
        entries = register_documents(current_school_id(), told, actor(), _asked(form, day, told))
    except FaultsError as error:
        return registering_page(form, items, error.faults)
    drafted = {own_day(item.document) for item in chosen}
    for warning in day_warnings(next(iter(told.values())).signed_on, actor(), current_days_off(), drafted):
        flash(warning.sentence(), "warning")
    return redirect(url_for("registering.done", entries=",".join(str(entry.id) for entry in entries)), 303)


def _asked(form: TellForm, day: date, told: Mapping[int, RegistrationDetails]) -> list[Fault]:
    """What is asked of the papers chosen and not answered yet."""
    if form.paper_day.data == day.isoformat():
        return []
    return [fault for draft_id in told for fault in day_question(current_school_id(), draft_id, day)]


def _gone(sent: Sequence[str], items: Sequence[UnregisteredDocument]) -> list[Fault]:
    """Why papers ticked on a page opened before wait no more."""
    known = {str(item.document.id) for item in items}
    numbers = (sent_number(text) for text in sent if text not in known)
    return [not_waiting(current_school_id(), number) for number in numbers if number is not None]


@blueprint.get("/register/new/numbers")
def numbers() -> dict[str, list[str]]:
    """The numbers that the next papers of a day will get, by register."""
    day = parse_day(request.args.get("signed_on", ""))
    if day is None:
        abort(400)
    return coming_of(waiting(current_school_id()), day)


@blueprint.get("/register/done")
def done() -> str:
    """What is registered, and what comes next."""
    ids = map(sent_number, request.args.get("entries", "").split(","))
    entries = [entry for number in ids if number is not None and (entry := _entry(number)) is not None]
    if not entries:
        abort(404)
    if any(wants_count(entry) for entry in entries):
        count_soon(current_school_id())
    return render_template("office/done.html", entries=entries, words=_words(entries), blanks=_blanks(entries))


def _blanks(entries: Sequence[Entry]) -> list[BlankReference]:
    """The papers that keep a place for a number just given."""
    packs = (known_pack(pack) for pack in dict.fromkeys(entry.pack for entry in entries))
    found = (blank for pack in packs if pack for blank in blank_references(current_school_id(), pack))
    numbers = {entry.id for entry in entries}
    return [blank for blank in found if numbers & {order.id for order in blank.orders}]


def _told(form: TellForm, item: UnregisteredDocument, day: date, faults: list[Fault]) -> RegistrationDetails:
    typed = typed_beside(item.document.id)
    told = RegistrationDetails(
        signed_on=day,
        confirmed=form.sure.data == day.isoformat(),
        by_pen=bool(form.by_pen.data),
        executor=form.executor.data or "",
        file_index=form.file_index.data or "",
        note=form.note.data or "",
        reason=form.reason.data or "",
        sheets=read_number(typed["sheets"], "documents", faults),
        annexes=read_number(typed["annexes"], "documents", faults),
        addressee=clean_line(typed["addressee"]),
        reply_to=clean_line(typed["reply_to"]),
        replaces=request.form.get(f"keeps-{item.document.id}") != "y",
    )
    book = register_of(current_registers(), item.document.kind)
    # the file proposed is that of orders; a letter goes to its own unless another is chosen
    return replace(told, file_index=book.file) if book and told.file_index == first_register().file else told


def _entry(entry_id: int) -> Entry | None:
    return find_entry(current_school_id(), entry_id)


def _words(entries: Sequence[Entry]) -> str:
    """What is done and what is not: a number without a file is not told as registered."""
    left = [entry for entry in entries if not entry.ready]
    if not left:
        return f"Зарегистрировано: {counted(len(entries), 'документ', 'документа', 'документов')}"
    ready = len(entries) - len(left)
    return f"Зарегистрировано: {ready} из {len(entries)}; без файла: {', '.join(f'№ {entry.number}' for entry in left)}"
