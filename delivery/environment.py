"""The environment `.venv`: filled from the registry, or from the wheels beside the program without any network."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from delivery.listed import WHEELS
from delivery.place import check_place
from delivery.trouble import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

HOME = Path(__file__).resolve().parents[1]
VENV = HOME / ".venv"
FOR_WORK = "requirements.txt"
FOR_TESTS = "requirements-dev.txt"
_BEGUN = "begun"  # in the environment while packages are being put into it


def python_of(venv: Path) -> Path:
    """The Python of an environment."""
    return venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install(requirements: str, home: Path = HOME) -> None:
    """Makes the environment and puts the pinned packages into it; does nothing when they are there."""
    if is_installed(requirements, home) or is_installed(FOR_TESTS, home):  # the tests need all that the program needs
        return
    if not (home / requirements).is_file():
        raise Trouble(f"Файла {requirements} здесь нет: проверки и сборка наборов — в исходных текстах, не в наборе.")
    offline = (home / WHEELS).is_dir() and requirements == FOR_WORK
    if offline:
        check_place(home)
    with _alone(home):
        if is_installed(requirements, home):  # by another, meanwhile
            return
        print(f"Устанавливаю пакеты из {WHEELS if offline else requirements} …", flush=True)
        _install(requirements, home, offline=offline)


def _install(requirements: str, home: Path, *, offline: bool) -> None:
    venv = home / ".venv"
    begun = venv / _BEGUN
    again = begun.exists()
    if offline or not has_pip(venv):
        make_environment(venv, with_pip=not offline)
    begun.touch()
    for mark in venv.glob("*.sha256"):  # what was installed before may have changed under it
        mark.unlink()
    pip = [str(python_of(venv)), "-m", "pip"]
    more = ["--use-pep517", *(["--force-reinstall"] if again else [])]  # what was broken off passes for whole
    told = dict(os.environ)
    if offline:
        pip = [str(python_of(venv)), str(_pip_wheel(home) / "pip")]
        more = ["--no-index", "--find-links", str(home / WHEELS), "--no-cache-dir", "--no-compile", "--isolated"]
        told["PIP_CONFIG_FILE"] = os.devnull  # what the machine is set up for has no say
    more += ["--quiet", "--disable-pip-version-check", "--no-warn-script-location"]
    try:
        subprocess.run([*pip, "install", *more, "--require-hashes", "-r", home / requirements], check=True, env=told)
    except subprocess.CalledProcessError as error:
        if not offline:
            raise
        shutil.rmtree(venv, ignore_errors=True)  # a full disk gets its room back
        text = "Пакеты не установились; почему — сказано выше. Если дело в месте на диске, освободите его."
        raise Trouble(f"{text} Потом запустите снова: установка начнётся заново.") from error
    _flush(venv)
    begun.unlink()
    (venv / f"{requirements}.sha256").write_text(fingerprint(home / requirements), encoding="ascii")


def is_installed(requirements: str, home: Path = HOME) -> bool:
    """Whether the environment holds exactly these packages."""
    venv = home / ".venv"
    mark, wanted = venv / f"{requirements}.sha256", home / requirements
    whole = python_of(venv).is_file() and mark.is_file() and wanted.is_file() and not (venv / _BEGUN).exists()
    return whole and mark.read_text(encoding="ascii", errors="replace") == fingerprint(wanted)


def fingerprint(requirements: Path) -> str:
    """What the list of packages and the Python they are for amount to."""
    return hashlib.sha256(requirements.read_bytes() + sys.version.encode()).hexdigest()


def has_pip(venv: Path) -> bool:
    """Whether the environment is whole: one that was interrupted while it was made has Python and no pip."""
    python = python_of(venv)
    return python.is_file() and subprocess.call([python, "-c", "import pip"], stderr=subprocess.DEVNULL) == 0


def make_environment(venv: Path, *, with_pip: bool = True) -> None:
    """Makes `.venv`; Debian keeps a part of the standard library that pip needs in a package of its own."""
    print("Создаю окружение .venv …", flush=True)
    more = [] if with_pip else ["--without-pip"]
    if with_pip:
        try:
            import ensurepip  # noqa: F401, PLC0415  Debian parts it from Python
        except ImportError:
            apt_install([f"python3.{sys.version_info.minor}-venv"])
    # a process of its own: the module installed just now is not seen by this one
    subprocess.run([sys.executable, "-m", "venv", "--clear", *more, venv], check=True)


def apt_install(packages: list[str]) -> None:
    """Installs Debian packages as root; otherwise says what is missing."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        print(f"Не хватает: {', '.join(packages)}. Установите их (на Debian: apt install) и повторите.")
        return
    print(f"Устанавливаю: {', '.join(packages)} …", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], check=True, env=quiet)


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """One at a time fills an environment."""
    from sferum_docs.reading.file_lock import try_lock  # noqa: PLC0415  part of the program: not before Python is new enough

    with (home / ".installing").open("a+", encoding="utf-8") as file:
        if not try_lock(file):
            raise Trouble("Программа уже устанавливается в другом окне. Дождитесь, когда она откроется.")
        yield


def _pip_wheel(home: Path) -> Path:
    found = sorted((home / WHEELS).glob("pip-*.whl"))
    if not found:
        raise Trouble(f"В папке {WHEELS} нет пакета pip. Распакуйте набор ещё раз поверх этой папки.")
    return found[-1]


def _flush(folder: Path) -> None:
    """Waits until what was written is on the disk: a mark of success must not outlive what it marks."""
    if hasattr(os, "sync"):
        os.sync()
        return
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb+") as file:
                os.fsync(file.fileno())
