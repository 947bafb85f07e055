import hashlib
import json
import os
import random
import sqlite3
import threading
import warnings
import zipfile
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.installation.backup import MANIFEST, backups, find_backup, make_backup, restore_backup
from sferum_docs.services.installation.doctor import Condition, clock, copies, examine, year_of_holidays
from sferum_docs.services.installation.upgrade import upgrade_with_copy
from sferum_docs.services.packet.demonstration import load_demonstration
from sferum_docs.services.packet.last import last_request
from sferum_docs.services.packet.make import make_packet
from sferum_docs.store.database import db, sqlite_address
from sferum_docs.store.migrate import upgrade
from sferum_docs.web.application import create_app
from tests.builders import BY, PACK_ID, SCHOOL_ID

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DATABASE = "sferum_docs.sqlite3"


def rows(database: Path) -> dict[str, list[str]]:
    """Everything the database holds, table by table."""
    with closing(sqlite3.connect(database)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: sorted(repr(row) for row in connection.execute(f"SELECT * FROM {name}")) for name in tables}  # noqa: S608


def test_a_copy_made_while_others_write_is_restored_to_the_last_row(app: Flask, tmp_path: Path) -> None:
    load_demonstration(BY, PACK_ID)
    asked = last_request(SCHOOL_ID, PACK_ID)
    assert asked is not None
    done, made = threading.Event(), []

    def write() -> None:
        with app.app_context():
            while not done.is_set():
                made.append(make_packet(SCHOOL_ID, PACK_ID, asked, BY))
            db.session.remove()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while not made:
            done.wait(0.05)
        files = [make_backup(tmp_path, NOW + timedelta(seconds=number)) for number in range(3)]
    finally:
        done.set()
        writer.join()
    counts = []
    for number, file in enumerate(files):
        into = tmp_path / f"restored-{number}"
        assert restore_backup(file, into) == (DATABASE,)
        held = rows(into / DATABASE)
        with closing(sqlite3.connect(into / DATABASE)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            documents = connection.execute("SELECT sha256, template_sha256 FROM document").fetchall()
            contents = dict(connection.execute("SELECT sha256, content FROM file").fetchall())
        assert all(hashlib.sha256(content).hexdigest() == sha256 for sha256, content in contents.items())
        assert {sha256 for pair in documents for sha256 in pair} <= set(contents)
        assert len(documents) % len(asked.documents) == 0, "a packet is there whole or not at all"
        counts.append(len(held["document"]))
    assert counts == sorted(counts)
    assert counts[0] >= len(asked.documents)


def test_before_the_first_start_there_is_nothing_to_copy_and_it_is_said(tmp_path: Path) -> None:
    engine = create_engine(sqlite_address(tmp_path / DATABASE))
    with pytest.raises(FaultsError) as told:
        make_backup(tmp_path, NOW, engine=engine)
    assert "Копировать ещё нечего" in told.value.faults[0].message()
    assert str(tmp_path) in told.value.faults[0].message()
    assert not [*tmp_path.iterdir()], "neither a folder nor an empty database"


def test_a_copy_of_a_resting_database_holds_the_same_rows(app: Flask, tmp_path: Path) -> None:
    load_demonstration(BY, PACK_ID)
    restore_backup(make_backup(tmp_path, NOW), tmp_path / "restored")
    source = Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))
    assert rows(tmp_path / "restored" / DATABASE) == rows(source)


@pytest.mark.usefixtures("app")
def test_own_packs_are_in_the_copy_and_the_secret_key_is_not(tmp_path: Path) -> None:
    (tmp_path / "packs" / "own").mkdir(parents=True)
    (tmp_path / "packs" / "own" / "pack.toml").write_text("id = 'own'", encoding="utf-8")
    (tmp_path / "secret_key").write_text("тайна", encoding="utf-8")
    names = restore_backup(make_backup(tmp_path, NOW), tmp_path / "restored")
    assert set(names) == {DATABASE, str(Path("packs/own/pack.toml"))}
    assert not (tmp_path / "restored" / "secret_key").exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
@pytest.mark.usefixtures("app")
def test_nobody_else_reads_a_copy_nor_what_it_is_restored_to(tmp_path: Path) -> None:
    usual = os.umask(0o022)
    try:
        file = make_backup(tmp_path, NOW)
        restore_backup(file, tmp_path / "restored")
    finally:
        os.umask(usual)
    found = (file, file.parent, tmp_path / "restored", tmp_path / "restored" / DATABASE)
    assert {path.stat().st_mode & 0o077 for path in found} == {0}


