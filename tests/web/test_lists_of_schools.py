"""Ten lists as schools keep them, brought to the page of the staff: each is read, or its columns are asked."""

import io

import pytest
from xlsxwriter import Workbook

from tests.web.pages import Page, SchoolClient

Rows = list[list[str]]
ANNA, OLEG, ZAIRA = "Кедрова Анна Петровна", "Ольхов Олег Ильич", "Бек Заира Саидовна"
BOOKS: dict[str, dict[str, Rows]] = {
    "карточки Т-2": {"Т-2": [
        ["Унифицированная форма № Т-2"], ["Сведения из личных карточек"], [],
        ["Табельный номер", "Фамилия", "Имя", "Отчество", "Дата рождения", "Профессия (должность)", "Телефон"],
        ["1", "2", "3", "4", "5", "6", "7"],
        ["001", "Кедрова", "Анна", "Петровна", "01.02.1980", "учитель", "8 928 000-00-00"],
        ["002", "Ольхов", "Олег", "Ильич", "03.04.1975", "сторож", ""],
    ]},
    "выгрузка 1С": {"TDSheet": [
        ["Список сотрудников организации"], ["Период: 01.09.2023 - 30.09.2023"], [],
        ["Подразделение", "", ""], ["Сотрудник", "Должность", "Вид занятости"],
        ["Основное подразделение", "", ""],
        [ANNA, "Учитель", "Основное место работы"], [OLEG, "Сторож", "Внешнее совместительство"],
        ["Итого", "", "2"],
    ]},
    "Сетевой город": {"Отчёт": [
        ["Сотрудники"], ["Учебный год: 2023/2024"],
        ["№", "ФИО", "Имя на экране", "Роль", "Должность", "Мобильный телефон", "E-Mail"],
        ["1", ANNA, "Кедрова А.П.", "Учитель", "Учитель", "89280000000", "anna@school.example"],
        ["2", OLEG, "Ольхов О.И.", "Технический персонал", "Сторож", "", ""],
    ]},
    "тарификация": {"Тарификация": [
        ["Тарификационный список на 01.09.2023"],
        ["№ п/п", "Фамилия, имя, отчество", "Должность", "Нагрузка", "", "Оклад"],
        ["", "", "", "1-4", "5-9", ""],
        ["1", ANNA, "учитель", "18", "", "20000"], ["", ANNA, "педагог ГПД", "", "9", "9000"],
        ["2", OLEG, "учитель", "", "20", "21000"], ["", "Итого", "", "18", "29", "50000"],
    ]},
    "итоги по отделам": {"Лист1": [
        ["ФИО", "Должность", "Ставка"], ["Администрация", "", ""],
        [ANNA, "директор", "1"], ["Итого по отделу: 1", "", "1"],
        ["Обслуживающий персонал", "", ""], [OLEG, "сторож", "0,5"], ["Всего: 2", "", "1,5"],
    ]},
    "двое в ячейке": {"Лист1": [
        ["Кабинет", "ФИО", "Должность"], ["1", f"{ANNA}\n{OLEG}", "учителя"], ["2", ZAIRA, "учитель"],
    ]},
    "телефонный справочник": {"Телефоны": [
        ["Телефоны работников"], ["Работник", "Сотовый", "Домашний"],
        [ANNA, "8-928-000-00-00", "5-12-34"], [OLEG, "8 (928) 000 00 01, 8 928 000 00 02", ""],
    ]},
    "повёрнутая": {"Лист1": [
        ["ФИО", ANNA, OLEG, ZAIRA], ["Должность", "учитель", "сторож", "завуч"], ["Телефон", "89280000000", "", ""],
    ]},
    "с фотографиями": {"Лист1": [
        ["Фото", "№", "Ф.И.О. сотрудника", "Занимаемая должность"],
        ["", "1", ANNA, "учитель"], ["", "2", OLEG, "сторож"],
    ]},
    "по зданиям": {
        "Здание 1": [["ФИО", "Должность"], [ANNA, "учитель"]],
        "Здание 2": [["ФИО", "Должность"], [OLEG, "сторож"]],
        "Здание 3": [["ФИО", "Должность"], [ZAIRA, "завуч"]],
    },
}  # fmt: skip
ASKED = ("Какой лист взять", "Скажите, что в столбцах")


