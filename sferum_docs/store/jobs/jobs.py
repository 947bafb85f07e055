"""Jobs: begun, found, counted, cancelled, taken up again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import bindparam, delete, func, select, update

from sferum_docs.store.database import LARGEST_ID, db
from sferum_docs.store.jobs.clock import now_of
from sferum_docs.store.jobs.model import ENDED, OPEN, ItemFault, ItemState, Job, JobItem, Progress
from sferum_docs.store.rows import JobItemRow, JobRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import CursorResult, Select, Table, Update
    from sqlalchemy.orm import Session

    from sferum_docs.store.audit import Actor
    from sferum_docs.store.jobs.model import NewItem

KEPT_JOBS, KEPT_FOR = 50, timedelta(days=90)  # the last of an office stay, and what ended lately
_RECENTLY = 30.0  # seconds over which the rate is told
_AT_ONCE = 500  # parts in memory when all are read
_COLUMNS = (
    JobRow.id, JobRow.school_id, JobRow.kind, JobRow.title, JobRow.options, JobRow.at, JobRow.by_name,
    JobRow.served_at, JobRow.cancelled_at, JobRow.cancelled_by, JobRow.ended_at,
)  # fmt: skip
_ITEM = (
    JobItemRow.id, JobItemRow.key, JobItemRow.title, JobItemRow.subject_id, JobItemRow.state, JobItemRow.attempts,
    JobItemRow.worker, JobItemRow.ended_at, JobItemRow.faults, JobItemRow.result,
)  # fmt: skip
_JOBS, _PARTS = cast("Table", JobRow.__table__), cast("Table", JobItemRow.__table__)
_LOCKED = select(_JOBS.c.id).where(_JOBS.c.id == bindparam("job")).with_for_update()
_OPEN_PARTS = select(_PARTS.c.id).where(_PARTS.c.job_id == bindparam("job"), _PARTS.c.state.in_(OPEN))
_CLOSING = (
    update(_JOBS)
    .where(_JOBS.c.id == bindparam("job"), _JOBS.c.ended_at.is_(None), ~_OPEN_PARTS.exists())
    .values(ended_at=bindparam("now"))
)


def add_job(
    session: Session, office_id: int, kind: str, title: str, options: Mapping[str, Any], key: str, by: Actor
) -> int:
    """A job without parts; gives its id."""
    now = now_of(session)
    row = JobRow(
        school_id=office_id, kind=kind, title=title, options=dict(options), key=key, at=by.at, by_name=by.name,
        user_id=by.user_id, served_at=now, cancelled_at=None, cancelled_by="", ended_at=None,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row.id


def add_items(session: Session, job_id: int, items: Iterable[NewItem]) -> None:
    """Its parts, all waiting."""
    now = now_of(session)
    rows: list[dict[str, Any]] = [
        {
            "job_id": job_id, "key": item.key, "title": item.title, "subject_id": item.subject_id,
            "payload": dict(item.payload), "state": ItemState.WAITING, "attempts": 0, "fence": 0, "worker": "",
            "due_at": now, "ended_at": None, "faults": [], "result": {},
        }
        for item in items
    ]  # fmt: skip
    session.bulk_insert_mappings(JobItemRow, rows)


def job_with_key(session: Session, office_id: int, key: str) -> int | None:
    """The job that was begun under this key."""
    return session.scalar(select(JobRow.id).where(JobRow.school_id == office_id, JobRow.key == key))


def open_twin(
    session: Session, office_id: int, kind: str, options: Mapping[str, Any], parts: Collection[str]
) -> int | None:
    """A job of the office that is at work and was asked the very same for the same parts; a stopped one is none."""
    query = select(JobRow.id, JobRow.options).where(JobRow.school_id == office_id, JobRow.kind == kind)
    for row in session.execute(query.where(JobRow.ended_at.is_(None), JobRow.cancelled_at.is_(None))):
        asked = session.scalars(select(JobItemRow.key).where(JobItemRow.job_id == row.id))
        if row.options == options and set(asked) == set(parts):
            return int(row.id)
    return None


def find_job(office_id: int, job_id: int) -> Job | None:
    """A job of this office; None: there is none, or it is another's."""
    if not 0 < job_id <= LARGEST_ID:
        return None
    row = db.session.execute(select(*_COLUMNS).where(JobRow.id == job_id, JobRow.school_id == office_id)).one_or_none()
    return None if row is None else Job(*row)


def count_jobs(office_id: int) -> int:
    """How many jobs an office has begun."""
    return db.session.scalar(select(func.count(JobRow.id)).where(JobRow.school_id == office_id)) or 0


def jobs_of(office_id: int, limit: int, offset: int = 0) -> tuple[Job, ...]:
    """The jobs of an office, the newest first."""
    query = select(*_COLUMNS).where(JobRow.school_id == office_id).order_by(JobRow.id.desc())
    return tuple(Job(*row) for row in db.session.execute(query.limit(limit).offset(offset)))


