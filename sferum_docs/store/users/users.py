"""People who sign in: who they are and what they may do."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import select, update

from sferum_docs.store.database import db
from sferum_docs.store.rows import UserRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Row
    from sqlalchemy.orm import Session


class Role(StrEnum):
    """Whose desk a person sits at; in a small school one person holds them all."""

    HEAD = "head"
    SECRETARY = "secretary"
    ADMINISTRATOR = "administrator"
    DISTRICT = "district"  # of an office: watches the bodies below it


@dataclass(frozen=True, slots=True)
class User:
    """A person with a login. `one_time_until` stands while the password is one given by somebody else."""

    id: int
    login: str
    name: str
    roles: frozenset[Role]
    school_id: int | None = None
    active: bool = True
    one_time_until: datetime | None = None

    @property
    def is_administrator(self) -> bool:
        """Whether this person can give and take access now."""
        return self.active and Role.ADMINISTRATOR in self.roles


USER_COLUMNS = tuple(getattr(UserRow, field.name) for field in fields(User))


@dataclass(frozen=True, slots=True)
class Credentials:
    """A user with the hash of the password, for the moment of signing in alone."""

    user: User
    password_hash: str


def login_key(login: str) -> str:
    """The login as it is compared: «Isaeva» and «isaeva » are one.

    >>> login_key(" ДИРЕКТОР ") == login_key("директор")
    True
    """
    return unicodedata.normalize("NFKC", login).strip().casefold()


def add_user(  # noqa: PLR0917  the columns of the table
    session: Session, school_id: int | None, login: str, name: str, roles: frozenset[Role], password_hash: str, by: str,
    now: datetime, one_time_until: datetime | None = None,
) -> int:  # fmt: skip
    """Keeps a new user; gives the id."""
    row = UserRow(
        school_id=school_id,
        login=login.strip(),
        login_key=login_key(login),
        name=name,
        roles=sorted(roles),
        password_hash=password_hash,
        one_time_until=one_time_until,
        active=True,
        created_at=now,
        created_by=by,
    )
    session.add(row)
    session.flush()
    return row.id


def has_users() -> bool:
    """Whether anybody can be asked to sign in."""
    return db.session.scalar(select(UserRow.id).limit(1)) is not None


def list_users(school_id: int | None) -> tuple[User, ...]:
    """The users of a school, or of an installation that has none yet, in the order of their names."""
    query = select(UserRow).where(UserRow.school_id.is_(None) if school_id is None else UserRow.school_id == school_id)
    return tuple(user_value(row) for row in db.session.scalars(query.order_by(UserRow.name, UserRow.id)))


def taken_logins() -> set[str]:
    """Every login as it is compared."""
    return set(db.session.scalars(select(UserRow.login_key)))


def find_credentials(login: str) -> Credentials | None:
    """The user of this login, whatever the size of its letters."""
    row = db.session.scalar(select(UserRow).where(UserRow.login_key == login_key(login)))
    return None if row is None else Credentials(user_value(row), row.password_hash)


def find_user(user_id: int) -> User | None:
    """The user of this id."""
    row = db.session.get(UserRow, user_id)
    return None if row is None else user_value(row)


def put_roles(session: Session, user_id: int, roles: frozenset[Role]) -> None:
    """Other roles."""
    session.get_one(UserRow, user_id).roles = sorted(roles)


def put_active(session: Session, user_id: int, *, active: bool) -> None:
    """Lets in or keeps out."""
    session.get_one(UserRow, user_id).active = active


def put_password(session: Session, user_id: int, password_hash: str, one_time_until: datetime | None = None) -> None:
    """Another password; one given by somebody else works until its moment and asks to be changed."""
    row = session.get_one(UserRow, user_id)
    row.password_hash, row.one_time_until = password_hash, one_time_until


def bind_users(session: Session, school_id: int) -> None:
    """Gives the school to those who were there before it."""
    session.execute(update(UserRow).where(UserRow.school_id.is_(None)).values(school_id=school_id))


def user_value(row: UserRow | Row[Any]) -> User:
    """The row, or its `USER_COLUMNS`, as a value."""
    roles = frozenset(Role(role) for role in row.roles)
    return User(row.id, row.login, row.name, roles, row.school_id, row.active, row.one_time_until)
