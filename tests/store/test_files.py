import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import islice
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import update

from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.installation import agreement, document_files
from sferum_docs.services.jobs.start import NewItem, start_job
from sferum_docs.store.database import Base, db, writing
from sferum_docs.store.documents import file_moves, files
from sferum_docs.store.documents.file_folder import FileFolder
from sferum_docs.store.jobs import leases
from sferum_docs.store.jobs.model import ItemFault
from sferum_docs.store.rows import FileRow
from tests.builders import BY
from tests.district import keep_office

PAPERS = tuple(f"приказ № {number}".encode() for number in range(7))
ORDER = PAPERS[0]
NAME = fingerprint(ORDER)
TWO_DAYS = 2 * 24 * 60 * 60


@pytest.fixture
def folder(app: Flask, tmp_path: Path) -> FileFolder:  # noqa: ARG001  the database
    path = tmp_path / "files"
    path.mkdir()
    keep_in(path)
    return FileFolder(path)


def keep_in(path: Path | None) -> None:
    usual = path or Path(db.engine.get_execution_options()[files.READ_IN])
    db.engine.update_execution_options(**files.settings(path, usual))


def keep(*contents: bytes) -> tuple[str, ...]:
    with writing() as session:
        return files.add_files(session, contents)


def readable() -> list[bytes]:
    db.session.expunge_all()
    return [files.content(fingerprint(paper)) for paper in PAPERS]


def told(deed: Callable[[], object]) -> str:
    db.session.expunge_all()
    with pytest.raises(FaultsError) as error:
        deed()
    return error.value.faults[0].code


def names(folder: FileFolder) -> list[str]:
    return sorted(path.name for path in folder.path.rglob("*") if path.is_file())


def test_many_files_are_kept_at_once_and_each_once(app: Flask) -> None:  # noqa: ARG001  the database
    assert keep(*PAPERS, ORDER) == tuple(map(fingerprint, (*PAPERS, ORDER)))
    assert keep() == ()
    assert readable() == [*PAPERS]
    assert document_files.counts() == file_moves.Counts(len(PAPERS), 0)


def test_a_file_of_the_folder_lies_under_its_fingerprint_and_its_row_is_empty(folder: FileFolder) -> None:
    keep(*PAPERS, ORDER)
    keep(ORDER)
    assert names(folder) == sorted(map(fingerprint, PAPERS))
    assert folder.place(NAME).read_bytes() == ORDER
    assert db.session.get_one(FileRow, NAME).content == b""
    assert readable() == [*PAPERS]


def test_a_file_that_is_gone_or_changed_is_told_and_never_given_out(folder: FileFolder) -> None:
    keep(*PAPERS)
    folder.place(NAME).write_bytes(ORDER + b" ")
    assert told(lambda: files.content(NAME)) == "document_file_changed"
    folder.remove(NAME)
    assert told(lambda: files.content(NAME)) == "document_file_missing"
    with pytest.raises(LookupError):
        files.content("0" * 64)


def test_a_file_of_the_database_is_held_against_its_fingerprint_too(app: Flask) -> None:  # noqa: ARG001  the database
    keep(ORDER)
    with writing() as session:
        session.execute(update(FileRow).values(content=b"other"))
    assert told(lambda: files.content(NAME)) == "document_file_changed"


def test_a_changed_file_is_put_aside_not_written_over(folder: FileFolder) -> None:
    keep(ORDER)
    for forged in (b"forged", b"forged again"):
        folder.place(NAME).write_bytes(forged)
        keep(ORDER)
        assert folder.place(NAME).read_bytes() == ORDER
    assert names(folder) == [NAME, f"{NAME}.changed-1", f"{NAME}.changed-2"]


def test_what_is_undone_leaves_no_file(folder: FileFolder) -> None:
    keep(ORDER)

    def undone() -> None:
        with writing() as session:
            files.add_files(session, PAPERS)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        undone()
    assert names(folder) == [NAME], "what others have kept stays"


