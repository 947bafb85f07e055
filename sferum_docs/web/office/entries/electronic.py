"""Electronic signatures of an entry: attached, taken back, given back, handed out; the copy with their mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, request, url_for

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.signatures.keep import (
    SentSignature,
    add_signature,
    restore_signature,
    signatures_of_entry,
    withdraw_signature,
)
from sferum_docs.services.signatures.marks import marked_copy, signature_zip
from sferum_docs.services.signatures.signed_files import SignedAs
from sferum_docs.web.current import actor, current_school_id
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms import typed
from sferum_docs.web.forms.changing import creates, repeats
from sferum_docs.web.office import forms
from sferum_docs.web.office.entries.entry_page import entry_or_404, show
from sferum_docs.web.printing import current_press
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from sferum_docs.services.signatures.keep import KeptSignature

blueprint = Blueprint("electronic", __name__)


@blueprint.post("/register/entries/<int:entry_id>/electronic")
@creates(page="entry.page")
def add(entry_id: int) -> str | Response:
    """Keeps a signature that was made elsewhere, when it signs a file of this entry."""
    entry, form = entry_or_404(entry_id), forms.ElectronicSignatureForm()
    name, content = typed.uploaded(form.signature.data)
    sent = SentSignature(name, content, *typed.uploaded(form.signed_file.data))
    if not name:
        return show(entry, form, [Fault("file_none", "signature")])
    try:
        kept = add_signature(current_press(), current_school_id(), entry.id, sent, actor())
    except FaultsError as error:
        return show(entry, form, error.faults)
    if kept.file.proves and kept.signed_as == SignedAs.SENT:
        flash("Подпись приложена. Подписан файл, который лежит в ней или приложен с ней: сверьте его с записью.")
    elif kept.file.proves:
        flash("Подпись приложена: она стоит на этом документе.")
    else:
        flash("Подпись приложена, но за подписанный экземпляр не считается: причина рядом с ней.", "warning")
    return _back(entry_id)


@blueprint.post("/register/entries/<int:entry_id>/electronic/withdraw")
@creates(page="entry.page")
def withdraw(entry_id: int) -> str | Response:
    """Takes a wrong signature back."""
    entry, form = entry_or_404(entry_id), forms.SignatureAwayForm()
    kept = _named(entry_id, form.which_signature.data or "")
    try:
        withdraw_signature(current_school_id(), kept.file.id, form.signature_reason.data or "", actor())
    except FaultsError as error:
        return show(entry, form, error.faults)
    flash("Подпись снята: она зачёркнута и ничего не подтверждает. Её можно вернуть.")
    return _back(entry_id)


@blueprint.post("/register/entries/<int:entry_id>/electronic/restore")
@repeats(page="entry.page")
def restore(entry_id: int) -> str | Response:
    """Gives a signature back that was taken back."""
    entry = entry_or_404(entry_id)
    kept = _named(entry_id, request.form.get("which_signature", ""))
    try:
        restore_signature(current_school_id(), kept.file.id, actor())
    except FaultsError as error:
        return show(entry, None, error.faults)
    flash("Подпись возвращена.")
    return _back(entry_id)


@blueprint.get("/register/entries/<int:entry_id>/electronic.zip")
def archive(entry_id: int) -> Response:
    """The signatures in force with the files that they sign."""
    entry = entry_or_404(entry_id)
    kept = [item for item in signatures_of_entry(current_school_id(), entry.id) if not item.file.withdrawn]
    if not kept:
        flash("Подписей у этой записи нет, скачивать нечего.", "warning")
        return _back(entry.id)
    return file_answer(signature_zip(kept), f"№ {entry.number}, документ с подписью.zip")


@blueprint.post("/register/entries/<int:entry_id>/electronic/copy")
@creates(page="entry.page")
def marked(entry_id: int) -> str | Response:
    """The copy with the mark: Word, or PDF where there is something to print with."""
    entry, form = entry_or_404(entry_id), forms.SignatureMarkForm()
    press = current_press() if request.form.get("action") == "pdf" and current_press().available else None
    try:
        checked = bool(form.signature_checked.data)
        name, content = marked_copy(press, current_school_id(), entry.id, actor(), checked=checked)
    except FaultsError as error:
        return show(entry, form, error.faults)
    return file_answer(content, name)


def _named(entry_id: int, sent: str) -> KeptSignature:
    """The signature of this entry that a form names."""
    number = sent_number(sent)
    found = (item for item in signatures_of_entry(current_school_id(), entry_id) if item.file.id == number)
    kept = next(found, None)
    if kept is None:
        abort(404)
    return kept


def _back(entry_id: int) -> Response:
    return redirect(url_for("entry.page", entry_id=entry_id, _anchor="electronic"), 303)
