"""Parts of jobs done one by one, by whichever process calls this."""

from __future__ import annotations

import logging
import os
import socket
import time
import traceback
from contextlib import nullcontext, suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sferum_docs.printing.faults import PrintingError
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.jobs.claims import end_items, item_fault
from sferum_docs.services.jobs.kinds import KINDS, work_of
from sferum_docs.store.database import db, writing
from sferum_docs.store.jobs import leases
from sferum_docs.store.jobs.jobs import count_items
from sferum_docs.store.jobs.model import MOST_ATTEMPTS, OPEN, LeaseLostError
from sferum_docs.store.troubles import trouble_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

    from sferum_docs.store.jobs.model import Claim

_log = logging.getLogger(__name__)
_PATIENCE = 60.0  # seconds: pages go first, nobody waits here


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a part is somebody's without a word from him, and how often who works looks for work by himself."""

    lease: timedelta = timedelta(seconds=90)  # a quarter may be over when a machine is lost within a transaction
    look: timedelta = timedelta(seconds=3)
    longest: timedelta = timedelta(hours=1)  # a part that takes longer hangs: its lease is not renewed any more


PACE = Pace()


def worker_name(number: int = 0) -> str:
    """How pages call whoever works: machine, process and, where it has several, the thread.

    >>> worker_name(2).endswith(f"{os.getpid()} · 2")
    True
    """
    name = f"{socket.gethostname()} · {os.getpid()}"
    return f"{name} · {number}" if number else name


def run_job(job_id: int, worker: str = "", pace: Pace = PACE) -> int:
    """Does all parts of a job that can be begun now, here; gives how many. Others may be at it at the same time."""
    return run_due(worker or worker_name(), pace, job_id=job_id)


def finish_job(job_id: int, worker: str = "", pace: Pace = PACE) -> None:
    """Does a job to its end: what another has begun is waited for, and done here when his lease ends first."""
    while True:
        run_job(job_id, worker, pace)
        try:
            if not count_items(job_id, OPEN):
                return
        finally:
            db.session.remove()
        time.sleep(pace.look.total_seconds())


def run_due(
    worker: str,
    pace: Pace = PACE,
    *,
    job_id: int | None = None,
    holding: Callable[[Claim], AbstractContextManager[object]] = nullcontext,
    stopping: Callable[[], bool] = bool,
) -> int:
    """Does parts, of this job or of any, until none is due; gives how many. `holding` keeps the lease of one."""
    try:
        if not leases.is_anything_due(job_id):  # whoever only looks takes no turn of those who write
            return 0
    finally:
        db.session.remove()
    count = 0
    while not stopping() and (claim := _claim(worker, pace, job_id, at_once=True)) is not None:
        count += _run_chain(claim, holding, stopping)
    return count


def _run_chain(
    first: Claim, holding: Callable[[Claim], AbstractContextManager[object]], stopping: Callable[[], bool]
) -> int:
    """Does a part and those that were laid by for after it, unless it has ended them as well; gives how many."""
    claim: Claim | None = first
    count = 0
    while claim is not None:
        try:
            with holding(claim):
                _perform(claim)
            _itself, *following = claim.chain()
            left = leases.open_parts(following)
            count += 1 + len(following) - len(left)
            claim = _go_on([each for each in following if each.item_id in left], stopped=stopping())
        finally:
            db.session.remove()
    return count


def _go_on(laid_by: Sequence[Claim], *, stopped: bool) -> Claim | None:
    """The next part, begun; whoever stops lets it and the others go."""
    for claim in laid_by:
        with writing(_PATIENCE, alters_pages=False, durable=False, bodies=leases.THE_LINE) as session:
            if stopped:
                leases.give_back(session, claim)
                return None
            if leases.begin_following(session, claim):
                return claim
    return None


def run_next(
    worker: str,
    pace: Pace = PACE,
    *,
    job_id: int | None = None,
    holding: Callable[[Claim], AbstractContextManager[object]] = nullcontext,
) -> bool:
    """Does the next part; False: none is due."""
    claim = _claim(worker, pace, job_id)
    return claim is not None and bool(_run_chain(claim, holding, bool))


def _claim(worker: str, pace: Pace, job_id: int | None, *, at_once: bool = False) -> Claim | None:
    """What is begun may be forgotten with the machine: whoever has begun it is gone, too."""
    several = {name: kind.at_once for name, kind in KINDS.items()} if at_once else {}
    try:
        with writing(_PATIENCE, alters_pages=False, durable=False, bodies=leases.THE_LINE) as session:
            return leases.claim_next(session, worker, pace.lease, item_fault(Fault("job_gave_up")), job_id, several)
    finally:
        db.session.remove()


def _perform(claim: Claim) -> None:
    """One part from its beginning to its end, whatever it meets."""
    if claim.kind not in KINDS:  # begun by a newer version of the program
        _fail(claim, Fault("job_kind_unknown"))
        return
    try:
        work_of(claim.kind)(claim)
    except LeaseLostError:
        _log.warning("part %s of job %s was taken over by another", claim.item_id, claim.job_id)
    except FaultsError as error:
        _fail(claim, *error.faults)
    except PrintingError as error:
        _fail(claim, error.fault())
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # noqa: BLE001  one bad part never stops the rest; a library may panic
        _unexpected(claim, error)
    else:
        if leases.open_parts((claim,)):
            _log.error("work of the kind %s ends without saying that it is done", claim.kind)
            _fail(claim, Fault("job_unexpected"))


def _unexpected(claim: Claim, error: BaseException) -> None:
    """A trouble of the database or the disk passes; anything else is a mistake of ours."""
    db.session.rollback()
    trouble = trouble_of(error)
    _log_without_words(claim, error)
    if trouble is None:
        _fail(claim, Fault("job_unexpected"))
    elif claim.attempts >= MOST_ATTEMPTS:
        _fail(claim, Fault(trouble))
    else:
        with suppress(LeaseLostError), writing(_PATIENCE, alters_pages=False) as session:
            leases.put_back(session, claim, timedelta(seconds=2**claim.attempts))


def _log_without_words(claim: Claim, error: BaseException) -> None:
    """Where it happened and what kind it is: the words of an error may name people."""
    where = "".join(traceback.format_tb(error.__traceback__))
    told = (claim.item_id, claim.job_id, claim.kind, type(error).__name__, where)
    _log.error("part %s of job %s (%s) failed: %s\n%s", *told)


def _fail(claim: Claim, *faults: Fault) -> None:
    with suppress(LeaseLostError), writing(_PATIENCE, alters_pages=False) as session:
        end_items(session, [(claim, faults)])
