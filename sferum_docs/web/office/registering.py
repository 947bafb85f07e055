"""Registering: papers that wait, the numbers they will get, the day, what is told of each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from sferum_docs.documents.registering.registers import register_of
from sferum_docs.documents.requests.text_limits import limit_of
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import parse_day
from sferum_docs.services.register.entries.file_list import files_of_school
from sferum_docs.services.register.entries.sheets import counted as counted_sheets
from sferum_docs.services.register.entries.sheets import wants_count
from sferum_docs.services.register.lists.listing import find_entry, last_told, waiting
from sferum_docs.services.register.next_number import coming_numbers
from sferum_docs.services.register.questions import day_question
from sferum_docs.services.register.register import register_documents
from sferum_docs.services.register.registration import RegistrationDetails, day_warnings
from sferum_docs.services.register.trial import not_waiting
from sferum_docs.web.counting import count_soon
from sferum_docs.web.current import (
    actor,
    current_days_off,
    current_registers,
    current_school,
    current_school_id,
    known_pack,
    today,
)
from sferum_docs.web.forms.changing import creates
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.forms.typed import read_day, read_number
from sferum_docs.web.forms.wording import counted
from sferum_docs.web.office.entries.recovered import tell_recovered
from sferum_docs.web.office.forms import TellForm, offer_files
from sferum_docs.web.printing import current_press
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from werkzeug.wrappers import Response

    from sferum_docs.documents.registering.registers import Register
    from sferum_docs.services.register.lists.listing import Entry, Waiting

blueprint = Blueprint("registering", __name__)


@dataclass(frozen=True)
class Row:
    """A waiting paper as the page shows it: what is typed beside it."""

    item: Waiting
    book: Register
    number: str  # that it will get when registered with the others that are ticked; empty when it is not
    typed: dict[str, str]
    refused: str = ""  # why it was not registered, when the head may mend that

    @property
    def chosen(self) -> bool:
        """Whether it is ticked."""
        return bool(self.number)


@blueprint.get("/register/new")
def page() -> str:
    """Papers that wait; those the head sent to be signed are ticked."""
    tell_recovered()
    items = waiting(current_school_id())
    sent = [str(item.document.id) for item in items if item.sent]
    named = request.args.get("document", "")
    chosen = [named] if named else sent
    before = last_told(current_school_id(), next(iter(current_registers())))
    day = next((item.document.order_date for item in items if str(item.document.id) in chosen), today())
    form = TellForm(
        data={
            "documents": chosen,
            "signed_on": min(day, today()),
            "executor": before.executor if before else "",
            "file_index": before.file_index if before else next(iter(current_registers().values())).file,
        }
    )
    return _page(form, items)


@blueprint.post("/register/new")
@creates()
def enter() -> str | Response:
    """Registers what is ticked, in signing order."""
    form, faults = TellForm(), list[Fault]()
    items = waiting(current_school_id())
    if request.form.get("action") == "show":  # the numbers of the day typed, for a browser without scripts
        return _page(form, items)
    sent = form.documents.data or []
    chosen = [item for item in items if str(item.document.id) in sent]
    faults += _gone(sent, items)
    day = read_day(form.signed_on, faults)
    told = {item.document.id: _told(form, item, day or today(), faults) for item in chosen}
    if not sent:
        faults.append(Fault("nothing_chosen", "documents"))
    if faults or day is None:
        return _page(form, items, faults)
    try:
        entries = register_documents(current_school_id(), told, actor(), _asked(form, day, told))
    except FaultsError as error:
        return _page(form, items, error.faults)
    for warning in day_warnings(next(iter(told.values())).signed_on, actor(), current_days_off()):
        flash(warning.sentence(), "warning")
    return redirect(url_for("registering.done", entries=",".join(str(entry.id) for entry in entries)), 303)


def _asked(form: TellForm, day: date, told: Mapping[int, RegistrationDetails]) -> list[Fault]:
    """What is asked of the papers chosen and not answered yet."""
    if form.paper_day.data == day.isoformat():
        return []
    return [fault for draft_id in told for fault in day_question(current_school_id(), draft_id, day)]


def _gone(sent: Sequence[str], items: Sequence[Waiting]) -> list[Fault]:
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
    return _coming(waiting(current_school_id()), day)


@blueprint.get("/register/done")
def done() -> str:
    """What is registered, and what comes next."""
    ids = map(sent_number, request.args.get("entries", "").split(","))
    entries = [entry for number in ids if number is not None and (entry := _entry(number)) is not None]
    if not entries:
        abort(404)
    if any(wants_count(entry) for entry in entries):
        count_soon(current_school_id())
    return render_template("office/done.html", entries=entries, words=_words(entries))


def _told(form: TellForm, item: Waiting, day: date, faults: list[Fault]) -> RegistrationDetails:
    typed = _typed(item.document.id)
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


def _typed(document_id: int) -> dict[str, str]:
    names = ("sheets", "annexes", "addressee", "reply_to")
    return {name: request.form.get(f"{name}-{document_id}", "") for name in names}


def _shown(item: Waiting) -> dict[str, str]:
    """What was typed; before that the sheets, when the document was printed here with its annexes."""
    typed = _typed(item.document.id)
    if request.method == "POST":
        return typed
    sheets = counted_sheets(current_press(), item.document, known_pack(item.document.pack))
    return {**typed, "sheets": str(sheets.own), "annexes": str(sheets.annexes or "")} if sheets else typed


def _page(form: TellForm, items: Sequence[Waiting], faults: Sequence[Fault] = ()) -> str:
    chosen = set(form.documents.data or [])
    day = parse_day(str(form.signed_on.data or "")) or today()
    offer_files(form, files_of_school(current_school_id()))
    coming = _coming(items, day)
    return render_template(
        "office/registering.html",
        form=form,
        rows=[replace(row, refused=_refused(row, faults)) for row in _rows(items, chosen, coming)],
        coming=coming,
        day=day,
        far=any(fault.code == "day_long_ago" for fault in faults) or bool(form.sure.data),
        other_day=any(fault.code == "signed_draft_other_day" for fault in faults) or bool(form.paper_day.data),
        unnumbered=any(fault.code == "order_unnumbered" for fault in faults) or bool(form.by_pen.data),
        remarks=remarks(form, faults),
        staff=current_school().staff,
        books=current_registers(),
        limit_of=limit_of,
    )


def _refused(row: Row, faults: Sequence[Fault]) -> str:
    """What of the faults stands at answers of this paper: they are the head's."""
    own = [fault for fault in faults if fault.code == "draft_answer"]
    return " ".join(item.sentence() for item in own if item.values.get("document_id") == row.item.document.id)


