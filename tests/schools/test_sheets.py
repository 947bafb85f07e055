import pytest

from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.sheets.sheets import SheetRow, read_text_table
from sferum_docs.schools.chat_sheet import chat_drafts
from sferum_docs.schools.columns import Draft
from sferum_docs.schools.contacts import email_fault, phone_fault
from sferum_docs.schools.lists.audiences import audience_as_written
from sferum_docs.schools.mapping import sheet_columns
from sferum_docs.schools.staff_sheet import OFFERED_COLUMNS, sex_as_written, staff_drafts


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
        ("Педколлектив", "педагогический коллектив"),
        ("родители 5 класса", "класс (родители)"),
        ("техперсонал", "технический персонал"),
        ("Технический персонал школы", "технический персонал"),
        ("обслуживающий персонал", "технический персонал"),
        ("все работники", "все работники"),
        ("для всех сотрудников", "все работники"),
        ("Родительский комитет", "родительский комитет"),
        ("родком 5А", "родительский комитет"),
        ("учителя начальных классов", "педагогический коллектив"),
        ("кружок технического творчества", "кружок"),
        ("5 класс", "класс (обучающиеся)"),
        ("класс-ученики", "класс (обучающиеся)"),
        ("МО", "методическое объединение"),
        ("Методическое объединение", "методическое объединение"),
        ("администрация школы", "администрация"),
        ("кружок", "кружок"),
        ("класс (родители)", "класс (родители)"),
        ("прочее", ""),
        ("модельный", ""),
    ],
)
def test_whom_a_chat_serves_is_read_from_peoples_words(text: str, audience: str) -> None:
    assert audience_as_written(text) == audience


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


@pytest.mark.parametrize(
    "text",
    [
        "Чат\tПлатформа\tУчастников\n5 «А»\tViber\t25 чел.\n\nПлатформа\tУчастников\tЧат\nВК\t30,0\tВсего понемногу",
        "Чат\tПлатформа\tУчастников\n5 «А»\tViber\t25\nВсего понемногу\tВК\t30 человек\nИтого:\t\t55",
    ],
)
def test_chats_below_another_heading_and_of_odd_names_are_read(text: str) -> None:
    found = [
        tuple(draft.values[key] for key in ("name", "platform", "members"))
        for draft in chat_drafts(read_text_table(text)).drafts
    ]
    assert found == [("5 «А»", "Viber", "25"), ("Всего понемногу", "ВК", "30")]


P, K = "Омарова Зарема Исаевна", "Ким Олег Юрьевич"


