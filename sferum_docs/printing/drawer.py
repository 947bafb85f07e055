"""The process that works on pages: started with the first of them, kept for the next, ended when it does not answer."""

from __future__ import annotations

import atexit
import json
import os
import threading
from typing import IO, TYPE_CHECKING

from sferum_docs.printing.faults import PrintingError
from sferum_docs.reading.processes import end, kill_tree, start_module

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Mapping, Sequence

WORKER = "sferum_docs.printing.page_worker"
_SECONDS = 30.0  # by the clock, for one answer: a page takes a twentieth of a second
_RESTART_AFTER = 2_000  # answers: a native library may grow with each
_MOST = 512 * 1024 * 1024


class Drawer:
    """Asks the process; threads may share it and take turns, since PDFium is not made for them."""

    def __init__(self, worker: str = WORKER, seconds: float = _SECONDS, restart_after: int = _RESTART_AFTER) -> None:
        self._worker, self._seconds, self._restart_after = worker, seconds, restart_after
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = self._answers = 0
        atexit.register(self.close)

    def ask(self, what: str, files: Sequence[bytes], *numbers: int) -> bytes:
        """The answer. LookupError: no such page; PrintingError: the file does not open, or the process did not live."""
        with self._lock:
            question = {"what": what, "numbers": numbers}
            told, answer = self._asked(question, files) or self._asked(question, files) or ("dead", b"")
        if told == "no_page":
            raise LookupError(*numbers)
        if told:
            raise PrintingError("pages_not_drawn")
        return answer

    def _asked(self, question: Mapping[str, object], files: Sequence[bytes]) -> tuple[str, bytes] | None:
        """What the process says; None when one that had answered before was found dead: a new one may be asked."""
        process = self._running()
        out_of_time = threading.Timer(self._seconds, kill_tree, (process,))
        out_of_time.daemon = True
        out_of_time.start()
        try:
            found = _exchanged(process, question, files)
        except (OSError, ValueError, KeyError):  # it died, or said nothing that can be read
            ended_here = not out_of_time.is_alive()
            again = self._answers > 0 and not ended_here
            self._end()
            return None if again else ("dead", b"")
        finally:
            out_of_time.cancel()
        self._answers += 1
        return found

    @property
    def pid(self) -> int:
        """The number of the process; 0 when there is none."""
        return 0 if self._process is None else self._process.pid

    def close(self) -> None:
        """Ends the process, if there is one; the next question starts another."""
        with self._lock:
            self._end()

    def _running(self) -> subprocess.Popen[bytes]:
        """The process of this one: a copy of the server made by fork must not speak into its parent's pipes."""
        mine = self._owner == os.getpid()
        if self._process is not None and mine and self._process.poll() is None and self._answers < self._restart_after:
            return self._process
        self._end()
        self._process = start_module(self._worker)
        self._owner, self._answers = os.getpid(), 0
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            end(process)


def _exchanged(
    process: subprocess.Popen[bytes], asked: Mapping[str, object], files: Sequence[bytes]
) -> tuple[str, bytes]:
    """What went wrong, and the answer; the worker reads a question whole before it says a word."""
    if process.stdin is None or process.stdout is None:
        raise ValueError
    send(process.stdin, {**asked, "sizes": [len(file) for file in files]}, files)
    told = json.loads(process.stdout.readline(10_000))
    return str(told["fault"]), received(process.stdout, int(told["size"]))


def send(pipe: IO[bytes], head: Mapping[str, object], contents: Sequence[bytes]) -> None:
    """A line of JSON, and the bytes that it announces."""
    pipe.write(json.dumps(head).encode() + b"\n")
    for content in contents:
        pipe.write(content)
    pipe.flush()


def received(pipe: IO[bytes], size: int) -> bytes:
    """So many bytes; ValueError when there are fewer."""
    content = pipe.read(size) if 0 <= size <= _MOST else b""
    if len(content) != size:
        raise ValueError
    return content
