"""A bundle unpacked over the program while it starts or serves: it is told in words, and mends itself."""

import os
import shutil
import subprocess
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from werkzeug.test import Client
from werkzeug.wrappers import Response

import app as program
from delivery import unpacking
from delivery.building.bundle import Member, write
from delivery.listed import LIST, list_of
from delivery.trouble import Trouble
from delivery.unpacking import await_whole
from delivery.versions import settle
from sferum_docs.web.last_net import unless_replaced
from tests.delivery.toys import pretend_installed, unpack
from tests.program import ROOT
from tests.web.api_client import follows


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where version 1.0 is installed."""
    home = tmp_path / "Школа № 1"
    unpack(home, "1.0")
    pretend_installed(home)
    settle(home, home / "instance")
    return home


def test_the_list_comes_first_so_that_half_of_a_version_never_passes_for_another(tmp_path: Path) -> None:
    (tmp_path / "wheels").mkdir()
    (tmp_path / "wheels/a.whl").write_bytes(b"x")
    write(tmp_path / "made.zip", [Member("app.py", b"1")], tmp_path / "wheels", datetime(2026, 11, 29, tzinfo=UTC))
    with zipfile.ZipFile(tmp_path / "made.zip") as archive:
        assert archive.namelist() == [f"sferum-docs/{name}" for name in (LIST, "app.py", "wheels/a.whl")]


# what a start meets: a file that was cut short, one that is empty, one that is not there yet
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("delivery/versions.py", "def settle("),
        ("delivery/environment.py", ""),
        ("delivery/trouble.py", None),
        ("sferum_docs/reading/file_lock.py", None),
        ("delivery/listed.py", "\0"),
    ],
)
def test_a_start_amid_the_unpacking_is_told_in_words(home: Path, name: str, content: str | None) -> None:
    for folder in ("delivery", "sferum_docs/reading"):
        (home / folder).mkdir(parents=True)
        for path in (ROOT / folder).glob("*.py"):
            shutil.copy(path, home / folder)
    shutil.copy(ROOT / "run.py", home)
    unpack(home, "2.0")
    (home / name).unlink()
    if content is not None:
        (home / name).write_text(content, encoding="utf-8")
    (home / "instance").mkdir()
    (home / "instance/serving").touch()
    done = subprocess.run([sys.executable, "run.py"], cwd=home, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert "Дождитесь конца распаковки и запустите снова" in done.stdout
    assert (home / "program/main.py").read_text(encoding="utf-8") == "2.0", "nothing is taken away"


def test_what_is_still_being_unpacked_is_waited_for_and_taken_in(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unpack(home, "2.0")
    late = {name: (home / name).read_bytes() for name in ("program/main.py", "wheels/toy-2.0-py3-none-any.whl")}
    for name in late:
        (home / name).write_bytes(b"half")
    pretend_installed(home)

    def bring(_seconds: float) -> None:
        name, content = late.popitem()
        (home / name).write_bytes(content)

    monkeypatch.setattr("delivery.unpacking.time.sleep", bring)
    listed = list_of(home)
    assert listed is not None
    assert settle(home, home / "instance") == listed.id
    assert late == {}


def test_what_nobody_brings_is_named_and_what_is_old_is_not_waited_for(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (home / "program/main.py").write_text("half", encoding="utf-8")
    listed, waited = list_of(home), list[float]()
    assert listed is not None
    monkeypatch.setattr("delivery.unpacking.time.sleep", waited.append)
    with pytest.raises(Trouble, match=r"program/main\.py — повреждён"):
        await_whole(home, listed)
    assert len(waited) == unpacking.PATIENCE
    monkeypatch.setattr(unpacking, "FRESH", -1.0)
    with pytest.raises(Trouble, match=r"program/main\.py — повреждён"):
        await_whole(home, listed)
    assert len(waited) == unpacking.PATIENCE


class BegunAnewError(BaseException):
    """Another program goes on from here."""


@pytest.fixture
def begins(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The program as it lies in the folder, started from version 1.0."""
    listed = list_of(home)
    assert listed is not None
    monkeypatch.setattr(program, "HOME", home)
    monkeypatch.setattr(program, "LIST", home / LIST)
    monkeypatch.setenv(program.STARTED_AS, listed.id)
    monkeypatch.setenv(program.AGAIN, "")

    def become(_path: str, words: list[str]) -> None:
        raise BegunAnewError(words[1:])

    monkeypatch.setattr(os, "execv", become)
    return home


def fails(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def main(_create: Any) -> None:
        raise error

    monkeypatch.setattr("sferum_docs.cli.main", main)


def test_a_start_over_which_a_bundle_is_unpacked_begins_again_once(
    begins: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    fails(monkeypatch, ImportError("cannot import name 'x'"))
    with pytest.raises(ImportError):
        program.run(["serve"])  # nothing has changed: a mistake of ours
    again = [str(begins / "run.py"), "serve", "--lan"]
    (begins / "program/main.py").write_text("half", encoding="utf-8")  # the same version, again
    with pytest.raises(BegunAnewError) as begun:
        program.run(["serve", "--lan"])
    assert begun.value.args[0] == again
    assert program.STARTED_AS not in os.environ, "the copy of the data is made by the new version"
    monkeypatch.setenv(program.AGAIN, "")
    monkeypatch.setenv(program.STARTED_AS, "1.0")
    unpack(begins, "2.0")
    fails(monkeypatch, AssertionError("it is not even loaded"))
    with pytest.raises(BegunAnewError):
        program.run(["serve", "--lan"])
    assert "Начинаю сначала" in capsys.readouterr().out
    monkeypatch.setenv(program.STARTED_AS, "1.0")
    assert program.run(["serve", "--lan"]) == 1, "once"
    assert "Запустите её снова" in capsys.readouterr().out
    (begins / LIST).write_text("cut sho", encoding="utf-8")
    monkeypatch.setenv(program.STARTED_AS, "")
    assert program.run(["serve"]) == 1
    (begins / LIST).unlink()
    with pytest.raises(AssertionError):
        program.run(["serve"])  # the sources


def test_a_program_that_serves_answers_nobody_by_half_of_another_version(home: Path) -> None:
    client = Client(unless_replaced(Response("page of 1.0"), home))
    assert client.get("/").text == "page of 1.0"
    unpack(home, "1.0")
    os.utime(home / LIST, (1, 1))
    assert client.get("/").text == "page of 1.0", "the same version unpacked again"
    unpack(home, "2.0", **{"program/new.py": "new"})
    page, problem = client.get("/"), client.get("/api/v1/school")
    assert page.status_code == problem.status_code == 503
    assert "Остановите программу в её окне" in page.text
    follows("Problem", problem.json)
    page_of_sources = Response("page")
    assert unless_replaced(page_of_sources, ROOT) is page_of_sources, "the sources are never asked"
