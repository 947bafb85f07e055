"""Whoever does the parts of jobs: begins when it is rung, looks for work by itself, keeps its leases, ends in order."""

from __future__ import annotations

import logging
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from sferum_docs.services.jobs.bell import ring_by
from sferum_docs.services.jobs.run import PACE, run_due, worker_name
from sferum_docs.store.database import writing
from sferum_docs.store.jobs import leases
from sferum_docs.store.troubles import trouble_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from sferum_docs.services.jobs.queue import JobsQueue
    from sferum_docs.services.jobs.run import Pace
    from sferum_docs.store.jobs.model import Claim

_log = logging.getLogger(__name__)
_PATIENCE = 20.0  # seconds for the part that is being done; after that its lease ends by itself
_RENEWALS = 4  # within one lease: two may fail


class Worker:
    """Does one part at a time: Python does no more at once in one process, and a second process is started easily.

    `in_context` gives what the work needs around it, for each thread anew.
    """

    def __init__(
        self, in_context: Callable[[], AbstractContextManager[object]], url: str = "", name: str = "", pace: Pace = PACE
    ) -> None:
        self.name = f"{name} · {worker_name()}" if name else worker_name()
        self._in_context, self._url, self._pace = in_context, url, pace
        self._queue: JobsQueue | None = None
        self._busy = threading.Lock()
        self._stopping, self._ended = threading.Event(), threading.Event()
        self._held: dict[int, tuple[Claim, float]] = {}
        self._threads = [
            threading.Thread(target=target, name=f"jobs {target.__name__}", daemon=True)
            for target in (self._look_often, self._keep_leases)
        ]
        self._in_trouble = False

    def start(self) -> None:
        """Begins to look and, as soon as the queue is open, to listen."""
        for thread in self._threads:
            thread.start()

    def stop(self, patience: float = _PATIENCE) -> None:
        """Begins nothing more, and waits so long for the part that is being done."""
        until = time.monotonic() + patience
        self._stopping.set()
        if self._queue is not None:
            if not self._url:
                ring_by(None)
            with suppress(Exception):  # a queue that is gone needs not be left in order
                self._queue.stop(patience)
        self._threads[0].join(max(0.0, until - time.monotonic()))
        self._ended.set()

    def work(self) -> None:
        """Does parts until none is due; whoever calls it meanwhile has nothing to do."""
        if not self._busy.acquire(blocking=False):
            return
        try:
            with self._in_context():
                run_due(self.name, self._pace, holding=self._holding, stopping=self._stopping.is_set)
            self._in_trouble = False
        except Exception as error:  # noqa: BLE001  the database is gone: it is looked for again soon
            if not self._in_trouble:
                _log.error("jobs wait for the database: %s", trouble_of(error) or type(error).__name__)
            self._in_trouble = True
        finally:
            self._busy.release()

    def _listen(self) -> None:
        """Opens the queue; one that does not answer is tried again at the next look."""
        from sferum_docs.services.jobs.queue import JobsQueue  # noqa: PLC0415  no page waits for its libraries

        try:
            self._queue = JobsQueue(self._url, self.work)
            self._queue.listen()
        except Exception as error:  # noqa: BLE001  as many libraries as there are queues
            if not self._in_trouble:
                _log.warning("the queue of jobs does not answer (%s)", type(error).__name__)
            self._queue = None
        else:
            if not self._url:
                ring_by(self._queue.ring)  # a queue in memory is heard by this process alone

    def _look_often(self) -> None:
        while not self._stopping.is_set():
            if self._queue is None:
                self._listen()
            self.work()
            self._stopping.wait(self._pace.look.total_seconds())

    @contextmanager
    def _holding(self, claim: Claim) -> Iterator[None]:
        self._held[claim.item_id] = claim, time.monotonic()
        try:
            yield
        finally:
            self._held.pop(claim.item_id, None)

    def _keep_leases(self) -> None:
        while not self._ended.wait(self._pace.lease.total_seconds() / _RENEWALS):
            now, longest = time.monotonic(), self._pace.longest.total_seconds()
            held = [claim for claim, since in [*self._held.values()] if now - since < longest]
            if held:
                with suppress(Exception), self._in_context(), writing(alters_pages=False) as session:
                    leases.renew(session, held, self._pace.lease)
