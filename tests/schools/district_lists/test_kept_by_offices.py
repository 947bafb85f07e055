"""Tables as offices keep them: what stands beside a name, what people write for nothing, who is closed."""

import pytest

from sferum_docs.schools.model import SchoolKind
from tests.schools.district_lists.books import (
    GARDEN,
    HEADING,
    INNS,
    KEY,
    ORGS,
    STAFF,
    body,
    book,
    sheet,
    staff,
    told,
    understood,
)

SHORT = ("Организация", "ИНН", "Руководитель")
BODIES = sheet(HEADING, KEY, GARDEN)


@pytest.mark.parametrize(
    ("written", "name", "ground"),
    [
        ("Пак Денис Олегович (и.о.)", "Пак Денис Олегович", ""),
        ("и.о. Пак Денис Олегович", "Пак Денис Олегович", ""),
        ("врио Пак Денис Олегович", "Пак Денис Олегович", ""),
        (
            "И.О. директора Цой Мария Олеговна, приказ № 5 от 01.09.2026",
            "Цой Мария Олеговна",
            "приказ № 5 от 01.09.2026",
        ),
    ],
)
def test_who_acts_for_another_is_told_beside_the_name(written: str, name: str, ground: str) -> None:
    found = understood(book(Л=sheet(SHORT, ("МКОУ «Ключевская СОШ»", INNS[0], written))))
    head = body(found, "Ключевская").head
    assert head is not None
    assert (head.person.full_name, head.acting, head.ground) == (name, True, ground)
    assert (("C2", "district_no_ground") in told(found)) is (not ground)


def test_initials_before_a_surname_are_no_word_for_acting() -> None:
    found = understood(book(Л=sheet(SHORT, ("МКОУ «Ключевская СОШ»", INNS[0], "И. О. Седых"))))
    assert ("C2", "district_no_ground") not in told(found)


def test_a_phone_beside_the_name_of_the_head_is_his() -> None:
    row = ("МКОУ «Ключевская СОШ»", INNS[0], "Пак Денис Олегович, 8-900-000-11-22")
    head = body(understood(book(Л=sheet(SHORT, row))), "Ключевская").head
    assert head is not None
    assert (head.person.full_name, head.person.phone, head.acting) == ("Пак Денис Олегович", "8-900-000-11-22", False)


def test_a_card_names_an_acting_head() -> None:
    rows = [("", "Краткое наименование", "", KEY[2]), ("", "ИНН", "", INNS[0]), ("", "Адрес", "", "с. Ключи, 1")]
    more = [("", "Директор", "", "и.о. Пак Денис Олегович"), ("", "Основание", "", "приказ от 01.09.2026 № 12-л")]
    head = body(understood(book(Карта=sheet(*rows, *more))), "Ключевская").head
    assert head is not None
    assert (head.person.full_name, head.acting, head.ground) == (
        "Пак Денис Олегович", True, "приказ от 01.09.2026 № 12-л",
    )  # fmt: skip


def test_a_heading_of_two_capital_words_is_no_name() -> None:
    heading = ("Тип ОО", "№", "Наименование", "ИНН", "Ф.И.О. руководителя")
    found = understood(book(Л=sheet(heading, ("Школы", 1, "МКОУ СОШ с. Ключи", INNS[0], "Пак Денис Олегович"))))
    school = body(found, "Ключи")
    assert (school.requisites.inn, school.requisites.kind) == (INNS[0], SchoolKind.SECONDARY)
    assert school.head is not None


def test_a_sheet_of_heads_names_schools_as_people_do() -> None:
    heads = sheet(
        ("ОО", "ФИО руководителя", "Должность"),
        ("Ключевская сош", "Пак Денис Олегович", "директор"),
        ("д/с Росток", "Ким Анна Ивановна", "заведующая"),
    )
    bodies = sheet(HEADING[:6], KEY[:6], GARDEN[:6])
    for sheets in ({ORGS: bodies, "Руководители": heads}, {"Руководители": heads, ORGS: bodies}):
        found = understood(book(**sheets))
        assert [each.requisites.short_name for each in found.bodies] == [KEY[2], GARDEN[2]]
        names = [each.head.person.full_name for each in found.bodies if each.head]
        assert names == ["Пак Денис Олегович", "Ким Анна Ивановна"]


def test_what_stands_for_nothing_is_empty_without_a_word() -> None:
    heading = ("Организация", "ИНН", "КПП", "ОКПО", "Населённый пункт", "Руководитель")
    row = ("МКОУ «Ключевская СОШ»", f"ИНН {INNS[0]}", "н/д", "-", "—", "нет")
    found = understood(book(Л=sheet(heading, row)))
    school = body(found, "Ключевская")
    kept = school.requisites
    assert (kept.inn, kept.kpp, kept.okpo, kept.place, school.head) == (INNS[0], "", "", "", None)
    assert told(found, "error") == []


