"""The first person of an installation: whoever can read its code.

Nobody is excused from it: behind a proxy that says nothing of itself the whole network looks like this machine.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, redirect, render_template, request, url_for

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.users.attempts import count_guess, forgive
from sferum_docs.services.users.manage import create_first, first_faults, has_users
from sferum_docs.services.users.setup_code import forget_setup_code, is_setup_code
from sferum_docs.web.account.forms import SetupForm
from sferum_docs.web.current import actor
from sferum_docs.web.forms.changing import creates
from sferum_docs.web.forms.remarks import FieldErrors, remarks
from sferum_docs.web.protection.sessions import begin, passwords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

blueprint = Blueprint("setup", __name__)


@blueprint.get("/setup")
def page() -> str | Response:
    """The form, while nobody can sign in."""
    if has_users():
        return redirect(url_for("sign_in.page"))
    return _page(SetupForm(data={"code": request.args.get("code", "")}))


@blueprint.post("/setup")
@creates()
def claim() -> str | Response:
    """Makes the administrator and signs in."""
    if has_users():
        return redirect(url_for("sign_in.page"), 303)
    form, by = SetupForm(), actor()
    folder = Path(current_app.instance_path)
    attempt = count_guess("setup", by.address, by.at)
    faults = _faults(form)
    if is_setup_code(folder, form.code.data or ""):
        forgive(attempt)
    else:
        faults.insert(0, Fault("setup_code_wrong", "code"))
    if faults:
        return _page(form, faults)
    try:
        opened = create_first(
            form.login.data or "", form.name.data or "", form.password.data or "", form.roles(), by, passwords()
        )
    except FaultsError as error:
        return _page(form, error.faults)
    forget_setup_code(folder)
    begin(opened)
    return redirect("/", 303)


def _faults(form: SetupForm) -> list[Fault]:
    """All at once: nobody types a password three times to learn three things."""
    faults = first_faults(form.login.data or "", form.name.data or "", form.password.data or "")
    if form.password.data and form.password.data != form.again.data:
        faults.append(Fault("password_differs", "again"))
    return faults


def _page(form: SetupForm, faults: Sequence[Fault] = ()) -> str:
    told = remarks(form, faults) if faults else FieldErrors()
    return render_template("account/setup.html", form=form, remarks=told)