@pytest.mark.usefixtures("app")
def test_a_copy_is_never_restored_over_anything(tmp_path: Path) -> None:
    file = make_backup(tmp_path, NOW)
    with pytest.raises(FaultsError) as caught:
        restore_backup(file, tmp_path)
    assert [fault.code for fault in caught.value.faults] == ["restore_not_empty"]


def changed(file: Path, *, name: str = "database/" + DATABASE, to: bytes = b"other", member: str | None = None) -> Path:
    """The copy with one file changed; `member` gives it another name in the list and in the archive."""
    target = file.with_name("changed.zip")
    with zipfile.ZipFile(file) as source, zipfile.ZipFile(target, "w") as archive:
        manifest = json.loads(source.read(MANIFEST))
        if member is not None:
            manifest["files"][member] = {"sha256": hashlib.sha256(to).hexdigest(), "size": len(to)}
            archive.writestr(member, to)
        archive.writestr(MANIFEST, json.dumps(manifest))
        archive.writestr(name, source.read(name) if member is not None else to)
    return target


@pytest.mark.usefixtures("app")
def test_a_copy_whose_content_was_changed_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(FaultsError) as caught:
        restore_backup(changed(make_backup(tmp_path, NOW)), tmp_path / "restored")
    assert [fault.code for fault in caught.value.faults] == ["restore_changed"]
    assert list((tmp_path / "restored").iterdir()) == []


@pytest.mark.parametrize(
    "member",
    [
        "../evil",
        "instance/../../evil",
        "/evil",
        "other/file",
        "instance\\evil",
        "C:/evil",
        "instance/packs/evil/aux.toml",
        "instance/packs/evil ",
        "instance/packs/evil./pack.toml",
    ],
)
@pytest.mark.usefixtures("app")
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path: Path, member: str) -> None:
    with pytest.raises(FaultsError) as caught:
        restore_backup(changed(make_backup(tmp_path, NOW), member=member), tmp_path / "in" / "restored")
    assert [fault.code for fault in caught.value.faults] == ["restore_damaged"]
    assert not list(tmp_path.rglob("evil"))


def rewritten(file: Path, change: Callable[[dict[str, Any], dict[str, bytes]], list[tuple[str, bytes]]]) -> Path:
    """The copy with its list and its members changed; what `change` gives is put in after them."""
    target = file.with_name("rewritten.zip")
    with zipfile.ZipFile(file) as source:
        manifest = json.loads(source.read(MANIFEST))
        members = {name: source.read(name) for name in source.namelist() if name != MANIFEST}
    added = change(manifest, members)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # «duplicate name»: that is what is tried
        archive.writestr(MANIFEST, json.dumps(manifest))
        for name, content in [*members.items(), *added]:
            archive.writestr(name, content)
    return target


def told(content: bytes) -> dict[str, object]:
    return {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}


def no_list(manifest: dict[str, Any], _members: dict[str, bytes]) -> list[tuple[str, bytes]]:
    manifest["files"] = []
    return []


def no_facts(manifest: dict[str, Any], _members: dict[str, bytes]) -> list[tuple[str, bytes]]:
    manifest["files"] = dict.fromkeys(manifest["files"], "нет")
    return []


def no_database(manifest: dict[str, Any], members: dict[str, bytes]) -> list[tuple[str, bytes]]:
    members.clear()
    members["instance/packs/own/pack.toml"] = b"id = 'own'"
    manifest["files"] = {name: told(content) for name, content in members.items()}
    return []


def second_for_one_place(_manifest: dict[str, Any], members: dict[str, bytes]) -> list[tuple[str, bytes]]:
    return [(next(iter(members)), b"junk")]


def another_way_to_one_place(manifest: dict[str, Any], _members: dict[str, bytes]) -> list[tuple[str, bytes]]:
    manifest["files"]["instance/" + DATABASE] = told(b"junk")
    return [("instance/" + DATABASE, b"junk")]


def planted_key(manifest: dict[str, Any], _members: dict[str, bytes]) -> list[tuple[str, bytes]]:
    manifest["files"]["instance/secret_key"] = told(b"known")
    return [("instance/secret_key", b"known")]


def zeros(manifest: dict[str, Any], _members: dict[str, bytes]) -> list[tuple[str, bytes]]:
    content = bytes(65 << 20)
    manifest["files"]["instance/packs/own/zeros"] = told(content)
    return [("instance/packs/own/zeros", content)]


def a_list_of_zeros(manifest: dict[str, Any], _members: dict[str, bytes]) -> list[tuple[str, bytes]]:
    manifest["more"] = "0" * (65 << 20)
    return []


