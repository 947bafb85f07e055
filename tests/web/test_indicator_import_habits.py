"""Sheets of strange habits brought by the secretary of one school: what is hers is read, the rest is told."""

from flask import Flask

from tests.indicators.made import book
from tests.web.pages import SchoolClient
from tests.web.test_indicator_import import OTHER, OWN, THIRD, bring, kept, onward, write


def test_a_list_in_which_schools_stand_over_their_rows(client: SchoolClient, app: Flask) -> None:
    """The rows of another school, a total and a note are not hers."""
    rows = [
        ["Показатель", "Кол-во, чел. (%)"], [OTHER], ["Учителей в Сферуме", "20 (69%)"],
        ["Учителя, созд. чаты", "9/31%"],
        [OWN], ["Учителей в Сферуме", "14 (45%)*"], ["Учителя, созд. чаты", "6/19%"], ["Итого по району"],
        ["Учителей в Сферуме", "34 (57%)"], ["* данные уточняются"],
    ]  # fmt: skip
    tables = bring(client, ("Блоки 16.10-22.10.2023.xlsx", book({"Лист1": rows})))
    changes = onward(client, tables) if "Шаг 1" in tables.main else tables
    write(client, changes)
    told = {key: said.partition("/")[0] for key, said in kept(app).items()}
    assert told == {("I2", "16.10"): "14", ("I3", "16.10"): "6"}
    assert "не сказано, какая организация" in changes.main.casefold()


def test_weeks_of_a_year_of_school_with_a_table_of_something_else_below(client: SchoolClient, app: Flask) -> None:
    head: list[str | int] = ["№", "МОУ", "пед. раб-ки в Сферум", "созд. чаты (пед.)"]
    lessons: list[list[str | int]] = [["№", "Учитель", "Класс", "Часов в неделю"], [1, "Иванова И.И.", "5а", 18]]

    def week(teachers: int) -> list[list[str | int]]:
        rows: list[list[str | int]] = [
            ["2023/2024 учебный год"],
            head,
            [1, OTHER, 20, 9],
            [2, OWN, teachers, 6],
            ["", "Макс.", 20, 9],
        ]
        return [*rows, [], *lessons]

    tables = bring(client, ("Сферум.xlsx", book({"15-21 января": week(14), "22-28 января": week(15)})))
    changes = onward(client, tables) if "Шаг 1" in tables.main else tables
    assert "другая таблица" in changes.main.casefold()
    write(client, changes)
    told = {key: said.partition("/")[0] for key, said in kept(app).items()}
    assert told == {("I2", "15.01"): "14", ("I2", "22.01"): "15", ("I3", "15.01"): "6", ("I3", "22.01"): "6"}


def test_one_school_twice_with_other_numbers_is_asked(client: SchoolClient, app: Flask) -> None:
    lines = ("ОО;уч-ля в Сферум;созд. чаты (уч-ля)", f"{OWN};14;6", f"{THIRD};8;4", f"{OWN};16;6", ";;")
    changes = bring(client, ("16-22.10.23.csv", "\n".join(lines).encode("cp1251")))
    changes = onward(client, changes) if "Шаг 1" in changes.main else changes
    assert "14" in changes.main
    assert "16" in changes.main
    write(client, changes)
    told = {key: said.partition("/")[0] for key, said in kept(app).items()}
    assert told == {("I3", "16.10"): "6"}
