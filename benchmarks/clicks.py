"""Users at once from a single thread: requests made beforehand, connections kept open, no more work than reading.

Their browser runs on the cores of the servers they measure, so what it costs is told and must stay small.
"""

from __future__ import annotations

import heapq
import selectors
import socket
import time
from dataclasses import dataclass, field

_PART = 1 << 18  # bytes read at once
_PATIENCE = 60.0  # seconds; whoever waits longer has met an error


@dataclass
class Answers:
    """What the users met: seconds of each answer, how many were no page, what the browsers themselves cost."""

    seconds: list[float] = field(default_factory=list)
    errors: int = 0
    spent: float = 0.0
    own_cpu: float = 0.0


@dataclass(eq=False)
class _User:
    began: float = 0.0  # when the click was due: whoever waits for a line to be free waits too
    line: socket.socket | None = None
    head: bytes = b""
    missing: int = -1  # bytes of the answer still to come; below 0: its head is not whole
    good: bool = False


@dataclass
class Crowd:
    """So many users on one address; each clicks again when it has an answer, and not before its pause is over."""

    port: int
    request: bytes
    users: int
    pause: float
    answers: Answers = field(default_factory=Answers)

    def __post_init__(self) -> None:
        self._lines = selectors.DefaultSelector()
        self._due: list[tuple[float, int, _User]] = []
        self._part = memoryview(bytearray(_PART))
        self._answered = 0.0  # when the last answer came: whoever rests after it counts no more

    def run(self, seconds: float) -> Answers:
        """Lets them click for so long, and waits for what they have asked."""
        start, cpu = time.monotonic(), time.process_time()
        for number in range(self.users):  # people do not start all at once
            heapq.heappush(self._due, (start + self.pause * number / self.users, number, _User()))
        waiting: set[_User] = set()
        while self._due or waiting:
            now = time.monotonic()
            while self._due and self._due[0][0] <= now:
                due, _number, user = heapq.heappop(self._due)
                if due < start + seconds:
                    user.began = due
                    self._ask(user)
                    waiting.add(user)
            pause = min(self._due[0][0] - now, 1.0) if self._due else 1.0
            for key, _events in self._lines.select(max(0.0, pause)):
                if self._read(key.data):
                    waiting.discard(key.data)
                    self._ended(key.data)
            for user in [user for user in waiting if time.monotonic() - user.began > _PATIENCE]:
                waiting.discard(user)
                self._drop(user)
                self._ended(user)
        self.answers.spent, self.answers.own_cpu = self._answered - start, time.process_time() - cpu
        for key in list(self._lines.get_map().values()):
            self._drop(key.data)
        self._lines.close()
        return self.answers

    def _ask(self, user: _User) -> None:
        user.head, user.missing, user.good = b"", -1, False
        if user.line is None:
            user.line = socket.create_connection(("127.0.0.1", self.port))
            user.line.setblocking(False)  # noqa: FBT003  so it is spelled
            self._lines.register(user.line, selectors.EVENT_READ, user)
        user.line.sendall(self.request)

    def _read(self, user: _User) -> bool:
        """Whether the answer is whole."""
        if user.line is None:
            return False
        try:
            count = user.line.recv_into(self._part)
        except BlockingIOError:
            return False
        except OSError:
            count = 0
        if not count:
            self._drop(user)
            return True
        if user.missing >= 0:
            user.missing -= count
        else:
            user.head += self._part[:count]
            head, found, body = user.head.partition(b"\r\n\r\n")
            if found:
                length = head.lower().partition(b"content-length:")[2].partition(b"\r\n")[0]
                user.missing, user.good = int(length) - len(body), head.startswith(b"HTTP/1.1 200")
        return user.missing == 0

    def _drop(self, user: _User) -> None:
        user.good = False
        if user.line is not None:
            self._lines.unregister(user.line)
            user.line.close()
            user.line = None

    def _ended(self, user: _User) -> None:
        self._answered = now = time.monotonic()
        self.answers.seconds.append(now - user.began)
        self.answers.errors += not user.good
        heapq.heappush(self._due, (max(now, user.began + self.pause), id(user), user))
