"""Reminders of deadlines by letter: whether one wants them, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, url_for

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.mail.server import is_mail_on
from sferum_docs.services.mail.wishes import last_delivery, save_wish, wished_address
from sferum_docs.web.account.forms import ReminderForm
from sferum_docs.web.current import actor
from sferum_docs.web.forms.changing import repeats
from sferum_docs.web.forms.remarks import FieldErrors, remarks
from sferum_docs.web.protection.sessions import user

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.reading.faults import Fault

blueprint = Blueprint("reminders", __name__)


@blueprint.get("/reminders")
def page() -> str:
    """The wish as it is kept."""
    address = wished_address((user() or abort(403)).id)
    return _page(ReminderForm(formdata=None, data={"wanted": bool(address), "address": address}))


@blueprint.post("/reminders")
@repeats()
def save() -> str | Response:
    """Keeps the wish of whoever is signed in."""
    form, somebody = ReminderForm(), user() or abort(403)
    wanted = bool(form.wanted.data)
    try:
        save_wish(somebody, form.address.data or "", actor(), wanted=wanted)
    except FaultsError as error:
        return _page(form, error.faults)
    flash("Сохранено: напоминания будут приходить на этот адрес." if wanted else "Сохранено: напоминаний не будет.")
    return redirect(url_for("reminders.page"), 303)


def _page(form: ReminderForm, faults: Sequence[Fault] = ()) -> str:
    told = remarks(form, faults) if faults else FieldErrors()
    return render_template(
        "account/reminders.html",
        form=form,
        remarks=told,
        mail_on=is_mail_on(),
        last=last_delivery(user() or abort(403)),
    )