def book(sheets: dict[str, Rows]) -> tuple[io.BytesIO, str]:
    target = io.BytesIO()
    with Workbook(target) as made:
        for name, rows in sheets.items():
            sheet = made.add_worksheet(name)
            for index, row in enumerate(rows):
                sheet.write_row(index, 0, row)
    target.seek(0)
    return target, "список.xlsx"


def brought(client: SchoolClient, name: str) -> Page:
    return client.fill("/staff", {"file": book(BOOKS[name])}, action="import")


def taken(client: SchoolClient, name: str) -> Page:
    """The list brought, its first sheet chosen and the columns taken as the page proposes them."""
    page = client.fill("/staff", {"file": book(BOOKS[name])}, action="import")
    if ASKED[0] in page.main:
        page = client.send("/staff", page.values(), {"sheet": "0"}, action="sheet")
    return client.send("/staff", page.values(), {}, action="map") if ASKED[1] in page.main else page


def people(page: Page) -> dict[str, str]:
    """Name → post of the rows that the page shows."""
    values = page.values()
    names = {key: value for key, value in values.items() if key.startswith("staff-") and key.endswith("-name")}
    return {value: values.get(key.replace("-name", "-post"), "") for key, value in names.items() if value}


READ = {
    "карточки Т-2": {ANNA: "учитель", OLEG: "сторож"},
    "выгрузка 1С": {ANNA: "учитель", OLEG: "сторож"},
    "Сетевой город": {ANNA: "учитель", OLEG: "сторож"},
    "тарификация": {ANNA: "педагог ГПД", OLEG: "учитель"},
    "итоги по отделам": {ANNA: "директор", OLEG: "сторож"},
    "телефонный справочник": {ANNA: "", OLEG: ""},
    "с фотографиями": {ANNA: "учитель", OLEG: "сторож"},
    "по зданиям": {ANNA: "учитель"},
}


@pytest.mark.parametrize("name", READ)
def test_a_list_as_schools_keep_it_ends_in_right_rows(client: SchoolClient, name: str) -> None:
    assert READ[name].items() <= people(taken(client, name)).items()


def test_one_person_on_two_posts_is_asked_about(client: SchoolClient) -> None:
    assert any(
        "объедините строки: обе должности встанут через запятую" in fault
        for fault in taken(client, "тарификация").faults
    )


def test_two_people_in_a_cell_are_told_apart_by_a_question(client: SchoolClient) -> None:
    page = taken(client, "двое в ячейке")
    assert "похоже, в ячейке несколько человек" in page.main
    assert "из них 1 с вопросами" in page.main


def test_a_table_on_its_side_adds_nobody(client: SchoolClient) -> None:
    page = taken(client, "повёрнутая")
    assert not {"учитель", "сторож", "завуч"} & set(people(page))
    assert ASKED[1] in page.main


def test_what_is_hidden_in_a_workbook_is_told_on_the_page(client: SchoolClient) -> None:
    target = io.BytesIO()
    with Workbook(target) as made:
        sheet = made.add_worksheet("Список")
        for index, row in enumerate([["ФИО", "Должность"], [ANNA, "учитель"], [OLEG, "сторож"]]):
            sheet.write_row(index, 0, row)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column("B:B", None, None, {"hidden": True})
        old = made.add_worksheet("Прошлый год")
        old.write_row(0, 0, ["ФИО", "Должность"])
        old.write_row(1, 0, [ZAIRA, "завуч"])
        old.hide()
    target.seek(0)
    page = client.fill("/staff", {"file": (target, "a.xlsx")}, action="import")
    for words in (
        "Взят лист «Список».",
        "Строк, скрытых в Excel: 1 (№ 3). Они тоже взяты; лишние удалите.",
        "В файле скрыты столбцы: B.",
        "Такой же список есть на скрытых листах: Прошлый год.",
    ):
        assert words in page.main
