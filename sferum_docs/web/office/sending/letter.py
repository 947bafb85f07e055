"""A letter about an entry: whom to, which files, what is written; looked at before it goes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from wtforms import BooleanField, SelectMultipleField, StringField, TextAreaField

from sferum_docs.mailing.addresses import address_key
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.mail.entry_letter import (
    offered_addresses,
    offered_files,
    proposed_receivers,
    proposed_subject,
    proposed_text,
    sendable_entry,
)
from sferum_docs.services.mail.send import LIMITS, Written, checked_receivers, reached, send_entry
from sferum_docs.services.mail.server import is_mail_on
from sferum_docs.web.current import actor, current_registers, current_school, current_school_id
from sferum_docs.web.forms.changing import creates
from sferum_docs.web.forms.fields import PageForm
from sferum_docs.web.forms.remarks import FieldErrors, remarks
from sferum_docs.web.printing import current_press

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.services.mail.entry_letter import OfferedFile
    from sferum_docs.store.register.entry import Entry

blueprint = Blueprint("sending", __name__, url_prefix="/register/entries/<int:entry_id>/mail")
_MOST_RECEIVERS = 2000  # signs of the line


class LetterForm(PageForm):
    """A letter."""

    receivers = StringField(
        "Кому", description="Адреса через запятую. Каждому уйдёт своё письмо, и состояние у каждого своё.",
        render_kw={"list": "addresses", "maxlength": _MOST_RECEIVERS},
    )  # fmt: skip
    files = SelectMultipleField("Что отправить", validate_choice=False)
    subject = StringField("Тема", render_kw={"maxlength": LIMITS["subject"]})
    text = TextAreaField("Текст", render_kw={"rows": 9})
    again = BooleanField("Отправить повторно")
    key = StringField("Метка")


@dataclass(frozen=True)
class Preview:
    """The letter as it will go."""

    receivers: tuple[str, ...]
    files: tuple[OfferedFile, ...]


@blueprint.get("")
def page(entry_id: int) -> str | Response:
    """The letter as it is proposed."""
    entry = _entry(entry_id)
    if isinstance(entry, FaultsError):
        return _back(entry_id, entry)
    files = offered_files(current_press(), current_school_id(), entry)
    form = LetterForm(
        formdata=None,
        data={
            "receivers": _proposed(entry_id),
            "files": [files[0].key] if files else [],
            "subject": proposed_subject(entry),
            "text": proposed_text(entry, current_school()),
            "key": secrets.token_hex(16),
        },
    )
    return _page(entry, form)


@blueprint.post("")
@creates()
def send(entry_id: int) -> str | Response:
    """Shows the letter once more, or puts it into the outbox."""
    entry = _entry(entry_id)
    if isinstance(entry, FaultsError):
        return _back(entry_id, entry)
    form, school_id = LetterForm(), current_school_id()
    written = Written(
        form.receivers.data or "", frozenset(form.files.data or ()), form.subject.data or "", form.text.data or "",
        form.key.data or "", bool(form.again.data),
    )  # fmt: skip
    try:
        if request.form.get("action") != "send":
            receivers = checked_receivers(school_id, entry_id, written)
            offered = offered_files(current_press(), school_id, entry)
            chosen = tuple(item for item in offered if item.key in written.files)
            return _page(entry, form, preview=Preview(receivers, chosen))
        key = str(current_app.config["SECRET_KEY"])
        send_entry(key, current_press(), school_id, current_school(), entry_id, written, actor())
    except FaultsError as error:
        return _page(entry, form, error.faults)
    flash("Письмо поставлено на отправку. Что с ним, видно ниже, в разделе «Отправка почтой».")
    return redirect(url_for("entry.page", entry_id=entry_id, _anchor="mail"), 303)


def _page(entry: Entry, form: LetterForm, faults: Sequence[Fault] = (), preview: Preview | None = None) -> str:
    told = remarks(form, faults) if faults else FieldErrors()
    return render_template(
        "office/sending.html",
        entry=entry,
        book=current_registers()[entry.register],
        form=form,
        remarks=told,
        preview=preview,
        founder=current_school().requisites.founder_email,
        had=reached(current_school_id(), entry.id),
        asks_again=any(fault.code == "mail_sent_already" for fault in faults) or form.again.data,
        files=offered_files(current_press(), current_school_id(), entry),
        addresses=offered_addresses(current_school_id(), current_school()),
    )


def _proposed(entry_id: int) -> str:
    """To whom it may go; whoever has it already is not proposed again."""
    had = {*map(address_key, reached(current_school_id(), entry_id))}
    offered = offered_addresses(current_school_id(), current_school())
    return proposed_receivers([item for item in offered if address_key(item.address) not in had])


def _entry(entry_id: int) -> Entry | FaultsError:
    if not is_mail_on():
        return FaultsError([Fault("mail_not_set")])
    try:
        return sendable_entry(current_school_id(), entry_id)
    except LookupError:
        abort(404)
    except FaultsError as error:
        return error


def _back(entry_id: int, error: FaultsError) -> Response:
    for fault in error.faults:
        flash(fault.sentence(), "warning")
    return redirect(url_for("entry.page", entry_id=entry_id), 303)
