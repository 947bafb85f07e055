"""Which typefaces this machine has: a page printed without one of them is not the page printed with it."""

from __future__ import annotations

import hashlib
import os
import re
import time
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_MOST = 2000  # folders looked into
_SECONDS = 30  # so long an answer holds
# LibreOffice brings Liberation Serif along in a folder of its own
_SHARED = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "/System/Library/Fonts",
           "/usr/lib/libreoffice/share/fonts", "/Applications/LibreOffice.app/Contents/Resources/fonts")  # fmt: skip
_OWN = (".fonts", ".local/share/fonts", "Library/Fonts")


def font_folders() -> tuple[Path, ...]:
    """The folders where Linux, Windows and macOS keep typefaces, those that are there."""
    windows = [Path(os.environ[name], *rest) for name, *rest in _OF_WINDOWS if name in os.environ]
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 -- Path.home raises where there is none
    every = [*map(Path, _SHARED), *(home / name for name in _OWN), *windows]
    return tuple(path for path in every if path.is_dir())


_OF_WINDOWS = (
    ("WINDIR", "Fonts"),
    ("LOCALAPPDATA", "Microsoft", "Windows", "Fonts"),
    ("PROGRAMFILES", "LibreOffice", "share", "fonts"),
)


@dataclass(frozen=True, slots=True)
class FaceFiles:
    """A typeface and the files of its plain and its bold letters."""

    name: str
    plain: Path
    bold: Path


# by the names their makers, Windows and macOS give the files: the first is taken that is there
_SERIFS = (
    ("Times New Roman", r"(times|times[ _]new[ _]roman)\.ttf", r"(timesbd|times[ _]new[ _]roman[ _]bold)\.ttf"),
    ("Liberation Serif", r"liberationserif-regular\.ttf", r"liberationserif-bold\.ttf"),
    ("PT Astra Serif", r"pt[-_ ]?astra[-_ ]?serif[-_ ]?(regular)?\.ttf", r"pt[-_ ]?astra[-_ ]?serif[-_ ]?bold\.ttf"),
    ("Tinos", r"tinos-regular\.ttf", r"tinos-bold\.ttf"),
    ("PT Serif", r"(ptf55f|pt_?serif-regular)\.ttf", r"(ptf75f|pt_?serif-bold)\.ttf"),
    ("FreeSerif", r"freeserif\.ttf", r"freeserifbold\.ttf"),
    ("DejaVu Serif", r"dejavuserif\.ttf", r"dejavuserif-bold\.ttf"),
)
_MEASURED = 4  # of them have letters of the same measure as Times New Roman
SERIFS = tuple(name for name, *_ in _SERIFS[:_MEASURED])


def serif_files(folders: Sequence[Path] | None = None) -> tuple[FaceFiles, ...]:
    """The serif typefaces of this machine that have the Cyrillic letters, best first."""
    files = {name.lower(): path for name, path in islice(_fonts(font_folders() if folders is None else folders), _MOST)}
    found = ((name, _named(files, plain), _named(files, bold)) for name, plain, bold in _SERIFS)
    return tuple(FaceFiles(name, plain, bold) for name, plain, bold in found if plain and bold)


def _named(files: Mapping[str, Path], pattern: str) -> Path | None:
    return next((path for name, path in sorted(files.items()) if re.fullmatch(pattern, name)), None)


def _fonts(folders: Sequence[Path]) -> Iterator[tuple[str, Path]]:
    for top in folders:
        for path, inner, names in os.walk(top):
            inner.sort()
            yield from ((name, Path(path, name)) for name in names if name.lower().endswith(".ttf"))


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
