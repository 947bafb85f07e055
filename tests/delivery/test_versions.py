"""A version unpacked over another: checked, data copied, nothing of the old left, and all of it undone by `back`."""

import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from delivery import unpacking, versions
from delivery.environment import install
from delivery.listed import LIST, list_of
from delivery.trouble import Trouble
from delivery.versions import go_back, settle
from sferum_docs.reading.file_lock import try_lock
from tests.delivery.toys import pretend_installed, unpack
from tests.test_cli import run as command

DATA = "instance/sferum_docs.sqlite3"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A school that works with version 1.0."""
    home = tmp_path / "Школа № 1"
    unpack(home, "1.0", **{"program/old.py": "gone later", "old.txt": "at the top"})
    start(home)
    (home / DATA).parent.mkdir()
    (home / DATA).write_text("data of 1.0", encoding="utf-8")
    (home / "instance/secret_key").write_text("key", encoding="utf-8")
    (home / "мои заметки.txt").write_text("of the school", encoding="utf-8")
    return home


@pytest.fixture(autouse=True)
def in_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for files that no one brings."""
    monkeypatch.setattr(unpacking, "PAUSE", 0)


def start(home: Path) -> None:
    pretend_installed(home)
    settle(home, home / "instance")


def back(home: Path) -> None:
    go_back(home, home / "instance", asked=True)


def works_on(home: Path, words: str) -> None:
    """What a migration and a day of work make of the data."""
    (home / DATA).write_text(words, encoding="utf-8")


def update(home: Path) -> None:
    unpack(home, "2.0", **{"program/new.py": "new"})
    start(home)
    works_on(home, "data of 2.0")


def contents(home: Path) -> dict[str, str]:
    """What lies there for a person to see: not the environment, not what is kept of versions, no copies."""
    found = {path.relative_to(home).as_posix(): path for path in sorted(home.rglob("*")) if path.is_file()}
    hidden = ("versions/", ".", "wheels/", "instance/backups/")
    return {name: path.read_text(encoding="utf-8") for name, path in found.items() if not name.startswith(hidden)}


def test_an_update_leaves_nothing_of_the_old_program_and_all_of_the_school(home: Path) -> None:
    update(home)
    there = contents(home)
    assert there["program/main.py"] == "2.0"
    assert {"program/old.py", "old.txt"} & set(there) == set()
    assert there["мои заметки.txt"] == "of the school"
    assert [path.name for path in (home / "wheels").glob("toy-*")] == ["toy-2.0-py3-none-any.whl"]
    assert (home / "instance/backups/copy.zip").read_text(encoding="utf-8") == "data of 1.0", "copied before"


def test_back_gives_the_program_and_the_data_of_before_and_loses_nothing(home: Path) -> None:
    before = contents(home)
    update(home)
    back(home)
    assert {name: text for name, text in contents(home).items() if not name.startswith("instance-after-")} == before
    (after,) = home.glob("instance-after-*")
    assert (after / Path(DATA).name).read_text(encoding="utf-8") == "data of 2.0"
    assert [path.name for path in (home / "wheels").glob("toy-*")] == ["toy-1.0-py3-none-any.whl"]
    start(home)
    with pytest.raises(Trouble, match="Возвращаться некуда"):
        back(home)
    update(home)
    assert contents(home)["program/main.py"] == "2.0"


def test_a_bundle_that_came_damaged_is_named_and_changes_nothing(home: Path) -> None:
    before = contents(home)
    unpack(home, "2.0", **{"program/new.py": "new"})
    (home / "program/main.py").write_text("half", encoding="utf-8")
    (home / "program/new.py").unlink()
    with pytest.raises(Trouble) as told:
        start(home)
    assert "program/main.py — повреждён" in str(told.value)
    assert "program/new.py — нет на месте" in str(told.value)
    assert not (home / "instance/backups").exists()
    back(home)
    start(home)
    assert contents(home) == before, "who unpacked by mistake is back without touching the data"


