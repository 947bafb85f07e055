"""A folder of files that can always be made again: written whole or not at all, the least used removed first."""

from __future__ import annotations

import logging
import os
import threading
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LIMIT = 500 * 1024 * 1024
_LEFT = 0.8  # of the limit, when it is passed
_log = logging.getLogger(__name__)


class FileCache:
    """Files under names that say what is in them; a name never gets other bytes."""

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        self._folder = folder
        self._limit = limit
        self._lock = threading.Lock()
        self._size: int | None = None  # of all files, once they were looked through

    def find(self, name: str) -> bytes | None:
        """The bytes under a name, or None."""
        path = self._folder / name
        try:
            content = path.read_bytes()
        except OSError:
            return None
        with suppress(OSError):
            os.utime(path)  # what is used is kept
        return content or None

    def keep(self, name: str, content: bytes) -> bytes:
        """Keeps the bytes, if the disk lets us, and gives them back."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=self._folder, prefix=".", delete=False) as file:
                file.write(content)
            try:
                Path(file.name).replace(self._folder / name)
            except OSError:  # on Windows, while another reads the same bytes under this name
                Path(file.name).unlink(missing_ok=True)
        except OSError:
            _log.warning("cannot keep %s", name, exc_info=True)
            return content
        with self._lock:
            self._size = None if self._size is None else self._size + len(content)
            if self._size is None or self._size > self._limit:
                self._sweep()
        return content

    def get(self, name: str, make: Callable[[], bytes]) -> bytes:
        """The bytes under a name, made if they are not there."""
        found = self.find(name)
        return self.keep(name, make()) if found is None else found

    def _sweep(self) -> None:
        files = []
        for entry in os.scandir(self._folder):
            with suppress(OSError):  # another process sweeps as well
                files.append((entry.stat().st_mtime, entry.stat().st_size, entry.path))
        self._size = sum(size for _time, size, _path in files)
        if self._size <= self._limit:
            return
        for _time, size, path in sorted(files):
            with suppress(OSError):
                Path(path).unlink()
                self._size -= size
            if self._size <= self._limit * _LEFT:
                return
