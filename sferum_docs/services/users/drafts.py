"""Drafts: kept while a person types, offered when the page is opened again, forgotten when it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.store.database import writing
from sferum_docs.store.users import drafts
from sferum_docs.store.users.drafts import FormDraft

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

MOST_LETTERS = 1_000_000  # a staff list of three thousand people with everything known of them

__all__ = ["FormDraft", "find_draft", "forget_draft", "keep_draft"]


def find_draft(user_id: int, page: str) -> FormDraft | None:
    """What this person typed into the page and did not save."""
    return drafts.find(user_id, page)


def keep_draft(user_id: int, page: str, fields: Sequence[tuple[str, str]], now: datetime) -> bool:
    """Keeps what is typed, the draft before it is gone; False when it is too long, and nothing is changed."""
    if sum(len(name) + len(value) for name, value in fields) > MOST_LETTERS:
        return False
    with writing(alters_pages=False) as session:
        drafts.put(session, user_id, page, fields, now)
    return True


def forget_draft(user_id: int, page: str) -> None:
    """The page is saved, or its draft thrown away."""
    if drafts.find(user_id, page) is not None:
        with writing(alters_pages=False) as session:
            drafts.drop(session, user_id, page)