@pytest.mark.parametrize(
    "text",
    [
        f"№\tСведения\t\t\nп/п\tФИО\tРабота\t\n\t\tДолжность\tТелефон\n1\t{P}\tучитель\t\n2\t{K}\tповар\t",
        f"№\tФИО\tДолжность\nI. Администрация\n1\t{P}\tучитель\nII\tПедагогические работники\n2\t{K}\tповар",
        f"\tФИО\tДолжность\n\tОБСЛУЖИВАЮЩИЙ ПЕРСОНАЛ\n1\t{P}\tучитель\n\tСовместители\n2\t{K}\tповар\n\tВсего: 2\t2",
        f"ФИО\tДолжность\n1\t2\n{P}\tучитель\nФИО\tДолжность\n{K}\tповар\nДиректор ________ /Кедрова А.П./\nМ.П.",
        f"ФИО\tДолжность\n{P}\tучитель\nВакансия\tучитель\n\tучитель (вакансия)\n{K}\tповар\nвакант\tсторож",
        f"Список работников, учителей\n\n1. ФИО\t2. Должность\n{P}\tучитель\n{K}\tповар\nИсп. Ли А.А. 2-12",
        f"ФИО\tДата назначения на должность\tДолжность по штату\n{P}\t1.1.2020\tучитель\n{K}\t1.1.2021\tповар",
        f"учитель\t{P}\t8 900 000-00-00\nповар\t{K}\t8 900 000-00-01",
        f"Фамилия И.О. (полностью)\tЗанимаемая должность\n{P}\tучитель\n{K}\tповар",
        f"№\tФИО\tДолжность\tТелефон\nА\tБ\t1\t2\n1\t{P}\tучитель\t\n2\t{K}\tповар\t",
        f"№\tФИО\tДолжность\nI\tII\tIII\n1\t{P}\tучитель\n2\t{K}\tповар",
        f"№\tФИО\tДолжность\n(1)\t(2)\t(3)\n1\t{P}\tучитель\nгр. 1\tгр. 2\tгр. 3\n2\t{K}\tповар",
        f"ФИО\tДолжность\tТелефон\n{P}\tучитель\t\n{K}\tповар\t\nДиректор школы\t\tА. П. Кедрова",
        f"ФИО\tДолжность\n{P}\tучитель\n-\tсторож\n{K}\tповар\nДиректор\tКедрова А.П.",
        f'"Фами-\nлия, имя, отчество"\t"Долж-\nность"\n{P}\tучитель\n{K}\tповар',
        f"ФИO\tДoлжнoсть\n{P}\tучитель\n{K}\tповар",
        f"ФИО\tДолжность\n1. {P}\tучитель\n2) {K}\tповар",
        f"ФИО\tДолжность\n*вакансия*\tучитель\n{P}\tучитель\nНе занят\tповар\nваканcия\tповар\n{K}\tповар\n?\t1",
        f"ФИО\tДолжность\n\tПедагогический состав\n{P}\tучитель\n\tУчителя начальных классов\n\tПищеблок\n{K}\tповар",
        f"ФИО\tДолжность\tТелефон\n\t\tПищеблок\n{P}\tучитель\t\n{K}\tповар\t\nЧисленность\t2\t",
        f"№\tФИО\tДолжность\tТел.\n1\t2\t3а\t3б\n1\t{P}\tучитель\t\n1,0\t2,0\t3,0\t4,0\n2\t{K}\tповар\t",
        f"ФИО\tДолжность\nвак.\tучитель\n{P}\tучитель\nне занято\tповар\n{K}\tповар\nВсего\t2\nв т.ч. педагоги\t1",
    ],
    ids=[
        "three-rows",
        "numbered",
        "capitals",
        "signed",
        "vacant",
        "titled",
        "dated",
        "bare",
        "full",
        "letters",
        "Roman",
        "in brackets",
        "initials apart",
        "a stroke",
        "parted words",
        "Latin letters",
        "counted in the cell",
        "nobody yet",
        "sections among the posts",
        "sections further on",
        "parts of a column",
        "not taken",
    ],
)
def test_nobody_is_lost_and_nothing_else_is_taken_for_a_person(text: str) -> None:
    found = [(draft.values["name"], draft.values.get("post")) for draft in staff(text)]
    assert found == [(P, "учитель"), (K, "повар")]


@pytest.mark.parametrize(
    "text",
    [
        f"ФИО\tДолжность\n{P}\tучитель\n\nПищеблок\nДолжность\tФИО\nповар\t{K}",
        f"ФИО\tДолжность\n{P}\tучитель\nФИО\tТелефон\tДолжность\n{K}\t8 900 000-00-00\tповар",
        f"№\tФИО\tДолжность\n1\t{P}\tучитель\n\t№ п/п\tФ.И.О.\tДолжность по штату\n\t1\t{K}\tповар",
        f"ФИО\tДолжность\n{P}\tучитель\nФамилия\tИмя\tОтчество\tДолжность\nКим\tОлег\tЮрьевич\tповар",
        f"Фамилия\tИмя\tОтчество\tДолжность\nОмарова\tЗарема\tИсаевна\tучитель\nФИО\tДолжность\n{K}\tповар",
        "Фамилия, имя\tОтчество\tДолжность\nОмарова Зарема\tИсаевна\tучитель\nКим Олег\tЮрьевич\tповар",
        "Девичья фам.\tФам.\tИмя\tОтч.\tДолжность\nЛи\tОмарова\tЗарема\tИсаевна\tучитель\n\tКим\tОлег\tЮрьевич\tповар",
        f"ФИО\tДолжность\tСтаж\tПодпись\n{P}\tучитель\tвсего 5 лет\t____\n{K}\tповар\tиз них 2\t____",
    ],
    ids=[
        "turned",
        "wider",
        "shifted",
        "then in parts",
        "then whole",
        "patronymic apart",
        "maiden name",
        "totals and lines beside",
    ],
)
def test_a_table_below_another_is_read_by_its_own_heading_and_no_part_of_a_name_is_lost(text: str) -> None:
    found = [(draft.values["name"], draft.values.get("post")) for draft in staff(text)]
    assert found == [(P, "учитель"), (K, "повар")]


