"""Who has begun which part of a job, and until when it is his."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import aliased

from sferum_docs.store.audit import Actor
from sferum_docs.store.database import db
from sferum_docs.store.jobs.clock import now_of
from sferum_docs.store.jobs.jobs import changed, close
from sferum_docs.store.jobs.model import MOST_ATTEMPTS, OPEN, Claim, ItemFault, ItemState, LeaseLostError
from sferum_docs.store.rows import JobItemRow, JobRow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement, Row, Select
    from sqlalchemy.orm import Session

_CLAIMED = (
    JobItemRow.id, JobItemRow.fence, JobItemRow.attempts, JobItemRow.job_id, JobItemRow.key, JobItemRow.title,
    JobItemRow.subject_id, JobItemRow.payload, JobRow.school_id, JobRow.kind, JobRow.options, JobRow.by_name,
    JobRow.user_id, JobRow.cancelled_at,
)  # fmt: skip


def is_anything_due(job_id: int | None = None) -> bool:
    """Whether a part can be begun now: one that waits, or one whose lease has ended."""
    query = select(JobItemRow.id).where(*_due(now_of(db.session())))
    if job_id is not None:
        query = query.where(JobItemRow.job_id == job_id)
    return bool(db.session.scalar(select(query.exists())))


def _due(now: datetime) -> tuple[ColumnElement[bool], ...]:
    return JobItemRow.state.in_(OPEN), JobItemRow.due_at <= now


def claim_next(
    session: Session, worker: str, lease: timedelta, given_up: ItemFault, job_id: int | None = None
) -> Claim | None:
    """Begins the next part: of the office that was served longest ago, and of its job that was; None: none is due.

    On the way it ends what nobody is to begin again: parts that ended whoever was at them too often fail, with
    `given_up`; those of a cancelled job are cancelled.
    """
    now = now_of(session)
    while (chosen := _next_job(session, now, job_id)) is not None:
        row = session.execute(_next_item(chosen, now)).one()
        if row.cancelled_at is None and row.attempts < MOST_ATTEMPTS:
            return _begin(session, row, worker, now, lease)
        ended: dict[str, Any] = {"state": ItemState.CANCELLED, "ended_at": now}
        if row.cancelled_at is None:
            ended |= {"state": ItemState.FAILED, "faults": [given_up.kept()]}
        changed(session, update(JobItemRow).where(JobItemRow.id == row.id).values(ended))
        close(session, chosen, now)
    return None


def _next_job(session: Session, now: datetime, job_id: int | None) -> int | None:
    job, other = JobRow, aliased(JobRow)
    due = select(JobItemRow.id).where(JobItemRow.job_id == job.id, *_due(now))
    served = select(func.max(other.served_at)).where(other.school_id == job.school_id, other.ended_at.is_(None))
    query = select(job.id).where(job.ended_at.is_(None), due.exists())
    if job_id is not None:
        query = query.where(job.id == job_id)
    return session.scalar(query.order_by(served.scalar_subquery(), job.served_at, job.id).limit(1))


def _next_item(job_id: int, now: datetime) -> Select[Any]:
    """The part that somebody has lost, else the first that waits; with its job in one row."""
    query = select(*_CLAIMED).join(JobRow, JobRow.id == JobItemRow.job_id)
    query = query.where(JobItemRow.job_id == job_id, *_due(now))
    return query.order_by(JobItemRow.state, JobItemRow.id).limit(1)


def _begin(session: Session, row: Row[Any], worker: str, now: datetime, lease: timedelta) -> Claim:
    begun = {
        "state": ItemState.RUNNING, "worker": worker, "attempts": row.attempts + 1, "fence": row.fence + 1,
        "due_at": now + lease,
    }  # fmt: skip
    changed(session, update(JobItemRow).where(JobItemRow.id == row.id).values(begun))
    changed(session, update(JobRow).where(JobRow.id == row.job_id).values(served_at=now))
    by = Actor(row.by_name, datetime.now(UTC), row.user_id)
    return Claim(
        row.id, row.fence + 1, worker, row.attempts + 1, row.job_id, row.school_id, row.kind, row.options, row.key,
        row.title, row.subject_id, row.payload, by,
    )  # fmt: skip


def renew(session: Session, claims: Sequence[Claim], lease: timedelta) -> int:
    """Keeps what was begun for another lease; gives how many parts are still theirs."""
    due = now_of(session) + lease
    return sum(_change(session, claim, {"due_at": due}) for claim in claims)


def lost_items(patience: timedelta) -> tuple[tuple[int, str, str], ...]:
    """(job, part, who had begun it) of each part whose lease ended so long ago, and that nobody has begun again."""
    ended = JobItemRow.due_at < now_of(db.session()) - patience
    query = select(JobItemRow.job_id, JobItemRow.title, JobItemRow.worker)
    found = db.session.execute(query.where(JobItemRow.state == ItemState.RUNNING, ended).order_by(JobItemRow.id))
    return tuple((row.job_id, row.title, row.worker) for row in found)


def finish(session: Session, claim: Claim, result: Mapping[str, Any]) -> None:
    """The part is done, in the transaction that keeps what was done. LeaseLostError: it is another's by now."""
    _end(session, claim, {"state": ItemState.DONE, "result": dict(result), "faults": []})


def fail(session: Session, claim: Claim, faults: Sequence[ItemFault]) -> None:
    """The part is not done. LeaseLostError: it is another's by now."""
    _end(session, claim, {"state": ItemState.FAILED, "faults": [fault.kept() for fault in faults]})


def put_back(session: Session, claim: Claim, pause: timedelta) -> None:
    """Lets the part wait again, not before the pause is over; one of a cancelled job is cancelled."""
    now = now_of(session)
    if session.scalar(select(JobRow.cancelled_at).where(JobRow.id == claim.job_id)) is not None:
        _end(session, claim, {"state": ItemState.CANCELLED})
    elif not _change(session, claim, {"state": ItemState.WAITING, "worker": "", "due_at": now + pause}):
        raise LeaseLostError


def is_still_open(claim: Claim) -> bool:
    """Whether the part is still begun, and ours."""
    return db.session.scalar(select(JobItemRow.id).where(*_ours(claim))) is not None


def _end(session: Session, claim: Claim, values: Mapping[str, Any]) -> None:
    now = now_of(session)
    if not _change(session, claim, {**values, "ended_at": now}):
        raise LeaseLostError
    close(session, claim.job_id, now)


def _change(session: Session, claim: Claim, values: Mapping[str, Any]) -> int:
    return changed(session, update(JobItemRow).where(*_ours(claim)).values(dict(values)))


def _ours(claim: Claim) -> tuple[ColumnElement[bool], ...]:
    item = JobItemRow
    same = item.id == claim.item_id, item.fence == claim.fence, item.worker == claim.worker
    return *same, item.state == ItemState.RUNNING
