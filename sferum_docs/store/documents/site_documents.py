"""What a school approved for its site, and what of it was last put into the archive for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from sferum_docs.store.database import db
from sferum_docs.store.rows import SiteDocumentRow

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from sferum_docs.store.audit import Actor

Key = tuple[str, str]  # pack, document


@dataclass(frozen=True, slots=True)
class SiteDocument:
    """A document of the site: the version that was approved (none: taken back), the version last handed out."""

    pack: str
    document: str
    approved_id: int | None
    approved_at: datetime | None
    approved_by: str
    published_id: int | None
    published_at: datetime | None
    published_name: str

    @property
    def key(self) -> Key:
        """Which document it is, whatever its version."""
        return self.pack, self.document


def of_school(school_id: int) -> dict[Key, SiteDocument]:
    """All that was ever approved."""
    rows = db.session.scalars(select(SiteDocumentRow).where(SiteDocumentRow.school_id == school_id))
    return {(row.pack, row.document): _value(row) for row in rows}


def approve(session: Session, school_id: int, key: Key, document_id: int | None, by: Actor) -> None:
    """Approves a version, or takes the approval back (None)."""
    row = _row(session, school_id, key)
    row.approved_id = document_id
    row.approved_at, row.approved_by = (by.at, by.name) if document_id else (None, "")
    session.flush()


def publish(session: Session, school_id: int, key: Key, document_id: int, name: str, by: Actor) -> None:
    """Remembers the version that was handed out, under which name."""
    row = _row(session, school_id, key)
    row.published_id, row.published_at, row.published_name = document_id, by.at, name
    session.flush()


def take_down(session: Session, school_id: int, key: Key) -> None:
    """The document does not lie on the site any more."""
    row = _row(session, school_id, key)
    row.published_id, row.published_at, row.published_name = None, None, ""
    session.flush()


def _row(session: Session, school_id: int, key: Key) -> SiteDocumentRow:
    pack, document = key
    row = session.get(SiteDocumentRow, (school_id, pack, document))
    if row is None:
        row = SiteDocumentRow(school_id=school_id, pack=pack, document=document, approved_by="", published_name="")
        session.add(row)
    return row


def _value(row: SiteDocumentRow) -> SiteDocument:
    return SiteDocument(
        row.pack, row.document, row.approved_id, row.approved_at, row.approved_by,
        row.published_id, row.published_at, row.published_name,
    )  # fmt: skip
