"""What was answered to requests of programs that may come twice: kept for a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.store.database import writing
from sferum_docs.store.users.requests import begin_answer, drop_answer, find_answer, put_answer

if TYPE_CHECKING:
    from datetime import datetime

    from sferum_docs.store.users.requests import KeptAnswer


def begin(token_id: int, key: str, asked_sha256: str, now: datetime) -> KeptAnswer | None:
    """Says under a key of a token that a request is being done; what is known when it came before."""
    with writing(alters_pages=False) as session:
        known = find_answer(token_id, key)
        if known is None:
            begin_answer(session, token_id, key, asked_sha256, now)
    return known


def keep(token_id: int, key: str, status: int, location: str, body: bytes) -> None:
    """Keeps the answer."""
    with writing(alters_pages=False) as session:
        put_answer(session, token_id, key, status, location, body)


def drop(token_id: int, key: str) -> None:
    """Nothing was done: the key may be used again."""
    with writing(alters_pages=False) as session:
        drop_answer(session, token_id, key)
