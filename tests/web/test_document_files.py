"""Files of documents in a folder: the pages as ever, a lost file told in words, a full disk, copies, commands."""

import io
import sys
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask

from sferum_docs.services.installation import agreement, document_files
from sferum_docs.store.database import db
from sferum_docs.store.documents import files, issued
from sferum_docs.store.register import register
from tests.builders import BY, PACK_ID, SCHOOL_ID
from tests.test_cli import run, start
from tests.web.desk import register as register_order
from tests.web.pages import SchoolClient

IN_FOLDER, IN_DATABASE = "in a folder", "in the database"


@pytest.fixture
def folder(app: Flask, demonstration: SchoolClient, tmp_path: Path) -> Path:  # noqa: ARG001  what lies in the database
    path = tmp_path / "files"
    path.mkdir()
    with app.app_context():
        db.engine.update_execution_options(**files.settings(path, path))
        document_files.to_folder(lambda _count: None)
        db.session.remove()
    return path


def test_papers_are_made_registered_and_downloaded_with_their_files_in_a_folder(
    app: Flask, demonstration: SchoolClient, folder: Path
) -> None:
    register_order(demonstration, "О назначении")
    answer = demonstration.get("/documents/1/file")
    assert zipfile.ZipFile(io.BytesIO(answer.data)).testzip() is None
    with app.app_context():
        assert document_files.counts().inside == 0
        assert agreement.exit_code(agreement.check_agreement(BY.at)) == agreement.AGREED
    assert any(folder.iterdir())


def test_a_lost_file_is_told_in_words_and_by_the_doctor(app: Flask, demonstration: SchoolClient, folder: Path) -> None:
    with app.app_context():
        lost = issued.newest(SCHOOL_ID, PACK_ID)[0]
    place = folder / lost.sha256[:2] / lost.sha256
    content = place.read_bytes()
    place.unlink()
    answer = demonstration.get(f"/documents/{lost.id}/file")
    assert answer.status_code == 503
    assert "нет в папке файлов" in answer.text
    with app.app_context():
        lines = agreement.check_agreement(BY.at)
        assert agreement.exit_code(lines) == agreement.DISAGREED
        assert f"«{lost.title}»" in lines[1].state
    place.write_bytes(content)
    assert demonstration.get(f"/documents/{lost.id}/file").data == content


@contextmanager
def no_room() -> Iterator[None]:
    """No file may grow beyond what a page of a database takes, as on a disk that is full."""
    if sys.platform == "win32":
        pytest.skip("Windows limits no process so")
    import resource  # noqa: PLC0415  not of Windows

    kind, (soft, hard) = resource.RLIMIT_FSIZE, resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(kind, (9000, hard))
    try:
        yield
    finally:
        resource.setrlimit(kind, (soft, hard))


@pytest.mark.parametrize("where", [IN_DATABASE, IN_FOLDER])
def test_a_full_disk_is_told_and_leaves_nothing_half_written(
    app: Flask, demonstration: SchoolClient, where: str, request: pytest.FixtureRequest
) -> None:
    if where == IN_FOLDER:
        request.getfixturevalue("folder")
    before = len(kept(app))
    with no_room():
        assert "Диск не принял" in register_order(demonstration, "О назначении").text
        assert demonstration.get("/documents").status_code == 200, "reading goes on"
    assert len(kept(app)) == before
    register_order(demonstration, "О назначении")
    assert len(kept(app)) > before


def kept(app: Flask) -> list[object]:
    """What is kept, all of it whole."""
    with app.app_context():
        db.session.remove()
        lines = agreement.check_agreement(BY.at)
        assert agreement.exit_code(lines) == agreement.AGREED, lines
        return [*issued.newest(SCHOOL_ID, PACK_ID), *register.with_file(SCHOOL_ID, None)]


def test_files_are_moved_copied_restored_and_held_against_their_rows_by_commands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "files"
    folder.mkdir()
    assert run(tmp_path, "load-demo").returncode == 0
    assert "Папка для файлов не названа" in run(tmp_path, "move-files", "folder").stderr
    monkeypatch.setenv("FILES", str(folder))
    moved = run(tmp_path, "move-files", "folder")
    assert (moved.returncode, "Теперь в базе 0" in moved.stdout) == (0, True)
    assert f"ложатся в папку {folder}" in moved.stdout
    assert run(tmp_path, "doctor", "--check").returncode == agreement.AGREED
    copy = run(tmp_path, "backup").stdout.removeprefix("Копия: ").strip()
    monkeypatch.delenv("FILES")
    assert run(tmp_path, "restore", copy, "--into", str(tmp_path / "again" / "instance")).returncode == 0
    assert run(tmp_path / "again", "doctor", "--check").returncode == agreement.AGREED
    assert run(tmp_path / "again", "move-files", "database").returncode == 0
    monkeypatch.setenv("FILES", str(folder))
    next(path for path in folder.rglob("*") if path.is_file()).write_bytes(b"forged")
    ill = run(tmp_path, "doctor", "--check")
    assert (ill.returncode, "файл изменён или повреждён" in ill.stdout) == (agreement.DISAGREED, True)
    back = run(tmp_path, "move-files", "database")
    assert (back.returncode, "Не перенесено: 1" in back.stderr) == (1, True)


def test_too_many_files_for_one_copy_are_left_to_other_means(
    app: Flask, demonstration: SchoolClient, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del app, folder
    monkeypatch.setattr("sferum_docs.services.installation.backup._MANY_FILES", 3)
    assert "backup --without-files" in demonstration.fill("/backup").text


@pytest.mark.parametrize(
    ("told", "words"), [("files", "полный путь"), ("/no/such/folder", "Папки для файлов документов нет")]
)
def test_a_setting_that_names_no_folder_is_told_at_the_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str, words: str
) -> None:
    monkeypatch.setenv("FILES", told)
    assert words in start(tmp_path, "doctor").stderr
