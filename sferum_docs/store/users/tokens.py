"""Tokens of programs: a random text shown once, of which only a sum is kept."""

from __future__ import annotations

import secrets
import string
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, select

from sferum_docs.store.change_stamp import body_stamps, tell_stamps
from sferum_docs.store.database import LARGEST_ID, db
from sferum_docs.store.rows import AccessTokenRow, UserRow
from sferum_docs.store.users.users import user_value

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.orm import Session

    from sferum_docs.store.users.users import User

BEGINNING = "sfd_"  # by it whoever finds a token in a file knows what it is
SHOWN = len(BEGINNING) + 6  # letters by which a person knows a token again
_SIGNS, _LENGTH = string.ascii_letters + string.digits, 43  # 256 bits, taken up by one double click
_NOTED_EACH = timedelta(minutes=1)  # not every request changes when a token was seen


@dataclass(frozen=True, slots=True)
class AccessToken:
    """A token as it is kept: whose, of which body, what it may, until when."""

    id: int
    prefix: str
    school_id: int
    user_id: int
    name: str
    scopes: frozenset[str]
    made_at: datetime
    expires_at: datetime
    seen_at: datetime | None = None
    revoked_at: datetime | None = None
    revoked_by: str = ""

    def works(self, now: datetime) -> bool:
        """Whether it has neither run out nor been revoked."""
        return self.revoked_at is None and now < self.expires_at


@dataclass(frozen=True, slots=True)
class TokenLine:
    """A token with whoever made it, as a list shows it."""

    token: AccessToken
    maker: User


def add_token(
    session: Session, user: User, school_id: int, name: str, scopes: Iterable[str], now: datetime, until: datetime
) -> tuple[AccessToken, str]:
    """A new token; gives its text, which is kept nowhere."""
    text = BEGINNING + "".join(secrets.choice(_SIGNS) for _sign in range(_LENGTH))
    row = AccessTokenRow(
        token_sha256=_sum(text),
        prefix=text[:SHOWN],
        school_id=school_id,
        user_id=user.id,
        name=name,
        scopes=sorted(scopes),
        made_at=now,
        expires_at=until,
        revoked_by="",
    )
    session.add(row)
    session.flush()
    return _value(row), text


def find_by_text(text: str) -> TokenLine | None:
    """The token of this text with its maker as she is now; the stamps of its body are told on the way."""
    found = db.session.execute(_whose(), {"sum": _sum(text)}).first()
    if found is None:
        return None
    tell_stamps(found[0].school_id, found[2:])
    return TokenLine(_value(found[0]), user_value(found[1]))


@cache
def _whose() -> Any:
    """The question for a token: put together once, for every request asks it."""
    query = select(AccessTokenRow, UserRow, *body_stamps(AccessTokenRow.school_id))
    query = query.join(UserRow, UserRow.id == AccessTokenRow.user_id)
    return query.where(AccessTokenRow.token_sha256 == bindparam("sum"))


def tokens_of(school_id: int) -> tuple[TokenLine, ...]:
    """All tokens of a body, the newest first."""
    query = select(AccessTokenRow, UserRow).join(UserRow, UserRow.id == AccessTokenRow.user_id)
    query = query.where(AccessTokenRow.school_id == school_id).order_by(AccessTokenRow.id.desc())
    return tuple(TokenLine(_value(token), user_value(user)) for token, user in db.session.execute(query))


def find_token(school_id: int, token_id: int) -> AccessToken | None:
    """A token of this body; another's is not found."""
    row = db.session.get(AccessTokenRow, token_id) if token_id <= LARGEST_ID else None
    return _value(row) if row is not None and row.school_id == school_id else None


def working(school_id: int, now: datetime) -> tuple[AccessToken, ...]:
    """The tokens of a body that work."""
    row = AccessTokenRow
    query = select(row).where(row.school_id == school_id, row.revoked_at.is_(None), row.expires_at > now)
    return tuple(map(_value, db.session.scalars(query)))


def put_revoked(session: Session, token_id: int, by: str, now: datetime) -> None:
    """It works no more."""
    row = session.get_one(AccessTokenRow, token_id)
    row.revoked_at, row.revoked_by = now, by


def put_seen(session: Session, token: AccessToken, now: datetime) -> None:
    """Notes that it was used, to the minute."""
    if token.seen_at is None or now - token.seen_at >= _NOTED_EACH:
        session.get_one(AccessTokenRow, token.id).seen_at = now


def _value(row: AccessTokenRow) -> AccessToken:
    return AccessToken(
        row.id, row.prefix, row.school_id, row.user_id, row.name, frozenset(row.scopes), row.made_at, row.expires_at,
        row.seen_at, row.revoked_at, row.revoked_by,
    )  # fmt: skip


def _sum(text: str) -> str:
    return sha256(text.encode()).hexdigest()
