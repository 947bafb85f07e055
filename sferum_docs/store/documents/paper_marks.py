"""How far papers without a register have come: marks, added and never changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from sferum_docs.documents.registering.status import PaperState
from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import db
from sferum_docs.store.rows import DocumentRow, PaperMarkRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from sferum_docs.store.audit import Actor


@dataclass(frozen=True, slots=True)
class PaperMark:
    """A mark of a version of a document: its state from a day on, who made the mark and when."""

    document_id: int
    document: str
    version: int
    title: str
    state: PaperState
    day: date
    file_index: str
    at: datetime
    by_name: str


@cached_until_change
def marks_of_pack(school_id: int, pack: str) -> tuple[PaperMark, ...]:
    """Every mark ever made on documents of a pack, oldest first."""
    query = (
        select(PaperMarkRow, DocumentRow.document, DocumentRow.version, DocumentRow.title)
        .join(DocumentRow)
        .where(DocumentRow.school_id == school_id, DocumentRow.pack == pack)
        .order_by(PaperMarkRow.id)
    )
    return tuple(
        PaperMark(
            row.document_id, document, version, title,
            PaperState(row.state), row.day, row.file_index, row.at, row.by_name,
        )
        for row, document, version, title in db.session.execute(query)
    )  # fmt: skip


def add_marks(
    session: Session, documents: Iterable[int], state: PaperState, day: date, file_index: str, by: Actor
) -> None:
    """Marks versions of documents."""
    session.add_all(
        PaperMarkRow(document_id=document, state=state.value, day=day, file_index=file_index, at=by.at, by_name=by.name)
        for document in documents
    )
    session.flush()
