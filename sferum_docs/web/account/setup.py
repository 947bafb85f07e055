"""The first person of an installation: whoever can read its code, or sits at the very machine."""

from __future__ import annotations

from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, redirect, render_template, request, url_for

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.setup_code import forget_setup_code, is_setup_code
from sferum_docs.services.users import create_first, has_users
from sferum_docs.web.account.forms import SetupForm
from sferum_docs.web.current import actor
from sferum_docs.web.limits import failed, per_address
from sferum_docs.web.remarks import Remarks, remarks
from sferum_docs.web.sessions import begin, passwords

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

blueprint = Blueprint("setup", __name__)
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Real-IP", "Via")
_OWN_HOSTS = {"localhost", "127.0.0.1", "[::1]"}


@blueprint.get("/setup")
def page() -> str | Response:
    """The form, while nobody can sign in."""
    if has_users():
        return redirect(url_for("sign_in.page"))
    return _page(SetupForm(data={"code": request.args.get("code", "")}))


@blueprint.post("/setup")
@per_address
def claim() -> str | Response:
    """Makes the administrator and signs in."""
    if has_users():
        return redirect(url_for("sign_in.page"), 303)
    form = SetupForm()
    folder = Path(current_app.instance_path)
    if needs_code() and not is_setup_code(folder, form.code.data or ""):
        failed()
        return _page(form, [Fault("setup_code_wrong", "code")])
    if form.password.data and form.password.data != form.again.data:
        return _page(form, [Fault("password_differs", "again")])
    try:
        opened = create_first(
            form.login.data or "", form.name.data or "", form.password.data or "", form.roles(), actor(), passwords()
        )
    except FaultsError as error:
        return _page(form, error.faults)
    forget_setup_code(folder)
    begin(opened)
    return redirect("/", 303)


def needs_code() -> bool:
    """Whether the visitor may be somebody of the network: only the machine's own browser needs no code."""
    if current_app.config["TRUSTED_PROXIES"] or any(name in request.headers for name in _FORWARDED):
        return True
    host = request.host.rpartition(":")[0] if not request.host.endswith("]") and ":" in request.host else request.host
    return not _is_loopback(request.remote_addr or "") or host not in _OWN_HOSTS


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


def _page(form: SetupForm, faults: Sequence[Fault] = ()) -> str:
    told = remarks(form, faults) if faults else Remarks()
    return render_template("account/setup.html", form=form, remarks=told, needs_code=needs_code())
