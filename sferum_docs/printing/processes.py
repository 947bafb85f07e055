"""Processes of our own that can be ended with all they started, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from sferum_docs.printing.faults import OfficeGoneError
from sferum_docs.printing.programs import office_environment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_SECONDS_TO_DIE = 10


def start(command: Sequence[str | Path], *, talks: bool = False) -> subprocess.Popen[str]:
    """Starts a program at the head of a process group of its own; one that talks does so in lines of ASCII.

    OfficeGoneError when there is no such program any more.
    """
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    pipe = subprocess.PIPE if talks else subprocess.DEVNULL
    try:
        return subprocess.Popen(  # noqa: S603  the office and its Python, found by us; no shell
            list(map(str, command)),
            stdin=pipe,
            stdout=pipe,
            stderr=subprocess.DEVNULL,
            text=True,
            encoding="ascii",
            env=office_environment(),
            start_new_session=True,
            creationflags=flags,
        )
    except OSError as error:  # taken away since it was found
        raise OfficeGoneError from error


def end(process: subprocess.Popen[str]) -> None:
    """Ends the process and all it started."""
    if sys.platform == "win32":
        # /T takes the children along: soffice.exe only waits for soffice.bin
        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(tree, check=False, capture_output=True)  # noqa: S603  Windows's own, with a number
    elif process.returncode is None:  # until it is waited for, its number belongs to nobody else
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
    process.wait(_SECONDS_TO_DIE)
