"""Packages come from beside the program without a network; what was broken off is made anew."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from delivery import environment, place
from delivery.environment import FOR_WORK, install, is_installed, make_environment, python_of
from delivery.place import check_place
from delivery.trouble import Trouble
from sferum_docs.reading.file_lock import try_lock
from tests.delivery.toys import a_wheel, unpack


def says(home: Path, code: str) -> str:
    done = subprocess.run([python_of(home / ".venv"), "-c", code], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def without_its_mark(home: Path) -> None:
    """Power went while pip was at work: the package passes for whole, and is not."""
    (home / ".venv" / f"{FOR_WORK}.sha256").unlink()
    (more,) = (home / ".venv").rglob("toy/more.py")
    more.unlink()


def of_another_version(home: Path) -> None:
    unpack(home, "2.0")


def test_packages_are_put_in_without_a_network_and_again_after_whatever_broke_it_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/")  # whoever asks it gets nothing
    home = tmp_path / "Школа № 1, набор"
    unpack(home, "1.0")
    breaks: list[Callable[[Path], None]] = [lambda _home: None, without_its_mark, of_another_version]
    for broken_off in breaks:
        broken_off(home)
        assert not is_installed(FOR_WORK, home)
        install(FOR_WORK, home)
        assert is_installed(FOR_WORK, home)
        assert says(home, "import toy.more; print(toy.VERSION, toy.more.WHOLE)") == (
            "2.0 True" if broken_off is of_another_version else "1.0 True"
        )


def test_an_environment_from_the_registry_that_was_interrupted_is_made_anew(tmp_path: Path) -> None:
    make_environment(tmp_path / "venv", with_pip=False)
    assert python_of(tmp_path / "venv").is_file()
    assert not environment.has_pip(tmp_path / "venv")
    make_environment(tmp_path / "venv")
    assert environment.has_pip(tmp_path / "venv")


def test_two_windows_do_not_install_at_once(tmp_path: Path) -> None:
    unpack(tmp_path, "1.0")
    with (tmp_path / ".installing").open("a+", encoding="utf-8") as file:
        assert try_lock(file)
        with pytest.raises(Trouble, match="в другом окне"):
            install(FOR_WORK, tmp_path)


def no_room(_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "ROOM", 10**9)


def newer_python(_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "NEWEST", (3, 10))


def no_links(_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_names: str) -> None:
        raise PermissionError(1, "Operation not permitted")

    monkeypatch.setattr(os, "symlink", refuse)


def nothing_runs(_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "ST_NOEXEC", os.statvfs("/").f_flag or 1)


def of_32_bits(_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "BITS", 128)


def of_windows(home: Path, _monkeypatch: pytest.MonkeyPatch) -> None:
    a_wheel(home / "wheels", tag="cp311-cp311-win_amd64")


def old_system(_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "GLIBC", (99, 0))


def gone(home: Path, _monkeypatch: pytest.MonkeyPatch) -> None:
    home.rmdir()


@pytest.mark.parametrize(
    ("prepare", "words"),
    [
        (no_room, "нужно 1000000000 МБ. Освободите место"),
        (newer_python, "есть пакеты для Python 3.11–3.10"),
        (no_links, "Похоже, это флешка.*Скопируйте папку"),
        (nothing_runs, "noexec.*Скопируйте папку"),
        (of_32_bits, "Установите 64-битный Python"),
        (of_windows, "Этот набор — для Windows"),
        (old_system, "Система слишком старая"),
        (gone, "нельзя записать.*Скопируйте папку"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="Windows knows no such disks")
def test_a_place_where_the_program_cannot_live_is_told_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, prepare: Callable[[Path, pytest.MonkeyPatch], None], words: str
) -> None:
    home = tmp_path / "sferum-docs"
    home.mkdir()
    check_place(home)
    prepare(home, monkeypatch)
    with pytest.raises(Trouble, match=words):
        check_place(home)
