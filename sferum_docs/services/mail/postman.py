"""Whoever sends the outbox: a thread beside the pages or the jobs, woken by the bell, looking by itself."""

from __future__ import annotations

import logging
import threading
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.jobs.run import worker_name
from sferum_docs.services.mail.bell import RUNG
from sferum_docs.services.mail.reminders import queue_reminders
from sferum_docs.services.mail.sender import send_due
from sferum_docs.store.troubles import trouble_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

_log = logging.getLogger(__name__)
_LOOK = 20.0  # seconds between two looks at the outbox; a letter written in this process goes at once
_PATIENCE = 20.0


class Postman:
    """Sends one letter at a time. `in_context` gives what the work needs around it."""

    def __init__(self, in_context: Callable[[], AbstractContextManager[object]], key: str) -> None:
        self._in_context, self._key = in_context, key
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._look_often, name="postman", daemon=True)
        self._in_trouble = False

    def start(self) -> None:
        """Begins to look."""
        self._thread.start()

    def stop(self) -> None:
        """Begins nothing more, and waits for the letter that is being sent; a lease ends what it leaves."""
        self._stopping.set()
        RUNG.set()
        self._thread.join(_PATIENCE)

    def work(self) -> None:
        """Reminds, and sends what is due; a database or a setting in trouble is told of once."""
        try:
            with self._in_context():
                queue_reminders(self._key)
                send_due(self._key, worker_name(), stopping=self._stopping.is_set)
            self._in_trouble = False
        except Exception as error:  # noqa: BLE001  looked for again soon
            if not self._in_trouble:
                told = str(error) if isinstance(error, FaultsError) else trouble_of(error) or type(error).__name__
                _log.error("letters wait: %s", told)
            self._in_trouble = True

    def _look_often(self) -> None:
        while not self._stopping.is_set():
            RUNG.clear()
            self.work()
            RUNG.wait(_LOOK)
