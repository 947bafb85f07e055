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

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session


def is_anything_due(job_id: int | None = None) -> bool:
    """Whether a part can be begun now: one that waits, or one whose lease has ended."""
    return bool(db.session.scalar(select(_due(now_of(db.session()), job_id).exists())))


def _due(now: datetime, job_id: int | None) -> Any:
    query = select(JobItemRow.id).where(JobItemRow.state.in_(OPEN), JobItemRow.due_at <= now)
    return query if job_id is None else query.where(JobItemRow.job_id == job_id)


def claim_next(session: Session, worker: str, lease: timedelta, job_id: int | None = None) -> Claim | None:
    """Begins the next part: of the office that was served longest ago, and of its job that was; None: none is due."""
    now = now_of(session)
    chosen = _next_job(session, now) if job_id is None else job_id
    if chosen is None:
        return None
    item = session.scalars(
        select(JobItemRow)
        .where(JobItemRow.job_id == chosen, JobItemRow.state.in_(OPEN), JobItemRow.due_at <= now)
        .order_by(JobItemRow.id)
        .limit(1)
    ).one_or_none()
    if item is None:
        return None
    job = session.get_one(JobRow, chosen)
    item.state, item.worker = ItemState.RUNNING, worker
    item.attempts += 1
    item.fence += 1
    item.due_at = now + lease
    job.served_at = now
    session.flush()
    by = Actor(job.by_name, datetime.now(UTC), job.user_id)
    return Claim(
        item.id, item.fence, worker, item.attempts, job.id, job.school_id, job.kind, job.options, item.key,
        item.title, item.subject_id, item.payload, by,
    )  # fmt: skip


def _next_job(session: Session, now: datetime) -> int | None:
    other = aliased(JobRow)
    served = select(func.max(other.served_at)).where(other.school_id == JobRow.school_id, other.ended_at.is_(None))
    due = select(JobItemRow.id).where(
        JobItemRow.job_id == JobRow.id, JobItemRow.state.in_(OPEN), JobItemRow.due_at <= now
    )
    query = select(JobRow.id).where(JobRow.ended_at.is_(None), due.exists())
    return session.scalar(query.order_by(served.scalar_subquery(), JobRow.served_at, JobRow.id).limit(1))


def give_up_expired(session: Session, fault: ItemFault) -> int:
    """Parts whose lease has ended too often fail with this fault, those of a cancelled job end; gives how many."""
    now = now_of(session)
    over = select(JobItemRow.id, JobItemRow.job_id, JobRow.cancelled_at).join(JobRow, JobRow.id == JobItemRow.job_id)
    over = over.where(JobItemRow.state == ItemState.RUNNING, JobItemRow.due_at <= now)
    over = over.where((JobItemRow.attempts >= MOST_ATTEMPTS) | JobRow.cancelled_at.is_not(None))
    found = session.execute(over).all()
    for item_id, _job_id, cancelled_at in found:
        ended: dict[str, Any] = {"state": ItemState.CANCELLED, "ended_at": now}
        if cancelled_at is None:
            ended |= {"state": ItemState.FAILED, "faults": [[fault.code, fault.text]]}
        changed(session, update(JobItemRow).where(JobItemRow.id == item_id).values(ended))
    for job_id in sorted({job_id for _item_id, job_id, _cancelled_at in found}):
        close(session, job_id)
    return len(found)


def renew(session: Session, claims: Sequence[Claim], lease: timedelta) -> int:
    """Keeps what was begun for another lease; gives how many parts are still theirs."""
    due = now_of(session) + lease
    return sum(_change(session, claim, {"due_at": due}) for claim in claims)


def finish(session: Session, claim: Claim, result: Mapping[str, Any]) -> None:
    """The part is done, in the transaction that keeps what was done. LeaseLostError: it is another's by now."""
    _end(session, claim, {"state": ItemState.DONE, "result": dict(result), "faults": []})


def fail(session: Session, claim: Claim, faults: Sequence[ItemFault]) -> None:
    """The part is not done. LeaseLostError: it is another's by now."""
    _end(session, claim, {"state": ItemState.FAILED, "faults": [[fault.code, fault.text] for fault in faults]})


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
    if not _change(session, claim, {**values, "ended_at": now_of(session)}):
        raise LeaseLostError
    close(session, claim.job_id)


def _change(session: Session, claim: Claim, values: Mapping[str, Any]) -> int:
    return changed(session, update(JobItemRow).where(*_ours(claim)).values(dict(values)))


def _ours(claim: Claim) -> tuple[ColumnElement[bool], ...]:
    item = JobItemRow
    return item.id == claim.item_id, item.fence == claim.fence, item.state == ItemState.RUNNING
