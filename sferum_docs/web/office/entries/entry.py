"""One entry of a register: its facts, files, signatures, copies, and what may be done about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, request, url_for

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.details import change_details, mark_executed
from sferum_docs.services.register.entries.choose_entry import entry_by_number
from sferum_docs.services.register.entries.copies import certified_copy, entry_bytes, extract_of
from sferum_docs.services.register.entries.repeal import repeal
from sferum_docs.services.register.entries.sheets import wants_count
from sferum_docs.services.register.entries.void import restore, void
from sferum_docs.services.register.finish import finish, finish_by_hand, finish_from
from sferum_docs.services.register.live import live_entry
from sferum_docs.web.counting import count_soon
from sferum_docs.web.current import actor, current_school, current_school_id
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms import typed
from sferum_docs.web.forms.changing import creates, edits
from sferum_docs.web.office import forms
from sferum_docs.web.office.entries import kept
from sferum_docs.web.office.entries.entry_page import entry_or_404, show
from sferum_docs.web.office.entries.recovered import tell_recovered
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from werkzeug.wrappers import Response


blueprint = Blueprint("entry", __name__, url_prefix="/register/entries/<int:entry_id>")


@blueprint.get("")
def page(entry_id: int) -> str:
    """The entry."""
    tell_recovered()
    entry = entry_or_404(entry_id)
    if wants_count(entry):
        count_soon(current_school_id())
    return show(entry)


@blueprint.get("/file")
def file(entry_id: int) -> Response:
    """The registered Word file."""
    try:
        name, content = entry_bytes(current_school_id(), entry_or_404(entry_id))
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
        return show(entry_or_404(entry_id), form, faults)
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
    entry = entry_or_404(entry_id)
    if not (typed or words or entry.repealed_by_id or entry.repealed_note):
        return show(entry, form, [Fault("empty", "repealed_by")])

    def mark() -> None:
        school_id, register_id = current_school_id(), entry_or_404(entry_id).register
        other = entry_by_number(school_id, register_id, typed, "repealed_by").id if typed else None
        repeal(school_id, entry_id, other, words, actor())

    return _done(entry_id, form, mark, told)


@blueprint.post("/executed")
@edits(kept.executed_kept, page="entry.page")
def executed(entry_id: int) -> str | Response:
    """Marks the day on which the document was carried out."""
    form, faults = forms.ExecutedForm(), list[Fault]()
    marked = entry_or_404(entry_id).executed_on is not None
    day = typed.read_day(form.executed_on, faults, required=not marked)  # an empty day takes a mark away
    if faults:
        return show(entry_or_404(entry_id), form, faults)
    told = "Отмечено исполнение." if day else "Отметка об исполнении снята."
    return _done(entry_id, form, lambda: mark_executed(current_school_id(), entry_id, day, actor()), told)


@blueprint.post("/finish")
@edits(kept.file_kept, page="entry.page")
def complete(entry_id: int) -> str | Response:
    """Makes the file again, from its own version or another; or takes the entry without one."""
    entry, school_id = entry_or_404(entry_id), current_school_id()
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
    form, entry = forms.CopyForm(), entry_or_404(entry_id)
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
    form, entry = forms.CopyForm(), entry_or_404(entry_id)
    wanted = {number for point in form.points.data or [] if (number := sent_number(point)) is not None}
    try:
        content = extract_of(
            current_school_id(), current_school(), entry, wanted, form.certifier_post.data or "",
            form.certifier_name.data or "", actor(),
        )  # fmt: skip
    except FaultsError as error:
        return show(entry, form, error.faults)
    return file_answer(content, f"Выписка из приказа № {entry.number}.docx")


def _done(entry_id: int, form: Any, deed: Callable[[], object], told: str) -> str | Response:
    entry = entry_or_404(entry_id)
    try:
        deed()
    except FaultsError as error:
        return show(entry, form, error.faults)
    flash(told)
    return redirect(url_for("entry.page", entry_id=entry_id), 303)
