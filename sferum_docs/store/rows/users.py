"""People who sign in, their sessions, and the tokens by which programs ask in their stead."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from sferum_docs.store.database import Base, UtcDateTime


class UserRow(Base):
    """Who may sign in. `login_key` is the login as it is compared; of the password only its hash is kept."""

    __tablename__ = "user_account"  # `user` is a reserved word of PostgreSQL

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"), index=True)
    login: Mapped[str]
    login_key: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    roles: Mapped[list[str]] = mapped_column(JSON)
    password_hash: Mapped[str]
    one_time_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    active: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    created_by: Mapped[str]


class SessionRow(Base):
    """A signed-in browser. Its token is kept as SHA-256: who reads the database cannot sign in with it."""

    __tablename__ = "user_session"

    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    address: Mapped[str]


class SignInAttemptRow(Base):
    """A guess at a secret, counted before it is tried. `key` is a sum: nobody's login stands here."""

    __tablename__ = "sign_in_attempt"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class AccessTokenRow(Base):
    """What a program shows in place of a password. Kept as SHA-256; `prefix` is by what a person knows it again."""

    __tablename__ = "access_token"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_sha256: Mapped[str] = mapped_column(unique=True)
    prefix: Mapped[str]
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    name: Mapped[str]
    scopes: Mapped[list[str]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_by: Mapped[str]


class RequestCountRow(Base):
    """How many requests came under a key since a moment: whatever process answered them."""

    __tablename__ = "request_count"

    key: Mapped[str] = mapped_column(primary_key=True)
    began_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    count: Mapped[int]


class KeptAnswerRow(Base):
    """What was answered to a request that may come twice; `status` 0: it is being done, or was broken off."""

    __tablename__ = "kept_answer"

    token_id: Mapped[int] = mapped_column(ForeignKey("access_token.id", ondelete="CASCADE"), primary_key=True)
    key_sha256: Mapped[str] = mapped_column(primary_key=True)
    asked_sha256: Mapped[str]
    status: Mapped[int]
    location: Mapped[str]
    body: Mapped[bytes]
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
