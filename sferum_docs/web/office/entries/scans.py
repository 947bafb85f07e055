"""Scans: several at once, confirmed before anything is kept; one described, withdrawn, replaced."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.entries.evidence import (
    describe_scan,
    find_evidence,
    is_signature,
    replace_scan,
    withdraw_scan,
)
from sferum_docs.services.register.entries.scan_upload import (
    MOST_FILES,
    Choice,
    confirm_scans,
    drop_scans,
    entry_of_number,
    upload_scans,
    waiting_scans,
)
from sferum_docs.services.register.lists.listing import find_entries
from sferum_docs.web.current import actor, current_registers, current_school_id
from sferum_docs.web.forms import typed
from sferum_docs.web.forms.changing import creates, edits
from sferum_docs.web.forms.edit_token import Kept, Part
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.forms.wording import counted
from sferum_docs.web.office import forms
from sferum_docs.web.office.entries.entry_page import off_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.services.register.entries.evidence import Evidence
    from sferum_docs.services.register.entries.scan_upload import Rejected, WaitingScan

blueprint = Blueprint("scans", __name__)


def _words_kept(evidence_id: int) -> Kept:
    item = _found(evidence_id)
    return Kept(
        {"words": Part("Что на скане", item.words, item.words, "words")},
        item.file_name,
        ("evidence.described",),
        entry_id=item.entry_id,
    )


@blueprint.get("/register/<book_id>/scans")
def page(book_id: str) -> str:
    """Where several scans are sent at once; those that wait to be confirmed."""
    return _page(book_id)


@blueprint.post("/register/<book_id>/scans")
@creates()
def upload(book_id: str) -> str | Response:
    """Takes the files aside and shows what each seems to belong to."""
    _known(book_id)
    files = [(file.filename or "", file.read()) for file in request.files.getlist("scans") if file.filename]
    try:
        tell_rejected(upload_scans(current_school_id(), book_id, files, actor()))
    except FaultsError as error:
        return _page(book_id, error.faults)
    return redirect(url_for("scans.page", book_id=book_id), 303)


@blueprint.post("/register/<book_id>/scans/confirm")
@creates(page="scans.page")
def confirm(book_id: str) -> str | Response:
    """Keeps the files that were given an entry, or throws all of them away."""
    _known(book_id)
    if request.form.get("action") == "drop":
        drop_scans(actor())
        flash("Файлы выброшены, ничего не приложено.")
        return redirect(url_for("scans.page", book_id=book_id), 303)
    choices, faults = {}, list[Fault]()
    for item in waiting_scans(current_school_id(), actor()):
        choices[item.scan.id] = _choice(book_id, item, faults)
    if faults:
        return _page(book_id, faults)
    try:
        kept = confirm_scans(current_school_id(), choices, actor())
    except FaultsError as error:
        return _page(book_id, error.faults)
    flash(f"Приложено: {counted(kept, 'скан', 'скана', 'сканов')}.")
    return redirect(url_for("register.page", book_id=book_id), 303)


@blueprint.get("/scans/<int:evidence_id>/about")
def about(evidence_id: int) -> str:
    """One scan: what is on it, and what to do when it is the wrong one."""
    return _about(_found(evidence_id))


@blueprint.post("/scans/<int:evidence_id>/words")
@edits(_words_kept, page="scans.about")
def describe(evidence_id: int) -> str | Response:
    """Keeps what is on the scan."""
    item, form = _found(evidence_id), forms.AboutScanForm()
    try:
        describe_scan(current_school_id(), evidence_id, form.words.data or "", actor())
    except FaultsError as error:
        return _about(item, form, error.faults)
    flash("Записано. По этим словам скан найдёт поиск.")
    return _back(item)


@blueprint.post("/scans/<int:evidence_id>/withdraw")
@creates(page="scans.about")
def withdraw(evidence_id: int) -> str | Response:
    """Takes a wrong scan back, with the right one in its place if it was sent."""
    item, form = _found(evidence_id), forms.WithdrawScanForm()
    name, content = typed.uploaded(form.file.data)
    reason = form.reason.data or ""
    try:
        if name:
            replace_scan(current_school_id(), evidence_id, name, content, reason, actor())
        else:
            withdraw_scan(current_school_id(), evidence_id, reason, actor())
    except FaultsError as error:
        return _about(item, form, error.faults)
    flash("Скан заменён: прежний зачёркнут." if name else "Скан снят: он зачёркнут и ничего не подтверждает.")
    return _back(item)


def tell_rejected(rejected: Sequence[Rejected]) -> None:
    """A line for each file that is no scan."""
    for item in rejected:
        flash(f"{item.name}: {item.sentence}", "warning")


def _choice(book_id: str, item: WaitingScan, faults: list[Fault]) -> Choice:
    key = item.scan.id
    typed = clean_line(request.form.get(f"entry-{key}", ""))
    if item.entry is not None and typed == item.entry.number:
        entry_id: int | None = item.entry.id
    else:
        entry_id = entry_of_number(current_school_id(), book_id, typed) if typed else None
        if typed and entry_id is None:
            faults.append(Fault("scan_of_no_entry", f"entry-{key}", {"text": typed}))
    return Choice(entry_id, clean_line(request.form.get(f"words-{key}", "")), f"same-{key}" in request.form)


def _page(book_id: str, faults: Sequence[Fault] = ()) -> str:
    book, items = _known(book_id), waiting_scans(current_school_id(), actor())
    copies = {copy.entry_id for item in items for copy in item.same if copy.entry_id}
    return render_template(
        "office/scans.html",
        book=book,
        items=items,
        copies=find_entries(current_school_id(), copies),
        typed=request.form,
        limit=MOST_FILES,
        remarks=remarks(forms.waiting_form([item.scan.id for item in items]), faults),
    )


def _about(item: Evidence, form: Any = None, faults: Sequence[Fault] = ()) -> str:
    usual = {
        "words": forms.AboutScanForm(formdata=None, data={"words": item.words}),
        "withdraw": forms.WithdrawScanForm(formdata=None),
    }
    entry = find_entries(current_school_id(), {item.entry_id}).get(item.entry_id) if item.entry_id else None
    closed = item.withdrawn or (entry is not None and entry.void)
    faults = off_page(faults) if closed else faults
    shown = {name: form if isinstance(form, type(kept)) else kept for name, kept in usual.items()}
    return render_template(
        "office/scan.html",
        item=item,
        entry=entry,
        forms=shown,
        remarks=remarks(form or shown["withdraw"], faults),
    )


def _found(evidence_id: int) -> Evidence:
    item = find_evidence(current_school_id(), evidence_id)
    if item is None or is_signature(item):
        abort(404)
    return item


def _back(item: Evidence) -> Response:
    if item.entry_id is None:
        return redirect(url_for("evidence.checklist"), 303)
    return redirect(url_for("entry.page", entry_id=item.entry_id, _anchor="scans"), 303)


def _known(book_id: str) -> Any:
    book = current_registers().get(book_id)
    if book is None:
        abort(404)
    return book