def test_a_worker_who_speaks_of_workers_and_phones_heads_no_table() -> None:
    text = f"ФИО\tДолжность\tТелефон\n{P}\tучитель\t\nКим О. Ю.\tсоциальный работник\tтел. 2-12-12"
    assert [draft.values["name"] for draft in staff(text)] == [P, "Ким О. Ю."]


def test_people_above_the_heading_are_told() -> None:
    reading = staff_drafts(read_text_table(f"Педагог\tПредмет\n{P}\tфизика\nФИО\tДолжность\n{K}\tповар"))
    assert [(row.number, row.reason) for row in reading.skipped] == [(2, "выше заголовка")]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (f"ФИО\t\n{P}\tучитель\n{K}\tповар", [""]),
        (f"Педагог\tПредмет\n{P}\tфизика\n{K}\tхимия", ["Педагог", "Предмет"]),
        (f"ФИО\tДолжность\n{P}\tучитель\n{K}\tповар", []),
        (f"{P}\tучитель\n{K}\tповар", []),
    ],
)
def test_what_the_headings_do_not_tell_is_asked(text: str, asked: list[str]) -> None:
    columns = sheet_columns(read_text_table(text), OFFERED_COLUMNS)
    assert [column.heading for column in columns if column.unclear] == asked


def test_the_phone_that_excel_has_shortened_is_told_whole() -> None:
    reading = staff_drafts(read_text_table(f"ФИО;Телефон\n{P};8,92856E+10\n{K};000-104"))
    assert [fault.code for fault in reading.doubts] == ["phone_scientific"]
    assert "8,92856E+10" in reading.doubts[0].message()
    assert [fault.code for fault in reading.notes] == ["phone_short"]


@pytest.mark.parametrize(
    ("phone", "code"),
    [
        ("8 928 000-00-00 / 8 928 000-00-01", None),
        ("8 928 000-00-00 (моб.), раб. 8 (87200) 2-12-12 доб. 12", None),
        ("8-928-000-00-00; (230) 2-33-40", None),
        ("(8722) 55-00-17, доб. 117", None),
        ("+7 (8722) 55-00-17 (доб. 117); 8 (8722) 55-00-18, вн. 2-15", None),
        ("(8722) 55-00-17, добавочный номер (117), 55-00-18 внутр. 12", None),
        ("+7 8722 550017 x117 / (8722) 55-00-17 ext. 9, 55-00-17#4", None),
        ("(8722) 55-00-17 доб. № 117 (приёмная)", None),
        ("8-928-000-00-03 8-928-000-00-04", None),
        ("8 928 000-00-03\n+7 (928) 000-00-04", None),
        ("8 928 000 00 02 WhatsApp", None),
        ("Вайбер: +7 928 000-00-02", None),
        ("89280000001 (Иван, муж), 89280000002", None),
        ("89280000001 | 89280000002", None),
        ("01.05.1980", "bad_phone"),
        ("позвонить", "bad_phone"),
        ("доб. 117", "bad_phone"),
        ("(8722) 55-00-17, доб. сто", "bad_phone"),
    ],
)
def test_phones_are_taken_as_people_write_them(phone: str, code: str | None) -> None:
    fault = phone_fault(phone)
    assert (fault.code if fault else None) == code


@pytest.mark.parametrize(
    ("email", "code"),
    [
        ("a@b.ru, c@d.ru", None),
        ("a@b.ru; c@d.ru", None),
        ("a@b.ru c@d.ru", None),
        ("a@b.ru\nc@d.ru\ne@f.ru", None),
        ("a b@c.ru", "bad_email"),
        ("a@b.ru (личная)", None),
        ("почта@школа.рф", None),
        ("info@школа.рф", None),
        ("р@mail.ru", "email_letters"),
        ("u4@zareсhnaya.example", "email_letters"),
        ("p@mail", "email_dotless"),
        ("a@b.ru, нет", "bad_email"),
    ],
)
def test_emails_are_taken_as_people_write_them(email: str, code: str | None) -> None:
    fault = email_fault(email)
    assert (fault.code if fault else None) == code


