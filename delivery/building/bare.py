"""A bare Debian without a network: its own Python, no ensurepip, no pip, no packages of others, no cache."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from delivery.trouble import Trouble

PYTHON = Path("/usr/bin/python3")
LONGEST = 280  # seconds that a machine at work may need
LIMIT = 180  # seconds that a school waits for its first packet

_HIDING = """
set -e
ip link set lo up 2>/dev/null || true
for folder in /usr/lib/python3/dist-packages /usr/local/lib /usr/lib/python3.*/ensurepip; do
    [ -d "$folder" ] && mount --bind "$EMPTY" "$folder"
done
exec "$@"
"""


def can_be_made() -> bool:
    """Whether this machine has such a Python and lets us shut it off."""
    if sys.platform != "linux" or os.geteuid() != 0 or not PYTHON.is_file() or shutil.which("unshare") is None:
        return False
    tried = subprocess.run(["unshare", "--net", "--mount", "true"], capture_output=True, check=False)
    return tried.returncode == 0 and version() in {"3.11", "3.12", "3.13"}


def version() -> str:
    """The version of Debian's Python."""
    asked = (str(PYTHON), "-c", "import sys; print('%d.%d' % sys.version_info[:2])")
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


def run(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Does a command there, in a folder."""
    empty = home.parent / "empty"
    empty.mkdir(exist_ok=True)
    told = {"EMPTY": str(empty), "HOME": str(empty), "PATH": "/usr/bin:/bin:/usr/sbin:/sbin", "LANG": "C.UTF-8"}
    line = ["unshare", "--net", "--mount", "sh", "-c", _HIDING, "sh", *words]
    return subprocess.run(
        line,
        cwd=home,
        env=told,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        timeout=LONGEST,
    )


def unpack(archive: Path, into: Path) -> Path:
    """As a school unpacks it with what Python has; gives the folder of the program."""
    into.mkdir(parents=True, exist_ok=True)
    subprocess.run([PYTHON, "-m", "zipfile", "-e", archive, into], check=True)
    return into / "sferum-docs"


def first_packet(archive: Path, aside: Path) -> tuple[float, str]:
    """Seconds from the archive to the first packet, and what was said. Trouble: there is none."""
    began = time.monotonic()
    home = unpack(archive, aside / "Школа № 1")
    done = run(home, "sh", "start.sh", "demo", "--out", str(aside / "packet"))
    if done.returncode or not (aside / "packet/Комплект.zip").is_file():
        raise Trouble(f"Первый комплект не сделан:\n{done.stdout[-2000:]}")
    seconds = time.monotonic() - began
    kept = run(home, "sh", "start.sh", "load-demo")  # what is built when a school works: papers about people
    if kept.returncode:
        raise Trouble(f"Показательная школа не загружена:\n{kept.stdout[-2000:]}")
    return seconds, done.stdout
