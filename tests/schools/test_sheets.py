import pytest

from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.sheets import read_text_table
from sferum_docs.schools.chat_sheet import audience_as_written, chat_drafts
from sferum_docs.schools.columns import Draft
from sferum_docs.schools.model import Audience
from sferum_docs.schools.staff_sheet import sex_as_written, staff_drafts


def staff(text: str) -> tuple[Draft, ...]:
    return staff_drafts(read_text_table(text)).drafts


PERSON = {"name": "Омарова Зарема Исаевна", "post": "методист"}


@pytest.mark.parametrize(
    "text",
    [
        "ФИО\tДолжность\nОмарова Зарема Исаевна\tметодист",
        "№ п/п\tФ.И.О. работника\tДОЛЖНОСТЬ (по штату)\n1\tОмарова Зарема Исаевна\tметодист",
        "Список работников\n\nФамилия, имя, отчество;Должность\nОмарова Зарема Исаевна;методист".replace(";", "\t"),
        "Фамилия\tИмя\tОтчество\tДолжность\nОмарова\tЗарема\tИсаевна\tметодист",
        "Должность\tСотрудник\nметодист\tОмарова Зарема Исаевна",
        "Омарова Зарема Исаевна\tметодист",
        "1\tОмарова Зарема Исаевна\tметодист",
    ],
    ids=["plain", "numbered", "titled", "in-parts", "post-first", "no-heading", "no-heading-numbered"],
)
def test_a_staff_list_is_understood_however_its_columns_stand(text: str) -> None:
    assert dict(staff(text)[0].values) == PERSON


def test_all_columns_are_known() -> None:
    text = (
        "ФИО;Должность;Телефон;E-mail;Пол;Класс;Не регистрируется\n"
        "Ким Олег;повар;+7 900 000-00-00;a@b.ru;м;5 «А»;отпуск"
    )
    assert dict(staff(text)[0].values) == {
        "name": "Ким Олег",
        "post": "повар",
        "phone": "+7 900 000-00-00",
        "email": "a@b.ru",
        "sex": "м",
        "form": "5 «А»",
        "exempt": "отпуск",
    }


def test_lines_in_doubt_come_along_and_are_named() -> None:
    found = [("строка 3", "row_too_long"), ("строка 4", "row_too_short")]
    text = "ФИО;Должность\nОдин;повар\nДва;методист;лишнее;ещё\n;методист\nКим Олег;повар"
    reading = staff_drafts(read_text_table(text))
    assert [draft.values["name"] for draft in reading.drafts] == ["Один", "Два", "", "Ким Олег"]
    assert [(fault.place, fault.code) for fault in reading.doubts] == found


def test_a_table_of_something_else_is_refused() -> None:
    with pytest.raises(FaultsError) as caught:
        staff("Товар;Цена\nМел;10")
    assert "«ФИО»" in caught.value.faults[0].message()


def test_a_heading_without_people_is_an_empty_list() -> None:
    with pytest.raises(FaultsError) as caught:
        staff("ФИО;Должность")
    assert caught.value.faults[0].code == "staff_empty"


@pytest.mark.parametrize(("text", "sex"), [("М", "м"), ("жен.", "ж"), ("женский", "ж"), ("", ""), ("x", "")])
def test_sex_is_read_as_people_write_it(text: str, sex: str) -> None:
    assert sex_as_written(text) == sex


@pytest.mark.parametrize(
    ("text", "audience"),
    [
        ("Педколлектив", Audience.STAFF),
        ("родители 5 класса", Audience.PARENTS),
        ("класс-ученики", Audience.PUPILS),
        ("МО", Audience.SUBJECT),
        ("Методическое объединение", Audience.SUBJECT),
        ("администрация школы", Audience.OFFICE),
        ("кружок", Audience.CLUB),
        ("класс (родители)", Audience.PARENTS),
        ("прочее", None),
        ("модельный", None),
    ],
)
def test_whom_a_chat_serves_is_read_from_peoples_words(text: str, audience: Audience | None) -> None:
    assert audience_as_written(text) is audience


def test_chats_are_read_with_headings_and_without() -> None:
    rows = "5 «А»\tTelegram\tкласс (родители)\t25\tОмарова Зарема Исаевна"
    with_headings = chat_drafts(
        read_text_table(f"Название чата\tПлатформа\tКатегория\tЧисло участников\tВладелец\n{rows}")
    )
    without = chat_drafts(read_text_table(rows))
    expected = {
        "name": "5 «А»",
        "platform": "Telegram",
        "audience": "класс (родители)",
        "members": "25",
        "owner": "Омарова Зарема Исаевна",
    }
    assert dict(with_headings.drafts[0].values) == dict(without.drafts[0].values) == expected