def test_errors_of_excel_in_a_text_are_told_by_their_cells_and_taken_for_nothing() -> None:
    text = f"ФИО;Должность;Телефон\n{P};#ССЫЛКА!;#N/A\n#REF!;повар;\n{K};повар;"
    reading = staff_drafts(read_text_table(text))
    assert [fault.values["cell"] for fault in reading.doubts if fault.code == "cell_error"] == ["B2", "C2", "A3"]
    assert not any("#" in value for draft in reading.drafts for value in draft.values.values())


def test_a_contact_beside_a_name_is_no_second_person_and_stays_as_written() -> None:
    reading = staff_drafts(
        read_text_table(f"ФИО;Должность;Телефон\n{P} <pe@b.ru>;повар;89000000001,0\n{K} (8 900 000 00 01);сторож;")
    )
    assert [draft.values["name"] for draft in reading.drafts] == [f"{P} <pe@b.ru>", f"{K} (8 900 000 00 01)"]
    assert not reading.doubts
    assert reading.drafts[0].values["phone"] == "89000000001"


def test_a_formula_without_a_value_says_so() -> None:
    heading, row = SheetRow(1, ("ФИО", "Должность")), SheetRow(2, ("", "методист"), formulas=frozenset({0}))
    codes = [fault.code for fault in staff_drafts((heading, row)).doubts]
    assert codes == ["formula_empty", "row_too_short"]


@pytest.mark.parametrize(
    "text",
    [
        "ФИО, должность\tТелефон\nИванова Анна Петровна, учитель\t\nКим Олег (повар)\t",
        "Должность, ФИО\nучитель Иванова Анна Петровна\nповар Ким Олег",
        "Иванова Анна Петровна - учитель\nКим Олег - повар",
        "№\tРаботник\n1\tИванова Анна Петровна учитель\n2\tКим Олег повар",
    ],
    ids=["comma-brackets", "post-first", "dash-no-heading", "nothing-between"],
)
def test_a_name_and_a_post_in_one_cell_are_parted(text: str) -> None:
    drafts = [dict(draft.values) for draft in staff(text)]
    assert [(row["name"], row["post"]) for row in drafts] == [
        ("Иванова Анна Петровна", "учитель"),
        ("Ким Олег", "повар"),
    ]


def test_maiden_names_and_particles_are_no_posts() -> None:
    text = "ФИО\nИванова Анна Петровна\nМамедов Ариф Гусейн оглы\nОмарова Зарема Исаевна младшая"
    assert all("post" not in draft.values for draft in staff(text))


@pytest.mark.parametrize(
    "last",
    [
        "Гаджиабдуллаева Э.-П. Н.\t",
        "Директор Гаджиабдуллаева Э.-П. Н.\t",
        "Директор ____\tГаджиабдуллаева Э.-П. Н.",
        "Исполнитель: Ким О. Ю., тел. 2-12\t",
    ],
)
def test_who_signed_under_a_list_is_no_worker(last: str) -> None:
    people = "Омарова Зарема Исаевна\tметодист\nКим Олег Юрьевич\tповар"
    reading = staff_drafts(read_text_table(f"ФИО\tДолжность\n{people}\nИтого: 2 чел.\t\n{last}"))
    assert len(reading.drafts) == 2
    assert [row.reason for row in reading.skipped] == ["итог", "подпись"]


def test_posts_in_capitals_and_straight_quotes_are_put_right_while_read_and_told() -> None:
    text = (
        'ФИО\tДолжность\nОмарова Зарема Исаевна\tУЧИТЕЛЬ НАЧАЛЬНЫХ КЛАССОВ\nКим Олег Юрьевич\tРуководитель кружка "Луч"'
    )
    reading = staff_drafts(read_text_table(text))
    posts = [draft.values["post"] for draft in reading.drafts]
    assert posts == ["учитель начальных классов", "руководитель кружка «Луч»"]
    assert [note.code for note in reading.notes] == ["tidied_post"]
