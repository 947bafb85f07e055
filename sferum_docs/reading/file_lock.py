"""A lock that a process holds on a file, and that the system lets go however the process ends."""

from __future__ import annotations

import os
from typing import IO

_FAR = 1 << 20  # Windows lets nobody read a locked byte: one that does not exist is locked


def try_lock(file: IO[str]) -> bool:
    """Takes the lock of an open file; False: another process, or another opening of it, has it."""
    try:
        if os.name == "nt":
            import msvcrt  # noqa: PLC0415  of Windows alone

            file.seek(_FAR)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]  # of Windows alone
        else:
            import fcntl  # noqa: PLC0415  not of Windows

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
