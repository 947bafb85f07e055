"""Entries that say just what another says: a form that came twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from sferum_docs.store.register.entry import Entry, value
from sferum_docs.store.rows import EntryRow

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def same_entry(session: Session, school_id: int, **values: object) -> Entry | None:
    """The newest entry in force whose columns have these values."""
    query = select(EntryRow).where(EntryRow.school_id == school_id, EntryRow.voided_at.is_(None))
    wanted = (getattr(EntryRow, name) == value_of for name, value_of in values.items())
    row = session.scalar(query.where(*wanted).order_by(EntryRow.id.desc()).limit(1))
    return None if row is None else value(row)
