"""The Debian package: the program with its Python packages, a user, a service, a copy every night.

`python3 run.py deb --out DIR` builds it with dpkg-deb alone; `python3 run.py deb --check` tries it in bare systems.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from delivery.building.bundle import LOCK, made_at, members
from delivery.building.wheels import LINUX, fetch, lacking, read_pinned
from delivery.environment import FOR_WORK, HOME
from delivery.listed import digest_of
from delivery.trouble import Trouble
from sferum_docs import VERSION

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NAME = "sferum-docs"
PYTHONS = ("3.11", "3.13")  # of Debian 12 and Astra Linux 1.8, of Debian 13
PROGRAM = f"usr/lib/{NAME}"
TEXTS = Path(__file__).with_name("debian")
SANDBOX_OF = HOME / "deploy/sferum-web.service"
_PLACES = {
    "control": "DEBIAN/control",
    "preinst": "DEBIAN/preinst",
    "postinst": "DEBIAN/postinst",
    "prerm": "DEBIAN/prerm",
    "postrm": "DEBIAN/postrm",
    "sferum-docs": f"usr/bin/{NAME}",
    "sferum-docs.env": f"etc/{NAME}/{NAME}.env",
    "sferum-docs.service": f"usr/lib/systemd/system/{NAME}.service",
    "sferum-docs-backup.service": f"usr/lib/systemd/system/{NAME}-backup.service",
    "sferum-docs-backup.timer": f"usr/lib/systemd/system/{NAME}-backup.timer",
    "copyright": f"usr/share/doc/{NAME}/copyright",
}
_RUN = {"preinst", "postinst", "prerm", "postrm", "sferum-docs"}
_NEEDED = ("app.py", "docs/", "doc_templates/", "sferum_docs/", "templates/")
_PLAIN, _RUNS, _FOLDER = 0o644, 0o755, 0o755
_INSTALLED = ("purelib", "platlib")  # of what a wheel keeps apart; scripts and headers nobody here wants


def main(words: Sequence[str]) -> int:
    """The command."""
    parser = argparse.ArgumentParser("run.py deb", description="Собрать пакет для Debian 12, 13 и Astra Linux 1.8.")
    parser.add_argument("--out", type=Path, help="папка, куда положить пакет")
    parser.add_argument("--check", action="store_true", help="проверить пакет в чистых системах (root, mmdebstrap)")
    parser.add_argument("--suite", action="append", help="одна из систем для проверки; без него — bookworm и trixie")
    asked = parser.parse_args(words)
    if not asked.out and not asked.check:
        parser.error("нужно --out ПАПКА или --check")
    try:
        if asked.out:
            (made,) = build(asked.out, [f"{VERSION}-1"])
            print(f"{digest_of(made)}  {made.name}  ({made.stat().st_size / 1e6:.0f} МБ)")
        if asked.check:
            from delivery.building.deb_check import check  # noqa: PLC0415  the one part that wants root

            check(asked.suite or ["bookworm", "trixie"])
    except Trouble as trouble:
        print(trouble)
        return 1
    return 0


def build(out: Path, versions: Sequence[str]) -> list[Path]:
    """Makes the package under each of these versions and gives the places. Trouble names what is missing."""
    out.mkdir(parents=True, exist_ok=True)
    when = int(made_at().timestamp())
    told, made = {**os.environ, "SOURCE_DATE_EPOCH": str(when)}, []
    with TemporaryDirectory(dir=out, prefix=".building-") as aside:
        root = Path(aside) / "root"
        _lay_program(root)
        _lay_packages(root, Path(aside))
        for version in versions:
            _lay_texts(root, version)
            _set_modes(root, when)
            name = f"{NAME}_{version}_amd64.deb"
            words = ["dpkg-deb", "--root-owner-group", "-Zgzip", "--build", str(root), f"{aside}/{name}"]
            subprocess.run(words, env=told, stdout=subprocess.DEVNULL, check=True)
            made.append((Path(aside) / name).replace(out / name))
    return made


def _lay_program(root: Path) -> None:
    for member in members(LINUX):
        if member.name.startswith(_NEEDED):
            _write(root / PROGRAM / member.name, member.content)


def _lay_packages(root: Path, aside: Path) -> None:
    """What both Pythons share lies once."""
    pinned = read_pinned((HOME / FOR_WORK).read_text(encoding="utf-8"))
    known = LOCK.read_text(encoding="ascii")
    of_python: dict[str, dict[str, Path]] = {}
    for python in PYTHONS:
        fetch(pinned, LINUX, python, aside / python)
        found = {path.name: path for path in (aside / python).glob("*.whl")}
        if left := lacking(pinned, found, LINUX, python):
            raise Trouble(f"Нет готовых пакетов (wheel) для {LINUX.name}, Python {python}: {', '.join(left)}.")
        strange = [path.name for path in found.values() if digest_of(path) not in known]
        if strange:
            raise Trouble(f"Пакетов нет в списке {LOCK.name}: {', '.join(strange)}. Обновите его: run.py bundle --lock")
        of_python[python] = found
    shared = set.intersection(*(set(found) for found in of_python.values()))
    for python, found in of_python.items():
        for name, path in sorted(found.items()):
            _unpack(path, root / PROGRAM / "packages" / ("common" if name in shared else python))


def _unpack(wheel: Path, into: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for info in archive.infolist():
            top, _slash, rest = info.filename.partition("/")
            place = info.filename
            if top.endswith(".data"):
                kind, _slash, place = rest.partition("/")
                place = place if kind in _INSTALLED else ""
            if place and not info.is_dir() and ".." not in place.split("/"):
                _write(into / place, archive.read(info))


def _lay_texts(root: Path, version: str) -> None:
    settled = sorted(path for path in root.rglob("*") if path.is_file())
    size = sum(path.stat().st_size for path in settled) // 1024
    for name, place in _PLACES.items():
        _write(root / place, text_of(name, {"version": version, "size": str(size)}).encode())
    _write(root / "DEBIAN/conffiles", f"/{_PLACES['sferum-docs.env']}\n".encode())
    history = f"{NAME} ({version}) stable; urgency=medium\n\n  * CHANGELOG.md of the program tells what is new.\n\n"
    history += f" -- sferum_docs <sferum-docs@example.org>  {made_at():%a, %d %b %Y %H:%M:%S +0000}\n"
    _write(root / f"usr/share/doc/{NAME}/changelog.Debian.gz", gzip.compress(history.encode(), mtime=0))
    laid = sorted(path for path in root.rglob("*") if path.is_file() and "DEBIAN" not in path.parts)
    sums = [f"{_md5(path)}  {path.relative_to(root)}\n" for path in laid if not path.is_relative_to(root / "etc")]
    _write(root / "DEBIAN/md5sums", "".join(sums).encode())


def text_of(name: str, values: Mapping[str, str]) -> str:
    """A file of the package; the limits of the service are those of the service for several processes."""
    text = (TEXTS / name).read_text(encoding="utf-8")
    for key, value in {**values, "sandbox": sandbox()}.items():
        text = text.replace("{" + key + "}", value)
    return text


def sandbox() -> str:
    """The limits of a service, as `deploy/` has them."""
    lines = SANDBOX_OF.read_text(encoding="utf-8").splitlines()
    begin, end = lines.index("StateDirectoryMode=0700"), lines.index("[Install]")
    return "\n".join(line for line in lines[begin:end] if line and not line.startswith("ReadWritePaths"))


def _set_modes(root: Path, when: int) -> None:
    runs = {root / place for name, place in _PLACES.items() if name in _RUN}
    for path in [root, *root.rglob("*")]:
        path.chmod(_FOLDER if path.is_dir() else _RUNS if path in runs else _PLAIN)
        os.utime(path, (when, when))
    (root / _PLACES["sferum-docs.env"]).chmod(0o640)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _md5(path: Path) -> str:
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()  # the sum that dpkg -V asks for


if __name__ == "__main__":
    if shutil.which("dpkg-deb") is None:
        sys.exit("Нужна программа dpkg-deb: пакет собирают на Debian.")
    sys.exit(main(sys.argv[1:]))
