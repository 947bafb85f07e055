"""Users: who signs in, with which roles; one-time passwords."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, make_response, redirect, render_template, request, url_for
from wtforms import StringField

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.users.attempts import locked_logins, unlock
from sferum_docs.services.users.manage import (
    ONE_TIME,
    Role,
    create_user,
    find_user,
    list_users,
    offered_roles,
    renew_password,
    set_active,
    set_roles,
)
from sferum_docs.web.current import actor, known_school_id
from sferum_docs.web.forms.changing import creates, edits, repeats
from sferum_docs.web.forms.edit_token import Kept, Part
from sferum_docs.web.forms.fields import PageForm
from sferum_docs.web.forms.remarks import FieldError, FieldErrors, remarks
from sferum_docs.web.forms.wording import moment
from sferum_docs.web.protection.addresses import sign_in_addresses
from sferum_docs.web.protection.numbers import sent_number
from sferum_docs.web.protection.roles import WORDS, roles_label, ticked
from sferum_docs.web.protection.sessions import passwords, user

if TYPE_CHECKING:
    from collections.abc import Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.services.users.manage import User

blueprint = Blueprint("users", __name__)


class UserForm(PageForm):
    """A new user."""

    name = StringField("Фамилия, имя, отчество")
    login = StringField("Имя для входа", description="Например: исаева. Буквы и цифры, без пробелов.")


def _roles_kept(user_id: int) -> Kept:
    somebody = _found(user_id)
    words = roles_label(somebody.roles) if somebody.active else f"{roles_label(somebody.roles)}; вход закрыт"
    part = Part(f"Роли: {somebody.name}", (sorted(somebody.roles), somebody.active), words)
    return Kept({"roles": part}, somebody.login, ("user.roles", "user.on", "user.off"))


def _password_kept(user_id: int) -> Kept:
    somebody = _found(user_id)
    until = somebody.one_time_until
    words = f"уже выдан, действует до {moment(until)}" if until else "человек придумал свой"
    part = Part(f"Одноразовый пароль: {somebody.name}", str(until), words)
    return Kept({"password": part}, somebody.login, ("password.renewed", "password.changed"))


@blueprint.get("/users")
def listing() -> str:
    """Everybody who may sign in here, and the form for one more."""
    return _page(UserForm())


@blueprint.post("/users")
@creates()
def add() -> str | Response:
    """A new user; the one-time password is shown on this answer and nowhere again."""
    form = UserForm()
    try:
        made, password = create_user(
            known_school_id(), form.login.data or "", form.name.data or "", ticked(), actor(), passwords()
        )
    except FaultsError as error:
        return _page(form, error.faults, ticked())
    return _slip(made, password)


@blueprint.post("/users/<int:user_id>/password")
@edits(_password_kept, page="users.listing")
def renew(user_id: int) -> Response:
    """A one-time password in place of the forgotten one."""
    somebody = _found(user_id)
    return _slip(somebody, renew_password(somebody, actor(), passwords()))


@blueprint.post("/users/<int:user_id>/roles")
@edits(_roles_kept, page="users.listing")
def change_roles(user_id: int) -> str | Response:
    """Other roles, with a way back."""
    somebody = _found(user_id)
    try:
        set_roles(somebody, ticked(), actor())
    except FaultsError as error:
        return _page(UserForm(formdata=None), error.faults)
    flash(f"{somebody.name}: роли изменены. При следующем входе будет открыто другое.")
    return redirect(url_for("users.listing", undo=user_id, was=",".join(sorted(somebody.roles))), 303)


@blueprint.post("/users/<int:user_id>/off")
@repeats(page="users.listing")
def turn_off(user_id: int) -> str | Response:
    """Keeps a user out, with a way back."""
    somebody = _found(user_id)
    try:
        set_active(somebody, actor(), active=False)
    except FaultsError as error:
        return _page(UserForm(formdata=None), error.faults)
    flash(f"{somebody.name}: вход закрыт.")
    return redirect(url_for("users.listing", undo=user_id), 303)


@blueprint.post("/users/<int:user_id>/on")
@repeats(page="users.listing")
def turn_on(user_id: int) -> Response:
    """Lets a user in again."""
    somebody = _found(user_id)
    set_active(somebody, actor(), active=True)
    flash(f"{somebody.name}: вход открыт.")
    return redirect(url_for("users.listing"), 303)


@blueprint.post("/users/<int:user_id>/unlock")
@repeats(page="users.listing")
def let_in(user_id: int) -> Response:
    """Lets a user who typed the password wrong too often try at once."""
    somebody = _found(user_id)
    unlock(somebody, actor())
    flash(f"{somebody.name}: можно входить снова.")
    return redirect(url_for("users.listing"), 303)


def _page(form: UserForm, faults: Sequence[Fault] = (), roles: frozenset[Role] = frozenset()) -> str:
    told = remarks(form, faults) if faults else FieldErrors()
    # the ticks are no field of the form: what is wrong with them leads to the first of them
    errors = tuple(
        FieldError("roles-head" if request.endpoint == "users.add" else "", "Роли", remark.sentence)
        if remark.label == "roles" else remark
        for remark in told.errors
    )  # fmt: skip
    users = list_users(known_school_id())
    return render_template(
        "admin/users.html",
        locked=locked_logins([somebody.login for somebody in users], actor().at),
        form=form,
        remarks=FieldErrors(errors, told.warnings, told.beside, told.cautions),
        users=users,
        roles={role: WORDS[role] for role in offered_roles(known_school_id())},
        chosen=roles,
        in_words=roles_label,
        undo=_undo(),
    )


def _undo() -> tuple[User, list[str]] | None:
    """Whose change can be taken back by one button, and the roles of before."""
    asked = sent_number(request.args.get("undo", ""))
    somebody = None if asked is None else find_user(asked)
    if somebody is None or somebody.school_id != known_school_id():
        return None
    was = [role for role in request.args.get("was", "").split(",") if role in WORDS]
    return (somebody, was) if was or not somebody.active else None


def _slip(somebody: User, password: str) -> Response:
    slip = make_response(_slip_page(somebody, password))
    slip.cache_control.no_store = True  # «Назад» at a shared machine must not show it again
    return slip


def _slip_page(somebody: User, password: str) -> str:
    return render_template(
        "admin/slip.html",
        somebody=somebody,
        password=password,
        until=actor().at + ONE_TIME,
        in_words=roles_label,
        addresses=sign_in_addresses(),
        oneself=somebody.id == getattr(user(), "id", None),
    )


def _found(user_id: int) -> User:
    somebody = find_user(user_id)
    if somebody is None or somebody.school_id != known_school_id():
        abort(404)
    return somebody
