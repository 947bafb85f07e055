"""Workers of jobs as processes that may be killed or stopped at a named point, forked by one that has loaded all."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import timedelta
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from sferum_docs.services.jobs.run import Pace
from sferum_docs.services.jobs.worker import Worker
from sferum_docs.store import database
from sferum_docs.store.database import db
from tests.databases import absent, application
from tests.jobs import know_the_kind
from tests.ports import free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).resolve().parents[1]
LEASE, LOOK, IDLE = 2.0, 0.1, 1  # seconds
_LONGEST = 240  # seconds that a worker lives at most, whatever becomes of the test

# where a worker may die: before or after this function, or within it
POINTS = {
    "before-the-claim": ("sferum_docs.store.jobs.leases", "claim_next", False),
    "claim-not-committed": ("sferum_docs.store.jobs.leases", "claim_next", True),
    "work-not-begun": ("tests.jobs", "write_line", False),
    "work-not-committed": ("sferum_docs.store.jobs.leases", "end", True),
    "work-committed": ("tests.jobs", "write_line", True),
}


@dataclass(frozen=True)
class Order:
    """A worker to be made: its database, its queue, at which call of which point it dies, and how."""

    url: str
    bell: str = ""
    point: str = ""
    call: int = 1
    how: int = signal.SIGKILL if hasattr(signal, "SIGKILL") else 0


class Workers:
    """The process that forks them."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._alive: set[int] = set()

    def start(self, order: Order) -> int:
        """A worker; gives its process id."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(asdict(order)) + "\n")
        self._process.stdin.flush()
        pid = int(self.line().removeprefix("began "))
        self._alive.add(pid)
        return pid

    def line(self) -> str:
        """The next line: `began <pid>`, `point <pid>` when one is about to die there."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def kill(self, pid: int) -> None:
        """As the system does: without a word."""
        self._alive.discard(pid)
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def kill_all(self) -> None:
        """At the end of a test."""
        for pid in [*self._alive]:
            self.kill(pid)


@contextmanager
def workers() -> Iterator[Workers]:
    """Starts and ends the process."""
    if not hasattr(os, "fork"):
        absent("fork")
    line = [sys.executable, "-c", "from tests.workers import serve; serve()"]
    with subprocess.Popen(line, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        found = Workers(process)
        assert found.line() == "ready"
        yield found
        found.kill_all()
        assert process.stdin is not None
        process.stdin.close()


@contextmanager
def redis() -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The address of a Redis server of our own, and its process."""
    redis_client = pytest.importorskip("redis")
    port = free_port()
    words = ("--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no")
    try:
        process = subprocess.Popen(["redis-server", *words], stdout=subprocess.DEVNULL)
    except FileNotFoundError:
        absent("redis-server")
    with process:
        client = redis_client.Redis(port=port)
        wait_until(lambda: _answers(client))
        client.close()
        yield f"redis://127.0.0.1:{port}/0", process
        process.kill()


def _answers(client: Any) -> bool:
    with suppress(Exception):
        return bool(client.ping())
    return False


def wait_until(holds: Callable[[], bool], longest: float = 120.0) -> None:
    """Waits, minutes only where something hangs."""
    until = time.monotonic() + longest
    while not holds():
        assert time.monotonic() < until, "it hangs"
        time.sleep(0.05)


def serve() -> None:
    """Makes a process for every line."""
    import_module("psycopg")
    import_module("sferum_docs.services.jobs.queue")
    know_the_kind()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody asks how they have ended
    _say("ready")
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            try:
                _work(Order(**json.loads(line)))
            finally:
                os._exit(0)
        _say(f"began {child}")


def _work(order: Order) -> None:
    signal.alarm(_LONGEST)
    database.LONGEST_PAUSE = IDLE
    if order.point:
        _die_at(order)
    pace = Pace(lease=timedelta(seconds=LEASE), look=timedelta(seconds=LOOK))
    with application(order.url) as app:
        db.session.remove()
        Worker(app.app_context, order.bell, pace=pace).start()
        signal.pause()


def _die_at(order: Order) -> None:
    name, function, after = POINTS[order.point]
    module = import_module(name)
    usual, calls = getattr(module, function), count(1)

    def last_call(*given: Any, **named: Any) -> Any:
        is_last = next(calls) == order.call
        told = usual(*given, **named) if after or not is_last else None
        if is_last:
            _say(f"point {os.getpid()}")
            # to this thread: a signal to the process may reach another of its threads first, and this one goes on
            signal.pthread_kill(threading.get_ident(), order.how)
        return told if after or not is_last else usual(*given, **named)  # one that was stopped goes on

    setattr(module, function, last_call)


def _say(line: str) -> None:
    os.write(1, f"{line}\n".encode())  # one write: a line is never torn
