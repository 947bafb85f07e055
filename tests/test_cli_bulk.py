"""Packets of many bodies from the command line: of tables, of the database."""

import zipfile
from errno import ENOSPC
from pathlib import Path

import pytest

from sferum_docs.services.documents.issued import newest_documents
from sferum_docs.store.migrate import upgrade
from tests.builders import PACK_ID
from tests.district import NAMES, fill_district
from tests.services.test_bulk_results import TABLE
from tests.test_cli import an_instance, run

WORDS = ("--pack", PACK_ID, "--preset", "begin", "--date", "16.10.2023")
OFFICE = "Управление образования Верхнереченского района"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bulk")
    with an_instance(folder):
        upgrade()
        fill_district()
    return folder


def test_bodies_of_the_database_get_drafts_and_one_archive(place: Path) -> None:
    out = place / "all.zip"
    words = (*WORDS, "--office", OFFICE)
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
    before = out.read_bytes()
    again = run(place, "bulk", "--schools", "all", *words, "--out", str(out))
    assert (again.returncode, "прежний архив не заменяется" in again.stderr) == (1, True)
    assert out.read_bytes() == before, "the next job leaves the drafts alone: its archive would hold none"


@pytest.mark.parametrize(
    ("schools", "more", "told"),
    [
        ("вся", (), "--schools: «вся» — такого файла нет. Здесь указывают all"),
        ("нет.txt", (), "«нет.txt» — такого файла нет"),
        ("пусто.txt", ("--office", OFFICE), "пусто.txt: в этом списке нет ни одной организации"),
        ("список.txt", ("--office", OFFICE), "список.txt: «нет такой»: такой организации среди организаций района нет"),
        ("all", ("--office", "Нет такого"), "--office: здесь нет управления с таким именем"),
        ("all", (), "--office: управлений здесь несколько"),
        ("all", ("--pack", "sferum-2032"), "Комплекта «sferum-2032» нет. Есть: "),
        ("all", ("--date", "01.01.1990"), "--date: дата должна быть от 13.10.2023"),
        ("all", ("--preset", "все"), "--preset: значение «все» не подходит"),
        ("all", ("--out", "."), "--out: значение не подходит. Нужно: путь к файлу, а не папка"),
        ("all", ("--out", "нет/a.zip"), "a.zip: сюда записать нельзя"),
    ],
)
def test_what_is_typed_wrong_is_told_before_any_work(
    place: Path, monkeypatch: pytest.MonkeyPatch, schools: str, more: tuple[str, ...], told: str
) -> None:
    monkeypatch.chdir(place)
    (place / "пусто.txt").write_text("\n \n")
    (place / "список.txt").write_bytes(f"мбоу ключевская  СОШ\nнет такой\n{NAMES[1]}".encode("cp1251"))
    wrong = run(place, "bulk", "--schools", schools, *WORDS, "--out", "новый.zip", *more)
    assert wrong.returncode in {1, 2}
    assert told in wrong.stderr
    assert wrong.stderr.count("нет такой»") == (schools == "список.txt"), "the others of the list are known"
    assert not (place / "новый.zip").exists()


def test_drafts_whose_archive_cannot_be_written_are_told_to_be_there(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_given: object, **_named: object) -> None:
        raise OSError(ENOSPC, "")

    monkeypatch.setattr("sferum_docs.cli.district.bulk.NamedTemporaryFile", no_room)
    done = run(place, "bulk", "--schools", "all", *WORDS, "--office", OFFICE, "--out", str(place / "полный.zip"))
    assert done.returncode == 1
    assert "Черновики составлены и остались у организаций" in done.stderr
    assert "Ничего не записано" not in done.stderr


def test_tables_need_no_database_and_whoever_lacks_something_is_named(tmp_path: Path) -> None:
    (tmp_path / "район.csv").write_text(TABLE, encoding="utf-8")
    out = tmp_path / "p.zip"
    words = ("--pack", PACK_ID, "--preset", "begin", "--date", "16.10.2023", "--holders")
    done = run(tmp_path, "bulk", "--schools", str(tmp_path / "район.csv"), *words, "--out", str(out))
    assert done.returncode == 1
    assert "МБОУ «Арская ООШ»: не составлено." in done.stderr
    assert "не составлено: 2" in done.stdout
    assert "Архив не записан" in done.stderr
    assert not out.exists()
    assert not (tmp_path / "instance").exists() or not list((tmp_path / "instance").glob("*.db"))
    missing = run(tmp_path, "bulk", "--schools", str(tmp_path / "нет.xlsx"), *words, "--out", str(out))
    assert (missing.returncode, "такого файла нет" in missing.stderr) == (1, True)
