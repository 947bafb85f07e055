"""Links between entries of the registers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from sferum_docs.store.database import LARGEST_ID, db
from sferum_docs.store.rows import LinkRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from sferum_docs.store.audit import Actor


@dataclass(frozen=True, slots=True)
class Link:
    """A link from one entry to another."""

    id: int
    from_id: int
    to_id: int
    kind: str
    at: datetime
    by_name: str


def links_of(school_id: int, entry_id: int) -> tuple[Link, ...]:
    """The links of an entry, to it and from it, oldest first."""
    query = select(LinkRow).where(
        LinkRow.school_id == school_id, or_(LinkRow.from_id == entry_id, LinkRow.to_id == entry_id)
    )
    return tuple(_value(row) for row in db.session.scalars(query.order_by(LinkRow.id)))


def add_link(session: Session, school_id: int, ends: tuple[int, int], kind: str, by: Actor) -> Link:
    """A new link."""
    row = LinkRow(school_id=school_id, from_id=ends[0], to_id=ends[1], kind=kind, at=by.at, by_name=by.name)
    session.add(row)
    session.flush()
    return _value(row)


def take_link(session: Session, school_id: int, link_id: int) -> Link | None:
    """Removes a link of this school; gives what it was."""
    row = session.get(LinkRow, link_id, with_for_update=True) if link_id <= LARGEST_ID else None
    if row is None or row.school_id != school_id:
        return None
    was = _value(row)
    session.delete(row)
    session.flush()
    return was


def _value(row: LinkRow) -> Link:
    return Link(row.id, row.from_id, row.to_id, row.kind, row.at, row.by_name)
