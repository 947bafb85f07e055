"""Guesses at secrets: each is counted before it is tried, so that neither haste nor a second process gets more."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from sferum_docs.store.database import db
from sferum_docs.store.rows import SignInAttemptRow

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

WINDOW = timedelta(minutes=15)


def take_attempts(session: Session, limits: Mapping[str, int], now: datetime) -> tuple[list[int], datetime | None]:
    """Counts one guess under every key; gives the ids of what was counted, or the moment until which none is taken."""
    session.execute(delete(SignInAttemptRow).where(SignInAttemptRow.at <= now - WINDOW))
    full = [until for key, limit in limits.items() if (until := _full(session, key, limit))]
    if full:
        return [], max(full)
    rows = [SignInAttemptRow(key=key, at=now) for key in limits]
    session.add_all(rows)
    session.flush()
    return [row.id for row in rows], None


def forget_attempts(session: Session, ids: Collection[int], key: str) -> None:
    """Takes back what was counted for a secret that turned out right, and all under the keys that begin so."""
    forgotten = SignInAttemptRow.id.in_(ids) | SignInAttemptRow.key.startswith(key, autoescape=True)
    session.execute(delete(SignInAttemptRow).where(forgotten))


def full_keys(subject: str, limit: int, now: datetime) -> frozenset[str]:
    """The keys of a subject that take no guess now."""
    query = (
        select(SignInAttemptRow.key)
        .where(SignInAttemptRow.key.startswith(f"{subject} "), SignInAttemptRow.at > now - WINDOW)
        .group_by(SignInAttemptRow.key)
        .having(func.count() >= limit)
    )
    return frozenset(db.session.scalars(query))


def _full(session: Session, key: str, limit: int) -> datetime | None:
    """Until when a key is full: the oldest of the newest `limit` guesses must leave the window first."""
    query = select(SignInAttemptRow.at).where(SignInAttemptRow.key == key).order_by(SignInAttemptRow.at.desc())
    newest = list(session.scalars(query.limit(limit)))
    return newest[-1] + WINDOW if len(newest) == limit else None
