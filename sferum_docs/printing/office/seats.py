"""How many offices run on a machine at once, whichever processes started them: each holds some 200 MB."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from sferum_docs.reading.file_lock import try_lock

if TYPE_CHECKING:
    from pathlib import Path

USUAL = 2
_LOOK, _WANTED = 0.1, 1.0  # seconds: how often one who waits looks, how long his wish is heard


class Seats:
    """The seats of a folder; one is a locked file, so whoever dies gives it back."""

    def __init__(self, folder: Path, count: int) -> None:
        self._folder = folder
        self._count = count

    def take(self, patience: float) -> IO[str] | None:
        """A seat, to be closed after use; None when none came free in so many seconds."""
        end = time.monotonic() + patience
        while True:
            if seat := self._free():
                return seat
            if time.monotonic() >= end:
                return None
            self._wish().touch()
            time.sleep(_LOOK)

    def wanted(self) -> bool:
        """Whether another process waits for a seat in this moment."""
        with suppress(OSError):
            return time.time() - self._wish().stat().st_mtime < _WANTED
        return False

    def give_way(self) -> None:
        """Lets whoever waits be quicker; for one who has let his own seat go."""
        time.sleep(3 * _LOOK)

    def _free(self) -> IO[str] | None:
        self._folder.mkdir(parents=True, exist_ok=True)
        for number in range(self._count):
            file = (self._folder / f"seat-{number}").open("a+", encoding="ascii")
            if try_lock(file):
                return file
            file.close()
        return None

    def _wish(self) -> Path:
        return self._folder / "seat-wanted"
