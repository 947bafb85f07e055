"""Whether the program can live where it was unpacked: not on a stick, a full disk, a disk that runs nothing."""

from __future__ import annotations

import errno
import importlib
import os
import platform
import shutil
import struct
import sys
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from delivery.listed import WHEELS
from delivery.trouble import Trouble

if TYPE_CHECKING:
    from pathlib import Path

ROOM = 400  # megabytes that the packages and a little work need
NEWEST = (3, 13)  # the newest Python that a bundle has wheels for
BITS = 64
GLIBC = (2, 28)  # of the newest tags that wheels of a bundle have
_MACHINES = {"x86_64", "amd64"}
_LONGEST_INSIDE = 150  # letters of the longest name of a package's file; Windows allows 260 in all
_PATHS = 260
_WHY = {errno.EROFS: "диск только для чтения", errno.EACCES: "нет прав", errno.ENOSPC: "нет места"}


def check_place(home: Path) -> None:
    """Trouble says what is in the way and what to do."""
    _check_python()
    _check_machine(home)
    move = f"Скопируйте папку {home.name} на диск компьютера, где вы можете создавать файлы, и запустите оттуда."
    _check_writing(home, move)
    if hasattr(os, "statvfs") and os.statvfs(home).f_flag & os.ST_NOEXEC:
        raise Trouble(f"Диск с папкой {home} подключён с запретом запуска программ (noexec). {move}")
    free = shutil.disk_usage(home).free >> 20
    if free < ROOM:
        text = f"На диске с папкой {home} свободно {free} МБ, а нужно {ROOM} МБ. Освободите место и запустите снова."
        raise Trouble(text)
    if os.name == "nt" and len(str(home)) + _LONGEST_INSIDE > _PATHS:
        text = f"Путь к папке слишком длинный для Windows: {home}."
        raise Trouble(f"{text} Перенесите её ближе к корню диска, например C:\\{home.name}.")


def _check_python() -> None:
    if sys.version_info[:2] > NEWEST:
        newest, mine = (".".join(map(str, version[:2])) for version in (NEWEST, sys.version_info))
        raise Trouble(f"В наборе есть пакеты для Python 3.11–{newest}, а это {mine}. Установите Python {newest} рядом.")
    for module in ("venv", "sqlite3", "ssl"):
        try:
            importlib.import_module(module)
        except ImportError:
            text = f"В этом Python нет модуля {module}. На Debian и Astra Linux установите пакет python3 целиком."
            raise Trouble(text) from None


def _check_machine(home: Path) -> None:
    """Packages are for one kind of machine; pip would say of another that there are none."""
    machine = platform.machine()
    if machine.lower() not in _MACHINES:
        raise Trouble(f"Набор — для процессоров Intel и AMD, а это {machine}: для него наборов нет.")
    if struct.calcsize("P") * 8 != BITS:
        raise Trouble("Этот Python — 32-битный, а пакеты в наборе 64-битные. Установите 64-битный Python.")
    windows = any((home / WHEELS).glob("*-win_amd64.whl"))
    if (home / WHEELS).is_dir() and windows != (os.name == "nt"):
        raise Trouble(f"Этот набор — для {'Windows' if windows else 'Linux'}. Возьмите набор для этой системы.")
    name, version = platform.libc_ver()
    if name == "glibc" and tuple(int(part) for part in version.split(".")[:2]) < GLIBC:
        raise Trouble(f"Система слишком старая: её glibc {version}, а нужна {'.'.join(map(str, GLIBC))} или новее.")


def _check_writing(home: Path, move: str) -> None:
    try:
        with TemporaryDirectory(dir=home, prefix=".trial-") as aside:
            if os.name != "nt":
                os.symlink("target", f"{aside}/link")  # noqa: PTH211  a place that may know no links
    except OSError as error:
        if isinstance(error, PermissionError) and os.access(home, os.W_OK):
            text = "Похоже, это флешка: на её файловой системе программа работать не может."
            raise Trouble(f"{text} {move}") from error
        why = _WHY.get(error.errno or 0, error.strerror)
        raise Trouble(f"В папку {home} нельзя записать: {why}. {move}") from error
