"""Where LibreOffice lies, and which Python can talk to it."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

# wins over every search: the program itself or the folder LibreOffice is installed in
VARIABLE = "LIBREOFFICE"
_WINDOWS_ROOTS = ("ProgramFiles", "ProgramW6432", "ProgramFiles(x86)", "LOCALAPPDATA")
_MAC_BUNDLE = "Applications/LibreOffice.app"
# below the folder of an installation
_WITHIN = {
    "win32": ("program/soffice.exe",),
    "darwin": ("Contents/MacOS/soffice",),
    "linux": ("program/soffice",),
}
_LINUX = ("/usr/lib/libreoffice", "/usr/lib64/libreoffice", "/opt/libreoffice")
_SECONDS_TO_ANSWER = 20


@dataclass(frozen=True)
class Programs:
    """The office and the Pythons that may know `uno`, likeliest first; without an office nothing is printed."""

    office: Path | None
    pythons: tuple[Path, ...] = ()


def find_programs() -> Programs:
    """What this machine has."""
    office = find_office(sys.platform, os.environ, os.path.isfile)
    if office is None:
        return Programs(None)
    # a link in /usr/bin leads to the installation, and beside the program lies its Python
    found = pythons(sys.platform, os.path.realpath(office), os.path.isfile)
    return Programs(Path(office), tuple(map(Path, found)))


def find_office(platform: str, environment: Mapping[str, str], is_file: Callable[[str], bool]) -> str | None:
    """The path of the office program; a file that the variable names, and that is not there, ends the search."""
    named = environment.get(VARIABLE, "").strip().strip('"')
    candidates = _named(platform, named) if named else _usual(platform, environment)
    return next((path for path in candidates if is_file(path)), None)


def pythons(platform: str, office: str, is_file: Callable[[str], bool]) -> tuple[str, ...]:
    """The Pythons that may know `uno`: the one that came with the office, then the system's."""
    if platform == "win32":
        candidates = [str(PureWindowsPath(office).with_name("python.exe"))]
    elif platform == "darwin":
        contents = PurePosixPath(office).parent.parent
        candidates = [str(contents / "Resources/python"), str(contents / "MacOS/python")]
    else:
        candidates = [str(PurePosixPath(office).with_name("python")), "/usr/bin/python3"]
    return tuple(path for path in candidates if is_file(path))


def python_with_uno(candidates: tuple[Path, ...]) -> Path | None:
    """The first Python that really imports `uno`."""
    for python in candidates:
        try:
            done = subprocess.run(  # noqa: S603  an interpreter found beside the office
                [python, "-c", "import uno"],
                check=False,
                capture_output=True,
                env=office_environment(),
                timeout=_SECONDS_TO_ANSWER,
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return python
    return None


def office_environment() -> dict[str, str]:
    """Our environment without what points another Python at our packages."""
    return {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VIRTUAL_ENV", "LD_PRELOAD", "URE_", "UNO_"))
    }


def _named(platform: str, named: str) -> Iterator[str]:
    yield named
    for inner in _inner(platform):
        yield _joined(platform, named, inner)


def _usual(platform: str, environment: Mapping[str, str]) -> Iterator[str]:
    if platform == "linux":  # there the path knows best; a service may be started with a bare one
        folders = [*_path(platform, environment), "/usr/bin", "/usr/local/bin"]
        yield from (_joined(platform, folder, name) for folder in folders for name in ("soffice", "libreoffice"))
    for folder in _installed(platform, environment):
        yield from (_joined(platform, folder, inner) for inner in _inner(platform))
    if platform != "linux":
        name = "soffice.exe" if platform == "win32" else "soffice"
        yield from (_joined(platform, folder, name) for folder in _path(platform, environment))


def _installed(platform: str, environment: Mapping[str, str]) -> list[str]:
    if platform == "win32":
        roots = [environment[name] for name in _WINDOWS_ROOTS if environment.get(name)]
        return [_joined(platform, root, part) for root in roots for part in ("LibreOffice", "Programs/LibreOffice")]
    if platform == "darwin":
        return [f"/{_MAC_BUNDLE}", _joined(platform, environment.get("HOME", "/"), _MAC_BUNDLE)]
    return list(_LINUX)


def _path(platform: str, environment: Mapping[str, str]) -> list[str]:
    folders = environment.get("PATH", "").split(";" if platform == "win32" else ":")
    return [folder.strip('"') for folder in folders if folder.strip('"')]


def _inner(platform: str) -> tuple[str, ...]:
    return _WITHIN.get(platform, _WITHIN["linux"])


def _joined(platform: str, *parts: str) -> str:
    return str(PureWindowsPath(*parts) if platform == "win32" else PurePosixPath(*parts))
