import io
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from xlsxwriter import Workbook

from benchmarks.old_workbook import ole_file
from sferum_docs.reading.sheets.sheets import SheetRow, read_sheet
from sferum_docs.schools.staff_sheet import staff_drafts
from tests.web.pages import Page, SchoolClient

ROWS_35 = Path(__file__).with_name("staff_35.tsv").read_text(encoding="utf-8")


def a_sheet(rows: list[list[str]], *, formulas: bool = False) -> tuple[io.BytesIO, str]:
    target = io.BytesIO()
    with Workbook(target, {"strings_to_formulas": formulas}) as book:
        sheet = book.add_worksheet()
        for index, row in enumerate(rows):
            sheet.write_row(index, 0, row)
    target.seek(0)
    return target, "Список.xlsx"


def names(page: Page) -> list[str]:
    return [value for name, value in page.values().items() if name.endswith("-name") and value]


def test_a_table_of_35_rows_pasted_without_scripts_is_read_and_then_saved(client: SchoolClient) -> None:
    page = client.fill("/staff", {"text": ROWS_35}, action="paste")
    assert "Прочитано: 35 строк, добавлено: 32, уже были в таблице 3" in page.main
    assert len(names(client.page("/staff"))) == 4, "nothing is kept before «Сохранить»"
    refused = client.send("/staff", page.values(), action="save")
    assert refused.faults == [
        "Строка 20, Пол: По имени «Чавчавадзе Женя» пол не определить, а от него зависят падежи. Выберите «м» или «ж»."
    ]
    saved = client.send("/staff", refused.values(), {"staff-19-sex": "ж"}, action="save")
    assert "Список сохранён: 36 работников" in saved.main
    assert "Живаго Вера Фоминична" in names(client.page("/staff"))


def test_an_imported_file_joins_the_typed_rows(client: SchoolClient) -> None:
    file = a_sheet([["№", "Ф.И.О.", "Должность", "Пол"], ["1", "Черных Иван Ильич", "учитель физики", "муж."]])
    page = client.fill("/staff", {"staff-4-name": "Бек Заира Саидовна", "file": file}, action="import")
    assert names(page)[-2:] == ["Бек Заира Саидовна", "Черных Иван Ильич"]
    assert page.values()["staff-5-sex"] == "м"


def test_a_chosen_file_is_read_even_when_another_button_is_pressed(client: SchoolClient) -> None:
    file = a_sheet([["ФИО", "Должность"], ["Черных Иван Ильич", "учитель физики"]])
    page = client.fill("/staff", {"file": file}, action="save")
    assert "Проверьте таблицу и нажмите «Сохранить»" in page.main
    assert "Черных Иван Ильич" in names(page)


