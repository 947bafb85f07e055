"""Sessions of signed-in browsers: they live here, so that they can be ended here."""

from __future__ import annotations

import secrets
from datetime import timedelta
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.exc import SQLAlchemyError

from sferum_docs.store.change_stamp import body_stamps, tell_stamps
from sferum_docs.store.database import db, writing
from sferum_docs.store.rows import SessionRow, UserRow
from sferum_docs.store.troubles import trouble_of
from sferum_docs.store.users.users import USER_COLUMNS, user_value

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from sferum_docs.store.users.users import User

IDLE = timedelta(hours=12)  # a working day with its evening
LONGEST = timedelta(days=7)
_NOTED_EACH = timedelta(minutes=5)  # not every request writes


def open_session(session: Session, user_id: int, address: str, now: datetime) -> str:
    """A new session; gives its token, which is kept nowhere else. Sessions past their time are swept away."""
    session.execute(delete(SessionRow).where((SessionRow.seen_at < now - IDLE) | (SessionRow.made_at < now - LONGEST)))
    token = secrets.token_urlsafe(32)
    session.add(SessionRow(token_sha256=_key(token), user_id=user_id, made_at=now, seen_at=now, address=address))
    return token


def session_user(token: str, now: datetime) -> User | None:
    """Whose session this is, while it lives and its user is let in."""
    found = db.session.execute(_who_is_signed_in(), {"token": _key(token)}).first()
    if found is None:
        return None
    tell_stamps(found.school_id, found[len(USER_COLUMNS) + 2 :])
    user = user_value(found)
    if found.seen_at < now - IDLE or found.made_at < now - LONGEST or not user.active:
        return None
    if now - found.seen_at > _NOTED_EACH:
        _note_seen(token, now)
    return user


@cache
def _who_is_signed_in() -> Any:
    """The question of every page: put together once, for that takes ten times as long as its answer."""
    asked = (*USER_COLUMNS, SessionRow.seen_at, SessionRow.made_at, *body_stamps(UserRow.school_id))
    query = select(*asked).join(SessionRow, UserRow.id == SessionRow.user_id)
    return query.where(SessionRow.token_sha256 == bindparam("token"))


def _note_seen(token: str, now: datetime) -> None:
    """Notes that somebody is there; a page that is only read is not kept waiting for it, nor refused."""
    try:
        with writing(patience=0, alters_pages=False) as session:
            kept = session.get(SessionRow, _key(token))
            if kept is not None:
                kept.seen_at = now
    except SQLAlchemyError as error:
        if trouble_of(error) is None:
            raise


def end_session(session: Session, token: str) -> None:
    """Ends one session."""
    session.execute(delete(SessionRow).where(SessionRow.token_sha256 == _key(token)))


def end_sessions(session: Session, user_id: int) -> None:
    """Ends every session of a user."""
    session.execute(delete(SessionRow).where(SessionRow.user_id == user_id))


def _key(token: str) -> str:
    return sha256(token.encode()).hexdigest()
