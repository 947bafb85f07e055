"""Packs in folders, each read whole when first asked for and anew when its files change."""

from __future__ import annotations

import re
import threading
import time
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sferum_docs.packs.reader import PACK_FILE, read_pack, read_toml
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sferum_docs.packs.model import Pack

PACK_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,60}")
EDITIONS = ".editions"  # of the folder of packs: what lies there is in the database
LOOK = 1.0  # seconds for which a folder that was looked at is not looked at again

_Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True)
class _Read:
    """What a folder held when it was looked at: a pack, or what is wrong with it."""

    stamp: _Stamp
    looked_at: float
    pack: Pack | None
    faults: tuple[Fault, ...] = ()


def check_pack(folder: Path) -> Pack:
    """The pack of a folder. FaultsError holds every fault of it and of its templates."""
    from sferum_docs.documents.making.clause_evidence import template_faults  # noqa: PLC0415  loads the engine of Word

    reading = read_pack(folder)
    faults = (*reading.faults, *template_faults(reading.documents, reading.directive))
    if reading.pack is None or faults:
        raise FaultsError(faults)
    return reading.pack


def described_pack(folder: Path) -> Pack:
    """The pack of a folder by its description alone: a second less than with its templates. FaultsError."""
    reading = read_pack(folder)
    if reading.pack is None or reading.faults:
        raise FaultsError(reading.faults)
    return _in_its_folder(reading.pack, folder)


def _in_its_folder(pack: Pack, folder: Path) -> Pack:
    """The pack, where it is called as its folder is. FaultsError."""
    if pack.id != folder.name:
        raise FaultsError([Fault("pack_other_folder", f"{PACK_FILE}: id", {"text": pack.id, "folder": folder.name})])
    return pack


def folders_of(places: Iterable[Path]) -> dict[str, Path]:
    """Name → folder of each pack that lies in one of the places; of two with one name the first counts."""
    found = (path.parent for place in reversed([*places]) for path in place.glob(f"*/{PACK_FILE}"))
    return dict(sorted({folder.name: folder for folder in found if is_pack(folder)}.items()))


def unpacked_editions(place: Path) -> list[Path]:
    """The folders in which packs of the database lie unpacked, those used last before the others."""
    return sorted((place / EDITIONS).glob("*"), key=lambda path: path.stat().st_mtime, reverse=True)


def is_pack(folder: Path) -> bool:
    """Whether a pack lies in this folder."""
    return PACK_ID.fullmatch(folder.name) is not None and (folder / PACK_FILE).is_file()


def succeeded_pack(folder: Path) -> str:
    """The pack that the one of this folder says it succeeds; empty when it says nothing or cannot be read."""
    file = folder / PACK_FILE
    try:
        facts = file.stat()
        return _succeeded(file, facts.st_mtime_ns, facts.st_size)
    except (OSError, FaultsError):
        return ""


@lru_cache(maxsize=64)
def _succeeded(file: Path, _changed: int, _size: int) -> str:
    return str(read_toml(file).get("succeeds", ""))


class PackShelf:
    """The packs of this process. Whoever comes while one is read waits for it; the others go on."""

    def __init__(self) -> None:
        self._read: dict[Path, _Read] = {}
        self._reading: dict[Path, threading.Lock] = {}
        self._lock = threading.Lock()

    def pack(self, folder: Path) -> Pack:
        """The pack of a folder as it lies there now. FaultsError; OSError when it has gone."""
        found = self._fresh(folder)
        if found is None:
            with self._lock:
                reading = self._reading.setdefault(folder, threading.Lock())
            with reading:  # it takes a second: whoever comes meanwhile does not begin the same
                found = self._fresh(folder) or self._look(folder)
        if found.pack is None:
            raise FaultsError(found.faults)
        return found.pack

    def forget(self, folder: Path) -> None:
        """The folder is looked at when it is asked for next: something was put there just now."""
        self._read.pop(folder, None)

    def _fresh(self, folder: Path) -> _Read | None:
        found = self._read.get(folder)
        return found if found is not None and time.monotonic() - found.looked_at < LOOK else None

    def _look(self, folder: Path) -> _Read:
        stamp, known = _stamp(folder), self._read.get(folder)
        if known is not None and known.stamp == stamp:
            found = replace(known, looked_at=time.monotonic())
        else:
            found = _checked(folder, stamp)
        self._read[folder] = found
        return found


def _checked(folder: Path, stamp: _Stamp) -> _Read:
    try:
        return _Read(stamp, time.monotonic(), _in_its_folder(check_pack(folder), folder))
    except FaultsError as error:
        return _Read(stamp, time.monotonic(), None, error.faults)


def _stamp(folder: Path) -> _Stamp:
    """Names, sizes and days of change: what is written anew looks otherwise, also within one second."""
    files = [(path, path.stat()) for path in folder.iterdir() if path.is_file()]
    return tuple(sorted((path.name, facts.st_mtime_ns, facts.st_size) for path, facts in files))
