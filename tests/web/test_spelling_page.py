"""Straight quotes and needless capitals: offered to be put right, and put right wherever the words stand."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.fields.requisites import REQUISITES
from sferum_docs.schools.lists.spelling import angle_quotes, better_written, post_in_small
from sferum_docs.store.database import writing
from sferum_docs.store.rows import SchoolRow
from sferum_docs.store.schools import lock_school, put_school
from tests.web.pages import Page, SchoolClient

FULL = next(field for field in REQUISITES if field.name == "full_name")


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ('МБОУ "Ключевская СОШ"', "МБОУ «Ключевская СОШ»"),
        ('МБОУ "СОШ им. "Героя" № 1"', "МБОУ «СОШ им. „Героя“ № 1»"),
        ('"Школа "Росток""', "«Школа „Росток“»"),
        ("МБОУ «Школа «Росток»»", "МБОУ «Школа „Росток“»"),
        ("МБОУ “Школа”", "МБОУ «Школа»"),
        ("МБОУ 'Школа № 1'", "МБОУ «Школа № 1»"),
        ('МБОУ ""СОШ""', "МБОУ «СОШ»"),
        ('АНО "Центр" "Луч"', "АНО «Центр» «Луч»"),
        ('Школа "А', 'Школа "А'),
        ("О'Нил", "О'Нил"),
        ("МБОУ «Школа „Росток“»", "МБОУ «Школа „Росток“»"),
    ],
)
def test_quotes_become_angle_ones_with_small_ones_within(typed: str, better: str) -> None:
    assert angle_quotes(typed) == better


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        ("УЧИТЕЛЬ НАЧАЛЬНЫХ КЛАССОВ", "учитель начальных классов"),
        ("ЗАМЕСТИТЕЛЬ ДИРЕКТОРА ПО УВР", "заместитель директора по УВР"),
        ("И.О. ДИРЕКТОРА", "и.о. директора"),
        ("Директор", "директор"),
        ("УВР", "УВР"),
        ("учитель ИЗО и МХК", "учитель ИЗО и МХК"),
        ("ПОВАР", "повар"),
    ],
)
def test_posts_are_in_small_letters_but_for_abbreviations(typed: str, better: str) -> None:
    assert post_in_small(typed) == better


@pytest.mark.parametrize(
    ("typed", "better"),
    [
        (
            'МУНИЦИПАЛЬНОЕ КАЗЁННОЕ УЧРЕЖДЕНИЕ "КЛЮЧЕВСКАЯ СРЕДНЯЯ ШКОЛА ИМЕНИ М.-С. АБДУЛКАДЫРОВА"',
            "Муниципальное казённое учреждение «Ключевская средняя школа имени М.-С. Абдулкадырова»",
        ),
        ("МБОУ «ГИМНАЗИЯ ИМ. ГЕРОЯ РОССИИ И.И. ИВАНОВА»", "МБОУ «Гимназия им. Героя России И.И. Иванова»"),
        ("АДМИНИСТРАЦИЯ МУНИЦИПАЛЬНОГО РАЙОНА «СЕРГОКАЛИНСКИЙ РАЙОН»",
         "Администрация муниципального района «Сергокалинский район»"),
        ("УПРАВЛЕНИЕ ОБРАЗОВАНИЯ ГОРОДА МАХАЧКАЛЫ", "Управление образования города Махачкалы"),
        ("МКОУ «СОШ № 1»", "МКОУ «СОШ № 1»"),
        ("МБОУ «Технопарк КВАНТОРИУМ»", "МБОУ «Технопарк КВАНТОРИУМ»"),
    ],
)  # fmt: skip
def test_a_shouted_name_of_an_organisation_gets_its_usual_capitals(typed: str, better: str) -> None:
    assert better_written(typed, FULL) == better


SHOUTED = {
    "staff-1-name": "ОМАРОВА ЗАРЕМА ИСАЕВНА",
    "staff-1-post": "УЧИТЕЛЬ ФИЗИКИ И ИКТ",
    "staff-2-form": '5 "Б"',
}


def spelling(client: SchoolClient) -> Page:
    return client.page("/school/spelling")


def test_what_was_typed_in_haste_is_put_right_by_one_button_wherever_it_stands(client: SchoolClient) -> None:
    saved = client.fill("/staff", SHOUTED, action="save")
    assert "можно поправить: 3 места" in saved.main.replace("\xa0", " ")
    client.fill("/school", {"short_name": 'МКОУ "Ключевская СОШ"', "head-post": "Директор"}, action="save")
    assert "можно поправить: 2 места" in client.page("/school").main.replace("\xa0", " ")
    done = client.fill("/school/spelling")
    assert "Исправлено: 5 мест" in done.main.replace("\xa0", " ")
    assert "Править нечего" in done.main
    staff, school = client.page("/staff").values(), client.page("/school").values()
    assert (staff["staff-1-name"], staff["staff-1-post"]) == ("Омарова Зарема Исаевна", "учитель физики и ИКТ")
    assert staff["staff-2-form"] == "5 «Б»"
    assert (school["short_name"], school["head-post"]) == ("МКОУ «Ключевская СОШ»", "директор")
    assert client.page("/responsible").values()["sferum"] == "Омарова Зарема Исаевна"
    assert client.page("/chats").values()["chats-0-owner"] == "Омарова Зарема Исаевна"


def test_what_is_not_ticked_stays_and_what_is_typed_otherwise_is_taken(client: SchoolClient) -> None:
    client.fill("/school", {"short_name": 'МКОУ "Ключевская СОШ"', "head-post": "Директор"}, action="save")
    left = client.fill(
        "/school/spelling", {"take": ["requisites.short_name"], "now-requisites.short_name": "МКОУ «КСОШ»"}
    )
    assert "уже другие слова" in left.text
    client.fill("/school/spelling", {"take": ["requisites.short_name"]})
    assert client.page("/school").values()["short_name"] == "МКОУ «Ключевская СОШ»"
    assert client.page("/school").values()["head-post"] == "Директор"


def test_a_name_kept_with_latin_letters_is_put_right_as_it_is_offered(client: SchoolClient) -> None:
    client.fill("/staff", SHOUTED, action="save")
    with client.application.app_context(), writing() as session:
        (school_id,) = session.scalars(select(SchoolRow.id))
        school = lock_school(session, school_id)
        assert school is not None
        staff = [replace(person, last=person.last.translate(str.maketrans("АРВ", "APB"))) for person in school.staff]
        put_school(session, replace(school, staff=tuple(staff)), school_id)
    assert "Исправлено: " in client.fill("/school/spelling").main
    assert client.page("/staff").values()["staff-1-name"] == "Омарова Зарема Исаевна"


@pytest.mark.parametrize("typed", ["ОмароваЗаремаИсаевна", "Омарова ЗаремаИсаевна", "Омарова"])
def test_a_name_run_together_is_refused_as_another_one(client: SchoolClient, typed: str) -> None:
    client.fill("/staff", SHOUTED, action="save")
    place = "staff.1.name"
    refused = client.fill("/school/spelling", {"take": [place], f"now-{place}": typed})
    assert "уже другие слова" in refused.text
    assert client.page("/staff").values()["staff-1-name"] == "ОМАРОВА ЗАРЕМА ИСАЕВНА"


def test_a_school_changed_in_this_very_moment_is_told_and_nothing_is_kept(
    client: SchoolClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.fill("/staff", SHOUTED, action="save")

    def too_late(*_args: object) -> int:
        raise FaultsError([Fault("school_changed")])

    monkeypatch.setattr("sferum_docs.web.school.spelling.respell", too_late)
    assert "изменил кто-то другой" in client.fill("/school/spelling").main
    assert client.page("/staff").values()["staff-1-name"] == "ОМАРОВА ЗАРЕМА ИСАЕВНА"
