"""Which typefaces this machine has: a page printed without one of them is not the page printed with it."""

from __future__ import annotations

import hashlib
import os
import time
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST = 2000  # folders looked into
_SECONDS = 30  # so long an answer holds
_SHARED = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts")
_OWN = (".fonts", ".local/share/fonts", "Library/Fonts")


def font_folders() -> tuple[Path, ...]:
    """The folders where Linux, Windows and macOS keep typefaces, those that are there."""
    windows = [Path(os.environ[name], *rest) for name, *rest in _OF_WINDOWS if name in os.environ]
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 -- Path.home raises where there is none
    every = [*map(Path, _SHARED), *(home / name for name in _OWN), *windows]
    return tuple(path for path in every if path.is_dir())


_OF_WINDOWS = (("WINDIR", "Fonts"), ("LOCALAPPDATA", "Microsoft", "Windows", "Fonts"))


def fonts_mark(folders: Sequence[Path] | None = None) -> str:
    """A short mark that is another one as soon as a typeface comes or goes."""
    if folders is not None:
        return _mark(tuple(folders))
    return _remembered(int(time.monotonic() // _SECONDS))


@lru_cache(maxsize=1)
def _remembered(_: int) -> str:
    return _mark(font_folders())


def _mark(folders: Sequence[Path]) -> str:
    """A folder's time of change tells of every file that came or went in it."""
    return hashlib.sha256("\n".join(islice(_folders(folders), _MOST)).encode()).hexdigest()[:8]


def _folders(folders: Sequence[Path]) -> Iterator[str]:
    for top in folders:
        for path, inner, files in os.walk(top):
            inner.sort()
            yield f"{path} {len(files)} {os.stat(path).st_mtime_ns}"  # noqa: PTH116 -- os.walk gives strings
