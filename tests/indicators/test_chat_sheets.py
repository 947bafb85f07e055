"""Sheets as they go round in a chat: answers to a form, plans among the schools, days of sending."""

import pytest

from tests.indicators.made import HEAD, TITLE, asked, book, left, read, sheet, values

ONE, TWO = "МКОУ «Солнцегорская СОШ № 1»", "МКОУ «Солнцегорская СОШ № 2»"
BOTH = ["16.10 D1 I1=80", "16.10 D1 I2=17"]


def told(*lines: str) -> list[str]:
    """The values without their bases and cells."""
    return [each.partition("/")[0] for each in values(read(sheet(*lines)))]


@pytest.mark.parametrize(
    "name", ["Дата заполнения", "Дата отправки", "Дата сдачи отчёта", "Дата внесения", "Дата ответа"]
)
def test_the_day_on_which_a_row_was_sent_is_not_its_week(name: str) -> None:
    head = f"Организация;{name};Учителей всего;Учеников всего"
    assert told(TITLE, head, f"{ONE};23.10.2023;17;80") == BOTH
    assert [kind for kind, _cells in asked(read(sheet("Сферум", head, f"{ONE};23.10.2023;17;80")))] == ["week"]


@pytest.mark.parametrize(
    "question", ["За какую неделю предоставляются данные?", "Укажите отчётный период", "За период"]
)
def test_answers_to_a_form(question: str) -> None:
    head = (
        f"Отметка времени;ФИО заполняющего;Выберите вашу образовательную организацию;{question};"
        "Сколько учителей зарегистрировано в Сферум?;Сколько обучающихся зарегистрировано в Сферум?;Ваши вопросы"
    )
    answers = (f"23.10.2023 9:11:05;Ким Е. П.;{ONE};16.10.2023-22.10.2023;17;80;нет",)
    assert told(head, *answers) == BOTH
    assert not asked(read(sheet(head, *answers)))


@pytest.mark.parametrize(
    "name",
    [
        "План на 01.12.2023", "Норма", "Показатель дорожной карты", "Факт по району", "Отставание от плана", "Прогноз",
        "Выполнение плана", "Динамика за неделю",
    ],
)  # fmt: skip
def test_a_plan_or_a_comparison_among_the_schools_is_none_of_them(name: str) -> None:
    reading = read(sheet(TITLE, HEAD, f"{name};20;-90", f"{ONE};17;80"))
    assert ([each.partition("/")[0] for each in values(reading)], asked(reading)) == (BOTH, [])
    assert left(reading)["B3"] == "итог или среднее"


@pytest.mark.parametrize(
    "name",
    ["+/-", "±", "Δ", "Целевой показатель", "Цель", "Ориентир", "Разница", "Рост", "Отставание от плана", "Осталось"],
)
def test_a_goal_or_a_comparison_beside_a_value_is_no_value(name: str) -> None:
    lines = ("Сферум", "Организация;Учителей всего;;", f";на 20.10.2023;на 27.10.2023;{name}", f"{ONE};17;18;1")
    reading = read(sheet(*lines))
    assert [each.partition("/")[0] for each in values(reading)] == ["16.10 D1 I2=17", "23.10 D1 I2=18"]
    assert (asked(reading), left(reading)["D4"]) == ([], "среднее, итог или сравнение")


def test_all_of_those_of_whom_only_shares_are_known() -> None:
    lines = (
        "МАХ. Неделя 02.11.2026-08.11.2026",
        "Организация;Всего родителей;Родители, вступившие в чаты;;Пишут в рабочих чатах (сотрудники), %",
        ";;чел.;%;",
        f"{ONE};900;450;50;42,2",
    )
    reading = read(sheet(*lines))
    assert [each.partition("/")[0] for each in values(reading)] == ["02.11 D1 M2=42.2", "02.11 D1 M3=50.0"]
    assert (asked(reading), left(reading)["B4"]) == ([], "база")


def test_people_without_a_word_of_what_they_did_are_asked_and_never_left_out() -> None:
    reading = read(sheet(TITLE, "Организация;Родители;Создали чаты", f"{ONE};900;9"))
    assert told(TITLE, "Организация;уч-ся;Учителя, создавшие чаты", f"{ONE};80;9") == ["16.10 D1 I3=9"]
    assert ("column", "B3") in asked(read(sheet(TITLE, "Организация;уч-ся;Учителя, создавшие чаты", f"{ONE};80;9")))
    assert left(reading)["B3"] == "столбец не о показателях"


