"""A job begun, cancelled, taken up again."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.jobs.bell import ring
from sferum_docs.services.jobs.kinds import KINDS
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.jobs import jobs
from sferum_docs.store.jobs.model import ItemState, NewItem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sferum_docs.store.audit import Actor

__all__ = ["NewItem", "cancel_job", "retry_job", "start_job"]

AGAIN = (ItemState.FAILED, ItemState.CANCELLED)  # what may be taken up again


def start_job(
    office_id: int,
    kind: str,
    items: Iterable[NewItem],
    options: Mapping[str, Any],
    by: Actor,
    *,
    title: str = "",
    key: str = "",
    once: bool = False,
) -> int:
    """Begins a job and gives its id; who works begins at once, without being waited for.

    A part named twice (by its `key`) is one part. A job begun twice under one `key` of the office is one job, the
    first. `once`: so is one that is at work and was asked the very same, whoever began it. FaultsError: there is
    nothing to do.
    """
    parts = tuple({item.key: item for item in items}.values())
    if not parts:
        raise FaultsError([Fault("job_nothing")])
    name = title or KINDS[kind].title
    with writing() as session:
        begun = jobs.job_with_key(session, office_id, key) if key else None
        if begun is None and once:
            begun = jobs.open_twin(session, office_id, kind, options, [part.key for part in parts])
        if begun is not None:
            return begun
        job_id = jobs.add_job(session, office_id, kind, name, options, key or secrets.token_hex(16), by)
        jobs.add_items(session, job_id, parts)
        jobs.forget_old(session, office_id)
        record_event(session, office_id, by, "job.started", name, parts=len(parts))
    ring(len(parts))
    return job_id


def cancel_job(office_id: int, job_id: int, by: Actor) -> int:
    """Nothing more of the job is begun, what is being done ends; gives how many parts were not begun."""
    with writing() as session:
        job = jobs.find_job(office_id, job_id)
        if job is None or not job.is_open or job.cancelled_at is not None:
            return 0
        count = jobs.cancel(session, job_id, by)
        record_event(session, office_id, by, "job.cancelled", job.title, parts=count)
        return count


def retry_job(office_id: int, job_id: int, by: Actor, keys: Collection[str] | None = None) -> int:
    """Takes up again what failed and what was cancelled, or of these only the parts with these keys; gives how many."""
    with writing() as session:
        job = jobs.find_job(office_id, job_id)
        count = jobs.reopen(session, job_id, AGAIN, keys) if job else 0
        if job and count:
            record_event(session, office_id, by, "job.retried", job.title, parts=count)
    if count:
        ring(count)
    return count
