"""Who has begun which part of a job, and until when it is his."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import bindparam, func, or_, select, update
from sqlalchemy.orm import aliased

from sferum_docs.store.audit import Actor
from sferum_docs.store.database import db
from sferum_docs.store.jobs.clock import now_of
from sferum_docs.store.jobs.jobs import changed, close
from sferum_docs.store.jobs.model import MOST_ATTEMPTS, OPEN, Claim, ItemFault, ItemState, LeaseLostError
from sferum_docs.store.rows import JobItemRow, JobRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Row, Table, Update
    from sqlalchemy.orm import Session

THE_LINE = (0,)  # of a transaction that begins parts, in place of bodies: one at a time, beside those that end theirs
ONE_BY_ONE: Mapping[str, int] = MappingProxyType({})
_LEFT = 8  # times as many parts as are begun at once must be due: near its end a job is shared out one by one
_JOB, _PART = JobRow, JobItemRow
_PARTS = cast("Table", JobItemRow.__table__)
_FAR = timedelta(minutes=15)  # no lease and no pause is as long: whoever waits so long has had another clock
_IS_DUE = _PART.state.in_(OPEN), or_(_PART.due_at <= bindparam("now"), _PART.due_at > bindparam("far"))
_OTHER = aliased(JobRow)
_SERVED = select(func.max(_OTHER.served_at)).where(_OTHER.school_id == _JOB.school_id, _OTHER.ended_at.is_(None))
# put together once: a worker asks them all day
_NEXT_JOB = (
    select(_JOB.id, _JOB.school_id, _JOB.kind, _JOB.options, _JOB.by_name, _JOB.user_id, _JOB.cancelled_at)
    .where(_JOB.ended_at.is_(None), select(_PART.id).where(_PART.job_id == _JOB.id, *_IS_DUE).exists())
    .order_by(_SERVED.scalar_subquery(), _JOB.served_at, _JOB.id)
    .limit(1)
)
# what somebody has lost, then what waits
_NEXT_PARTS = (
    select(_PART.id, _PART.fence, _PART.attempts, _PART.key, _PART.title, _PART.subject_id, _PART.payload)
    .where(_PART.job_id == bindparam("job"), *_IS_DUE)
    .order_by(_PART.state, _PART.id)
    .limit(bindparam("most"))
)
_OPEN_PARTS = select(_PART.id, _PART.fence, _PART.worker).where(
    _PART.id.in_(bindparam("parts", expanding=True)), _PART.state.in_(OPEN)
)


def is_anything_due(job_id: int | None = None) -> bool:
    """Whether a part can be begun now: one that waits, or one whose lease has ended."""
    query = select(JobItemRow.id).where(*_IS_DUE)
    if job_id is not None:
        query = query.where(JobItemRow.job_id == job_id)
    return bool(db.session.scalar(select(query.exists()), _moment(now_of(db.session()))))


def _moment(now: datetime) -> dict[str, datetime]:
    """What is due is asked with: a clock that was set back leaves parts that would wait until it is there again."""
    return {"now": now, "far": now + _FAR}


def claim_next(
    session: Session,
    worker: str,
    lease: timedelta,
    given_up: ItemFault,
    job_id: int | None = None,
    at_once: Mapping[str, int] = ONE_BY_ONE,
) -> Claim | None:
    """Begins the next part: of the office that was served longest ago, and of its job that was; None: none is due.

    Of a kind whose parts are short so many (`at_once`) are laid by for the same worker under the same lease, each
    `following` the other; one at which somebody has died stands alone. On the way it ends what nobody is to begin
    again: parts that ended whoever was at them too often fail, with `given_up`; those of a cancelled job are cancelled.
    """
    now = now_of(session)
    query = _NEXT_JOB if job_id is None else _NEXT_JOB.where(_JOB.id == job_id)
    while (job := session.execute(query, _moment(now)).one_or_none()) is not None:
        several = at_once.get(job.kind, 1)
        most = several * _LEFT if several > 1 else 1
        rows = session.execute(_NEXT_PARTS, {"job": job.id, "most": most, **_moment(now)}).all()
        good = [row for row in rows if job.cancelled_at is None and row.attempts < MOST_ATTEMPTS]
        if len(good) < len(rows):
            _end_unbegun(session, job, [row.id for row in rows if row not in good], given_up, now)
        if good:
            alone = bool(good[0].attempts)
            free = _still_due(session, good[: 1 if alone else max(1, len(rows) // _LEFT)], now)
            if free:
                return _begin(session, job, free, worker, now + lease)
    return None


def _still_due(session: Session, rows: Sequence[Row[Any]], now: datetime) -> list[Row[Any]]:
    """Those that nobody has ended in this very moment: who is at a part whose lease is over may still end it."""
    query = select(_PART.id).where(_PART.id.in_([row.id for row in rows]), *_IS_DUE)
    query = query.order_by(_PART.id).with_for_update()
    due = set(session.scalars(query, _moment(now)))
    return [row for row in rows if row.id in due]


def _end_unbegun(session: Session, job: Row[Any], parts: Sequence[int], given_up: ItemFault, now: datetime) -> None:
    ended: dict[str, Any] = {"state": ItemState.CANCELLED, "ended_at": now}
    if job.cancelled_at is None:
        ended |= {"state": ItemState.FAILED, "faults": [given_up.kept()]}
    changed(session, update(JobItemRow).where(JobItemRow.id.in_(parts), *_IS_DUE).values(ended), _moment(now))
    close(session, job.id, now)


def _begin(session: Session, job: Row[Any], rows: Sequence[Row[Any]], worker: str, until: datetime) -> Claim:
    """The first is begun; the others wait for this worker alone, as long as its lease lasts."""
    first, *others = [row.id for row in rows]
    held: dict[str, Any] = {"worker": worker, "fence": JobItemRow.fence + 1, "due_at": until}
    begun = {**held, "state": ItemState.RUNNING, "attempts": JobItemRow.attempts + 1}
    changed(session, update(JobItemRow).where(JobItemRow.id == first).values(begun))
    if others:
        waiting = {**held, "state": ItemState.WAITING}
        changed(session, update(JobItemRow).where(JobItemRow.id.in_(others)).values(waiting))
    # who ends parts of it in this very moment is not waited for: the office's turn is told by the next who begins
    free = select(JobRow.id).where(JobRow.id == job.id).with_for_update(skip_locked=True)
    if session.scalar(free) is not None:
        changed(session, update(JobRow).where(JobRow.id == job.id).values(served_at=now_of(session)))
    by = Actor(job.by_name, datetime.now(UTC), job.user_id)
    claim: Claim | None = None
    for row in reversed(rows):
        claim = Claim(
            row.id, row.fence + 1, worker, row.attempts + 1, job.id, job.school_id, job.kind, job.options, row.key,
            row.title, row.subject_id, row.payload, by, claim,
        )  # fmt: skip
    assert claim is not None  # noqa: S101  there is a first
    return claim


def begin_following(session: Session, claim: Claim) -> bool:
    """Begins a part that was laid by; False: it is another's by now, or was cancelled."""
    begun = {"state": ItemState.RUNNING, "attempts": claim.attempts}
    return bool(_change(session, claim, begun, ItemState.WAITING))


