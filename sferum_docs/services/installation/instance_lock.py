"""One server on one instance folder: two would each believe to be alone with what is not in the database."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.file_lock import try_lock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_NAME = "serving"


@contextmanager
def serving_alone(instance: Path, address: str) -> Iterator[None]:
    """Holds the folder while it is served; the system lets go of it however the process ends. FaultsError."""
    path = instance / _NAME
    with path.open("a+", encoding="utf-8") as file:
        if not try_lock(file):
            file.seek(0)
            raise FaultsError([Fault("instance_served", values={"text": file.read(200).strip() or "?"})])
        file.truncate(0)
        file.write(f"{address} (процесс {os.getpid()})\n")
        file.flush()
        yield