BLOCKS = [
    ["Организация", "16.10-22.10.2023", "23.10-29.10.2023"], ["1. Учителей зарегистрировано", "", ""], [ONE, 17, 18],
    [TWO, 9, 9], ["2. Учителя, создавшие чаты", "", ""], ["Городские школы", "", ""], [ONE, 3, 4],
]  # fmt: skip
OF_BLOCKS = [
    "16.10 D1 I2=17", "16.10 D1 I3=3", "16.10 D2 I2=9", "23.10 D1 I2=18", "23.10 D1 I3=4", "23.10 D2 I2=9",
]  # fmt: skip


@pytest.mark.parametrize("merged", [[], ["A2:C2", "A5:C5", "A6:C6"]])
def test_blocks_below_each_other_are_each_of_its_indicator(merged: list[str]) -> None:
    reading = read(("Сферум.xlsx", book({"Свод": BLOCKS}, merged=merged)))
    assert ([each.partition("/")[0] for each in values(reading)], asked(reading)) == (OF_BLOCKS, [])
    assert (left(reading)["A5"], max(place[0] for place in left(reading))) == ("раздел, подпись или примечание", "C")


def test_blocks_with_their_heading_again_and_one_of_which_nobody_knows_what_it_holds() -> None:
    again = [*BLOCKS[:4], BLOCKS[4], BLOCKS[0], *BLOCKS[6:], ["3. Видеовстречи педсоветов", "", ""], [ONE, 5, 6]]
    reading = read(("Сферум.xlsx", book({"Свод": again})))
    assert [each.partition("/")[0] for each in values(reading)] == OF_BLOCKS
    assert asked(reading) == [("column", "A8")]


def test_blocks_of_amounts_below_one_column() -> None:
    lines = (TITLE, "Организация;Количество", "Учителей всего", f"{ONE};17", "Учеников всего", f"{ONE};80", "Исп. Ким")
    assert told(*lines) == BOTH
    assert not asked(read(sheet(*lines)))


COUNTED = "Школа;Категория;Всего в ОО;Зарегистрировано в Сферум;% регистрации"


@pytest.mark.parametrize("again", [ONE, ""])
def test_rows_that_say_in_a_column_whom_they_count(again: str) -> None:
    lines = (
        TITLE,
        COUNTED,
        f"{ONE};педагоги;30;17;56,7%",
        f"{again};обучающиеся;900;80;8,9%",
        f"{again};всего;930;97;",
    )
    reading = read(sheet(*lines))
    assert values(reading) == ["16.10 D1 I1=80/900 @D4", "16.10 D1 I2=17/30 @D3"]
    assert (asked(reading), left(reading)["D5"], left(reading)["E4"]) == ([], "вне таблицы", "доля рядом с числом")


def test_rows_of_those_whom_an_act_of_shares_counts() -> None:
    lines = (
        "МАХ. Неделя 02.11.2026-08.11.2026",
        "Организация;Участники;Состоят в чатах, %",
        f"{ONE};родители (законные представители);45,5",
        f"{ONE};дети;30,1",
    )
    assert told(*lines) == ["02.11 D1 M3=45.5", "02.11 D1 M5=30.1"]


def test_a_list_of_posts_is_no_column_of_those_who_are_counted() -> None:
    lines = (TITLE, "Организация;Должность ответственного;Учителей всего", f"{ONE};учитель;17", f"{TWO};педагог;9")
    assert told(*lines) == ["16.10 D1 I2=17", "16.10 D2 I2=9"]


@pytest.mark.parametrize("person", ["(директор Ким А. А.)", "(рук. Ким А.А.)", "(тел. 2-15-44)", "(отв. Ким)"])
def test_who_is_at_the_head_of_a_school_is_no_part_of_its_name(person: str) -> None:
    assert told(TITLE, HEAD, f"Солнцегорская СОШ № 1 {person};17;80") == BOTH
    assert not asked(read(sheet(TITLE, HEAD, f"МКОУ «Сухогривская ООШ» {person};9;80")))


def test_who_answers_for_a_table_of_a_week_makes_it_no_list_of_contacts() -> None:
    assert told(TITLE, "Организация;ФИО ответственного;Учителей всего;Учеников всего", f"{ONE};Ким А. А.;17;80") == BOTH
