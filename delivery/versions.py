"""The version that stands here and the one before it: a new one is unpacked over the old, `back` undoes that."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from delivery import environment
from delivery.listed import LIST, WHEELS, Listed, check, damaged, list_of, read_list, strangers, told
from delivery.place import check_place
from delivery.trouble import Trouble
from delivery.unpacking import await_whole

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = "versions"
PROGRAM = "program.zip"
_ASIDE = "set-aside"
_FOREIGN = "foreign"  # whose files nobody knows: they are never thrown away
_STATE, _GOING = "installed.json", "going.json"
_STARTS = {"start.bat": "start.bat", "start.sh": "sh start.sh"}
_DATABASE = "sferum_docs.sqlite3"
COPY = re.compile(r"^Копия: (.+)$", re.MULTILINE)
_MOVED_ALONG = ("backups", "secret_key", "files")  # what a copy of the data does not hold and the folder of before does


@dataclass(frozen=True)
class State:
    """What is installed, what was before it, the copy of the data made between the two."""

    installed: str = ""
    former: str = ""
    copy: str = ""


@dataclass(frozen=True)
class Going:
    """A way back that has begun: to which version, where the data of then and those of now lie."""

    to: str
    left: str
    data: str = ""
    aside: str = ""


def settle(home: Path, instance: Path) -> str:
    """Before a start: one whole version stands here, its packages are in, the one before it can be gone back to.

    Gives the id of the version; of the sources, which have no list, nothing.
    """
    listed = list_of(home)
    if listed is None:  # a working copy of the sources
        environment.install(environment.FOR_WORK, home)
        return ""
    if (home / FOLDER / _GOING).is_file():
        _finish(home, instance)
        listed = list_of(home) or listed
    state = _state(home)
    if state.installed == listed.id:
        if found := damaged(home, listed, wheels=False):
            print("\n".join(told(found, "Внимание: файлы программы изменены или повреждены.")))
        if not environment.is_installed(environment.FOR_WORK, home):
            check(home, listed)
            environment.install(environment.FOR_WORK, home)
        return listed.id
    return _take_in(home, instance, listed, state)


def _take_in(home: Path, instance: Path, listed: Listed, state: State) -> str:
    """Makes an unpacked version the one that is installed, gives its id. Each step may be repeated after a break."""
    listed = await_whole(home, listed)
    _refuse_while_serving(instance)
    check_place(home)
    former = _list_kept(home, state.installed)
    _set_aside(home, strangers(home, listed, former), former, state.installed)
    environment.install(environment.FOR_WORK, home)
    copy = ""
    if (instance / _DATABASE).is_file() or os.environ.get("DATABASE_URL"):
        print("Найдены данные прежней версии. Сначала делаю их копию …", flush=True)
        copy = _copy_data(home)
    _keep_program(home, listed)
    if state.installed:
        _forget_others(home, {listed.id, state.installed})
        print(f"Новая версия установлена поверх прежней. Вернуть прежнюю: {_again(home)} back")
    _write(home / FOLDER / _STATE, asdict(State(listed.id, state.installed, copy)))
    return listed.id


def go_back(home: Path, instance: Path, *, asked: bool) -> None:
    """Puts the version of before back, with the data as they were. Trouble says why it cannot be."""
    if (home / FOLDER / _GOING).is_file():
        _finish(home, instance)
        return
    listed, state = list_of(home), _state(home)
    half = listed is not None and state.installed not in {"", listed.id}  # unpacked, not started yet
    target = state.installed if half else state.former
    if not target or not zipfile.is_zipfile(home / FOLDER / target / PROGRAM):
        raise Trouble("Возвращаться некуда: прежней версии в этой папке нет.")
    data = aside = ""
    if state.copy and not half:
        if os.environ.get("DATABASE_URL"):
            raise Trouble(
                "База — PostgreSQL: её восстанавливают из копии командой pg_restore, а программу — распаковав прежний "
                f"набор (docs/ru/установка.md). Копия: {state.copy}"
            )
        now = time.strftime("%Y-%m-%d-%H-%M-%S")
        data, aside = f"{instance}-copy", f"{instance}-after-{now}"
    _confirm(state, aside, asked=asked)
    _refuse_while_serving(instance)
    if data:
        for left in (Path(data), *instance.parent.glob(".restoring-*")):  # of a try that was broken off
            shutil.rmtree(left, ignore_errors=True)
        copy = Path(state.copy)
        copy = copy if copy.is_file() else instance / "backups" / copy.name  # the folder may have been moved
        words = [str(environment.python_of(home / ".venv")), "app.py", "restore", str(copy), "--into", data]
        if subprocess.run(words, cwd=home, stdout=subprocess.DEVNULL, check=False).returncode:
            raise Trouble(f"Копия данных не восстановилась, ничего не изменено. Копия: {copy}")
    _write(home / FOLDER / _GOING, asdict(Going(target, listed.id if listed else "", data, aside)))
    _finish(home, instance)


def _confirm(state: State, aside: str, *, asked: bool) -> None:
    print("Будет возвращена прежняя версия программы.")
    if aside:
        print(f"Данные станут такими, какими были перед обновлением: {Path(state.copy).name}.")
        print(f"Всё, что внесено после него, не пропадёт, но в программе его не будет: останется в папке {aside}.")
    if not asked:
        print("Напишите «да», чтобы продолжить: ", end="", flush=True)
        if sys.stdin.readline().strip().lower() != "да":
            raise Trouble("Ничего не изменено.")


def _finish(home: Path, instance: Path) -> None:
    """Goes the way back to its end, from wherever it was broken off."""
    going = Going(**json.loads((home / FOLDER / _GOING).read_text(encoding="utf-8")))
    if going.data and Path(going.data).is_dir():
        aside = Path(going.aside)
        if instance.is_dir() and not aside.exists():
            _renamed(instance, aside)
        _renamed(Path(going.data), instance)
    for name in _MOVED_ALONG if going.aside else ():
        there = Path(going.aside) / name
        if there.exists() and not (instance / name).exists():
            shutil.move(there, instance / name)
    kept, left = home / FOLDER / going.to, _list_kept(home, going.left) or list_of(home)
    with zipfile.ZipFile(kept / PROGRAM) as archive:
        listed = read_list(archive.read(LIST))
        for name in (
            *sorted(set(archive.namelist()) - {LIST}),
            LIST,
        ):  # the list last: it says that all the rest is there
            _put(home / name, archive.read(name), archive.getinfo(name))
    for path in (kept / _ASIDE / WHEELS).glob("*.whl"):
        (home / WHEELS).mkdir(exist_ok=True)
        path.replace(home / WHEELS / path.name)
    _set_aside(home, strangers(home, listed, left), left, going.left)
    _write(home / FOLDER / _STATE, asdict(State(going.to)))
    (home / FOLDER / _GOING).unlink()
    print("Прежняя версия возвращена. Запустите программу.")


def _put(path: Path, content: bytes, info: zipfile.ZipInfo) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.new")
    aside.write_bytes(content)
    when = time.mktime((*info.date_time, 0, 0, -1))
    os.utime(aside, (when, when))
    aside.chmod((info.external_attr >> 16) & 0o777 or 0o644)
    aside.replace(path)


def _keep_program(home: Path, listed: Listed) -> None:
    """Keeps what `back` puts back; wheels that another version does not have are set aside by themselves."""
    target = home / FOLDER / listed.id / PROGRAM
    target.parent.mkdir(parents=True, exist_ok=True)
    aside = target.with_suffix(".new")
    with zipfile.ZipFile(aside, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (LIST, *(name for name in listed.sums if not name.startswith(f"{WHEELS}/"))):
            archive.write(home / name, name)
    with aside.open("rb+") as file:
        os.fsync(file.fileno())
    aside.replace(target)


def _set_aside(home: Path, names: Sequence[str], former: Listed | None, whose: str) -> None:
    """Takes files of the other version out of the way, keeping them; what Python has compiled of them goes."""
    known = former.sums if former else {}
    for name in names:
        target = home / FOLDER / (whose if name in known else _FOREIGN) / _ASIDE / name
        target.parent.mkdir(parents=True, exist_ok=True)
        (home / name).replace(target)
    if foreign := [name for name in names if name not in known]:
        where = home / FOLDER / _FOREIGN / _ASIDE
        print(f"В папках программы лежали не её файлы, они перенесены в {where}: {', '.join(foreign[:5])}")
    for folder in (home / name for name in _listed_folders(home)):
        for cache in sorted(folder.rglob("__pycache__")):
            shutil.rmtree(cache, ignore_errors=True)
        for place, _folders, _names in os.walk(folder, topdown=False):
            if not any(Path(place).iterdir()):
                Path(place).rmdir()


def _listed_folders(home: Path) -> list[str]:
    listed = list_of(home)
    return sorted(listed.folders if listed else ())


def _copy_data(home: Path) -> str:
    words = [str(environment.python_of(home / ".venv")), "app.py", "backup", "--without-files"]
    told_by_it = {**os.environ, "PYTHONUTF8": "1"}
    done = subprocess.run(words, cwd=home, env=told_by_it, stdout=subprocess.PIPE, check=False)
    found = COPY.search(done.stdout.decode("utf-8", "replace").replace("\r", ""))
    if done.returncode or found is None:
        raise Trouble("Копию данных сделать не удалось, поэтому обновление остановлено. Данные не изменены.")
    print(f"Копия: {found[1]}")
    return found[1]


def _refuse_while_serving(instance: Path) -> None:
    from sferum_docs.reading.file_lock import try_lock  # noqa: PLC0415  part of the program

    path = instance / "serving"
    if path.is_file():
        with path.open("r+", encoding="utf-8") as file:
            if not try_lock(file):
                raise Trouble("Программа сейчас открыта. Остановите её (Ctrl+C в её окне) и повторите.")


def _renamed(path: Path, target: Path) -> None:
    try:
        path.rename(target)
    except OSError as error:
        raise Trouble(
            f"Не удалось переименовать {path} ({error.strerror}). Закройте её файлы и повторите: run.py back"
        ) from error


def _again(home: Path) -> str:
    """How the program is started here."""
    return next((words for name, words in _STARTS.items() if (home / name).is_file()), "python3 run.py")


def _state(home: Path) -> State:
    path = home / FOLDER / _STATE
    try:
        return State(**json.loads(path.read_text(encoding="utf-8")))
    except (FileNotFoundError, ValueError, TypeError):  # nothing is known: the data are copied once more
        return State()


def _list_kept(home: Path, version: str) -> Listed | None:
    path = home / FOLDER / version / PROGRAM
    if not version or not zipfile.is_zipfile(path):
        return None
    with zipfile.ZipFile(path) as archive:
        return read_list(archive.read(LIST))


def _forget_others(home: Path, kept: set[str]) -> None:
    for path in (home / FOLDER).iterdir():
        if path.is_dir() and path.name not in kept and re.fullmatch(r"[0-9a-f]{12}", path.name):
            shutil.rmtree(path, ignore_errors=True)


def _write(path: Path, values: dict[str, str]) -> None:
    """Whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_suffix(".new")
    with aside.open("w", encoding="utf-8") as file:
        json.dump(values, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(path)
