"""Files that only the owner of the installation may read, and secrets written whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from sferum_docs.store.whole_files import write_once

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_FOLDER, _FILE = 0o700, 0o600
_OTHERS = 0o077


def kept_secret(path: Path, made: Callable[[], str]) -> str:
    """The secret kept in a file; made when there is none.

    It is written aside and given its name when it is whole: a full disk or a crash leaves no empty secret behind, and
    an empty one that an older version left counts as none.
    """
    if kept := _read(path):
        return kept
    _drop_empty(path)
    write_once(path, made().encode("ascii"))
    return _read(path)


def close_to_others(folder: Path) -> None:
    """Lets nobody but the owner into the folder and what lies in it; what comes later is made so too.

    It holds names, telephones and sums of passwords. Windows keeps such rights otherwise: there nothing is done.
    """
    if os.name == "nt":
        return
    os.umask(_OTHERS)
    _close(folder, _FOLDER)
    for path in folder.rglob("*"):
        if not path.is_symlink():
            _close(path, _FOLDER if path.is_dir() else _FILE)


def _close(path: Path, mode: int) -> None:
    try:
        if path.stat().st_mode & _OTHERS:
            path.chmod(mode)
    except OSError:
        return  # another's file, or gone meanwhile: not ours to close


def _drop_empty(path: Path) -> None:
    """Takes an empty secret away; one that another process has made since it was looked for stays."""
    with suppress(FileNotFoundError):
        if not path.read_bytes().strip():
            path.unlink()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""
