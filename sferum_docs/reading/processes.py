"""Programs of our own that can be ended with all they started, and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

# at the head of a group of its own, so that it can be ended with all it starts
GROUP: dict[str, Any] = {"start_new_session": True}
if sys.platform == "win32":
    GROUP = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}

_ROOT = Path(__file__).resolve().parents[2]
_SECONDS_TO_DIE = 10


def start_module(module: str) -> subprocess.Popen[bytes]:
    """Starts a module of ours as a program at the head of a group; it is spoken to through its pipes."""
    return subprocess.Popen(  # noqa: S603  a module of ours
        [sys.executable, "-X", "utf8", "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=_ROOT,
        **GROUP,
    )


def end(process: subprocess.Popen[Any]) -> None:
    """Ends a process started with `GROUP` and all it started, and waits for it."""
    kill_tree(process)
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    process.wait(_SECONDS_TO_DIE)


def kill_tree(process: subprocess.Popen[Any]) -> None:
    """Ends a process started with `GROUP` and all it started; it must still be waited for."""
    if sys.platform == "win32":
        # /T takes the children along: soffice.exe only waits for soffice.bin
        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(tree, check=False, capture_output=True)  # noqa: S603  Windows's own, with a number
    elif process.returncode is None:  # until it is waited for, its number belongs to nobody else
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
