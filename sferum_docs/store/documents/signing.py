"""Drafts on their way to the signature and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import db
from sferum_docs.store.rows import DocumentRow, SentRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session


@cached_until_change
def sent_to_sign(school_id: int) -> frozenset[int]:
    """The ids of drafts that the head sent to be signed."""
    query = (
        select(SentRow.document_id)
        .join(DocumentRow)
        .where(DocumentRow.school_id == school_id, SentRow.returned_at.is_(None))
    )
    return frozenset(db.session.scalars(query))


def returned_documents(school_id: int) -> frozenset[int]:
    """The ids of drafts that the secretary sent back."""
    query = (
        select(SentRow.document_id)
        .join(DocumentRow)
        .where(DocumentRow.school_id == school_id, SentRow.returned_at.is_not(None))
    )
    return frozenset(db.session.scalars(query))


def mark_sent(session: Session, document_id: int, at: datetime, by_name: str) -> None:
    """Remembers that a draft was sent to be signed; twice is once, and sending again answers a return."""
    row = session.get(SentRow, document_id)
    if row is None:
        session.add(SentRow(document_id=document_id, at=at, by_name=by_name))
    elif row.returned_at is not None:
        row.at, row.by_name, row.returned_at, row.returned_by, row.remark = at, by_name, None, "", ""


@dataclass(frozen=True, slots=True)
class SentBack:
    """Why and by whom a draft was sent back to the head."""

    remark: str
    by_name: str
    at: datetime


def mark_sent_back(session: Session, document_id: int, sent_back: SentBack) -> None:
    """Remembers that a draft waits for the head again, sent to be signed before or not."""
    row = session.get(SentRow, document_id)
    if row is None:
        row = SentRow(document_id=document_id, at=sent_back.at, by_name="")
        session.add(row)
    row.returned_at, row.returned_by, row.remark = sent_back.at, sent_back.by_name, sent_back.remark


def sent_back(document_id: int) -> SentBack | None:
    """What the secretary sent a draft back with; None when it was not sent back."""
    row = db.session.get(SentRow, document_id)
    if row is None or row.returned_at is None:
        return None
    return SentBack(row.remark, row.returned_by, row.returned_at)
