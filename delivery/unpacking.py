"""A bundle that is being unpacked while the program starts: it is waited for as long as files come."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from delivery.listed import LIST, Listed, check, damaged, list_of

if TYPE_CHECKING:
    from pathlib import Path

PAUSE, PATIENCE = 2.0, 4  # seconds between two looks; looks at which nothing has come before it is called damaged
FRESH = 60.0  # seconds: what changed before that is not being unpacked any more


def await_whole(home: Path, listed: Listed) -> Listed:
    """The list that lies here once all its files do. Trouble names what is damaged when nothing more comes."""
    found, in_vain, said = damaged(home, listed), 0, False
    while found and in_vain < PATIENCE and _is_at_work(home, listed):
        if not said:
            print("Набор ещё распаковывается, жду …", flush=True)
            said = True
        time.sleep(PAUSE)
        listed = list_of(home) or listed
        now = damaged(home, listed)
        found, in_vain = now, in_vain + 1 if now == found else 0
    check(home, listed)
    return listed


def _is_at_work(home: Path, listed: Listed) -> bool:
    """Whether anything of the bundle was written a moment ago."""
    newest = 0.0
    for path in (home / name for name in (LIST, *listed.sums)):
        try:
            told = path.stat()
        except OSError:
            continue
        newest = max(newest, told.st_ctime, told.st_mtime)  # unpacking gives a file the time of its archive
    return abs(time.time() - newest) < FRESH
