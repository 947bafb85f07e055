"""Asks another process to take a workbook apart: it has limits, and is ended with all it started."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.processes import GROUP, kill_tree
from sferum_docs.reading.table import Sheet, record_row

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROOT = Path(__file__).resolve().parents[2]
_SECONDS = 20.0  # by the clock; the child limits its own processor time to less
_MAX_ANSWER = 64 * 1024 * 1024
# so many files are read at a time, and so many more may wait: the other threads of the server stay free
_AT_ONCE, _WAITING = 2, 2
_reading = threading.BoundedSemaphore(_AT_ONCE)
_seats = threading.BoundedSemaphore(_AT_ONCE + _WAITING)


def ask_child(data: bytes) -> list[Sheet]:
    """All sheets of a workbook; FaultsError when it cannot be read, whatever happened to the child."""
    if not _seats.acquire(blocking=False):
        raise FaultsError([Fault("sheet_busy")])
    try:
        with _reading:
            answer = _answer(data)
    finally:
        _seats.release()
    try:
        return list(_sheets(json.loads(line) for line in answer.splitlines()))
    except (ValueError, TypeError, KeyError, IndexError) as error:  # it died before it had said all
        raise FaultsError([Fault("file_damaged")]) from error


def _sheets(records: Iterator[Any]) -> Iterator[Sheet]:
    """Raises ValueError unless the child came to its end."""
    for record in records:
        if "end" in record:
            return
        if "fault" in record:
            code = record["fault"]
            raise FaultsError([Fault(code, record.get("place", ""), record.get("values", {}))])
        rows = tuple(record_row(row) for row in record["rows"])
        yield Sheet(str(record["sheet"]), rows, bool(record["visible"]))
    raise ValueError


def _answer(data: bytes) -> bytes:
    process = subprocess.Popen(
        [sys.executable, "-X", "utf8", "-m", "sferum_docs.reading.worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        **GROUP,
    )
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


def _feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    if process.stdin:
        with suppress(OSError):  # the child may be gone already
            process.stdin.write(data)
        with suppress(OSError):
            process.stdin.close()
