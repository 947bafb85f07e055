"""Whoever writes waits here for a turn: one at a time, so few that the pages which only read keep their threads.

Both databases take one writer at a time. When another program holds the database, all writers of this process would
wait inside it, each with a thread of the server; here one waits inside, some in this line, the rest are told at once.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import SQLAlchemyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PATIENCE = 5.0  # seconds without the line having moved: a crowd dissolves, however slow the machine
MOST_WAITING = 8  # the one inside among them; the server answers in twice as many threads
STUCK = 2.0  # seconds that the database lets nobody in: another program holds it
_LOOK = 0.05


class DatabaseBusyError(SQLAlchemyError):
    """Too many wait for the database already, or it was not free in time."""


class Turns:
    """The line of those who write."""

    def __init__(self, most: int = MOST_WAITING) -> None:
        self._places = threading.BoundedSemaphore(most)
        self._turn = threading.RLock()  # a writer within a writer is seen by the session, not here
        self._asked_at: float | None = None
        self._moved_at = time.monotonic()

    @contextmanager
    def turn(self, patience: float) -> Iterator[float]:
        """A turn; gives how many seconds are left to wait for the database itself. DatabaseBusyError."""
        began = time.monotonic()
        self._take(self._places.acquire, began, patience, _LOOK)  # nobody stands before a line that does not move
        try:
            self._take(self._turn.acquire, began, patience, patience)
            try:
                self._asked_at = time.monotonic()
                yield self._left(began, patience)
            finally:
                if self._asked_at is None:  # it was let in, so the line has moved
                    self._moved_at = time.monotonic()
                self._asked_at = None
                self._turn.release()
        finally:
            self._places.release()

    def _take(self, acquire: Callable[..., bool], began: float, patience: float, step: float) -> None:
        """Waits while the line moves. `step`: how often to look whether it is stuck, in seconds."""
        stands_before = step < patience
        while not acquire(timeout=min(step, self._left(began, patience))):
            if (stands_before and self.stuck()) or not self._left(began, patience):
                raise DatabaseBusyError

    def _left(self, began: float, patience: float) -> float:
        return max(0.0, max(began, self._moved_at) + patience - time.monotonic()) if patience else 0.0

    def inside(self) -> None:
        """The database has let the writer in."""
        self._asked_at = None

    def stuck(self) -> bool:
        """Whether the database has kept the first of the line waiting."""
        asked_at = self._asked_at
        return asked_at is not None and time.monotonic() - asked_at > STUCK
