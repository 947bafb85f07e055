import io
import zipfile

from sferum_docs.reading.sheets.sheets import read_sheet
from sferum_docs.schools.chat_sheet import CHAT_COLUMNS
from tests.web.pages import SchoolClient

NEW = {
    "chats-2-name": "Волейбол",
    "chats-2-platform": "Telegram",
    "chats-2-audience": "кружок",
    "chats-2-owner": "Алиев Али Гусейн оглы",
}


def test_a_chat_is_added_and_kept(client: SchoolClient) -> None:
    page = client.send("/chats", client.fill("/chats", action="more").values(), {**NEW, "chats-2-due": "2023-10-27"})
    assert "Чаты сохранены: 3" in page.main
    values = client.page("/chats").values()
    assert {name: values[name] for name in NEW} == NEW
    assert values["chats-2-due"] == "2023-10-27"
    assert (values["chats-0-personal_data"], values["chats-1-personal_data"]) == ("", "да")


def test_an_owner_who_is_no_worker_is_told_beside_the_field(client: SchoolClient) -> None:
    page = client.fill("/chats", {"chats-0-owner": "Иванов Иван Иванович"}, action="save")
    assert "нет в списке работников" in page.beside("chats-0-owner")
    assert page.values()["chats-0-owner"] == "Иванов Иван Иванович"


def test_a_day_that_is_no_day_stays_as_typed(client: SchoolClient) -> None:
    page = client.fill("/chats", {"chats-0-due": "31.02.2023", "chats-0-members": "много"}, action="save")
    assert "Дата «31.02.2023» не существует" in page.beside("chats-0-due")
    assert "целое число" in page.beside("chats-0-members")
    assert (page.values()["chats-0-due"], page.values()["chats-0-members"]) == ("31.02.2023", "много")


def test_chats_are_proposed_from_staff_and_classes_and_kept_only_when_saved(client: SchoolClient) -> None:
    page = client.fill("/chats", action="suggest")
    values = page.values()
    assert values["chats-2-name"] == "Педагогический коллектив"
    assert (values["chats-3-name"], values["chats-4-name"]) == (
        "5 «А» класс, обучающиеся",
        "5 «А» класс, родители",
    )
    assert {values["chats-3-owner"], values["chats-4-owner"]} == {"Омарова Зарема Исаевна"}
    assert "chats-2-name" not in client.page("/chats").values()
    again = client.send("/chats", values, action="suggest")
    assert "Новых предложений нет" in again.main


def test_rows_pasted_without_scripts_join_the_chats(client: SchoolClient) -> None:
    headings = "Чат\tПлатформа\tКого объединяет\tВладелец\tСрок"
    text = f"{headings}\nРодители 7 «Б»\tViber\tродители\tАлиев Али Гусейн оглы\t27.10.2023"
    page = client.fill("/chats", {"text": text}, action="paste")
    assert "Прочитано: 1 строка, добавлено: 1" in page.main
    assert page.values()["chats-2-audience"] == "класс (родители)"
    assert "Чаты сохранены: 3" in client.send("/chats", page.values(), action="save").main


def test_a_file_that_is_no_table_is_told(client: SchoolClient) -> None:
    page = client.fill("/chats", {"file": (io.BytesIO(b"%PDF-1.7\0\0"), "чаты.pdf")}, action="import")
    assert "Это не таблица" in page.beside("file")


def test_all_chats_may_go(client: SchoolClient) -> None:
    values = {name: "" for name in client.page("/chats").values() if name.startswith("chats-")}
    assert "Чаты сохранены: 0" in client.fill("/chats", values, action="save").main


def test_the_sample_sheet_has_our_headings_and_lists_to_choose_from(client: SchoolClient) -> None:
    data = client.get("/chats/sample.xlsx").data
    assert read_sheet(data)[0].cells == tuple(column.caption for column in CHAT_COLUMNS)
    with zipfile.ZipFile(io.BytesIO(data)) as sheet:
        assert sheet.read("xl/worksheets/sheet1.xml").decode().count("<dataValidation ") == 2


S6 = "Чат\tГде сейчас\tДля кого\tЧеловек\tАдминистратор чата\n5 «А»\tViber\tродители\t25\tОмарова З.И."


def test_ordinary_headings_are_understood_and_an_owner_with_initials_is_found(client: SchoolClient) -> None:
    page = client.fill("/chats", {"text": S6}, action="paste")
    assert "Прочитано: 1 строка, добавлено: 1" in page.main
    saved = client.send("/chats", page.values(), action="save")
    assert "Чаты сохранены: 3" in saved.main
    assert client.page("/chats").values()["chats-2-owner"] == "Омарова Зарема Исаевна"