def give_back(session: Session, claim: Claim) -> None:
    """Lets a part at which nobody has worked, and those that follow it, wait for anybody."""
    now = now_of(session)
    for each in claim.chain():
        free = {"state": ItemState.WAITING, "worker": "", "due_at": now, "attempts": each.attempts - 1}
        _change(session, each, free, *OPEN)


def renew(session: Session, claims: Iterable[Claim], lease: timedelta) -> int:
    """Keeps what was begun, with what was laid by for after it, for another lease; gives how many are still theirs."""
    due = {"due_at": now_of(session) + lease}
    return sum(_change(session, each, due, *OPEN) for claim in claims for each in claim.chain())


def lost_items(patience: timedelta) -> tuple[tuple[int, str, str], ...]:
    """(job, part, who had begun it) of each part whose lease ended so long ago, and that nobody has begun again."""
    ended = JobItemRow.due_at < now_of(db.session()) - patience
    query = select(JobItemRow.job_id, JobItemRow.title, JobItemRow.worker)
    found = db.session.execute(query.where(JobItemRow.state == ItemState.RUNNING, ended).order_by(JobItemRow.id))
    return tuple((row.job_id, row.title, row.worker) for row in found)


def end(session: Session, ended: Sequence[tuple[Claim, Mapping[str, Any] | Sequence[ItemFault]]]) -> None:
    """Parts are done, each with its result, or are not, for its reasons; in the transaction that keeps what was done.

    All parts before their jobs, as whoever begins parts takes them: nobody waits for somebody who waits for him.
    LeaseLostError: one is another's by now.
    """
    for claim, told in sorted(ended, key=lambda each: each[0].item_id):
        if isinstance(told, Mapping):
            _end(session, claim, {"state": ItemState.DONE, "result": dict(told), "faults": []})
        else:
            _end(session, claim, {"state": ItemState.FAILED, "faults": [fault.kept() for fault in told]})
    for job_id in {claim.job_id for claim, _told in ended}:
        close(session, job_id, now_of(session))


def put_back(session: Session, claim: Claim, pause: timedelta) -> None:
    """Lets the part wait again, not before the pause is over; one of a cancelled job is cancelled."""
    now = now_of(session)
    if session.scalar(select(JobRow.cancelled_at).where(JobRow.id == claim.job_id)) is not None:
        _end(session, claim, {"state": ItemState.CANCELLED})
        close(session, claim.job_id, now)
    elif not _change(session, claim, {"state": ItemState.WAITING, "worker": "", "due_at": now + pause}):
        raise LeaseLostError


def open_parts(claims: Iterable[Claim]) -> frozenset[int]:
    """The ids of those parts that are still ours and not ended."""
    mine = {claim.item_id: (claim.fence, claim.worker) for claim in claims}
    rows = db.session.execute(_OPEN_PARTS, {"parts": [*mine]}) if mine else ()
    return frozenset(row[0] for row in rows if mine[row[0]] == (row[1], row[2]))


def _end(session: Session, claim: Claim, values: Mapping[str, Any]) -> None:
    """Ends a part that is begun, or was laid by and done with the one before it."""
    if not _change(session, claim, {**values, "attempts": claim.attempts, "ended_at": now_of(session)}, *OPEN):
        raise LeaseLostError


def _change(session: Session, claim: Claim, values: Mapping[str, Any], *states: ItemState) -> int:
    given = {f"to_{name}": value for name, value in values.items()}
    mine = {"part": claim.item_id, "its_fence": claim.fence, "its_worker": claim.worker}
    return changed(session, _changing(tuple(values)), {**given, **mine, "states": states or (ItemState.RUNNING,)})


@cache
def _changing(names: Sequence[str]) -> Update:
    """The change of a part that is ours: put together once for these columns."""
    mine = (
        _PARTS.c.id == bindparam("part"), _PARTS.c.fence == bindparam("its_fence"),
        _PARTS.c.worker == bindparam("its_worker"), _PARTS.c.state.in_(bindparam("states", expanding=True)),
    )  # fmt: skip
    return update(_PARTS).where(*mine).values({name: bindparam(f"to_{name}") for name in names})
