"""The bundle: one ZIP a platform with the program, its packages for three Pythons and the sums of all files.

`python3 run.py bundle --out DIR`. The same sources and packages give the same bytes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from delivery.building import bare
from delivery.building.wheels import LINUX, PLATFORMS, PYTHONS, WINDOWS, Platform, fetch, lacking, read_pinned
from delivery.environment import FOR_WORK, HOME
from delivery.listed import LIST, WHEELS, digest_of
from delivery.trouble import Trouble
from sferum_docs import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

TOP = "sferum-docs"
LOCK = Path(__file__).with_name("wheels.txt")
TEXTS = Path(__file__).with_name("texts")
PIP = Path(__file__).with_name("pip.txt")
_LEFT_OUT = (
    ".ci/", ".git", "CONTRIBUTING.md", "benchmarks/", "delivery/building/", "instance/", "pyproject.toml",
    "requirements-dev.txt", "tests/",
)  # fmt: skip
_START = {"linux-x86_64": "start.sh", "windows-amd64": "start.bat"}
_PLAIN, _RUNS = 0o100644, 0o100755
_UNIX = 3
_BOM = "\N{BOM}"


@dataclass(frozen=True)
class Member:
    """A file of the bundle."""

    name: str
    content: bytes
    mode: int = _PLAIN


def main(words: Sequence[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser("run.py bundle", description="Собрать набор для школы без интернета.")
    parser.add_argument("--out", type=Path, required=True, help="папка, куда положить архивы")
    parser.add_argument("--platform", choices=[*PLATFORMS], action="append", help="одна из систем; без неё — все")
    parser.add_argument("--python", choices=PYTHONS, action="append", help="один из Python; без него — все")
    parser.add_argument(
        "--lock", action="store_true", help="записать список пакетов delivery/building/wheels.txt заново"
    )
    parser.add_argument("--check", action="store_true", help="распаковать без сети на голом Python Debian (root)")
    asked = parser.parse_args(words)
    if asked.lock and (asked.platform or asked.python):
        parser.error("список пакетов пишется сразу для всех систем и всех Python")
    try:
        made = build(asked.out, asked.platform or [*PLATFORMS], asked.python or PYTHONS, lock=asked.lock)
        for path in made:
            print(f"{digest_of(path)}  {path.name}  ({path.stat().st_size / 1e6:.0f} МБ)")
        if asked.check:
            _check(made)
    except Trouble as trouble:
        print(trouble)
        return 1
    return 0


def _check(made: Sequence[Path]) -> None:
    """Tells how long a school without a network waits for its first packet."""
    if not bare.can_be_made():
        raise Trouble("Проверка отключает сеть и прячет пакеты Debian: нужны Debian с его Python, root и unshare.")
    for path in made:
        if LINUX.name in path.name:
            with TemporaryDirectory() as aside:
                seconds, _said = bare.first_packet(path, Path(aside))
            told = f"от архива до первого комплекта без сети, Python {bare.version()} из Debian: {seconds:.0f} с"
            print(f"{told} (предел {bare.LIMIT} с: {'ок' if seconds <= bare.LIMIT else 'ДОЛЬШЕ'})")


def build(out: Path, platforms: Sequence[str], pythons: Sequence[str], *, lock: bool = False) -> list[Path]:
    """Makes the archives and gives their places. Trouble names what is missing; then there are none."""
    out.mkdir(parents=True, exist_ok=True)
    pinned = read_pinned((HOME / FOR_WORK).read_text(encoding="utf-8") + PIP.read_text(encoding="utf-8"))
    troubles, seen, made = [], set[str](), []
    with TemporaryDirectory(dir=out, prefix=".building-") as aside:
        for name in platforms:
            folder = Path(aside) / name
            for python in pythons:
                try:
                    fetch(pinned, PLATFORMS[name], python, folder)
                except Trouble as trouble:
                    troubles.append(str(trouble))
                    continue
                left = lacking(pinned, [path.name for path in folder.glob("*.whl")], PLATFORMS[name], python)
                troubles += (
                    [f"Нет готовых пакетов (wheel) для {name}, Python {python}: {', '.join(left)}."] if left else []
                )
            seen |= {f"{digest_of(path)}  {path.name}\n" for path in folder.glob("*.whl")}
        if troubles:
            raise Trouble("\n".join(troubles))
        _hold_against_lock(seen, lock=lock)
        for name in platforms:
            path = out / f"sferum-docs-{VERSION}-{name}.zip"
            whole = Path(aside) / path.name
            write(whole, members(PLATFORMS[name]), Path(aside) / name, made_at())
            made.append(whole.replace(path))
    return made


def _hold_against_lock(seen: set[str], *, lock: bool) -> None:
    """The wheels are those of the list that is kept with the sources: tests ask it without a network."""
    if lock:
        LOCK.write_text("".join(sorted(seen, key=lambda line: line.split()[1])), encoding="ascii")
    new = seen - set(LOCK.read_text(encoding="ascii").splitlines(keepends=True))
    if new:
        names = ", ".join(sorted(line.split()[1] for line in new))
        raise Trouble(
            f"Пакетов нет в списке {LOCK.name}: {names}. Обновите его: python3 run.py bundle --lock --out ПАПКА"
        )


def members(platform: Platform) -> list[Member]:
    """The files of the program for a platform, without wheels."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=HOME, capture_output=True, check=True).stdout.decode()
    names = [name for name in listed.split("\0") if name and not name.startswith(_LEFT_OUT) and (HOME / name).is_file()]
    found = [Member(name, (HOME / name).read_bytes()) for name in names]
    start, readme = _START[platform.name], (TEXTS / f"{platform.name}.txt").read_text(encoding="utf-8")
    readme, script = readme.format(version=VERSION), (TEXTS / start).read_text(encoding="utf-8")
    if platform is WINDOWS:  # Notepad knows these line ends and this mark in all its versions; a console reads no mark
        readme, script = (_BOM + readme).replace("\n", "\r\n"), script.replace("\n", "\r\n")
    return [*found, Member(start, script.encode(), _RUNS), Member("Прочти.txt", readme.encode())]


def made_at() -> datetime:
    """The time of all files: that of the last commit.

    Two versions have different ones, or Python would take what it has compiled of the old for the new.
    """
    told = (
        os.environ.get("SOURCE_DATE_EPOCH")
        or subprocess.run(
            ["git", "log", "-1", "--format=%ct"], cwd=HOME, capture_output=True, check=True, text=True
        ).stdout
    )
    return datetime.fromtimestamp(int(told), UTC)


def write(target: Path, program: Sequence[Member], wheels: Path, when: datetime) -> None:
    """Writes the archive: everything under one folder, whose name every version shares."""
    packages = [Member(f"{WHEELS}/{path.name}", path.read_bytes()) for path in wheels.glob("*.whl")]
    found = sorted([*program, *packages], key=lambda member: member.name)
    with TemporaryDirectory() as aside:
        sums = []
        for member in found:
            path = Path(aside) / "one"
            path.write_bytes(member.content)
            sums.append(f"{digest_of(path)}  {member.name}\n")
    with zipfile.ZipFile(target, "w") as archive:
        # the list first: once anything is unpacked over another version, it is seen that it is not that one any more
        for member in [Member(LIST, "".join(sums).encode()), *found]:
            info = zipfile.ZipInfo(f"{TOP}/{member.name}", when.timetuple()[:6])
            info.create_system, info.external_attr = _UNIX, member.mode << 16
            info.compress_type = zipfile.ZIP_STORED if member.name.endswith((".whl", ".png")) else zipfile.ZIP_DEFLATED
            archive.writestr(info, member.content)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
