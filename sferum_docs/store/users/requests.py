"""Requests of programs: how many came, and what was answered to those that may come twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from sferum_docs.store.database import db
from sferum_docs.store.rows import KeptAnswerRow, RequestCountRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

WINDOW = timedelta(minutes=1)
KEPT = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """What was answered; `status` 0: nothing yet."""

    asked_sha256: str
    status: int
    location: str
    body: bytes


def count_request(session: Session, limits: Mapping[str, int], now: datetime) -> datetime | None:
    """Counts a request under every key; gives the moment until which none is taken, when one of them is full."""
    known = session.scalars(select(RequestCountRow).where(RequestCountRow.key.in_(limits)))
    counts = {row.key: row for row in known if row.began_at > now - WINDOW}
    full = [row.began_at + WINDOW for key, row in counts.items() if row.count >= limits[key]]
    if full:  # what is not answered is not counted: one program that asks too much closes no door of another
        return max(full)
    for key in limits:
        if key in counts:
            counts[key].count += 1
        else:
            session.merge(RequestCountRow(key=key, began_at=now, count=1))
    return None


def sweep_requests(session: Session, now: datetime) -> None:
    """Forgets counts and answers past their time."""
    session.execute(delete(RequestCountRow).where(RequestCountRow.began_at <= now - WINDOW))
    session.execute(delete(KeptAnswerRow).where(KeptAnswerRow.at <= now - KEPT))


def find_answer(token_id: int, key: str) -> KeptAnswer | None:
    """What is kept under a key of a token."""
    row = db.session.get(KeptAnswerRow, (token_id, key_sum(key)))
    return None if row is None else KeptAnswer(row.asked_sha256, row.status, row.location, row.body)


def begin_answer(session: Session, token_id: int, key: str, asked_sha256: str, now: datetime) -> None:
    """Says that a request is being done."""
    session.add(
        KeptAnswerRow(
            token_id=token_id,
            key_sha256=key_sum(key),
            asked_sha256=asked_sha256,
            status=0,
            location="",
            body=b"",
            at=now,
        )
    )


def put_answer(session: Session, token_id: int, key: str, status: int, location: str, body: bytes) -> None:
    """Keeps what was answered."""
    row = session.get_one(KeptAnswerRow, (token_id, key_sum(key)))
    row.status, row.location, row.body = status, location, body


def drop_answer(session: Session, token_id: int, key: str) -> None:
    """Nothing was done: the same key may be sent again."""
    session.execute(
        delete(KeptAnswerRow).where(KeptAnswerRow.token_id == token_id, KeptAnswerRow.key_sha256 == key_sum(key))
    )


def key_sum(key: str) -> str:
    """A key as it is kept: whatever its sender put into it, a person perhaps, stands nowhere."""
    return sha256(key.encode()).hexdigest()