def test_the_script_of_the_cards_gets_pasted_rows_by_column(client: SchoolClient) -> None:
    token = client.page("/chats").values()["csrf_token"]
    answer = client.post("/chats/read", data={"csrf_token": token, "text": S6}).get_json()
    assert [row["name"] for row in answer["rows"]] == ["5 «А»"]
    unknown = S6.replace("Администратор чата", "Кто там")
    assert client.post("/chats/read", data={"csrf_token": token, "text": unknown}).get_json()["asked"]
    bare = client.post("/chats/read", data={"csrf_token": token, "text": "5 «А»\tViber"}).get_json()
    assert (bare["rows"], bare["asked"]) == ([], False)


def test_who_may_be_meant_is_proposed_and_put_in_by_one_button(client: SchoolClient) -> None:
    typed = {"chats-0-owner": "Омаровой З. И.", "chats-1-owner": "Петров П. П."}
    page = client.fill("/chats", typed, action="save")
    assert "может быть, это Омарова Зарема Исаевна." in page.beside("chats-0-owner")
    assert "нет в списке работников" in page.beside("chats-1-owner")
    filled = client.send("/chats", page.values(), action="owners")
    assert "«Омаровой З. И.» — Омарова Зарема Исаевна" in filled.main
    assert filled.values()["chats-0-owner"] == "Омарова Зарема Исаевна"
    assert filled.values()["chats-1-owner"] == "Петров П. П."


def test_an_owner_with_initials_is_shown_by_the_full_name_before_anything_is_saved(client: SchoolClient) -> None:
    page = client.fill("/chats", {"text": S6}, action="paste")
    assert page.values()["chats-2-owner"] == "Омарова Зарема Исаевна"


def test_proposed_chats_stand_in_the_order_of_classes_and_get_their_platform_at_once(client: SchoolClient) -> None:
    classes = ("11", "1 «Б»", "1 «А»", "2")
    names = ("Бек Айна Саидовна", "Бек Анна Саидовна", "Бек Инна Саидовна", "Бек Нина Саидовна")
    teachers: dict[str, str] = {}
    for number, (name, of_class) in enumerate(zip(names, classes, strict=True), start=4):
        row = {"name": name, "post": "учитель", "form": of_class}
        teachers |= {f"staff-{number}-{key}": value for key, value in row.items()}
    assert "Список сохранён" in client.send("/staff", client.fill("/staff", action="more").values(), teachers).main
    page = client.fill("/chats", {"platform_for_all": "MAX"}, action="suggest")
    rows = [(page.values()[f"chats-{n}-name"], page.values()[f"chats-{n}-platform"]) for n in range(3, 13)]
    assert [name.partition(" класс")[0] for name, _platform in rows[::2]] == ["1 «А»", "1 «Б»", "2", "5 «А»", "11"]
    assert rows[4][0] == "2 класс, обучающиеся"
    assert {platform for _name, platform in rows} == {"MAX"}


def test_what_is_said_for_all_chats_leaves_those_that_say_it_themselves(client: SchoolClient) -> None:
    first = client.page("/chats").values()["chats-0-platform"]
    page = client.fill("/chats", {"chats-1-platform": "", "platform_for_all": "MAX"}, action="for-all")
    assert "вписано в 1 чат" in page.main.replace("\xa0", " ")
    assert (page.values()["chats-0-platform"], page.values()["chats-1-platform"]) == (first, "MAX")


def test_chats_of_before_are_not_proposed_again_under_their_new_names(client: SchoolClient) -> None:
    old = {"chats-0-name": "5 «А», родители"}
    page = client.fill("/chats", old, action="suggest")
    assert "5 «А» класс, родители" not in page.values().values()
    assert "5 «А» класс, обучающиеся" in page.values().values()


def test_totals_headings_and_signatures_under_a_table_are_passed_over_with_a_word(client: SchoolClient) -> None:
    rows = "\nЧаты классов\nРодком\tViber\tродительский комитет\t7\tОмарова З.И.\nИтого\t\t\t32\t"
    page = client.fill("/chats", {"text": f"{S6}{rows}\nДиректор\t\t\t\tМагомедова П. Г."}, action="paste")
    assert "Пропущено: 3 строки (раздел, итог, подпись)" in page.main.replace("\xa0", " ")
    assert page.values()["chats-3-audience"] == "родительский комитет"
    assert "Чаты сохранены: 4" in client.send("/chats", page.values(), action="save").main


def test_a_table_of_chats_taken_again_brings_no_chat_twice(client: SchoolClient) -> None:
    once = client.fill("/chats", {"text": S6}, action="paste")
    client.send("/chats", once.values(), action="save")
    again = client.fill("/chats", {"text": S6.replace("родители", "Родители")}, action="paste")
    assert "добавлено: 0, уже были в таблице 1" in again.main


def test_who_is_on_leave_moves_no_chat(client: SchoolClient) -> None:
    client.fill("/staff", {"staff-3-exempt": "отпуск"}, action="save")
    client.fill("/responsible", {"deputy": ""}, action="save")
    client.fill("/staff", {"staff-3-exempt": "отпуск"}, action="save")
    page = client.fill("/chats", {"chats-0-owner": "Ким Светлана Юрьевна"}, action="save")
    assert "не регистрируется (отпуск) и чат не переведёт" in page.beside("chats-0-owner")
