"""The command `read-statistics`: sheets in, values and questions out."""

import csv
import json
from pathlib import Path

import pytest

from tests.indicators.made import HEAD, TITLE, sheet
from tests.test_cli import run

LIST = (
    "school_id;Краткое наименование;Полное наименование;ИНН;Учителей;Учеников\n"
    "D1;МКОУ «Солнцегорская СОШ № 1»;;;31;1076\n"
)


def test_sheets_are_read_into_values_and_questions(tmp_path: Path) -> None:
    (tmp_path / "schools.csv").write_text(LIST, encoding="utf-8-sig")
    (tmp_path / "неделя.csv").write_bytes(sheet(TITLE, HEAD, "Солнцегорск. сош-1;32;н/д").decode().encode("cp1251"))
    names = {name: str(tmp_path / name) for name in ("values.csv", "q.json", "left.csv", "m.json")}
    result = run(
        tmp_path, "read-statistics", str(tmp_path / "неделя.csv"), "--schools", str(tmp_path / "schools.csv"),
        "--out", names["values.csv"], "--questions", names["q.json"], "--left-out", names["left.csv"],
        "--mapping", names["m.json"],
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    rows = list(csv.reader((tmp_path / "values.csv").read_text(encoding="utf-8").splitlines()))
    assert rows[0] == [
        "week_start",
        "week_end",
        "school_id",
        "school",
        "indicator",
        "value",
        "base",
        "file",
        "sheet",
        "cell",
    ]
    school = ["2023-10-16", "2023-10-22", "D1", "МКОУ «Солнцегорская СОШ № 1»"]
    assert rows[1:] == [
        [*school, "I1", "", "1076", "неделя.csv", "", "C3"],
        [*school, "I2", "32", "31", "неделя.csv", "", "B3"],
    ]
    (question,) = json.loads((tmp_path / "q.json").read_text(encoding="utf-8"))
    assert (question["kind"], question["school_id"], question["indicator"]) == ("above_base", "D1", "I2")
    assert question["places"] == [{"file": "неделя.csv", "sheet": "", "cell": "B3"}]
    assert "A1,Сферум. Неделя 16.10.2023–22.10.2023,надпись над таблицей" in (tmp_path / "left.csv").read_text(
        encoding="utf-8"
    )
    assert "Вопросов: 1." in result.stdout
    again = run(
        tmp_path,
        "read-statistics",
        str(tmp_path / "неделя.csv"),
        "--out",
        names["values.csv"],
        "--mapping",
        names["m.json"],
    )
    assert again.returncode == 0, again.stderr


def test_nothing_is_written_over_what_is_read_or_out_of_what_holds_nothing(tmp_path: Path) -> None:
    (tmp_path / "а.csv").write_bytes(sheet("ФИО;Должность", "Омарова;учитель"))
    result = run(tmp_path, "read-statistics", str(tmp_path / "а.csv"), "--out", str(tmp_path / "v.csv"))
    assert result.returncode == 1
    assert "показателей здесь не найдено" in result.stderr
    assert not (tmp_path / "v.csv").exists()
    over = run(tmp_path, "read-statistics", str(tmp_path / "а.csv"), "--out", str(tmp_path / "а.csv"))
    assert over.returncode == 1
    assert (tmp_path / "а.csv").read_bytes().startswith("ФИО".encode())
    (tmp_path / "m.json").write_text("[]", encoding="utf-8")
    bad = run(
        tmp_path,
        "read-statistics",
        str(tmp_path / "а.csv"),
        "--out",
        str(tmp_path / "v.csv"),
        "--mapping",
        str(tmp_path / "m.json"),
    )
    assert "не файл сопоставления" in bad.stderr


def test_a_person_settles_everything_in_the_file_of_the_mapping(tmp_path: Path) -> None:
    (tmp_path / "schools.csv").write_text(LIST, encoding="utf-8-sig")
    (tmp_path / "а.csv").write_bytes(sheet(TITLE, HEAD, "Солнцегорская СОШ № 1;32;900", "Неизвестная СОШ;9;90"))
    names = {name: str(tmp_path / name) for name in ("values.csv", "q.json", "m.json")}
    told = (
        str(tmp_path / "а.csv"), "--schools", str(tmp_path / "schools.csv"), "--out", names["values.csv"],
        "--questions", names["q.json"], "--mapping", names["m.json"], "--pack", "sferum-2023",
    )  # fmt: skip
    assert run(tmp_path, "read-statistics", *told).returncode == 0
    mapping = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    asked = json.loads((tmp_path / "q.json").read_text(encoding="utf-8"))
    assert [question["key"] for question in asked] == ["above_base: а.csv!B3", "unknown_school: а.csv!A4"]
    assert mapping["answers"] == {"unknown_school: а.csv!A4": "", "above_base: а.csv!B3": ""}
    mapping["answers"] = {"unknown_school: а.csv!A4": "не брать", "above_base: а.csv!B3": "31"}
    (tmp_path / "m.json").write_text(json.dumps(mapping), encoding="utf-8")
    settled = run(tmp_path, "read-statistics", *told)
    assert "Вопросов нет." in settled.stdout, settled.stderr
    rows = list(csv.reader((tmp_path / "values.csv").read_text(encoding="utf-8").splitlines()))[1:]
    assert [row[4:6] for row in rows] == [["I1", "900"], ["I2", "31"]]


def test_a_pack_without_indicators_is_told(tmp_path: Path) -> None:
    (tmp_path / "а.csv").write_bytes(sheet(TITLE, HEAD))
    told = run(tmp_path, "read-statistics", str(tmp_path / "а.csv"), "--out", str(tmp_path / "v.csv"), "--pack", "нет")
    assert told.returncode == 1
    assert "нет" in told.stderr


TYPES = {
    "a list for a key": lambda told: told["tables"][next(iter(told["tables"]))]["columns"][1].update(key=[1]),
    "a number for a key": lambda told: told["tables"][next(iter(told["tables"]))]["columns"][1].update(key=7),
    "a number for columns": lambda told: told["tables"][next(iter(told["tables"]))].update(columns=7),
    "a list for answers": lambda told: told.update(answers=[]),
}


@pytest.mark.parametrize("name", TYPES)
def test_a_mapping_of_wrong_types_is_none(tmp_path: Path, name: str) -> None:
    book, mapping = tmp_path / "свод.csv", tmp_path / "сопоставление.json"
    book.write_bytes(sheet(TITLE, "Организация;Учителя: звонки", "МКОУ «СОШ № 1»;5"))
    told = ("read-statistics", str(book), "--mapping", str(mapping), "--out", str(tmp_path / "значения.csv"))
    assert run(tmp_path, *told).returncode == 0
    known = json.loads(mapping.read_text(encoding="utf-8"))
    TYPES[name](known)
    mapping.write_text(json.dumps(known), encoding="utf-8")
    refused = run(tmp_path, *told)
    assert refused.returncode == 1
    assert "не файл сопоставления" in refused.stderr


def test_a_mapping_of_endless_depth_is_none(tmp_path: Path) -> None:
    book, mapping = tmp_path / "свод.csv", tmp_path / "сопоставление.json"
    book.write_bytes(sheet(TITLE, "Организация;Учителя: звонки", "МКОУ «СОШ № 1»;5"))
    mapping.write_text("[" * 100_000, encoding="utf-8")
    told = ("read-statistics", str(book), "--mapping", str(mapping), "--out", str(tmp_path / "значения.csv"))
    refused = run(tmp_path, *told)
    assert refused.returncode == 1
    assert "не файл сопоставления" in refused.stderr


def test_what_a_foreign_sheet_says_is_no_formula_in_the_files_written(tmp_path: Path) -> None:
    book, left = tmp_path / "свод.csv", tmp_path / "не взято.csv"
    book.write_bytes(sheet(TITLE, "Организация;Учителя: звонки", "=cmd|calc!A1;5", "МКОУ «СОШ № 1»;-"))
    run(tmp_path, "read-statistics", str(book), "--out", str(tmp_path / "значения.csv"), "--left-out", str(left))
    written = (tmp_path / "значения.csv").read_text(encoding="utf-8") + left.read_text(encoding="utf-8")
    cells = [cell for row in csv.reader(written.splitlines()) for cell in row]
    assert "'=cmd|calc!A1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "@"))]
