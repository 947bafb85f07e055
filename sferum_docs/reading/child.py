"""A process of its own for a foreign file: it has limits, and is ended with all it started."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.processes import kill_tree, start_module

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterator

Answer = TypeVar("Answer")
_SECONDS = 20.0  # by the clock; the child limits its own processor time to less
_MAX_ANSWER = 64 * 1024 * 1024


class Places:
    """So many files are read at a time, and so many more may wait: the other threads of the server stay free."""

    def __init__(self, at_once: int = 2, waiting: int = 2) -> None:
        self._reading = threading.BoundedSemaphore(at_once)
        self._seats = threading.BoundedSemaphore(at_once + waiting)

    @contextmanager
    def taken(self, place: str = "") -> Iterator[None]:
        """A place; FaultsError when too many wait already."""
        if not self._seats.acquire(blocking=False):
            raise FaultsError([Fault("sheet_busy", place)])
        try:
            with self._reading:
                yield
        finally:
            self._seats.release()


def ask(module: str, data: bytes) -> bytes:
    """What a module run as a program says of a file; as much as it had said when it died, whatever it died of."""
    process = start_module(module)
    out_of_time = threading.Timer(_SECONDS, kill_tree, (process,))
    out_of_time.start()
    feeder = threading.Thread(target=_feed, args=(process, data), daemon=True)
    feeder.start()
    try:
        return process.stdout.read(_MAX_ANSWER) if process.stdout else b""
    finally:
        out_of_time.cancel()
        if process.poll() is None:
            kill_tree(process)
        feeder.join()
        if process.stdout:
            process.stdout.close()
        process.wait()


def read_answer(answer: bytes, read: Callable[[Any], Answer], damaged: str) -> list[Answer]:
    """Each line of JSON that a child has said, as `read` makes it.

    FaultsError: the fault that the child named, or `damaged` when it died before it had said all.
    """
    try:
        return list(_read(map(json.loads, answer.splitlines()), read))
    except (ValueError, TypeError, KeyError, IndexError) as error:
        raise FaultsError([Fault(damaged)]) from error


def _read(records: Iterator[Any], read: Callable[[Any], Answer]) -> Iterator[Answer]:
    """Raises ValueError unless the child came to its end."""
    for record in records:
        if "end" in record:
            return
        if "fault" in record:
            code = str(record["fault"])
            raise FaultsError([Fault(code, record.get("place", ""), record.get("values", {}))])
        yield read(record)
    raise ValueError


def _feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    if process.stdin:
        with suppress(OSError):  # the child may be gone already
            process.stdin.write(data)
        with suppress(OSError):
            process.stdin.close()
