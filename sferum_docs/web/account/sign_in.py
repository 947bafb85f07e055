"""Signing in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.users.attempts import count_sign_in, forgive
from sferum_docs.services.users.sign_in import sign_in, sign_out
from sferum_docs.web.account.forms import SignInForm
from sferum_docs.web.current import actor
from sferum_docs.web.forms.changing import reads, repeats
from sferum_docs.web.forms.remarks import FieldErrors, remarks
from sferum_docs.web.protection.access import home
from sferum_docs.web.protection.addresses import own_address
from sferum_docs.web.protection.devices import device_of, known_device
from sferum_docs.web.protection.sessions import begin, finish, passwords, token, user

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.reading.faults import Fault

blueprint = Blueprint("sign_in", __name__)


@blueprint.get("/sign-in")
def page() -> str | Response:
    """The form; who is signed in has nothing to do here."""
    return _onward() if user() else _page(SignInForm())


@blueprint.post("/sign-in")
@reads()
def enter() -> str | Response:
    """Opens a session, or says that the two do not fit."""
    form, by = SignInForm(), actor()
    login = form.login.data or ""
    attempt = count_sign_in(login, by.address, device_of(login), by.at)
    try:
        opened = sign_in(login, form.password.data or "", by, passwords())
    except FaultsError as error:
        return _page(form, error.faults)
    forgive(attempt)
    begin(opened)
    return known_device(_onward(), login)


@blueprint.post("/sign-out")
@repeats()
def leave() -> Response:
    """Ends the session here and on the server's side."""
    somebody = user()
    try:
        if somebody is not None:
            sign_out(token(), somebody, actor())
    finally:  # whoever leaves a computer must get out, whatever the disk says
        finish()
    return redirect(url_for("sign_in.page"), 303)


def _onward() -> Response:
    somebody = user()
    desk = url_for(home(somebody)) if somebody else "/"
    return redirect(own_address(request.args.get("next", ""), desk), 303)


def _page(form: SignInForm, faults: Sequence[Fault] = ()) -> str:
    told = remarks(form, faults) if faults else FieldErrors()
    return render_template("account/sign_in.html", form=form, remarks=told)
