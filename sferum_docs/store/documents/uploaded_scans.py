"""Scans that were sent and wait for a person to confirm them: kept for a day, one batch for each person."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, or_, select

from sferum_docs.store.database import LARGEST_ID, db
from sferum_docs.store.rows import UploadedScanRow

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

_KEPT = timedelta(days=1)
_SIZE = func.length(UploadedScanRow.content)


@dataclass(frozen=True, slots=True)
class UploadedScan:
    """A file that waits; `entry_id` is the entry it seems to belong to."""

    id: int
    file_name: str
    sha256: str
    size: int
    entry_id: int | None
    words: str


@dataclass(frozen=True, slots=True)
class NewScan:
    """A file to be kept aside."""

    file_name: str
    sha256: str
    content: bytes
    entry_id: int | None
    words: str


def put_batch(session: Session, school_id: int, user_id: int, at: datetime, scans: Sequence[NewScan]) -> None:
    """Keeps a batch in place of the former one of this person; what others left for a day goes with it."""
    old = or_(UploadedScanRow.user_id == user_id, UploadedScanRow.at < at - _KEPT)
    session.execute(delete(UploadedScanRow).where(old))
    session.add_all(UploadedScanRow(school_id=school_id, user_id=user_id, at=at, **asdict(scan)) for scan in scans)
    session.flush()


def drop_batch(session: Session, user_id: int) -> None:
    """Throws the batch of a person away."""
    session.execute(delete(UploadedScanRow).where(UploadedScanRow.user_id == user_id))


def batch(school_id: int, user_id: int) -> tuple[UploadedScan, ...]:
    """The files of a person that wait, in the order they were sent; their bytes are asked for one by one."""
    columns = (
        UploadedScanRow.id, UploadedScanRow.file_name, UploadedScanRow.sha256, _SIZE, UploadedScanRow.entry_id,
        UploadedScanRow.words,
    )  # fmt: skip
    query = select(*columns).where(UploadedScanRow.school_id == school_id, UploadedScanRow.user_id == user_id)
    return tuple(UploadedScan(*row) for row in db.session.execute(query.order_by(UploadedScanRow.id)))


def bytes_of(school_id: int, user_id: int, scan_id: int) -> bytes | None:
    """The bytes of a file that waits; None when it is nobody's or another's."""
    row = db.session.get(UploadedScanRow, scan_id) if scan_id <= LARGEST_ID else None
    return row.content if row is not None and (row.school_id, row.user_id) == (school_id, user_id) else None
