"""The school's list of files (номенклатура дел)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from sferum_docs.documents.registering.registers import FileOfPapers
from sferum_docs.store.database import db
from sferum_docs.store.rows import FileListRow

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session


def get_files(school_id: int) -> tuple[FileOfPapers, ...]:
    """The list as the school keeps it; empty before it was first kept."""
    query = select(FileListRow).where(FileListRow.school_id == school_id).order_by(FileListRow.position)
    return tuple(FileOfPapers(row.index, row.title, row.retention) for row in db.session.scalars(query))


def put_files(session: Session, school_id: int, files: Iterable[FileOfPapers]) -> None:
    """Keeps the list in place of what was kept."""
    session.execute(delete(FileListRow).where(FileListRow.school_id == school_id))
    for position, item in enumerate(files):
        session.add(
            FileListRow(
                school_id=school_id, position=position, index=item.index, title=item.title, retention=item.retention
            )
        )
    session.flush()