def progress_of(job_ids: Collection[int]) -> dict[int, Progress]:
    """How far these jobs are: three questions, however many they are."""
    item, now = JobItemRow, now_of(db.session())
    chosen = item.job_id.in_(job_ids)
    counts = select(item.job_id, item.state, func.count(item.id)).where(chosen).group_by(item.job_id, item.state)
    since = now - timedelta(seconds=_RECENTLY)
    worked = chosen, item.ended_at.between(since, now), item.state != ItemState.CANCELLED
    ended = select(item.job_id, func.count(item.id), func.min(item.ended_at)).where(*worked)
    at_work = (item.state == ItemState.RUNNING) | item.ended_at.between(since, now)
    working = select(item.job_id, item.worker).where(chosen, at_work, item.worker != "").distinct()
    found: dict[int, dict[ItemState, int]] = {key: {} for key in job_ids}
    for job_id, state, count in db.session.execute(counts):
        found[job_id][ItemState(state)] = count
    recent = {row[0]: row[1:] for row in db.session.execute(ended.group_by(item.job_id))}
    workers: dict[int, list[str]] = {}
    for job_id, worker in db.session.execute(working.order_by(item.worker)):
        workers.setdefault(job_id, []).append(worker)
    return {
        key: Progress(told, *_rate(recent.get(key), now), tuple(workers.get(key, ())), now)
        for key, told in found.items()
    }


def _rate(recent: Sequence[Any] | None, now: Any) -> tuple[int, float]:
    """How many ended within how many seconds: since the first of them, where that is less than the whole time."""
    if recent is None:
        return 0, 0.0
    count, first = recent
    return count, min(_RECENTLY, max(1.0, (now - first).total_seconds()))


def count_items(job_id: int, states: Collection[ItemState]) -> int:
    """How many parts of a job are in these states."""
    query = select(func.count(JobItemRow.id)).where(JobItemRow.job_id == job_id, JobItemRow.state.in_(states))
    return db.session.scalar(query) or 0


def items_of(
    job_id: int, states: Collection[ItemState] = (*OPEN, *ENDED), *, limit: int | None = None, offset: int = 0
) -> tuple[JobItem, ...]:
    """The parts of a job that are in these states, in their order."""
    return tuple(_item(row) for row in db.session.execute(_items(job_id, states).limit(limit).offset(offset)))


def each_item(job_id: int, states: Collection[ItemState] = (*OPEN, *ENDED)) -> Iterator[JobItem]:
    """All parts of a job, some hundreds in memory at a time."""
    query = _items(job_id, states).execution_options(yield_per=_AT_ONCE)
    yield from (_item(row) for row in db.session.execute(query))


def _items(job_id: int, states: Collection[ItemState]) -> Select[Any]:
    query = select(*_ITEM).where(JobItemRow.job_id == job_id, JobItemRow.state.in_(states))
    return query.order_by(JobItemRow.id)


def _item(row: Sequence[Any]) -> JobItem:
    key, name, title, subject, state, attempts, worker, ended_at, faults, result = row
    told = tuple(ItemFault(*fault) for fault in faults)
    return JobItem(key, name, title, subject, ItemState(state), attempts, worker, ended_at, told, result)


def forget_old(session: Session, office_id: int) -> int:
    """Takes away jobs that ended long ago, but for the last of the office; gives how many. What they made stays."""
    newest = select(JobRow.id).where(JobRow.school_id == office_id).order_by(JobRow.id.desc()).limit(KEPT_JOBS)
    ended = JobRow.ended_at < now_of(session) - KEPT_FOR
    query = delete(JobRow).where(JobRow.school_id == office_id, ended, JobRow.id.not_in(newest.subquery().select()))
    done = cast("CursorResult[Any]", session.execute(query, execution_options={"synchronize_session": False}))
    return done.rowcount


def cancel(session: Session, job_id: int, by: Actor) -> int:
    """What is not begun is not begun any more; gives how many parts that are."""
    now = now_of(session)
    count = changed(
        session,
        update(JobItemRow)
        .where(JobItemRow.job_id == job_id, JobItemRow.state == ItemState.WAITING)
        .values(state=ItemState.CANCELLED, ended_at=now),
    )
    session.execute(
        update(JobRow)
        .where(JobRow.id == job_id, JobRow.ended_at.is_(None), JobRow.cancelled_at.is_(None))
        .values(cancelled_at=now, cancelled_by=by.name)
    )
    close(session, job_id, now)
    return count


def reopen(session: Session, job_id: int, states: Collection[ItemState], keys: Collection[str] | None) -> int:
    """Lets parts wait again, as if they had never been begun; gives how many. `keys`: only these."""
    now = now_of(session)
    chosen = [JobItemRow.job_id == job_id, JobItemRow.state.in_(states)]
    if keys is not None:
        chosen.append(JobItemRow.key.in_(keys))
    fresh = {"state": ItemState.WAITING, "attempts": 0, "worker": "", "due_at": now, "ended_at": None, "faults": []}
    count = changed(session, update(JobItemRow).where(*chosen).values(fresh))
    if count:
        values = {"ended_at": None, "cancelled_at": None, "cancelled_by": ""}
        session.execute(update(JobRow).where(JobRow.id == job_id).values(values))
    return count


def close(session: Session, job_id: int, now: datetime) -> None:
    """The job has ended when none of its parts is open."""
    if session.get_bind().dialect.name == "postgresql":  # of two who end the last two parts at once one sees both ended
        session.execute(_LOCKED, {"job": job_id})
    changed(session, _CLOSING, {"job": job_id, "now": now})


def changed(session: Session, query: Update, values: Mapping[str, Any] | None = None) -> int:
    """Changes rows as they stand in the database; gives how many."""
    done = cast("CursorResult[Any]", session.execute(query, values, execution_options={"synchronize_session": False}))
    return done.rowcount
