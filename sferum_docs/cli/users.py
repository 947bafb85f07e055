"""Users from the command line: for the first one, and for an administrator who forgot the password."""

from __future__ import annotations

from datetime import UTC, datetime

import click
from flask import current_app

from sferum_docs.cli.faults import Command, answering
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.installation.audit import Actor
from sferum_docs.services.school.save import first_school_id
from sferum_docs.services.users.manage import Role, create_user, find_credentials, list_users, renew_password
from sferum_docs.store.migrate import upgrade

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
def add(login: str, name: str, roles: tuple[str, ...]) -> None:
    """Добавить пользователя и напечатать одноразовый пароль."""
    upgrade()
    held = frozenset(map(Role, roles))
    with answering():
        made, password = create_user(first_school_id(), login, name, held, _by(), current_app.config["PASSWORDS"])
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
def list_command() -> None:
    """Показать пользователей."""
    upgrade()
    for somebody in list_users(first_school_id()):
        state = "" if somebody.active else " (вход закрыт)"
        click.echo(f"{somebody.login}  {somebody.name}  {', '.join(sorted(somebody.roles))}{state}")


def _by() -> Actor:
    return Actor("командная строка", datetime.now(UTC))
