"""The trace of what was changed in an entry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from sferum_docs.store.database import db
from sferum_docs.store.rows import EntryChangeRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

    from sferum_docs.store.audit import Actor


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One field that was changed."""

    at: datetime
    by_name: str
    field: str
    before: str
    after: str
    reason: str


def add_changes(
    session: Session, entry_id: int, changes: Mapping[str, tuple[str, str]], reason: str, by: Actor
) -> None:
    """Keeps field → (before, after)."""
    session.add_all(
        EntryChangeRow(
            entry_id=entry_id, at=by.at, by_name=by.name, field=field, before=before, after=after, reason=reason
        )
        for field, (before, after) in changes.items()
    )
    session.flush()


def changes_of(entry_id: int) -> tuple[EntryChange, ...]:
    """What was changed in an entry, newest first."""
    query = select(EntryChangeRow).where(EntryChangeRow.entry_id == entry_id).order_by(EntryChangeRow.id.desc())
    return tuple(
        EntryChange(row.at, row.by_name, row.field, row.before, row.after, row.reason)
        for row in db.session.scalars(query)
    )