def a_broken_database(manifest: dict[str, Any], members: dict[str, bytes]) -> list[tuple[str, bytes]]:
    name = "database/" + DATABASE
    members[name] = members[name][:4096] + b"\xff" * (len(members[name]) - 4096)
    manifest["files"][name] = told(members[name])
    return []


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (no_list, "restore_damaged"),
        (no_facts, "restore_damaged"),
        (no_database, "restore_damaged"),
        (second_for_one_place, "restore_damaged"),
        (another_way_to_one_place, "restore_damaged"),
        (planted_key, "restore_damaged"),
        (zeros, "restore_damaged"),
        (a_list_of_zeros, "restore_damaged"),
        (a_broken_database, "restore_unsound"),
    ],
)
@pytest.mark.usefixtures("app")
def test_a_copy_is_checked_before_anything_of_it_is_put_in_its_place(
    tmp_path: Path, change: Callable[[dict[str, Any], dict[str, bytes]], list[tuple[str, bytes]]], code: str
) -> None:
    file = rewritten(make_backup(tmp_path, NOW), change)
    with pytest.raises(FaultsError) as caught:
        restore_backup(file, tmp_path / "restored")
    assert [fault.code for fault in caught.value.faults] == [code]
    assert list((tmp_path / "restored").iterdir()) == []


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.usefixtures("app")
def test_a_copy_with_flipped_bytes_is_refused_in_words(tmp_path: Path, seed: int) -> None:
    file = make_backup(tmp_path, NOW)
    content, dice = bytearray(file.read_bytes()), random.Random(seed)  # noqa: S311  damage, not secrets
    for _flip in range(40):
        content[dice.randrange(100, len(content) - 400)] ^= 0x5A
    file.write_bytes(content)
    with pytest.raises(FaultsError) as caught:
        restore_backup(file, tmp_path / "restored")
    assert caught.value.faults[0].code in {"restore_damaged", "restore_changed"}
    assert list((tmp_path / "restored").iterdir()) == []


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"not a copy"])
def test_a_file_that_is_no_copy_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(FaultsError) as caught:
        restore_backup(tmp_path / "x.zip", tmp_path / "restored")
    assert [fault.code for fault in caught.value.faults] == ["restore_damaged"]


@pytest.mark.usefixtures("app")
def test_copies_are_listed_newest_first_and_found_by_their_own_names_only(tmp_path: Path) -> None:
    files = [make_backup(tmp_path, NOW + timedelta(seconds=number)) for number in range(2)]
    assert {item.name for item in backups(tmp_path)} == {file.name for file in files}
    assert find_backup(tmp_path, files[0].name) == files[0]
    (tmp_path / "backups" / "other.zip").write_bytes(b"")
    assert find_backup(tmp_path, "other.zip") is None
    assert find_backup(tmp_path, "../secret_key") is None


def test_a_copy_is_made_before_tables_are_upgraded_and_only_then(tmp_path: Path) -> None:
    app = create_app({"INSTANCE_PATH": str(tmp_path)})
    with app.app_context():
        assert upgrade_with_copy(tmp_path, NOW) is None, "there is nothing to lose yet"
        db.engine.dispose()
    (tmp_path / DATABASE).unlink()
    with app.app_context():
        upgrade(to="0007")
        copy = upgrade_with_copy(tmp_path, NOW)
        assert copy is not None
        assert "before-upgrade" in copy.name
        assert upgrade_with_copy(tmp_path, NOW) is None
        db.engine.dispose()


@pytest.mark.parametrize(("days", "condition"), [(0, Condition.OK), (8, Condition.WARNING), (31, Condition.ERROR)])
@pytest.mark.usefixtures("app")
def test_the_doctor_minds_the_age_of_the_copy(tmp_path: Path, days: int, condition: Condition) -> None:
    assert copies(tmp_path, NOW).condition is Condition.ERROR
    make_backup(tmp_path, datetime.now(UTC))
    assert copies(tmp_path, datetime.now(UTC) + timedelta(days=days)).condition is condition


def test_the_doctor_minds_the_clock_and_the_calendar() -> None:
    assert clock(NOW).condition is Condition.OK
    assert clock(datetime(2001, 1, 1, tzinfo=UTC)).condition is Condition.ERROR
    assert year_of_holidays(2026).condition is Condition.OK
    assert year_of_holidays(2999).condition is Condition.WARNING


@pytest.mark.usefixtures("app")
def test_the_doctor_says_why_each_thing_matters_and_what_to_do_when_it_is_not_well(tmp_path: Path) -> None:
    lines = examine(tmp_path, NOW)
    assert len({line.name for line in lines}) == len(lines)
    assert all(line.why.endswith(".") for line in lines)
    assert all(line.advice for line in lines if line.condition is not Condition.OK)
