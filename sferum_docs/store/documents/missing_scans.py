"""Entries of registers that no scan proves."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select

from sferum_docs.store.database import db
from sferum_docs.store.register.entry import READY, Entry, value
from sferum_docs.store.rows import EntryRow, EvidenceRow


def count_without_scan(school_id: int) -> int:
    """How many there are."""
    return db.session.scalar(select(func.count()).select_from(EntryRow).where(*_unproven(school_id))) or 0


def without_scan(school_id: int, limit: int, offset: int = 0) -> tuple[Entry, ...]:
    """The entries, newest first."""
    query = select(EntryRow).where(*_unproven(school_id)).order_by(EntryRow.signed_on.desc(), EntryRow.id.desc())
    return tuple(value(row) for row in db.session.scalars(query.limit(limit).offset(offset)))


def _unproven(school_id: int) -> tuple[Any, ...]:
    """In force or repealed, but made here or entered by hand: what came from an old register is filed long ago."""
    proof = select(EvidenceRow.id).where(
        EvidenceRow.entry_id == EntryRow.id, EvidenceRow.withdrawn_at.is_(None), EvidenceRow.proves
    )
    return (
        EntryRow.school_id == school_id,
        EntryRow.voided_at.is_(None),
        EntryRow.state == READY,
        EntryRow.imported.is_(False),
        ~proof.exists(),
    )
