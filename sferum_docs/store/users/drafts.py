"""Drafts of pages: one for each person and page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from sferum_docs.store.database import db
from sferum_docs.store.rows import DraftRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class FormDraft:
    """What was typed into a page, as names and values in the order of its fields."""

    saved_at: datetime
    fields: tuple[tuple[str, str], ...]


def find(user_id: int, page: str) -> FormDraft | None:
    """The draft of a person on a page."""
    row = db.session.scalar(select(DraftRow).where(DraftRow.user_id == user_id, DraftRow.page == page))
    return None if row is None else FormDraft(row.saved_at, tuple((name, value) for name, value in row.fields))


def put(session: Session, user_id: int, page: str, fields: Iterable[tuple[str, str]], now: datetime) -> None:
    """Keeps a draft in place of the one before."""
    drop(session, user_id, page)
    session.add(DraftRow(user_id=user_id, page=page, saved_at=now, fields=[list(pair) for pair in fields]))


def drop(session: Session, user_id: int, page: str) -> None:
    """Forgets a draft."""
    session.execute(delete(DraftRow).where(DraftRow.user_id == user_id, DraftRow.page == page))
