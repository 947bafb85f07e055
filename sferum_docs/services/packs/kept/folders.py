"""The folders in which packs of the database lie on this machine: made when first asked for, never changed.

A folder is called by the fingerprint of its edition, so that another edition is another folder, and it comes into its
place whole, by one rename. Whatever is lost here is unpacked again.
"""

from __future__ import annotations

import os
import shutil
import threading
import time
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.packs.reader import PACK_FILE
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.packs.kept.archive import members_of
from sferum_docs.services.packs.shelf import EDITIONS
from sferum_docs.store.documents.files import content

if TYPE_CHECKING:
    from sferum_docs.store.packs.taken_in import TakenPack

ASIDE = ".taking-"
MOST_FOLDERS = 200  # of a machine; those not looked at for the longest time go first
_SIGNS, _AN_HOUR, _TEN_MINUTES = 24, 3600, 600  # of a fingerprint: Windows minds long paths
_UNPACKING = threading.Lock()
_used: dict[Path, float] = {}


def edition_folder(place: Path, taken: TakenPack) -> Path:
    """The folder of an edition, unpacked when it is not there yet. FaultsError: its bytes are lost, or no room."""
    folder = place / EDITIONS / taken.sha256[:_SIGNS] / taken.pack
    if not (folder / PACK_FILE).is_file():
        with _UNPACKING:
            if not (folder / PACK_FILE).is_file():
                _unpack(place, taken, folder)
    _note_use(folder.parent)
    return folder


def sound_bytes(taken: TakenPack) -> bytes:
    """The bytes of an edition as they were taken in. FaultsError when they are lost or are others."""
    try:
        data = content(taken.sha256)
    except LookupError:
        data = b""
    if fingerprint(data) != taken.sha256:
        raise FaultsError([Fault("pack_bytes_lost", values={"text": taken.title})])
    return data


def _unpack(place: Path, taken: TakenPack, folder: Path) -> None:
    members = members_of(sound_bytes(taken))
    try:
        folder.parent.parent.mkdir(parents=True, exist_ok=True)
        _keep_few(place)
        with TemporaryDirectory(dir=place, prefix=ASIDE, ignore_cleanup_errors=True) as aside:
            new = Path(aside) / "edition"
            (new / taken.pack).mkdir(parents=True)
            for name, data in members.items():
                _write(new / taken.pack / name, data)
            _put(new, folder)
    except OSError as error:
        raise FaultsError([Fault("pack_not_unpacked", values={"text": taken.title})]) from error


def _write(path: Path, data: bytes) -> None:
    """On the disk before the folder comes into its place: after a power cut it is whole or not there."""
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _put(new: Path, folder: Path) -> None:
    """Another process may have put the same there in this very moment; what is no whole edition makes room."""
    if folder.parent.is_dir() and not (folder / PACK_FILE).is_file():
        _take_away(folder.parent)
    try:
        new.rename(folder.parent)
    except OSError:
        if not (folder / PACK_FILE).is_file():
            raise


def _keep_few(place: Path) -> None:
    """Takes away what a process that was killed has left, and editions long unused when there are many."""
    sweep(place)
    kept = sorted((place / EDITIONS).iterdir(), key=_age, reverse=True)
    for path in kept[: max(0, len(kept) - MOST_FOLDERS + 1)]:
        if _age(path) > _AN_HOUR:
            _take_away(path)


def sweep(place: Path) -> None:
    """Takes away what a process that was killed while it took a pack in has left."""
    for path in place.glob(f"{ASIDE}*"):
        if _age(path) > _AN_HOUR:
            shutil.rmtree(path, ignore_errors=True)


def _take_away(path: Path) -> None:
    """First out of its place: nobody sees it half removed."""
    aside = path.parents[1] / f"{ASIDE}{path.name}-{time.time_ns()}"
    with suppress(OSError):
        path.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)


def _age(path: Path) -> float:
    """Seconds since a folder was made or used; of one that has gone, none."""
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0


def _note_use(path: Path) -> None:
    now = time.monotonic()
    if now - _used.get(path, -_TEN_MINUTES) >= _TEN_MINUTES:
        if len(_used) > MOST_FOLDERS:
            _used.clear()
        _used[path] = now
        with suppress(OSError):
            os.utime(path)
