"""Users from the command line: for the first one, and for an administrator who forgot the password."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click
from flask import current_app

from sferum_docs.cli.district.bodies import BODY, named_body, named_body_id
from sferum_docs.cli.faults import Command, answering
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.district.scope import all_bodies
from sferum_docs.services.installation.audit import Actor
from sferum_docs.services.users.manage import Role, create_user, find_credentials, list_users, renew_password
from sferum_docs.store.migrate import upgrade

if TYPE_CHECKING:
    from sferum_docs.services.district.scope import OverseenBody

group = click.Group("user", help="Кто входит в программу.")


@group.command("add", cls=Command)
@click.argument("login")
@click.option("--name", required=True, help="фамилия, имя, отчество")
@click.option(
    "--role",
    "roles",
    type=click.Choice([role.value for role in Role]),
    multiple=True,
    required=True,
    help="можно несколько раз",
)
@BODY
def add(login: str, name: str, roles: tuple[str, ...], body_name: str) -> None:
    """Добавить пользователя и напечатать одноразовый пароль."""
    upgrade()
    held = frozenset(map(Role, roles))
    with answering():
        body = named_body_id(body_name)
        made, password = create_user(body, login, name, held, _by(), current_app.config["PASSWORDS"])
        click.echo(f"Имя для входа: {made.login}\nОдноразовый пароль: {password}\nДействует 7 дней.")


@group.command("password", cls=Command)
@click.argument("login")
def password_command(login: str) -> None:
    """Напечатать новый одноразовый пароль; прежний и все входы перестают действовать."""
    upgrade()
    with answering():
        found = find_credentials(login)
        if found is None:
            raise FaultsError([Fault("user_unknown", "LOGIN", {"text": login})])
        password = renew_password(found.user, _by(), current_app.config["PASSWORDS"])
        click.echo(f"Одноразовый пароль: {password}\nДействует 7 дней.")


@group.command("list", cls=Command)
@BODY
def list_command(body_name: str) -> None:
    """Показать пользователей: одной организации или всех, каждой под её именем."""
    upgrade()
    with answering():
        named = named_body(body_name) if body_name else None
    bodies: tuple[OverseenBody | None, ...] = (named,) if named else all_bodies() or (None,)
    for body in bodies:
        if len(bodies) > 1 and body is not None:
            click.echo(f"{body.short_name} (ИНН {body.inn})")
        _list_of(body)


def _list_of(body: OverseenBody | None) -> None:
    for somebody in list_users(None if body is None else body.id):
        state = "" if somebody.active else " (вход закрыт)"
        click.echo(f"{somebody.login}  {somebody.name}  {', '.join(sorted(somebody.roles))}{state}")


def _by() -> Actor:
    return Actor("командная строка", datetime.now(UTC))
