"""One server on one instance folder: two would each believe to be alone with what is not in the database."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAME = "serving"
_FAR = 1 << 20  # Windows lets nobody read a locked byte: one that does not exist is locked


@contextmanager
def serving_alone(instance: Path, address: str) -> Iterator[None]:
    """Holds the folder while it is served; the system lets go of it however the process ends. FaultsError."""
    path = instance / _NAME
    with path.open("a+", encoding="utf-8") as file:
        if not _lock(file):
            file.seek(0)
            raise FaultsError([Fault("instance_served", values={"text": file.read(200).strip() or "?"})])
        file.truncate(0)
        file.write(f"{address} (процесс {os.getpid()})\n")
        file.flush()
        yield


def _lock(file: IO[str]) -> bool:
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
