"""How many pages are computed at once: more than a few threads that compute only take turns at one interpreter.

Each line read from the database lets another thread in and must then wait to come back: with sixteen at it a page
costs a third more processor time, and all of them come late. Who comes first is served first; a page that waits for
something else (a printer, a lock, a slow disk) soon counts no more, so that it keeps nobody out.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

AT_ONCE = 2  # one computes while the other waits for the disk
LONGEST = 0.15  # seconds; pages take a fraction of it


class ConcurrencyLimit:
    """Places for those who compute, and the line before them."""

    def __init__(self, at_once: int = AT_ONCE, longest: float = LONGEST) -> None:
        self._at_once, self._longest = at_once, longest
        self._guard = threading.Lock()
        self._inside: dict[threading.Lock, float] = {}  # since when
        self._waiting: deque[threading.Lock] = deque()

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place, in the order of asking."""
        turn = threading.Lock()
        turn.acquire()
        with self._guard:
            self._waiting.append(turn)
            self._let_in()
        while not turn.acquire(timeout=self._longest):
            with self._guard:
                self._let_in()
        try:
            yield
        finally:
            with self._guard:
                del self._inside[turn]
                self._let_in()

    def _let_in(self) -> None:
        now = time.monotonic()
        while self._waiting and sum(now - since < self._longest for since in self._inside.values()) < self._at_once:
            turn = self._waiting.popleft()
            self._inside[turn] = now
            turn.release()

    def around(self, application: WSGIApplication) -> WSGIApplication:
        """The application, a few pages at once."""

        def answering(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            with self.place():
                return application(environ, start_response)

        return answering