def first_register() -> Register:
    """The first register that takes entries; there always is one."""
    return next(book for book in current_registers().values() if not book.closed)


def _coming(items: Sequence[Waiting], day: date) -> dict[str, list[str]]:
    """Register → the numbers its waiting papers would get on this day, one after another."""
    books = [register_of(current_registers(), item.document.kind) for item in items]
    counts = Counter(book.id for book in books if book is not None)
    return {
        book.id: list(coming_numbers(current_school_id(), book, day, counts[book.id]))
        for book in current_registers().values()
        if counts[book.id]
    }


def _rows(items: Sequence[Waiting], chosen: Collection[str], coming: Mapping[str, Sequence[str]]) -> list[Row]:
    left = {book: iter(given) for book, given in coming.items()}
    return [
        Row(item, book, next(left[book.id]) if str(item.document.id) in chosen else "", _shown(item))
        for item in items
        if (book := register_of(current_registers(), item.document.kind)) is not None
    ]


def _entry(entry_id: int) -> Entry | None:
    return find_entry(current_school_id(), entry_id)


def _words(entries: Sequence[Entry]) -> str:
    """What is done and what is not: a number without a file is not told as registered."""
    left = [entry for entry in entries if not entry.ready]
    if not left:
        return f"Зарегистрировано: {counted(len(entries), 'документ', 'документа', 'документов')}"
    ready = len(entries) - len(left)
    return f"Зарегистрировано: {ready} из {len(entries)}; без файла: {', '.join(f'№ {entry.number}' for entry in left)}"