@pytest.mark.parametrize("between", ["/", " ", "\n", " / КПП "])
def test_two_numbers_in_a_cell(between: str) -> None:
    row = ("МКОУ «Ключевская СОШ»", f"{INNS[0]}{between}059801001", "")
    kept = body(understood(book(Л=sheet(("Организация", "ИНН/КПП", "Директор"), row))), "Ключевская").requisites
    assert (kept.inn, kept.kpp) == (INNS[0], "059801001")


def test_name_and_address_in_a_cell_and_contacts_in_another() -> None:
    heading = ("Наименование и адрес учреждения", "ИНН", "Тел., e-mail")
    row = ("МКОУ «Ключевская СОШ», 368991, с. Ключи, ул. Новая, 1", INNS[0], "kl@mail.example")
    found = understood(book(Л=sheet(heading, row)))
    kept = body(found, "Ключевская").requisites
    assert (kept.short_name, kept.address) == ("МКОУ «Ключевская СОШ»", "368991, с. Ключи, ул. Новая, 1")
    assert (kept.phone, kept.email) == ("", "kl@mail.example")


def test_contacts_under_a_common_heading() -> None:
    heading = [("№", "Организация", "ИНН", "Контакты", "Контакты"), ("№", "Организация", "ИНН", "телефон", "эл. почта")]
    row = ("1", "МКОУ «Ключевская СОШ»", INNS[0], "8-900-000-11-22", "kl@mail.example")
    kept = body(understood(book(Л=sheet(*heading, row))), "Ключевская").requisites
    assert (kept.phone, kept.email) == ("8-900-000-11-22", "kl@mail.example")


@pytest.mark.parametrize(
    ("name", "remark", "cell"),
    [
        ("МКОУ «Ключевская СОШ»", "закрыта с 01.09.2025", "C2"),
        ("МКОУ «Ключевская СОШ»", "реорганизована: присоединена к другой", "C2"),
        ("МКОУ «Ключевская СОШ» (ликвидирована)", "", "A2"),
    ],
)
def test_a_closed_organisation_is_told(name: str, remark: str, cell: str) -> None:
    found = understood(book(Л=sheet(("Организация", "ИНН", "Примечание"), (name, INNS[0], remark))))
    assert told(found, "warning") == [(cell, "district_closed")]


def test_a_sheet_and_a_file_named_after_a_kindergarten() -> None:
    people = sheet(("№", "ФИО", "Должность"), ("1", "Исаева Мадина Руслановна", "воспитатель"))
    for files in (
        [book(**{ORGS: BODIES, "Росток": people})],
        [book(**{ORGS: BODIES}), ("дс Росток штат 2026.xlsx", book(Лист1=people))],
    ):
        found = understood(*files)
        assert staff(found, "Росток") == ["Исаева Мадина Руслановна: воспитатель"]
        assert found.questions == ()


def test_names_headed_by_single_letters() -> None:
    people = sheet(("ОО", "Ф", "И", "О", "Пол", "Должность"), ("Ключевская сош", "Пак", "Саша", "", "жен.", "учитель"))
    assert staff(understood(book(**{ORGS: BODIES, STAFF: people})), "Ключевская") == ["Пак Саша: учитель"]


def test_a_garden_by_its_number_beside_a_school_of_the_same() -> None:
    bodies = sheet(SHORT, ("МБОУ СОШ № 1", INNS[0], ""), ("МБДОУ Детский сад № 1", INNS[1], ""))
    people = sheet(("Учреждение", "ФИО", "Должность"), ("сад №1", "Исаева Мадина Руслановна", "воспитатель"))
    assert staff(understood(book(**{ORGS: bodies, STAFF: people})), "сад № 1") == [
        "Исаева Мадина Руслановна: воспитатель"
    ]


def test_a_sex_that_the_patronymic_denies_is_told() -> None:
    rows = [("Ключевская сош", "Алиев Мурад Алиевич", "Ж", "учитель"), ("Ключевская сош", "Пак Саша", "Ж", "учитель")]
    people = sheet(("ОО", "ФИО", "Пол", "Должность"), *rows)
    assert told(understood(book(**{ORGS: BODIES, STAFF: people}))) == [("C2", "district_other_sex")]


def test_two_phones_a_line_each_in_a_cell() -> None:
    row = ("МКОУ «Ключевская СОШ»", INNS[0], "8 900 000 11 22 8 900 000 11 23")
    found = understood(book(Л=sheet(("Организация", "ИНН", "Телефон"), row)))
    assert body(found, "Ключевская").requisites.phone == "8 900 000 11 22, 8 900 000 11 23"
