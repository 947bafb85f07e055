"""The package tried where nothing of ours is: bare Debians made for it, no network while it is installed.

Each step is a sentence and a command of the system inside; the first that fails ends the trial. Needs root.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from delivery.building.deb import NAME, TEXTS, build
from delivery.environment import apt_install
from delivery.trouble import Trouble
from sferum_docs import VERSION

if TYPE_CHECKING:
    from collections.abc import Sequence

_OLD, _NEW = f"{VERSION}-0~check", f"{VERSION}-1"
_LONGEST = 900  # seconds that a step may need on a machine at work
_EXPOSURE = 3.0
_STEPS = TEXTS / "steps.sh"


def check(suites: Sequence[str]) -> None:
    """Builds the package as an old version and as a new one, and tries them in each system. Trouble: a step failed."""
    if os.name == "nt" or os.geteuid() != 0:
        raise Trouble("Проверка делает чистые системы и ставит в них пакет: нужен root.")
    missing = [name for name in ("mmdebstrap",) if shutil.which(name) is None]
    if missing:
        apt_install(missing)
    with TemporaryDirectory(prefix="deb-check-") as aside:
        debs = dict(zip(("old.deb", "new.deb"), build(Path(aside), [_OLD, _NEW]), strict=True))
        _check_units(debs["new.deb"], Path(aside))
        for suite in suites:
            _check_in(suite, Path(aside) / suite, debs)
    print("Пакет проверен.")


def _check_units(deb: Path, aside: Path) -> None:
    """What systemd itself says of the services; passed over where it is not."""
    if shutil.which("systemd-analyze") is None:
        print("— systemd-analyze нет: ограничения службы не измерены")
        return
    subprocess.run(["dpkg-deb", "--extract", str(deb), str(aside / "units")], check=True)
    for unit in sorted((aside / "units").rglob(f"{NAME}*.service")):
        words = [
            "systemd-analyze",
            "security",
            "--offline=yes",
            f"--threshold={_EXPOSURE * 10:.0f}",
            "--no-pager",
            str(unit),
        ]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        line = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.stderr.strip()
        if done.returncode:
            raise Trouble(f"Служба слабо ограничена: {line}")
        print(f"ок  {line.lstrip('→ ')}")


def steps() -> list[tuple[str, str]]:
    """What is tried: a sentence, then a script with the words that all share before it."""
    shared, *parts = _STEPS.read_text(encoding="utf-8").split("\n### ")
    split = [part.partition("\n") for part in parts]
    return [(sentence, f"{shared}\n{command}") for sentence, _end, command in split]


def _check_in(suite: str, root: Path, debs: dict[str, Path]) -> None:
    print(f"— {suite}: делаю чистую систему …", flush=True)
    words = ["mmdebstrap", "--quiet", "--variant=minbase", "--include=python3,libstdc++6", suite, str(root)]
    subprocess.run(words, check=True)
    for name, path in debs.items():
        shutil.copy(path, root / name)
    for sentence, command in steps():
        began = time.monotonic()
        done = _inside(root, command)
        if done.returncode:
            said = (root / "tmp/said").read_text(encoding="utf-8") if (root / "tmp/said").is_file() else ""
            raise Trouble(f"НЕТ {suite}: {sentence}\n{done.stdout}{said}"[-4000:])
        print(f"ок  {suite}: {sentence} ({time.monotonic() - began:.0f} с)", flush=True)


def _inside(root: Path, command: str) -> subprocess.CompletedProcess[str]:
    """Does a command in the system, with a network of its own that leads nowhere; what it started ends with it."""
    script = f'mount -t proc proc {root}/proc && ip link set lo up && exec chroot {root} bash -c "$SCRIPT"'
    told = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LANG": "C.UTF-8", "DEBIAN_FRONTEND": "noninteractive"}
    told |= {"SCRIPT": command}
    words = ["unshare", "--net", "--mount", "--pid", "--fork", "--kill-child", "sh", "-c", script]
    return subprocess.run(
        words, env=told, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, timeout=_LONGEST
    )
