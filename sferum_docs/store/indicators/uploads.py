"""Files of indicators that a person is bringing in: hers alone until they are written, and a day at most."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, delete, or_, select

from sferum_docs.reading.sheets.table import Sheet, record_row, row_record
from sferum_docs.store.database import LARGEST_ID, db
from sferum_docs.store.rows import IndicatorUploadRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from sferum_docs.store.audit import Actor

OPEN_FOR, SHOWN_FOR = timedelta(days=1), timedelta(days=30)
MOST_OPEN = 5  # of a person; the oldest goes
_COLUMNS = (
    IndicatorUploadRow.id, IndicatorUploadRow.pack, IndicatorUploadRow.user_id, IndicatorUploadRow.names,
    IndicatorUploadRow.told, IndicatorUploadRow.at, IndicatorUploadRow.by_name, IndicatorUploadRow.done_at,
    IndicatorUploadRow.written, IndicatorUploadRow.undone_at,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Upload:
    """Some files together, without their rows."""

    id: int
    pack: str
    user_id: int | None
    names: list[str]
    told: dict[str, Any]
    at: datetime
    by_name: str
    done_at: datetime | None
    written: list[Any]
    undone_at: datetime | None


def packed_files(files: Sequence[tuple[str, Sequence[Sheet]]]) -> tuple[bytes, str]:
    """The sheets of files as they are kept, and the mark by which the same files are known again."""
    record = [
        [name, [[sheet.name, sheet.visible, [row_record(row) for row in sheet.rows]] for sheet in sheets]]
        for name, sheets in files
    ]
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(text, 6), sha256(text).hexdigest()


def files_of(upload_id: int) -> tuple[tuple[str, tuple[Sheet, ...]], ...]:
    """The files of an upload that is not written yet."""
    content = db.session.scalars(select(IndicatorUploadRow.content).where(IndicatorUploadRow.id == upload_id)).one()
    record = json.loads(zlib.decompress(content)) if content else []
    return tuple(
        (name, tuple(Sheet(title, tuple(map(record_row, rows)), visible) for title, visible, rows in sheets))
        for name, sheets in record
    )


def keep_once(
    session: Session, school_id: int, pack: str, names: Sequence[str], mark: str, content: bytes, by: Actor
) -> int:
    """The id under which files are kept: of the same ones of this person that are not written yet, or of new ones."""
    query = select(IndicatorUploadRow.id).where(*_open(school_id, pack, by.user_id), IndicatorUploadRow.sha256 == mark)
    known = session.scalar(query.limit(1))
    if known is not None:
        return known
    drop_old(session, school_id, pack, by.user_id, by.at)
    row = IndicatorUploadRow(
        school_id=school_id, user_id=by.user_id, pack=pack, names=[*names], sha256=mark, content=content, told={},
        at=by.at, by_name=by.name, written=[], done_at=None, undone_at=None,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def find_upload(school_id: int, pack: str, upload_id: int) -> Upload | None:
    """An upload of this school and act."""
    return _found(db.session(), school_id, pack, upload_id) if 0 < upload_id <= LARGEST_ID else None


def locked_upload(session: Session, school_id: int, pack: str, upload_id: int) -> Upload | None:
    """The same, held until the end of the transaction."""
    if not 0 < upload_id <= LARGEST_ID:
        return None
    session.get(IndicatorUploadRow, upload_id, with_for_update=True, populate_existing=True)
    return _found(session, school_id, pack, upload_id)


def uploads_of(school_id: int, pack: str) -> tuple[Upload, ...]:
    """What was brought for an act, the newest first."""
    query = select(*_COLUMNS).where(IndicatorUploadRow.school_id == school_id, IndicatorUploadRow.pack == pack)
    return tuple(Upload(*row) for row in db.session.execute(query.order_by(IndicatorUploadRow.id.desc())))


def change_upload(session: Session, upload_id: int, **columns: Any) -> None:
    """Writes some columns."""
    row = session.get_one(IndicatorUploadRow, upload_id)
    for name, item in columns.items():
        setattr(row, name, item)
    session.flush()


def drop_upload(session: Session, upload_id: int) -> None:
    """Forgets one."""
    session.execute(delete(IndicatorUploadRow).where(IndicatorUploadRow.id == upload_id))


def drop_old(session: Session, school_id: int, pack: str, user_id: int | None, now: datetime) -> None:
    """Forgets what nobody went on with, what came in long ago, and what is too much of one person."""
    row = IndicatorUploadRow
    unfinished = and_(row.done_at.is_(None), row.at < now - OPEN_FOR)
    session.execute(delete(row).where(or_(unfinished, row.at < now - SHOWN_FOR)))
    query = select(row.id).where(*_open(school_id, pack, user_id)).order_by(row.id.desc()).offset(MOST_OPEN - 1)
    for upload_id in session.scalars(query).all():
        drop_upload(session, upload_id)


def _found(session: Session, school_id: int, pack: str, upload_id: int) -> Upload | None:
    query = select(*_COLUMNS).where(
        IndicatorUploadRow.id == upload_id, IndicatorUploadRow.school_id == school_id, IndicatorUploadRow.pack == pack
    )
    row = session.execute(query).one_or_none()
    return None if row is None else Upload(*row)


def _open(school_id: int, pack: str, user_id: int | None) -> tuple[Any, ...]:
    row = IndicatorUploadRow
    return row.school_id == school_id, row.pack == pack, row.user_id == user_id, row.done_at.is_(None)
