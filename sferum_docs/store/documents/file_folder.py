"""A folder of files under the fingerprints of what they hold: any number of machines may share it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.store.whole_files import PART, write_once

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_SHA256 = re.compile(r"[0-9a-f]{64}")
_CHANGED = ".changed"


@dataclass(frozen=True, slots=True)
class FileFolder:
    """The folder; a file is written once and never over another."""

    path: Path

    def place(self, sha256: str) -> Path:
        """Where the file of a fingerprint lies: 256 folders, so that none grows beyond what file systems like."""
        return self.path / sha256[:2] / sha256

    def keep(self, sha256: str, content: bytes) -> bool:
        """Keeps the bytes; whether they were not there yet. One that was changed is put aside, not written over."""
        place = self.place(sha256)
        found = self.read(sha256)
        if found is not None and fingerprint(found) == sha256:
            return False
        if found is not None:
            place.rename(next(aside for number in count(1) if not (aside := _aside(place, number)).exists()))
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_once(place, content)
        return True

    def read(self, sha256: str) -> bytes | None:
        """The bytes as they lie there, unlooked at; None when there is no such file."""
        try:
            return self.place(sha256).read_bytes()
        except FileNotFoundError:
            return None

    def remove(self, sha256: str) -> None:
        """Takes a file away."""
        self.place(sha256).unlink(missing_ok=True)

    def names(self) -> Iterator[str]:
        """The fingerprints of all files that lie here."""
        return (path.name for path in sorted(self.path.glob("??/*")) if _SHA256.fullmatch(path.name))

    def leftovers(self) -> Iterator[Path]:
        """What a program that was killed left half-written, and changed files that were put aside."""
        for path in sorted(self.path.glob("??/*")):
            if path.name.startswith(PART) or _CHANGED in path.name:
                yield path


def _aside(place: Path, number: int) -> Path:
    return place.with_name(f"{place.name}{_CHANGED}-{number}")
