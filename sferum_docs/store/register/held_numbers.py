"""Numbers held for papers to come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from sferum_docs.store.database import db
from sferum_docs.store.register.entry import HELD, Entry, value
from sferum_docs.store.rows import EntryRow

if TYPE_CHECKING:
    from datetime import date


def held(school_id: int) -> tuple[Entry, ...]:
    """The entries, the earliest day first."""
    query = select(EntryRow).where(
        EntryRow.school_id == school_id, EntryRow.state == HELD, EntryRow.voided_at.is_(None)
    )
    ordered = query.order_by(EntryRow.signed_on, EntryRow.ordinal, EntryRow.id)
    return tuple(value(row) for row in db.session.scalars(ordered))


def count_passed(school_id: int, day: date) -> int:
    """How many have waited beyond their day."""
    query = select(func.count()).select_from(EntryRow)
    passed = EntryRow.school_id == school_id, EntryRow.state == HELD, EntryRow.voided_at.is_(None)
    return db.session.scalar(query.where(*passed, EntryRow.signed_on < day)) or 0
