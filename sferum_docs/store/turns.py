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
    from collections.abc import Iterator

PATIENCE = 5.0  # seconds, in this line and inside the database together
MOST_WAITING = 8  # the one inside among them; the server answers in twice as many threads
_CROWD = 2.0  # seconds: a crowd of short writings dissolves in it
_STUCK = 0.5  # seconds that the database lets nobody in: another program holds it
_LOOK = 0.05


class DatabaseBusyError(SQLAlchemyError):
    """Too many wait for the database already, or it was not free in time."""


class Turns:
    """The line of those who write."""

    def __init__(self, most: int = MOST_WAITING) -> None:
        self._places = threading.BoundedSemaphore(most)
        self._turn = threading.RLock()  # a writer within a writer is seen by the session, not here
        self._asked_at: float | None = None

    @contextmanager
    def turn(self, patience: float) -> Iterator[float]:
        """A turn; gives how many seconds are left to wait for the database itself. DatabaseBusyError."""
        until = time.monotonic() + patience
        self._take_place(min(patience, _CROWD))
        try:
            if not self._turn.acquire(timeout=max(0.0, until - time.monotonic())):
                raise DatabaseBusyError
            try:
                self._asked_at = time.monotonic()
                yield max(0.0, until - time.monotonic())
            finally:
                self._asked_at = None
                self._turn.release()
        finally:
            self._places.release()

    def _take_place(self, patience: float) -> None:
        """A place in the line; nobody stands before a line that does not move."""
        until = time.monotonic() + patience
        while not self._places.acquire(timeout=0 if self.stuck() else min(patience, _LOOK)):
            if self.stuck() or time.monotonic() >= until:
                raise DatabaseBusyError

    def inside(self) -> None:
        """The database has let the writer in."""
        self._asked_at = None

    def stuck(self) -> bool:
        """Whether the database has kept the first of the line waiting."""
        asked_at = self._asked_at
        return asked_at is not None and time.monotonic() - asked_at > _STUCK
