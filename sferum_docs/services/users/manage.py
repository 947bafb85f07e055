"""Users: the first one, new ones, their roles, their leaving."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.users.passwords import one_time_password, password_faults
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.mail.reminders import drop_wish
from sferum_docs.store.oversight import main_body_id
from sferum_docs.store.schools import is_office
from sferum_docs.store.users.sessions import end_sessions, open_session
from sferum_docs.store.users.users import (
    Role,
    User,
    add_user,
    find_credentials,
    find_user,
    has_users,
    list_users,
    login_key,
    put_active,
    put_password,
    put_roles,
)

if TYPE_CHECKING:
    from datetime import datetime

    from sferum_docs.services.users.passwords import Passwords
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction

__all__ = [
    "ONE_TIME",
    "Role",
    "User",
    "create_first",
    "create_user",
    "find_credentials",
    "find_user",
    "first_faults",
    "has_users",
    "is_office",
    "keep_out",
    "list_users",
    "login_key",
    "offered_roles",
    "renew_password",
    "set_active",
    "set_roles",
]

ONE_TIME = timedelta(days=7)
_LOGIN = re.compile(r"[\w.@-]{2,40}")
_LONGEST_NAME = 120


def create_first(login: str, name: str, password: str, roles: frozenset[Role], by: Actor, passwords: Passwords) -> str:
    """The administrator of an installation that has nobody; gives the token of a session. FaultsError."""
    roles |= {Role.ADMINISTRATOR}
    faults = first_faults(login, name, password)
    if faults:
        raise FaultsError(faults)
    kept = passwords.hash(password)
    with writing() as session:
        if has_users():  # two people opened the page at once
            raise FaultsError([Fault("already_claimed")])
        school_id = main_body_id()
        if school_id is not None:  # the body stands already: what it is decides, not what was ticked
            roles = roles | {Role.DISTRICT} if is_office(school_id) else roles - {Role.DISTRICT}
        user_id = add_user(session, school_id, login, name, roles, kept, name, by.at)
        by = replace(by, name=name, user_id=user_id)
        record_event(session, school_id, by, "user.created", login, roles=sorted(roles))
        record_event(session, school_id, by, "session.opened", login)
        return open_session(session, user_id, by.address, by.at)


def first_faults(login: str, name: str, password: str) -> list[Fault]:
    """All that is wrong with what the first person has typed."""
    return [*_faults(login, name, frozenset({Role.ADMINISTRATOR})), *password_faults(password, "password", login, name)]


def create_user(
    school_id: int | None, login: str, name: str, roles: frozenset[Role], by: Actor, passwords: Passwords
) -> tuple[User, str]:
    """A new user and the one-time password, which is told once. FaultsError."""
    faults = [*_faults(login, name, roles), *role_faults(school_id, roles)]
    if faults:
        raise FaultsError(faults)
    password = one_time_password()
    kept = passwords.hash(password)
    with writing() as session:
        if find_credentials(login):
            raise FaultsError([Fault("login_taken", "login", {"text": login.strip()})])
        user_id = add_user(session, school_id, login, name, roles, kept, by.name, by.at, by.at + ONE_TIME)
        record_event(session, school_id, by, "user.created", login.strip(), roles=sorted(roles))
    return _found(user_id), password


def renew_password(user: User, by: Actor, passwords: Passwords) -> str:
    """A one-time password in place of the forgotten one; every session of the user ends."""
    password = one_time_password()
    kept = passwords.hash(password)
    with writing() as session:
        put_password(session, user.id, kept, by.at + ONE_TIME)
        end_sessions(session, user.id)
        record_event(session, user.school_id, by, "password.renewed", user.login)
    return password


def set_roles(user: User, roles: frozenset[Role], by: Actor) -> None:
    """Other roles; every session of the user ends. FaultsError when no administrator would be left."""
    if faults := role_faults(user.school_id, roles) if roles else [Fault("no_role", "roles")]:
        raise FaultsError(faults)
    with writing() as session:
        put_roles(session, user.id, roles)
        _keep_an_administrator(user)
        end_sessions(session, user.id)
        record_event(
            session, user.school_id, by, "user.roles", user.login, roles=sorted(roles), before=sorted(user.roles)
        )


def set_active(user: User, by: Actor, *, active: bool) -> None:
    """Lets in again or keeps out; every session of the user ends. FaultsError: oneself, the last administrator."""
    if not active and user.id == by.user_id:
        raise FaultsError([Fault("not_oneself")])
    with writing() as session:
        if active:
            put_active(session, user.id, active=True)
            end_sessions(session, user.id)
        else:
            keep_out(session, user.id, by.at)
        _keep_an_administrator(user)
        record_event(session, user.school_id, by, "user.on" if active else "user.off", user.login)


def keep_out(session: Transaction, user_id: int, now: datetime) -> None:
    """Closes a way in: every session ends, no reminder goes any more."""
    put_active(session, user_id, active=False)
    drop_wish(session, user_id, now)
    end_sessions(session, user_id)


def offered_roles(school_id: int | None) -> tuple[Role, ...]:
    """The roles that somebody of a body may have: whoever watches others is of an office."""
    return tuple(role for role in Role if role is not Role.DISTRICT or is_office(school_id))


def role_faults(school_id: int | None, roles: frozenset[Role]) -> list[Fault]:
    """Which of these roles nobody of the body may have."""
    return [] if roles <= {*offered_roles(school_id)} else [Fault("role_of_office", "roles")]


def _keep_an_administrator(user: User) -> None:
    if not any(other.is_administrator for other in list_users(user.school_id)):
        raise FaultsError([Fault("last_administrator", "roles")])


def _faults(login: str, name: str, roles: frozenset[Role]) -> list[Fault]:
    faults = []
    if not name.strip():
        faults.append(Fault("empty", "name"))
    elif len(name) > _LONGEST_NAME:
        faults.append(Fault("too_long", "name", {"limit": _LONGEST_NAME}))
    if not login.strip():
        faults.append(Fault("empty", "login"))
    elif not _LOGIN.fullmatch(login.strip()):
        faults.append(Fault("login_letters", "login", {"text": login.strip()}))
    if not roles:
        faults.append(Fault("no_role", "roles"))
    return faults


def _found(user_id: int) -> User:
    user = find_user(user_id)
    if user is None:
        raise LookupError(user_id)
    return user
