"""Signing in and out, and one's own password."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.users.passwords import password_faults
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.oversight import main_body_id
from sferum_docs.store.users.sessions import end_session, end_sessions, open_session, session_user
from sferum_docs.store.users.users import find_credentials, put_password

if TYPE_CHECKING:
    from datetime import datetime

    from sferum_docs.services.users.passwords import Passwords
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.users.users import User

__all__ = ["change_password", "session_user", "sign_in", "sign_out"]

_SHOWN = 3  # letters of an unknown login: people type their password there by mistake


def sign_in(login: str, password: str, by: Actor, passwords: Passwords) -> str:
    """Gives the token of a new session. FaultsError: the same words for an unknown login and a wrong password."""
    found = find_credentials(login)
    right = passwords.match(found.password_hash if found else None, password)
    fault = "sign_in_refused" if found is None or not right else _closed(found.user, by.at)
    if found is None or fault:
        _note_refusal(found.user if found else None, login, by)
        raise FaultsError([Fault(fault, "login")])
    user = found.user
    by = replace(by, name=user.name, user_id=user.id)
    renewed = passwords.hash(password) if passwords.is_outdated(found.password_hash) else ""
    with writing(alters_pages=False) as session:
        if find_credentials(login) != found:  # another password, other roles, turned off: all while this one was tried
            raise FaultsError([Fault("sign_in_refused", "login")])
        if renewed:
            put_password(session, user.id, renewed, user.one_time_until)
        token = open_session(session, user.id, by.address, by.at)
        record_event(session, user.school_id, by, "session.opened", user.login)
    return token


def sign_out(token: str, user: User, by: Actor) -> None:
    """Ends this session."""
    with writing(alters_pages=False) as session:
        end_session(session, token)
        record_event(session, user.school_id, by, "session.ended", user.login)


def change_password(user: User, current: str, new: str, again: str, by: Actor, passwords: Passwords) -> str:
    """Another password, chosen by its owner and typed twice. All sessions end; gives the token of a new one."""
    found = find_credentials(user.login)
    faults = []
    if found is None or not passwords.match(found.password_hash, current):
        faults.append(Fault("password_wrong", "current"))
    own = password_faults(new, "new", user.login, user.name)
    faults += own or ([Fault("password_same", "new")] if new == current else [])
    if new and new != again:
        faults.append(Fault("password_differs", "again"))
    if faults:
        raise FaultsError(faults)
    kept = passwords.hash(new)
    with writing() as session:
        if find_credentials(user.login) != found:  # the administrator has given another one meanwhile
            raise FaultsError([Fault("password_wrong", "current")])
        put_password(session, user.id, kept)
        end_sessions(session, user.id)
        record_event(session, user.school_id, by, "password.changed", user.login)
        return open_session(session, user.id, by.address, by.at)


def _closed(user: User, now: datetime) -> str:
    """Why the right password does not open, or nothing."""
    if not user.active:
        return "user_off"
    return "password_expired" if user.one_time_until and user.one_time_until < now else ""


def _note_refusal(user: User | None, login: str, by: Actor) -> None:
    school_id = user.school_id if user else main_body_id()
    shown = user.login if user else f"{login.strip()[:_SHOWN]}…"
    with writing(alters_pages=False) as session:
        record_event(session, school_id, by, "session.refused", shown)
