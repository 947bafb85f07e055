"""One's own password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, url_for

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.users.attempts import count_guess, forgive
from sferum_docs.services.users.sign_in import change_password
from sferum_docs.web.account.forms import PasswordForm
from sferum_docs.web.current import actor
from sferum_docs.web.forms.changing import creates
from sferum_docs.web.forms.remarks import FieldErrors, remarks
from sferum_docs.web.protection.access import home
from sferum_docs.web.protection.sessions import begin, passwords, user

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

blueprint = Blueprint("password", __name__)


@blueprint.get("/password")
def page() -> str:
    """The form."""
    return _page(PasswordForm())


@blueprint.post("/password")
@creates()
def change() -> str | Response:
    """Takes the new password and signs in anew with it."""
    somebody = user() or abort(403)
    form = PasswordForm()
    by = actor()
    attempt = count_guess("password", str(somebody.id), by.at)
    typed = (form.current.data or "", form.new.data or "", form.again.data or "")
    try:
        opened = change_password(somebody, *typed, by, passwords())
    except FaultsError as error:
        if all(fault.place != "current" for fault in error.faults):
            forgive(attempt)
        return _page(form, error.faults)
    forgive(attempt)
    begin(opened)
    flash("Пароль изменён. На других компьютерах вход закрыт.")
    return redirect(url_for(home(somebody)), 303)


def _page(form: PasswordForm, faults: Sequence[Fault] = ()) -> str:
    told = remarks(form, faults) if faults else FieldErrors()
    return render_template("account/password.html", form=form, remarks=told, somebody=user())