def test_a_file_of_the_school_among_those_of_the_program_is_kept_for_ever(home: Path) -> None:
    (home / "program/наше.txt").write_text("ours", encoding="utf-8")
    for version in ("2.0", "3.0", "4.0"):
        unpack(home, version)
        start(home)
    assert (home / "versions/foreign/set-aside/program/наше.txt").read_text(encoding="utf-8") == "ours"
    assert len([path for path in (home / "versions").iterdir() if (path / "program.zip").is_file()]) == 2


def test_tests_are_not_looked_for_in_a_bundle(home: Path) -> None:
    with pytest.raises(Trouble, match="в исходных текстах"):
        install("requirements-dev.txt", home)


def test_names_that_were_spoiled_in_unpacking_are_told_with_the_way_to_unpack(tmp_path: Path) -> None:
    unpack(tmp_path, "1.0", **{"program/район.txt": "текст"})
    (tmp_path / "program/район.txt").rename(tmp_path / "program/#U0440.txt")
    with pytest.raises(Trouble, match="python3 -m zipfile -e"):
        start(tmp_path)


def test_a_file_changed_by_hand_is_told_and_the_program_starts(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (home / "program/main.py").write_text("mine", encoding="utf-8")
    start(home)
    assert "program/main.py — повреждён" in capsys.readouterr().out


def test_what_is_open_is_not_updated_under_its_feet(home: Path) -> None:
    unpack(home, "2.0")
    with (home / "instance/serving").open("w", encoding="utf-8") as file:
        assert try_lock(file)
        with pytest.raises(Trouble, match="Остановите её"):
            start(home)


def test_without_a_yes_nothing_goes_back(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    update(home)
    before = contents(home)
    monkeypatch.setattr("sys.stdin", StringIO("нет\n"))
    with pytest.raises(Trouble, match="Ничего не изменено"):
        go_back(home, home / "instance", asked=False)
    assert contents(home) == before


class PowerCutError(Exception):
    """The end of a process at a point."""


STEPS = ("_renamed", "_put", "_set_aside", "_write", "_keep_program", "_copy_data")


@pytest.mark.parametrize("times", range(12))
def test_a_break_at_any_step_is_gone_on_from_the_next_time(
    home: Path, monkeypatch: pytest.MonkeyPatch, times: int
) -> None:
    before, left = contents(home), [times]
    for name in STEPS:
        monkeypatch.setattr(versions, name, breaking(getattr(versions, name), left))
    for deed in (update, back):
        left[0] = times
        try:
            deed(home)
        except PowerCutError:
            left[0] = -1
            deed(home)
        left[0] = -1
        if deed is update:
            assert contents(home)["program/main.py"] == "2.0"
            assert "program/old.py" not in contents(home)
    start(home)
    there = {name: text for name, text in contents(home).items() if not name.startswith("instance-")}
    assert there == before
    listed = list_of(home)
    assert listed is not None
    assert (home / "versions" / listed.id / "program.zip").is_file()


def breaking(step: Callable[..., Any], left: list[int]) -> Callable[..., Any]:
    """The step, before which power goes when none are left."""

    def maybe(*given: Any) -> Any:
        if left[0] == 0:
            raise PowerCutError
        left[0] -= 1
        return step(*given)

    return maybe


def test_the_folder_may_be_moved_between_the_update_and_the_way_back(home: Path) -> None:
    update(home)
    moved = home.with_name("другое место")
    shutil.move(home, moved)
    back(moved)
    assert (moved / DATA).read_text(encoding="utf-8") == "data of 1.0"


def test_a_list_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    unpack(tmp_path, "1.0")
    (tmp_path / LIST).write_text(f"{'0' * 64}  ../outside\n", encoding="ascii")
    with pytest.raises(Trouble, match="повреждён"):
        start(tmp_path)


def test_the_program_tells_of_its_copy_as_the_update_reads_it(tmp_path: Path) -> None:
    command(tmp_path, "upgrade")
    found = versions.COPY.search(command(tmp_path, "backup", "--without-files").stdout)
    assert found is not None
    assert Path(found[1]).is_file()
    done = command(tmp_path, "restore", found[1], "--into", str(tmp_path / "restored"))
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "restored" / Path(DATA).name).is_file()
