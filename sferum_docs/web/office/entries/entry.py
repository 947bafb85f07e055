"""One entry of a register: its facts, files, signatures, copies, and what may be done about it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from sferum_docs.documents.tags.people import full_name
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.documents.issued import versions
from sferum_docs.services.register.details import change_details, mark_executed
from sferum_docs.services.register.entries.acquaint import refusals, signatures
from sferum_docs.services.register.entries.choose_entry import entry_by_number, later_entries, typed_number
from sferum_docs.services.register.entries.copies import certified_copy, entry_bytes, extract_of, points_of
from sferum_docs.services.register.entries.correct import FIELD_LABELS, changes_of
from sferum_docs.services.register.entries.evidence import evidence_of_entry
from sferum_docs.services.register.entries.file_list import files_of_school
from sferum_docs.services.register.entries.repeal import repeal
from sferum_docs.services.register.entries.sheets import wants_count
from sferum_docs.services.register.entries.void import restore, void
from sferum_docs.services.register.finish import finish, finish_by_hand, finish_from, other_versions
from sferum_docs.services.register.lists.listing import find_entry, lines_of, repealed_entries
from sferum_docs.services.register.live import live_entry
from sferum_docs.web.counting import count_soon
from sferum_docs.web.current import actor, current_registers, current_school, current_school_id
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms.changing import creates, edits
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.office import forms, kept
from sferum_docs.web.office.entries.entry_extra import extra
from sferum_docs.web.office.entries.recovered import tell_recovered
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.schools.model import Person
    from sferum_docs.services.register.lists.listing import Entry

blueprint = Blueprint("entry", __name__, url_prefix="/register/entries/<int:entry_id>")


@blueprint.get("")
def page(entry_id: int) -> str:
    """The entry."""
    tell_recovered()
    entry = found(entry_id)
    if wants_count(entry):
        count_soon(current_school_id())
    return show(entry)


@blueprint.get("/file")
def file(entry_id: int) -> Response:
    """The registered Word file."""
    try:
        name, content = entry_bytes(current_school_id(), found(entry_id))
    except FaultsError:
        abort(404)
    return file_answer(content, name)


@blueprint.post("/details")
@edits(kept.details_kept, page="entry.page")
def details(entry_id: int) -> str | Response:
    """Keeps what is written beside the entry."""
    form, faults = forms.DetailsForm(), list[Fault]()
    told = forms.read_details(form, faults)
    if faults:
        return show(found(entry_id), form, faults)
    return _done(entry_id, form, lambda: change_details(current_school_id(), entry_id, told, actor()), "Записано.")


@blueprint.post("/void")
@edits(kept.state_kept, page="entry.page")
def annul(entry_id: int) -> str | Response:
    """Strikes the entry through."""
    form = forms.VoidForm()
    reason = form.void_reason.data or ""
    return _done(
        entry_id, form, lambda: void(current_school_id(), entry_id, reason, actor()),
        "Запись аннулирована. Номер остаётся за ней; отменить аннулирование можно на этой же странице.",
    )  # fmt: skip


@blueprint.post("/restore")
@edits(kept.state_kept, page="entry.page")
def undo(entry_id: int) -> str | Response:
    """Undoes the voiding."""
    return _done(entry_id, None, lambda: restore(current_school_id(), entry_id, actor()), "Аннулирование отменено.")


@blueprint.post("/repeal")
@edits(kept.repeal_kept, page="entry.page")
def lose_force(entry_id: int) -> str | Response:
    """Says what repealed the order, or takes that back."""
    form = forms.RepealForm()
    typed = form.repealed_by.data or ""
    words = "" if typed else form.repealed_note.data or ""
    told = "Отметка «утратил силу» поставлена." if typed or words else "Отметка «утратил силу» снята."
    entry = found(entry_id)
    if not (typed or words or entry.repealed_by_id or entry.repealed_note):
        return show(entry, form, [Fault("empty", "repealed_by")])

    def mark() -> None:
        school_id, register_id = current_school_id(), found(entry_id).register
        other = entry_by_number(school_id, register_id, typed, "repealed_by").id if typed else None
        repeal(school_id, entry_id, other, words, actor())

    return _done(entry_id, form, mark, told)


@blueprint.post("/executed")
@edits(kept.executed_kept, page="entry.page")
def executed(entry_id: int) -> str | Response:
    """Marks the day on which the document was carried out."""
    form, faults = forms.ExecutedForm(), list[Fault]()
    marked = found(entry_id).executed_on is not None
    day = forms.read_day(form.executed_on, faults, required=not marked)  # an empty day takes a mark away
    if faults:
        return show(found(entry_id), form, faults)
    told = "Отмечено исполнение." if day else "Отметка об исполнении снята."
    return _done(entry_id, form, lambda: mark_executed(current_school_id(), entry_id, day, actor()), told)


@blueprint.post("/finish")
@edits(kept.file_kept, page="entry.page")
def complete(entry_id: int) -> str | Response:
    """Makes the file again, from its own version or another; or takes the entry without one."""
    entry, school_id = found(entry_id), current_school_id()
    if request.form.get("action") == "by_hand":
        told = "Запись закрыта без файла. Приложите скан бумаги."
        return _done(entry_id, None, lambda: finish_by_hand(school_id, entry_id, actor()), told)
    version = sent_number(request.form.get("version", ""))
    try:
        live_entry(school_id, entry_id)
        entry = finish_from(school_id, entry_id, version, actor()) if version else finish(school_id, entry_id, actor())
    except FaultsError as error:
        return show(entry, None, error.faults)
    if not entry.ready:
        flash(f"Файл не сделан, номер № {entry.number} остаётся за документом. Причина указана ниже.", "warning")
    else:
        flash(f"Файл записи № {entry.number} сделан.")
    return redirect(url_for("entry.page", entry_id=entry_id), 303)


@blueprint.post("/copy")
@creates(page="entry.page")
def copy(entry_id: int) -> str | Response:
    """The document marked «Верно»."""
    form, entry = forms.CopyForm(), found(entry_id)
    try:
        content = certified_copy(
            current_school_id(), current_school(), entry, form.certifier_post.data or "",
            form.certifier_name.data or "", actor(),
        )  # fmt: skip
    except FaultsError as error:
        return show(entry, form, error.faults)
    return file_answer(content, f"Копия приказа № {entry.number}.docx")


@blueprint.post("/extract")
@creates(page="entry.page")
def extract(entry_id: int) -> str | Response:
    """An extract with the points chosen."""
    form, entry = forms.CopyForm(), found(entry_id)
    wanted = {number for point in form.points.data or [] if (number := sent_number(point)) is not None}
    try:
        content = extract_of(
            current_school_id(), current_school(), entry, wanted, form.certifier_post.data or "",
            form.certifier_name.data or "", actor(),
        )  # fmt: skip
    except FaultsError as error:
        return show(entry, form, error.faults)
    return file_answer(content, f"Выписка из приказа № {entry.number}.docx")


def found(entry_id: int) -> Entry:
    """The entry of this school, or the page that says there is none."""
    entry = find_entry(current_school_id(), entry_id)
    if entry is None:
        abort(404)
    return entry


def show(entry: Entry, form: Any = None, faults: Sequence[Fault] = ()) -> str:
    """The page of an entry; `form` is the one that was sent and met faults."""
    faults = off_page(faults) if entry.void else faults
    sent = {type(form): form}
    shown = {name: sent.get(type(usual), usual) for name, usual in _forms(entry).items()}
    school = current_school()
    lines = signatures(entry.id)
    forms.offer_files(shown["details"], files_of_school(current_school_id()))
    return render_template(
        "office/entry.html",
        entry=entry,
        line=lines_of(current_school_id(), [entry])[0],
        book=current_registers()[entry.register],
        repealer=find_entry(current_school_id(), entry.repealed_by_id) if entry.repealed_by_id else None,
        later=[(typed_number(item), item.title) for item in later_entries(current_school_id(), entry)],
        repealed=repealed_entries(current_school_id(), entry.id),
        signatures=lines,
        unsigned=[item for item in lines if not item.settled],
        refusals=refusals(entry.id),
        evidence=evidence_of_entry(current_school_id(), entry.id),
        other_versions=other_versions(current_school_id(), entry),
        versions=versions(current_school_id(), entry.pack, entry.document) if entry.document else (),
        points=points_of(current_school_id(), entry),
        forms=shown,
        remarks=remarks(form or shown["void"], faults),
        staff=school.staff,
        extra=extra(entry, form),
        changes=changes_of(entry.id),
        labels=FIELD_LABELS,
        more=_more(entry),
    )


def off_page(faults: Sequence[Fault]) -> list[Fault]:
    """The faults of forms that a void entry does not show: none leads to a field."""
    return [replace(fault, place="") for fault in faults]


def _more(entry: Entry) -> dict[str, str]:
    """What only some registers ask."""
    cells = lines_of(current_school_id(), [entry])[0].cells
    return {name: cells[name] for name in ("sender", "sender_number", "person", "basis", "due")} | {
        "act": forms.act_caption(entry.act)
    }


def _forms(entry: Entry) -> dict[str, Any]:
    school = current_school()
    head = school.head.person if school.head else None
    columns = ("executor", "sheets", "annexes", "file_index", "addressee", "reply_to", "note")
    data = {name: getattr(entry, name) for name in columns}
    return {
        "details": forms.DetailsForm(formdata=None, data={key: _text(value) for key, value in data.items()}),
        "void": forms.VoidForm(formdata=None),
        "repeal": forms.RepealForm(
            formdata=None, data={"repealed_by": _repealing(entry), "repealed_note": entry.repealed_note}
        ),
        "executed": forms.ExecutedForm(formdata=None, data={"executed_on": entry.executed_on}),
        "signed": forms.MarkForm(formdata=None),
        "people": forms.PeopleForm(formdata=None),
        "refusal": forms.RefusalForm(formdata=None),
        "certify": forms.CopyForm(formdata=None, data=_certifier(head)),
        "scan": forms.ScanForm(formdata=None),
        "returned": forms.ReturnedForm(formdata=None),
    }


def _repealing(entry: Entry) -> str:
    other = find_entry(current_school_id(), entry.repealed_by_id) if entry.repealed_by_id else None
    return typed_number(other) if other else ""


def _certifier(head: Person | None) -> dict[str, str]:
    if head is None:
        return {}
    return {
        "certifier_post": head.post[:1].upper() + head.post[1:],
        "certifier_name": full_name(head).initials(),
    }


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _done(entry_id: int, form: Any, deed: Callable[[], object], told: str) -> str | Response:
    entry = found(entry_id)
    try:
        deed()
    except FaultsError as error:
        return show(entry, form, error.faults)
    flash(told)
    return redirect(url_for("entry.page", entry_id=entry_id), 303)
