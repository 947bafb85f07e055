"""The wheels of a bundle: for every platform and every Python that it names, each package of the list or a refusal."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from packaging.markers import Marker, default_environment
from packaging.tags import Tag, compatible_tags, cpython_tags
from packaging.utils import canonicalize_name, parse_wheel_filename

from delivery.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

PYTHONS = ("3.11", "3.12", "3.13")
_PINNED = re.compile(
    r"^(?P<name>[\w.-]+)==(?P<version>[^\s;]+)(?: ; (?P<marker>.*?))?(?P<sums>(?: \\\n    --hash=\S+)*)$", re.MULTILINE
)
_LACKING = re.compile(r"No matching distribution found for ([\w.-]+)==(\S+)")


@dataclass(frozen=True)
class Platform:
    """A kind of machine: its tags from the best to the last, what markers of requirements see there."""

    name: str
    tags: tuple[str, ...]
    markers: dict[str, str]


# glibc 2.28 is that of Debian 10, RED OS 7.3, ALT 10; Astra Linux 1.8 has 2.36
LINUX = Platform(
    "linux-x86_64",
    (
        *(f"manylinux_2_{minor}_x86_64" for minor in range(28, 4, -1)),
        "manylinux2014_x86_64", "manylinux2010_x86_64", "manylinux1_x86_64", "linux_x86_64",
    ),
    {"os_name": "posix", "sys_platform": "linux", "platform_system": "Linux", "platform_machine": "x86_64"},
)  # fmt: skip
WINDOWS = Platform(
    "windows-amd64",
    ("win_amd64",),
    {"os_name": "nt", "sys_platform": "win32", "platform_system": "Windows", "platform_machine": "AMD64"},
)
PLATFORMS = {platform.name: platform for platform in (LINUX, WINDOWS)}


@dataclass(frozen=True)
class Pinned:
    """A package as the list of requirements pins it."""

    name: str
    version: str
    marker: str
    sums: frozenset[str]

    def is_wanted(self, platform: Platform, python: str) -> bool:
        """Whether a machine of this kind needs it."""
        there = {
            **default_environment(),
            **platform.markers,
            "python_version": python,
            "python_full_version": f"{python}.0",
        }
        return not self.marker or Marker(self.marker).evaluate({key: str(value) for key, value in there.items()})


def read_pinned(text: str) -> list[Pinned]:
    """The packages of a list with hashes."""
    return [
        Pinned(
            canonicalize_name(row["name"]),
            row["version"],
            row["marker"] or "",
            frozenset(re.findall(r"sha256:(\w+)", row["sums"])),
        )
        for row in _PINNED.finditer(text)
    ]


def tags_of(platform: Platform, python: str) -> frozenset[Tag]:
    """The tags of wheels that such a Python takes."""
    major, minor = (int(part) for part in python.split("."))
    version, interpreter = (major, minor), f"cp{major}{minor}"
    return frozenset(
        {*cpython_tags(version, platforms=platform.tags), *compatible_tags(version, interpreter, platform.tags)}
    )


def lacking(pinned: Iterable[Pinned], wheels: Iterable[str], platform: Platform, python: str) -> list[str]:
    """The packages that none of the wheels brings to such a machine."""
    fitting, there = set(), tags_of(platform, python)
    for wheel in wheels:
        name, version, _build, tags = parse_wheel_filename(wheel)
        if tags & there:
            fitting.add((name, str(version)))
    return [
        f"{one.name} {one.version}"
        for one in pinned
        if one.is_wanted(platform, python) and (one.name, one.version) not in fitting
    ]


def fetch(pinned: list[Pinned], platform: Platform, python: str, into: Path) -> None:
    """Brings the wheels for such a machine into a folder. Trouble names those that nobody has made."""
    wanted, missing = [one for one in pinned if one.is_wanted(platform, python)], []
    while wanted and (fault := _download(wanted, platform, python, into)):
        found = _LACKING.search(fault)
        if found is None:
            raise Trouble(f"pip не скачал пакеты ({platform.name}, Python {python}):\n{fault[-2000:]}")
        missing.append(f"{found[1]} {found[2]}")
        wanted = [one for one in wanted if one.name != canonicalize_name(found[1])]
    if missing:
        raise Trouble(f"Нет готовых пакетов (wheel) для {platform.name}, Python {python}: {', '.join(missing)}.")


def _download(pinned: list[Pinned], platform: Platform, python: str, into: Path) -> str:
    """What pip said when it failed; empty when all is there."""
    with TemporaryDirectory() as aside:
        path = f"{aside}/requirements.txt"
        with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123  a name for pip
            file.writelines(_lines(pinned))
        words = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "--only-binary=:all:",
            "--require-hashes",
        ]
        words += [word for tag in platform.tags for word in ("--platform", tag)]
        words += ["--implementation", "cp", "--python-version", python, "--dest", str(into), "--requirement", path]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    return (done.stderr or f"код {done.returncode}") if done.returncode else ""


def _lines(pinned: list[Pinned]) -> Iterator[str]:
    for one in pinned:
        yield (
            " ".join([f"{one.name}=={one.version}", *(f"--hash=sha256:{digest}" for digest in sorted(one.sums))]) + "\n"
        )
