"""Pages that answered refused forms: kept for a while, for the one who sent them."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from sferum_docs.store.database import db
from sferum_docs.store.rows import RefusedFormRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

LONGEST = timedelta(hours=12)  # as long as a session without work
MOST = 20  # of one person, or of all who have not signed in


def put(session: Session, token: str, user_id: int | None, address: str, page: bytes, now: datetime) -> None:
    """Keeps a page; what is too old, and the oldest of the same person beyond the most, is swept away."""
    row = RefusedFormRow
    session.execute(delete(row).where(row.kept_at < now - LONGEST))
    own = row.user_id.is_(None) if user_id is None else row.user_id == user_id
    query = select(row.token_sha256).where(own).order_by(row.kept_at.desc()).offset(MOST - 1)
    session.execute(delete(row).where(row.token_sha256.in_(list(session.scalars(query)))))
    session.add(row(token_sha256=_key(token), user_id=user_id, address=address, kept_at=now, page=page))


def find(token: str, user_id: int | None, address: str, now: datetime) -> bytes | None:
    """The page kept under a token, for this person and address alone."""
    row = db.session.get(RefusedFormRow, _key(token))
    if row is None or (row.user_id, row.address) != (user_id, address) or row.kept_at < now - LONGEST:
        return None
    return row.page


def _key(token: str) -> str:
    return sha256(token.encode()).hexdigest()
