"""Packets of many bodies from the command line: of tables, of the database."""

import zipfile
from pathlib import Path

import pytest

from sferum_docs.services.documents.issued import newest_documents
from sferum_docs.store.migrate import upgrade
from tests.builders import PACK_ID
from tests.district import NAMES, fill_district
from tests.services.test_bulk_results import TABLE
from tests.test_cli import an_instance, run


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bulk")
    with an_instance(folder):
        upgrade()
        fill_district()
    return folder


def test_bodies_of_the_database_get_drafts_and_one_archive(place: Path) -> None:
    (place / "list.txt").write_text(f"{NAMES[0]}\nнет такой\n", encoding="utf-8")
    out = place / "all.zip"
    words = (
        "--pack",
        PACK_ID,
        "--preset",
        "begin",
        "--date",
        "16.10.2023",
        "--office",
        "Управление образования Верхнереченского района",
    )
    dry = run(place, "bulk", "--schools", "all", *words, "--out", str(out), "--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert dry.stdout.count("документов 3.") == 3
    assert not out.exists()
    done = run(place, "bulk", "--schools", "all", *words, "--out", str(out))
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(out) as archive:
        assert len(archive.namelist()) == 1 + 3 * 3
    with an_instance(place):
        assert [len(newest_documents(body, PACK_ID)) for body in (2, 3, 4, 6)] == [3, 3, 3, 0]
    wrong = run(place, "bulk", "--schools", str(place / "list.txt"), *words, "--out", str(out))
    assert wrong.returncode == 1
    assert "«нет такой»" in wrong.stderr


def test_tables_need_no_database_and_whoever_lacks_something_is_named(tmp_path: Path) -> None:
    (tmp_path / "район.csv").write_text(TABLE, encoding="utf-8")
    out = tmp_path / "p.zip"
    words = ("--pack", PACK_ID, "--preset", "begin", "--date", "16.10.2023", "--holders")
    done = run(tmp_path, "bulk", "--schools", str(tmp_path / "район.csv"), *words, "--out", str(out))
    assert done.returncode == 1
    assert "МБОУ «Арская ООШ»: не составлено." in done.stderr
    assert "не составлено: 2" in done.stdout
    assert not (tmp_path / "instance").exists() or not list((tmp_path / "instance").glob("*.db"))
    missing = run(tmp_path, "bulk", "--schools", str(tmp_path / "нет.xlsx"), *words, "--out", str(out))
    assert (missing.returncode, "файла нет" in missing.stderr) == (1, True)
