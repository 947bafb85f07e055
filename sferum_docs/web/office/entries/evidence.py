"""Scans of signed papers, papers for rows of the checklist, and documents that come back from Word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for

from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.documents.issued import find_document
from sferum_docs.services.documents.return_document import (
    ASKED,
    differences_of,
    may_withdraw,
    return_document,
    withdraw_version,
)
from sferum_docs.services.register.entries.evidence import (
    Subject,
    add_evidence,
    evidence_bytes,
    evidence_of_checklist,
    find_evidence,
    same_scans,
)
from sferum_docs.services.register.entries.scan_upload import upload_scans
from sferum_docs.services.register.finish import waiting_for_file
from sferum_docs.web.current import actor, current_pack, current_school_id
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms import typed
from sferum_docs.web.forms.changing import creates, repeats
from sferum_docs.web.forms.remarks import remarks
from sferum_docs.web.office import forms
from sferum_docs.web.office.entries.entry_page import entry_or_404, show
from sferum_docs.web.order_of_work import by_order
from sferum_docs.web.printing import current_press
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

blueprint = Blueprint("evidence", __name__)


@blueprint.post("/register/entries/<int:entry_id>/scans")
@creates(page="entry.page")
def add(entry_id: int) -> str | Response:
    """Keeps the scan of a signed document."""
    entry, form = entry_or_404(entry_id), forms.ScanForm()
    name, content = typed.uploaded(form.file.data)
    words = form.words.data or ""
    try:
        if content and any(item.entry_id != entry.id for item in same_scans(current_school_id(), content)):
            upload_scans(current_school_id(), entry.register, [(name, content)], actor(), entry, words)
            return redirect(url_for("scans.page", book_id=entry.register), 303)
        add_evidence(current_school_id(), Subject(entry_id=entry.id), name, content, actor(), words)
    except FaultsError as error:
        return show(entry, form, error.faults)
    flash("Скан приложен.")
    return redirect(url_for("entry.page", entry_id=entry_id), 303)


@blueprint.get("/scans/<int:evidence_id>")
def scan(evidence_id: int) -> Response:
    """A kept scan, as a file: a foreign file is never shown as a page of ours."""
    item = find_evidence(current_school_id(), evidence_id)
    if item is None:
        abort(404)
    return file_answer(evidence_bytes(item), item.file_name)


@blueprint.get("/acts/<pack>/evidence")
def checklist() -> str:
    """The questions of the checklist with the papers that prove the answers."""
    return _checklist(forms.ScanForm())


@blueprint.post("/acts/<pack>/evidence")
@creates()
def add_to_checklist() -> str | Response:
    """Keeps a paper for a question."""
    form, pack = forms.ScanForm(), current_pack()
    place = sent_number(request.form.get("row", ""))
    if place is None or place >= len(pack.checklist):
        abort(400)
    row = pack.checklist[place]
    name, content = typed.uploaded(form.file.data)
    subject = Subject(pack=pack.id, clause=row.clause, question=row.question)
    try:
        add_evidence(current_school_id(), subject, name, content, actor())
    except FaultsError as error:
        return _checklist(form, error.faults)
    flash(f"Бумага приложена к {pack.directive.by_path[row.clause].named_in('dative')}.")
    return redirect(url_for("evidence.checklist", _anchor=f"row-{place}"), 303)


@blueprint.post("/documents/<int:document_id>/returned")
@creates(page="evidence.changes")
def returned(document_id: int) -> str | Response:
    """Takes a document edited in Word as a new version and shows what differs."""
    if find_document(current_school_id(), document_id) is None:
        abort(404)
    form = forms.ReturnedForm()
    _, content = typed.uploaded(form.returned.data)
    confirmed = not content and bool(request.form.get("asked"))
    if confirmed:
        content = _asked_about(document_id, request.form["asked"])
    if not content:
        return _returned_page(document_id, form, [Fault("asked_file_gone" if confirmed else "docx_empty", "returned")])
    try:
        kept = return_document(current_school_id(), document_id, content, actor(), confirmed=confirmed)
    except FaultsError as error:
        asked = any(fault.code in ASKED for fault in error.faults)
        return _returned_page(document_id, form, error.faults, _keep_asked(document_id, content) if asked else "")
    entry = waiting_for_file(current_school_id(), kept)
    if entry is not None:
        flash(f"Файл сохранён как версия {kept.version}. Сделайте из неё файл записи № {entry.number}.")
        return redirect(url_for("entry.page", entry_id=entry.id), 303)
    flash(f"Файл сохранён как версия {kept.version}. {by_order('returned')}")
    return redirect(url_for("evidence.changes", document_id=kept.id), 303)


@blueprint.post("/documents/<int:document_id>/withdraw")
@repeats(page="evidence.changes")
def withdraw(document_id: int) -> str | Response:
    """Takes back a version that was handed in by mistake."""
    if find_document(current_school_id(), document_id) is None:
        abort(404)
    try:
        newest = withdraw_version(current_school_id(), document_id, actor())
    except FaultsError as error:
        return _returned_page(document_id, forms.ReturnedForm(formdata=None), error.faults)
    flash(f"Версия отозвана. Последняя теперь — версия {newest.version}.")
    return redirect(url_for("documents.show", document_id=newest.id), 303)


@blueprint.get("/documents/<int:document_id>/changes")
def changes(document_id: int) -> str:
    """What an edited version says otherwise; the place where a file is handed back."""
    return _returned_page(document_id, forms.ReturnedForm(formdata=None))


def _keep_asked(document_id: int, content: bytes) -> str:
    """Keeps a file while a person is asked about it; gives the word that names it."""
    name = fingerprint(content)
    current_press().kept.keep(_asked_name(document_id, name), content)
    return name


def _asked_about(document_id: int, name: str) -> bytes:
    known = len(name) == len(fingerprint(b"")) and name.isascii() and name.isalnum()
    return (current_press().kept.find(_asked_name(document_id, name)) or b"") if known else b""


def _asked_name(document_id: int, name: str) -> str:
    return f"returned-{current_school_id()}-{document_id}-{name}.docx"


def _returned_page(document_id: int, form: forms.ReturnedForm, faults: Sequence[Fault] = (), asked: str = "") -> str:
    document = find_document(current_school_id(), document_id)
    if document is None:
        abort(404)
    return render_template(
        "office/changes.html",
        document=document,
        differences=differences_of(current_school_id(), document),
        edited=document.edited,
        may_withdraw=may_withdraw(current_school_id(), document),
        asked=asked,
        form=form,
        remarks=remarks(form, faults),
    )


def _checklist(form: forms.ScanForm, faults: Sequence[Fault] = ()) -> str:
    pack = current_pack()
    kept = evidence_of_checklist(current_school_id(), pack.id)
    papers: dict[tuple[str, str], list[object]] = {}
    for item in kept:
        papers.setdefault((item.clause, item.question), []).append(item)
    return render_template(
        "office/evidence.html", pack=pack, papers=papers, form=form, remarks=remarks(form, faults), total=len(kept)
    )