BAD_FILES: dict[str, tuple[Any, list[str]]] = {
    "empty": (lambda: (io.BytesIO(b""), "a.xlsx"), ["Файл пуст"]),
    "picture": (lambda: (io.BytesIO(b"\x89PNG\r\n\x1a\n\0\0\0\0"), "a.xlsx"), ["Это не таблица, а картинка"]),
    "damaged": (lambda: (io.BytesIO(b"PK\x03\x04 not a zip"), "a.xlsx"), ["Файл повреждён"]),
    "circular": (lambda: (io.BytesIO(ole_file(b"\x09\x08" * 5000, circular=True)), "a.xls"), ["Файл повреждён"]),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_file_that_cannot_be_read_is_told_and_nothing_typed_is_lost(client: SchoolClient, case: str) -> None:
    make, words = BAD_FILES[case]
    page = client.fill("/staff", {"staff-4-name": "Бек Заира", "staff-4-post": "", "file": make()}, action="import")
    for word in words:
        assert word in " ".join(page.faults)
        assert word in page.beside("file")
    assert names(page)[-1] == "Бек Заира"


def test_rows_in_doubt_come_in_marked_and_the_others_come_too(client: SchoolClient) -> None:
    text = "ФИО;Должность;Тел\nИванов;сторож;1\nКим Олег;а;2-12-12;в\nЧерных Иван Ильич;повар;2-12-13\n"
    page = client.fill("/staff", {"file": (io.BytesIO(text.encode()), "a.csv")}, action="import")
    assert names(page)[-3:] == ["Иванов", "Ким Олег", "Черных Иван Ильич"]
    assert "не полное имя" in page.beside("staff-4-name")
    assert "В строке больше ячеек" in page.beside("file")
    assert "Прочитано: 3 строки, добавлено: 3, из них 2 с вопросами" in page.main
    assert "С вопросами строки файла: 2, 3." in page.main


def test_a_formula_is_told_by_its_cell_and_only_where_it_is_taken(client: SchoolClient) -> None:
    file = a_sheet([["№", "ФИО", "Должность"], ["=A1+1", "Черных Иван Ильич", "=1+1"]], formulas=True)
    page = client.fill("/staff", {"file": file}, action="import")
    assert names(page)[-1] == "Черных Иван Ильич"
    assert "В ячейке C2 формула" in page.beside("file")
    assert "A2" not in page.main


def test_a_pasted_text_that_is_no_table_stays_in_its_box(client: SchoolClient) -> None:
    page = client.fill("/staff", {"text": "слова"}, action="paste")
    assert "ФИО" in page.beside("text")
    assert page.values()["text"].strip() == "слова"


def test_each_fault_stands_beside_its_cell_and_the_row_is_counted_as_people_do(client: SchoolClient) -> None:
    typed = {"staff-4-name": "Ким Саша", "staff-4-post": "вожатый", "staff-5-name": "Иванов", "staff-5-email": "нет"}
    page = client.fill("/staff", typed, action="save")
    assert "пол не определить" in page.beside("staff-4-sex")
    assert "не полное имя" in page.beside("staff-5-name")
    assert "Заполните" in page.beside("staff-5-post")
    assert "не похож" in page.beside("staff-5-email")
    assert any(fault.startswith("Строка 5, Пол:") for fault in page.faults)
    assert {name: page.values()[name] for name in typed} == typed


def test_faults_stand_beside_the_right_row_when_rows_above_were_left_empty(client: SchoolClient) -> None:
    page = client.fill("/staff", {"staff-6-name": "Иванов", "staff-6-post": "сторож"}, action="save")
    assert page.values()["staff-4-name"] == "Иванов"
    assert "не полное имя" in page.beside("staff-4-name")


def test_the_same_person_twice_is_refused(client: SchoolClient) -> None:
    page = client.fill("/staff", {"staff-4-name": "Алиев Али Гусейн оглы", "staff-4-post": "учитель информатики"})
    assert "уже стоит в строке 3" in page.beside("staff-4-name")


TWO_POSTS = {
    "staff-4-name": "Омарова  Зарема Исаевна",
    "staff-4-post": "заведующая библиотекой",
    "staff-4-phone": "+7 900 000-00-04",
    "staff-4-form": "6 «Б»",
}


def test_two_rows_of_one_person_are_made_one_by_a_button_and_nothing_is_lost_unsaid(client: SchoolClient) -> None:
    page = client.fill("/staff", TWO_POSTS, action="save")
    assert "Объединить строки 2 и 5 в одну (2 должности)" in page.main.replace("\xa0", " ")
    button = page.root.xpath("//button[starts-with(@value, 'merge:')]")[0].get("value")
    one = client.send("/staff", page.values(), action=button)
    assert one.values()["staff-1-post"] == "учитель физики, заведующая библиотекой"
    assert one.values()["staff-1-phone"] == "+7 900 000-00-04"
    assert one.values()["staff-4-name"] == ""
    assert "Не взято из других строк: 6 «Б»" in one.main
    assert client.page("/staff").values()["staff-1-post"] == "учитель физики", "nothing is kept before «Сохранить»"
    assert "Список сохранён: 4 работника" in client.send("/staff", one.values(), action="save").main


def test_a_button_of_a_page_that_has_changed_since_merges_nobody_else(client: SchoolClient) -> None:
    page = client.fill("/staff", TWO_POSTS, action="save")
    moved = {"staff-4-name": "Бек Заира Саидовна", "staff-4-form": ""}
    told = client.send("/staff", page.values(), moved, action="merge:Омарова Зарема Исаевна")
    assert "объединять нечего" in told.main
    assert told.values()["staff-1-post"] == "учитель физики"
    assert told.values()["staff-4-name"] == "Бек Заира Саидовна"


def test_a_list_merged_in_one_tab_is_not_written_over_what_another_tab_saved(client: SchoolClient) -> None:
    here = client.fill("/staff", TWO_POSTS, action="save")
    one = client.send("/staff", here.values(), action="merge:Омарова Зарема Исаевна")
    client.fill("/staff", {"staff-1-post": "учитель астрономии"}, action="save")
    refused = client.send("/staff", one.values(), action="save")
    assert "вы изменили это в другой вкладке" in refused.main
    assert "учитель астрономии" in refused.main, "what the other tab saved is shown"
    assert client.page("/staff").values()["staff-1-post"] == "учитель астрономии"


@pytest.mark.parametrize("typed", ["младшая", "младший", "Младшая", "мл."])
def test_namesakes_are_told_apart_by_a_word_that_agrees_with_the_person(client: SchoolClient, typed: str) -> None:
    twin = {"staff-4-name": "Омарова Зарема Исаевна", "staff-4-post": "сторож"}
    refused = client.fill("/staff", twin, action="save")
    assert "«младшая» или «старшая»" in refused.beside("staff-4-name")
    page = client.fill("/staff", {**twin, "staff-4-name": f"Омарова Зарема Исаевна {typed}"}, action="save")
    assert "Список сохранён: 5 работников" in page.main
    assert client.page("/staff").values()["staff-4-name"] == "Омарова Зарема Исаевна младшая"
    assert "Сомнений нет" in client.page("/staff/cases").main


def test_who_is_renamed_by_the_word_keeps_chats_and_roles(client: SchoolClient) -> None:
    client.fill("/staff", {"staff-1-name": "Омарова Зарема Исаевна Старший"}, action="save")
    assert client.page("/chats").values()["chats-0-owner"] == "Омарова Зарема Исаевна старшая"
    assert client.page("/responsible").values()["sferum"] == "Омарова Зарема Исаевна старшая"


def test_names_that_short_forms_would_hide_are_told_on_the_page_of_the_list(client: SchoolClient) -> None:
    people = {
        "staff-4-name": "Омарова З. И.",
        "staff-4-sex": "ж",
        "staff-4-post": "сторож",
        "staff-5-name": "Алиев Абу Гасанович",
        "staff-5-post": "сторож",
    }
    assert "Список сохранён: 6 работников" in client.fill("/staff", people, action="save").main
    page = client.page("/staff")
    assert "имя записано инициалами" in page.main
    assert "имя записано инициалами" in client.page("/staff/cases").main
    assert "тоже «Алиев А. Г.», как в строке 3" in page.main.replace("\xa0", " ")


def test_an_emptied_list_is_refused(client: SchoolClient) -> None:
    cleared = {name: "" for name in client.page("/staff").values() if name.startswith("staff-")}
    page = client.fill("/staff", cleared, action="save")
    assert "нет ни одного работника" in " ".join(page.faults)
    assert "#staff-0-name" in page.links()


def test_a_renamed_worker_keeps_chats_and_roles(client: SchoolClient) -> None:
    page = client.fill("/staff", {"staff-1-name": "Омарова-Бек Зарема Исаевна"}, action="save")
    assert "Список сохранён" in page.main
    assert client.page("/chats").values()["chats-0-owner"] == "Омарова-Бек Зарема Исаевна"
    assert client.page("/responsible").values()["sferum"] == "Омарова-Бек Зарема Исаевна"


def test_a_table_pasted_anew_in_another_order_renames_nobody(client: SchoolClient) -> None:
    values = client.page("/staff").values()
    keys = ("name", "post", "sex", "form", "exempt")
    swapped = {f"staff-{row}-{key}": values[f"staff-{other}-{key}"] for row, other in ((1, 2), (2, 1)) for key in keys}
    client.send("/staff", values, swapped, action="save")
    assert client.page("/staff").values()["staff-1-name"] == "Алиев Али Гусейн оглы"
    assert client.page("/chats").values()["chats-0-owner"] == "Омарова Зарема Исаевна"


def test_a_worker_who_is_still_needed_is_not_dropped_in_silence(client: SchoolClient) -> None:
    gone = {f"staff-1-{key}": "" for key in ("name", "post", "sex", "phone", "email", "form", "exempt")}
    page = client.fill("/staff", gone, action="save")
    assert "Омарова Зарема Исаевна" in " ".join(page.faults)
    assert len(names(client.page("/staff"))) == 4


def test_more_rows_come_without_scripts_and_keep_what_is_typed(client: SchoolClient) -> None:
    page = client.fill("/staff", {"staff-4-name": "Бек Заира"}, action="more")
    assert page.values()["staff-4-name"] == "Бек Заира"
    assert "staff-14-name" in page.values()


def test_the_script_of_the_table_gets_pasted_rows_by_column(client: SchoolClient) -> None:
    token = client.page("/staff").values()["csrf_token"]
    answer = client.post("/staff/read", data={"csrf_token": token, "text": ROWS_35}).get_json()
    assert len(answer["rows"]) == 35
    assert answer["rows"][5]["name"] == "Алиев Али Гусейн оглы"
    refused = client.post("/staff/read", data={"csrf_token": token, "text": "а\tб"}).get_json()
    assert refused["rows"] == []
    assert "ФИО" in refused["faults"][0]


def test_the_sample_sheet_has_the_headings_that_the_import_knows(client: SchoolClient) -> None:
    answer = client.get("/staff/sample.xlsx")
    assert "filename*=UTF-8''" in answer.headers["Content-Disposition"]
    with zipfile.ZipFile(io.BytesIO(answer.data)) as sheet:
        assert "<formula1>&quot;м,ж&quot;</formula1>" in sheet.read("xl/worksheets/sheet1.xml").decode().replace(
            '"', "&quot;"
        )
    headings = read_sheet(answer.data)[0].cells
    values = {"ФИО": "Черных Иван Ильич", "Должность": "учитель физики", "Пол": "м", "Класс": "5 «А»"}
    filled = tuple(values.get(heading, "") for heading in headings)
    (row,) = staff_drafts((SheetRow(1, headings), SheetRow(2, filled))).drafts
    assert (row.values["name"], row.values["sex"], row.values["form"]) == ("Черных Иван Ильич", "м", "5 «А»")


def test_a_table_of_four_hundred_rows_passes_through_the_form(client: SchoolClient) -> None:
    values = client.page("/staff").values()
    post = "учитель"
    letters = "абвгдежзик"
    for index in range(4, 400):
        tail = "".join(letters[int(digit)] for digit in f"{index:04d}")
        values[f"staff-{index}-name"] = f"Ким{tail} Олег Юрьевич"
        values[f"staff-{index}-post"] = post
    page = client.send("/staff", values, action="save")
    assert "400 работников" in page.main


FOREIGN = "Преподаватель\tСтавка\tДолжность\tТелефон\nКим Олег Юрьевич\t1\tсторож\t89280000000\n\nКим Ола\t1\tповар\t\n"


def test_foreign_headings_are_asked_and_the_answer_brings_the_rows(client: SchoolClient) -> None:
    asked = client.fill("/staff", {"text": FOREIGN}, action="paste")
    assert "Скажите, что в столбцах" in asked.main
    assert asked.values()["column-2"] == "Должность"
    before = client.page("/staff").values()
    taken = client.send("/staff", asked.values(), {"column-0": "ФИО"}, action="map")
    assert "Прочитано: 2 строки, добавлено: 2" in taken.main
    names = [value for key, value in taken.values().items(multi=True) if key.endswith("-name") and value]
    assert names[-2:] == ["Ким Олег Юрьевич", "Ким Ола"]
    assert [value for key, value in before.items(multi=True) if key.endswith("-name") and value] == names[:-2]


def test_without_the_name_column_the_page_says_so_and_asks_again(client: SchoolClient) -> None:
    asked = client.fill("/staff", {"text": FOREIGN}, action="paste")
    again = client.send("/staff", asked.values(), action="map")
    assert again.faults
    assert "Скажите, что в столбцах" in again.main


def test_a_fault_of_a_mapped_row_names_the_line_of_the_table(client: SchoolClient) -> None:
    asked = client.fill("/staff", {"text": FOREIGN.replace("Ким Ола", "Ким")}, action="paste")
    again = client.send("/staff", asked.values(), {"column-0": "ФИО"}, action="map")
    assert "С вопросами строки файла: 4." in again.main


def a_book(*sheets: tuple[str, list[list[str]], bool]) -> tuple[io.BytesIO, str]:
    target = io.BytesIO()
    with Workbook(target) as book:
        for name, rows, hidden in sheets:
            sheet = book.add_worksheet(name)
            for index, row in enumerate(rows):
                sheet.write_row(index, 0, row)
            if hidden:
                sheet.hide()
        next(sheet for sheet in book.worksheets() if not sheet.hidden).activate()
    target.seek(0)
    return target, "Книга.xlsx"


COVER = [["Муниципальное учреждение"], ["Списки"]]
KIM, LI = [["ФИО", "Должность"], ["Ким Олег Юрьевич", "сторож"]], [["ФИО", "Должность"], ["Черных Иван Ильич", "повар"]]


def test_the_sheet_that_holds_the_list_is_found(client: SchoolClient) -> None:
    file = a_book(("Справочник", KIM, True), ("Обложка", COVER, False), ("Работники", LI, False))
    page = client.fill("/staff", {"file": file}, action="import")
    assert names(page)[-1] == "Черных Иван Ильич"
    assert "Взят лист «Работники»." in page.main


def test_a_hidden_sheet_is_taken_only_when_nothing_else_fits_and_is_told(client: SchoolClient) -> None:
    page = client.fill("/staff", {"file": a_book(("Обложка", COVER, False), ("Список", KIM, True))}, action="import")
    assert names(page)[-1] == "Ким Олег Юрьевич"
    assert "Взят скрытый лист «Список»" in page.main


def test_of_two_fitting_sheets_a_person_chooses(client: SchoolClient) -> None:
    file = a_book(("Основные", KIM, False), ("Совместители", LI, False))
    asked = client.fill("/staff", {"file": file}, action="import")
    assert "Какой лист взять" in asked.main
    taken = client.send("/staff", asked.values(), {"sheet": "1"}, action="sheet")
    assert names(taken)[-1] == "Черных Иван Ильич"


MESSY = [
    ["Муниципальное учреждение", "", "", "", "", ""],
    ["№", "Фамилия", "Имя", "Отчество (при наличии)", "Наименование должности", "Адрес эл. почты"],
    ["1", "2", "3", "4", "5", "6"],
    ["", "Администрация", "", "", "", ""],
    ["1", "КЕДРОВА", "АННА", "ПЕТРОВНА", "ДИРЕКТОР", "нет"],
    ["2", "ольховая", "оксана", "октябревна", "учитель", "u4@zareсhnaya.example"],
    ["3", "Иванoв", "Ивaн", "Ильич", "сторож", "-"],
    ["4", "Можжевель", "Марина", "М.", "повар", ""],
    ["5", "Эвкалиптов Э. Э., вакансия", "", "", "учитель", ""],
    ["6", "Ким", "Олег;сторож", "", "дворник", ""],
    ["", "Итого: 5", "", "", "", ""],
    ["Директор", "", "", "", "", "А. П. Кедрова"],
]


def test_a_list_as_schools_keep_it_is_read_to_the_last_person(client: SchoolClient) -> None:
    page = client.fill("/staff", {"file": a_sheet(MESSY)}, action="import")
    assert names(page)[4:] == [
        "Кедрова Анна Петровна", "Ольховая Оксана Октябревна", "Иванов Иван Ильич", "Можжевель Марина М.",
        "Ким Олег;сторож",
    ]  # fmt: skip
    assert page.values()["staff-4-post"] == "директор"
    assert page.values()["staff-4-email"] == ""
    assert "u4@zarechnaya.example" in page.beside("staff-5-email")
    assert "знаки, которых в именах не бывает" in page.beside("staff-8-name")
    for words in (
        "Прочитано: 5 строк, добавлено: 5, из них 2 с вопросами",
        "Пропущено: 5 строк (номера столбцов, раздел, вакансия, итог, подпись)",
        "9 — вакансия: «5 · Эвкалиптов Э. Э., вакансия",
        "имя записано инициалами",
        "Имён с латинскими буквами среди русских: 1",
    ):
        assert words in page.main


def test_a_thousand_faults_of_one_kind_are_told_in_a_few_lines(client: SchoolClient) -> None:
    text = "ФИО;Должность\n" + ";сторож\n" * 60 + "Черных Иван Ильич;повар\n"
    page = client.fill("/staff", {"file": (io.BytesIO(text.encode()), "a.csv")}, action="import")
    assert len(page.faults) < 25
    assert "Таких же строк ещё 57" in " ".join(page.faults)


def test_a_name_with_latin_letters_is_told_when_it_is_typed(client: SchoolClient) -> None:
    page = client.fill("/staff", {"staff-4-name": "Иванoв Ивaн Ильич", "staff-4-post": "сторож"}, action="save")
    assert "Иванов Иван Ильич" in page.beside("staff-4-name")


def test_a_form_of_more_fields_than_any_school_has_is_refused_unread(client: SchoolClient) -> None:
    token = client.page("/staff").values()["csrf_token"]
    values = {"csrf_token": token, **{f"staff-{number}-name": "a" for number in range(45_001)}}
    answer = client.post("/staff", data=urlencode(values), content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 413
    assert "Слишком много данных" in answer.text


def test_a_staff_of_five_thousand_under_a_heading_is_read(client: SchoolClient) -> None:
    token = client.page("/staff").values()["csrf_token"]
    text = "ФИО\tДолжность\n" + "Ким Олег Юрьевич\tсторож\n" * 5_000
    answer = client.post("/staff/read", data={"csrf_token": token, "text": text}).get_json()
    assert len(answer["rows"]) == 5_000
    more = client.post("/staff/read", data={"csrf_token": token, "text": f"{text}Ли Ян\tповар"}).get_json()
    assert "больше 5000 человек" in more["faults"][0]


def test_rows_read_stand_where_spare_rows_were_sent_also_when_one_is_in_doubt(client: SchoolClient) -> None:
    text = "Кто\tФИО\tДолжность\nа\tИванов\tсторож\nб\tЧерных Иван Ильич\tповар\n"
    asked = client.fill("/staff", {"text": text}, action="paste")
    taken = client.send("/staff", asked.values(), action="map")
    assert taken.faults
    assert names(taken)[-2:] == ["Иванов", "Черных Иван Ильич"]


BEFORE = [
    ["ФИО", "Должность", "Телефон"],
    ["Магомедова Патимат Гаджиевна", "директор", ""],
    ["Омарова Зарема Исаевна", "учитель физики", ""],
    ["Омарова Зарема Исаевна", "сторож", ""],
    ["Алиев Али Гусейнович", "учитель информатики", ""],
    ["Кимова Светлана Юрьевна", "учитель химии", "8 900 000-00-44"],
    ["Бек Заира Саидовна", "УЧИТЕЛЬ ХИМИИ", ""],
]


def test_a_table_taken_again_after_it_was_put_right_brings_nobody_twice(client: SchoolClient) -> None:
    right = {
        "staff-1-post": "учитель физики, заведующая кабинетом",  # two posts made one
        "staff-3-phone": "+7 (900) 000-00-44",  # married since, known by the phone
        "staff-4-name": "Омарова Зарема Исаевна младшая",  # a namesake told apart
        "staff-4-post": "сторож",
    }
    assert "Список сохранён" in client.fill("/staff", right, action="save").main
    page = client.fill("/staff", {"file": a_sheet(BEFORE)}, action="import")
    assert "Прочитано: 6 строк, добавлено: 1, уже были в таблице 5" in page.main.replace("\xa0", " ")
    assert "«Омарова Зарема Исаевна, сторож» — строка 5 «Омарова Зарема Исаевна младшая, сторож»" in page.main
    assert "«Кимова Светлана Юрьевна, учитель химии» — строка 4 «Ким Светлана Юрьевна, учитель химии»" in page.main
    assert names(page)[5:] == ["Бек Заира Саидовна"]


def test_a_new_worker_of_a_known_name_is_not_taken_for_the_other(client: SchoolClient) -> None:
    rows = [BEFORE[0], ["Омарова Зарема Исаевна", "повар", ""], ["Алиев Али Омарович", "учитель информатики", ""]]
    page = client.fill("/staff", {"file": a_sheet(rows)}, action="import")
    assert names(page)[4:] == ["Омарова Зарема Исаевна", "Алиев Али Омарович"]
    assert "Объединить строки 2 и 5" in page.main


def test_who_is_charged_with_something_cannot_be_excused_before_another_is_chosen(client: SchoolClient) -> None:
    page = client.fill("/staff", {"staff-1-exempt": "отпуск по уходу за ребёнком"}, action="save")
    told = " ".join(page.faults)
    assert "Омарова Зарема Исаевна не регистрируется (отпуск по уходу за ребёнком), но указан здесь" in told
    assert "ответственный за «Сферум»" in told
    assert "чат «Педагоги школы»" in told
    assert client.page("/staff").values()["staff-1-exempt"] == ""
    assert "Список сохранён" in client.fill("/staff", {"staff-0-exempt": "отпуск"}, action="save").main


def test_a_button_pressed_without_a_file_or_a_text_says_so(client: SchoolClient) -> None:
    assert "Файл не выбран" in client.fill("/staff", action="import").beside("file")
    assert "Вставлять нечего" in client.fill("/staff", action="paste").beside("text")


def test_a_long_name_takes_several_lines_of_its_cell_and_is_sent_as_one(client: SchoolClient) -> None:
    page = client.fill("/staff", {"staff-1-name": "Омарова-Гаджиабдуллаева\r\nЗарема Исаевна"}, action="save")
    assert "Список сохранён" in page.main
    assert page.values()["staff-1-name"] == "Омарова-Гаджиабдуллаева Зарема Исаевна"
    assert page.root.get_element_by_id("staff-1-name").tag == "textarea"


def test_each_cell_says_in_which_row_and_column_it_stands(client: SchoolClient) -> None:
    page = client.page("/staff")
    assert page.root.get_element_by_id("staff-1-name").get("aria-label") == "Строка 2, ФИО"
    assert page.root.get_element_by_id("staff-2-phone").get("aria-label") == "Строка 3, телефон"
