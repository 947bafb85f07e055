"""Acts that are being read, as a school keeps them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from sferum_docs.store.database import LARGEST_ID, db
from sferum_docs.store.rows import ActDraftRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

_COLUMNS = (
    ActDraftRow.id, ActDraftRow.source_name, ActDraftRow.title, ActDraftRow.waiting, ActDraftRow.raised,
    ActDraftRow.revision, ActDraftRow.begun_at, ActDraftRow.begun_by, ActDraftRow.changed_at, ActDraftRow.changed_by,
    ActDraftRow.pack,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ActDraftItem:
    """An act that is being read, without its text; `pack` is what was made of it."""

    id: int
    source_name: str
    title: str
    waiting: int
    raised: int
    revision: int
    begun_at: datetime
    begun_by: str
    changed_at: datetime
    changed_by: str
    pack: str


@dataclass(frozen=True, slots=True)
class PackedDraft:
    """What is kept of an act, packed."""

    text: bytes
    content: bytes


def act_drafts(school_id: int) -> tuple[ActDraftItem, ...]:
    """The acts of a school that are being read, those changed last first."""
    query = select(*_COLUMNS).where(ActDraftRow.school_id == school_id)
    rows = db.session.execute(query.order_by(ActDraftRow.changed_at.desc(), ActDraftRow.id.desc()))
    return tuple(ActDraftItem(*row) for row in rows)


def find_act_draft(school_id: int, draft_id: int) -> ActDraftItem | None:
    """One of them."""
    if not 0 < draft_id <= LARGEST_ID:
        return None
    query = select(*_COLUMNS).where(ActDraftRow.id == draft_id, ActDraftRow.school_id == school_id)
    row = db.session.execute(query).one_or_none()
    return None if row is None else ActDraftItem(*row)


def packed_draft(draft_id: int) -> PackedDraft:
    """The text and the content of one that was found."""
    query = select(ActDraftRow.text, ActDraftRow.content).where(ActDraftRow.id == draft_id)
    return PackedDraft(*db.session.execute(query).one())


def open_with_mark(session: Session, school_id: int, sha256: str) -> int | None:
    """The act with the same text that is being read already."""
    query = select(ActDraftRow.id).where(*_open(school_id), ActDraftRow.sha256 == sha256)
    return session.scalar(query.order_by(ActDraftRow.id).limit(1))


def count_open(session: Session, school_id: int) -> int:
    """How many are being read."""
    return session.scalar(select(func.count(ActDraftRow.id)).where(*_open(school_id))) or 0


def add_act_draft(session: Session, **columns: Any) -> int:
    """A new one; gives its id."""
    row = ActDraftRow(revision=1, pack="", **columns)
    session.add(row)
    session.flush()
    return row.id


def change_act_draft(session: Session, draft_id: int, **columns: Any) -> None:
    """Writes some columns; its revision grows."""
    row = session.get_one(ActDraftRow, draft_id, with_for_update=True, populate_existing=True)
    for name, item in columns.items():
        setattr(row, name, item)
    row.revision += 1
    session.flush()


def drop_act_draft(session: Session, draft_id: int) -> None:
    """Forgets one."""
    session.delete(session.get_one(ActDraftRow, draft_id))


def _open(school_id: int) -> tuple[Any, ...]:
    return ActDraftRow.school_id == school_id, ActDraftRow.pack == ""
