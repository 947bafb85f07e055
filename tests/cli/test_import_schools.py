"""The schools of a district from the command line: each fault with its cell, the same bodies as the pages write."""

import json
from pathlib import Path

from sferum_docs.services.district.scope import schools_in_scope
from tests.district import keep_office
from tests.schools.district_lists.books import GARDEN, HEADING, KEY, PUPILS, STAFF_HEADING
from tests.test_cli import an_instance, run
from tests.web.test_district_import import BAD, LOST, PEOPLE, packed, table


def a_folder(folder: Path) -> Path:
    lists = folder / "район"
    lists.mkdir()
    (lists / "Организации.csv").write_bytes(table(HEADING, BAD, GARDEN))
    (lists / "Работники.csv").write_bytes(table(STAFF_HEADING, *PUPILS, LOST))
    (lists / "Приказ.docx").write_bytes(b"PK\x03\x04")
    return lists


def test_a_folder_is_checked_before_there_is_anything(tmp_path: Path) -> None:
    done = run(tmp_path, "import-schools", str(a_folder(tmp_path)), "--check")
    assert done.returncode == 1
    assert f"ошибка: район/Организации.csv, D2: {KEY[2]}: ИНН 0598101379 не сходится" in done.stdout
    assert "район/Работники.csv, B5: Организации «Берёзка» нет в списке" in done.stdout
    assert "Организаций: 2, работников: 3. Вопросов без ответа: 1. Новых: 2" in done.stdout
    none = run(tmp_path, "import-schools", str(tmp_path / "район"))
    assert none.returncode == 1
    assert "не сказано, чьи это организации" in none.stderr


def test_what_is_answered_in_the_file_is_written_and_a_second_time_nothing(tmp_path: Path) -> None:
    lists, mapping = a_folder(tmp_path), tmp_path / "как понимать.json"
    with an_instance(tmp_path):
        office = keep_office()
    assert run(tmp_path, "import-schools", str(lists), "--mapping", str(mapping), "--check").returncode == 1
    said = json.loads(mapping.read_bytes())
    assert said["names"]["Ключевск. сош"] == KEY[2]
    assert said["names"]["Берёзка"] == ""
    said["names"]["Берёзка"] = GARDEN[2]
    mapping.write_text(json.dumps(said), encoding="utf-8")
    words = ("import-schools", str(lists), "--mapping", str(mapping))
    assert "Записано: новых 2, изменено 0, работников в новых 4." in run(tmp_path, *words).stdout
    assert "Новых: 0, изменится: 0, так же: 2" in run(tmp_path, *words).stdout
    with an_instance(tmp_path):
        assert {body.short_name for body in schools_in_scope(office)} == {KEY[2], GARDEN[2]}


def test_an_archive_is_read_and_a_file_that_is_no_mapping_refused(tmp_path: Path) -> None:
    archive, mapping = tmp_path / "район.zip", tmp_path / "м.json"
    archive.write_bytes(packed(("Организации.csv", table(HEADING, KEY)), ("Работники.csv", PEOPLE[:200])))
    assert "Организаций: 1" in run(tmp_path, "import-schools", str(archive), "--check").stdout
    mapping.write_text("[]", encoding="utf-8")
    refused = run(tmp_path, "import-schools", str(archive), "--check", "--mapping", str(mapping))
    assert refused.returncode == 1
    assert "не файл сопоставления" in refused.stderr