@contextmanager
def no_room_after(count: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    kept, real = [], os.fsync

    def sync(handle: int) -> None:
        kept.append(handle)
        if len(kept) > count:
            raise OSError(28, "No space left on device")
        real(handle)

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", sync)
        yield


def test_a_disk_that_fills_in_the_middle_leaves_nothing_of_it(
    folder: FileFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with no_room_after(5, monkeypatch), pytest.raises(OSError, match="No space"):
        keep(*PAPERS)
    assert names(folder) == []
    assert document_files.counts() == file_moves.Counts(0, 0)
    keep(*PAPERS)
    assert readable() == [*PAPERS]


def test_files_go_into_the_folder_and_back_and_are_read_at_every_step(
    folder: FileFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_moves, "_AT_ONCE", 2)
    keep_in(None)
    keep(*PAPERS)
    keep_in(folder.path)
    list(islice(file_moves.move_out(folder), 5))  # ended in the middle
    assert 0 < document_files.counts().outside < len(PAPERS)
    assert readable() == [*PAPERS]
    document_files.to_folder(lambda _count: None)
    assert document_files.counts() == file_moves.Counts(0, len(PAPERS))
    assert readable() == [*PAPERS]
    list(islice(file_moves.move_in(), 3))
    assert readable() == [*PAPERS]
    keep_in(None)
    document_files.to_database(lambda _count: None)
    assert document_files.counts() == file_moves.Counts(len(PAPERS), 0)
    assert readable() == [*PAPERS]


def test_with_the_setting_taken_away_the_same_bytes_kept_again_come_home(folder: FileFolder) -> None:
    keep(ORDER)
    keep_in(None)
    folder.remove(NAME)
    keep(ORDER)
    assert files.content(NAME) == ORDER
    assert document_files.counts() == file_moves.Counts(1, 0)


def test_what_is_changed_is_not_moved(folder: FileFolder) -> None:
    keep(*PAPERS)
    folder.place(NAME).write_bytes(b"forged")
    done = document_files.to_database(lambda _count: None)
    assert (done.moved, done.unsound) == (len(PAPERS) - 1, 1)
    assert db.session.get_one(FileRow, NAME).outside
    keep_in(None)
    assert told(lambda: document_files.to_folder(lambda _count: None)) == "files_unnamed"


def lines() -> dict[str, str]:
    return {line.name: line.state for line in agreement.check_agreement(BY.at)}


def code() -> int:
    db.session.expunge_all()
    return agreement.exit_code(agreement.check_agreement(BY.at))


def aged(path: Path) -> None:
    os.utime(path, (time.time() - TWO_DAYS,) * 2)


def test_leftovers_are_named_and_swept_out_when_they_are_a_day_old(folder: FileFolder) -> None:
    keep(*PAPERS)  # rows that nothing names
    stray = folder.place("ab" * 32)
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"stray")
    (stray.parent / ".half-written").write_bytes(b"st")
    assert code() == agreement.SUPERFLUOUS
    assert "файл без строки в базе" in lines()["Лишние файлы"]
    assert "недописанный" in lines()["Лишние файлы"]
    assert "строка файла, которую ничто не называет" in lines()["Лишние файлы"]
    assert document_files.sweep_out() == len(PAPERS), "rows; what was written today may be of who writes now"
    for path in folder.path.rglob("*"):
        aged(path)
    assert document_files.sweep_out() == len(PAPERS) + 2
    assert names(folder) == []
    assert code() == agreement.AGREED


def test_two_who_sweep_out_at_once_do_not_stand_in_each_others_way(
    folder: FileFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    stray = folder.place("ab" * 32)
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_bytes(b"stray")
    aged(stray)

    def other_was_quicker() -> file_moves.Leftovers:
        found = leftovers()
        stray.unlink()
        return found

    leftovers = file_moves.leftovers
    monkeypatch.setattr(file_moves, "leftovers", other_was_quicker)
    assert document_files.sweep_out() == 0


@pytest.mark.usefixtures("app")
def test_no_table_is_read_through_for_each_file() -> None:
    """28,000 documents: what nothing names would be looked for for minutes, while nobody else may write."""
    tables = Base.metadata.sorted_tables
    indexed = {(table.name, index.columns[0].name) for table in tables for index in table.indexes}
    assert {(column.table.name, column.name) for column in files.naming_columns()} <= indexed
    assert ("document", "code") in indexed, "whose file it is, is asked of all bodies at once"


@pytest.mark.usefixtures("app")
def test_any_number_of_lost_files_is_named() -> None:
    assert file_moves.titles(tuple(f"{number:064}" for number in range(70_000))) == {}


def test_the_folder_of_another_database_is_not_swept(folder: FileFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_moves, "_DOUBTFUL", 3)
    for paper in PAPERS:
        folder.keep(fingerprint(paper), paper)
        aged(folder.place(fingerprint(paper)))
    assert told(document_files.sweep_out) == "files_foreign"
    assert len(names(folder)) == len(PAPERS)


def test_a_part_of_a_job_that_was_left_is_named(app: Flask) -> None:  # noqa: ARG001  the database
    office = keep_office()
    start_job(office, "bulk", [NewItem("1", "Школа № 1"), NewItem("2", "Школа № 2")], {}, BY)
    assert "брошенных частей нет" in lines()["Массовые работы"]
    with writing() as session:
        leases.claim_next(session, "машина-1", timedelta(hours=-1), ItemFault("", ""))
    assert "«Школа № 1» (была у машина-1)" in lines()["Массовые работы"]
    assert code() == agreement.SUPERFLUOUS
