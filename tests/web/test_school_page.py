from dataclasses import replace

import pytest
from flask import Flask

from sferum_docs.schools.model import Word, WordDecision
from sferum_docs.services.school.save import find_school, save_school
from tests.builders import BY, SCHOOL_ID, a_school
from tests.web.pages import SchoolClient
from tests.web.test_first_run import RIGHT

WRONG = [
    ("inn", "9900000032", "не сходится по контрольной цифре"),
    ("inn", "99000", "Здесь должно быть цифр: 10, а введено: 5"),
    ("inn", "", "Заполните это поле"),
    ("kpp", "12", "9 знаков"),
    ("ogrn", "1029900000018", "не сходится"),
    ("okpo", "1234567a", "только цифры"),
    ("email", "школа.рф", "не похож на электронную почту"),
    ("phone", "нет", "не похож на настоящий"),
    ("students", "много", "целое число"),
    ("full_name", "", "Заполните это поле"),
    ("head-name", "Магомедова", "не полное имя"),
    ("head-name", "Магомедова 2 Патимат", "знаки, которых в именах не бывает"),
    ("head-post", "", "Заполните это поле"),
]


@pytest.mark.parametrize(("field", "value", "words"), WRONG)
def test_a_wrong_value_is_told_beside_its_field_and_on_top(
    empty: SchoolClient, field: str, value: str, words: str
) -> None:
    page = empty.fill("/school", {**RIGHT, field: value}, action="save")
    assert words in page.beside(field)
    assert len(page.faults) == 1
    assert words in page.faults[0]
    assert f"#{field}" in page.links()
    assert page.title.startswith("Ошибка: ")


def test_nothing_typed_is_lost_by_a_fault(empty: SchoolClient) -> None:
    typed = {**RIGHT, "inn": "123", "site": "школа.рф", "head-acting": "y", "profile_active": "y"}
    values = empty.fill("/school", typed, action="save").values()
    assert {name: values[name] for name in typed} == typed


def test_all_faults_come_at_once(empty: SchoolClient) -> None:
    page = empty.fill("/school", {"inn": "1", "kpp": "2", "head-name": "Ким"}, action="save")
    assert {"#inn", "#kpp", "#full_name", "#short_name", "#place", "#head-name", "#head-post"} <= set(page.links())


def test_who_acts_for_the_head_names_the_ground(empty: SchoolClient) -> None:
    page = empty.fill("/school", {**RIGHT, "head-acting": "y"}, action="save")
    assert "Заполните" in page.beside("head-ground")


def test_a_sex_that_the_name_does_not_tell_is_asked_for(empty: SchoolClient) -> None:
    page = empty.fill("/school", {**RIGHT, "head-name": "Ким Саша"}, action="save")
    assert "пол не определить" in page.beside("head-sex")
    assert "Данные школы сохранены" in empty.send("/school", page.values(), {"head-sex": "ж"}, action="save").main


def test_a_saved_school_stands_in_the_form_and_in_the_frame(client: SchoolClient) -> None:
    client.fill("/school", {"short_name": "МБОУ «Новая СОШ»", "students": "12"}, action="save")
    page = client.page("/school")
    values = page.values()
    assert values["students"] == "12"
    assert "МБОУ «Новая СОШ»" in page.root.xpath("//header")[0].text_content()


def test_saving_the_requisites_leaves_staff_and_chats_alone(client: SchoolClient) -> None:
    client.fill("/school", {"students": "12"}, action="save")
    assert client.page("/staff").values()["staff-0-name"] == "Магомедова Патимат Гаджиевна"
    assert client.page("/chats").values()["chats-0-name"] == "Педагоги школы"


def test_saving_the_school_keeps_what_was_decided_about_the_cases_of_its_head(app: Flask, client: SchoolClient) -> None:
    decision = WordDecision(Word.LAST, "Магомедова", fixed=True)
    with app.app_context():
        school = a_school()
        assert school.head is not None
        save_school(
            SCHOOL_ID,
            replace(school, head=replace(school.head, person=replace(school.head.person, decisions=(decision,)))),
            BY,
        )
    client.fill("/school", {"students": "12"}, action="save")
    with app.app_context():
        kept = find_school(SCHOOL_ID)
    assert kept is not None
    assert kept.head is not None
    assert kept.head.person.decisions == (decision,)


def test_a_doubtful_kpp_is_saved_and_pointed_out(empty: SchoolClient) -> None:
    page = empty.fill("/school", {**RIGHT, "kpp": "052701001"}, action="save")
    assert "Данные школы сохранены" in page.main
    assert "КПП начинается с 0527, а ИНН — с 9900" in page.main


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [("inn", "9900000031", ""), ("inn", "9900000032", "контрольной"), ("email", "школа@", "почту"), ("inn", "", "")],
)
def test_one_value_is_checked_when_its_field_is_left(empty: SchoolClient, field: str, value: str, words: str) -> None:
    answer = empty.get("/school/check", query_string={"field": field, "value": value}).get_json()
    assert words in answer["sentence"]
    assert bool(answer["sentence"]) == bool(words)


HOSTILE = ["<b>1</b>", "{{ 6*7 }}", '"><script>alert(1)</script>', "' onmouseover='x", "Рога & Копыта", "=1+1"]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_shown_as_the_text_it_is(client: SchoolClient, value: str) -> None:
    page = client.fill("/school", {"short_name": value, "address": value, "founder": value}, action="save")
    assert not page.root.xpath("//b[text()='1'] | //script[contains(text(), 'alert')] | //@onmouseover")
    assert page.values()["address"] == value
    assert value in page.root.xpath("//header")[0].text_content()


@pytest.mark.parametrize("text", ["Омар\u0002ова", "\u202eОмарова", "Ома\u200bрова", "Омарова\r\n"])
def test_unseen_signs_are_not_shown_again_even_beside_a_fault(client: SchoolClient, text: str) -> None:
    page = client.fill("/school", {"head-name": text, "site": text}, action="save")
    assert "не полное имя" in page.beside("head-name")
    assert (page.values()["head-name"], page.values()["site"]) == ("Омарова", "Омарова")


def test_unseen_signs_are_cleaned_away(client: SchoolClient) -> None:
    page = client.fill("/school", {"place": "с.\u00a0\u200bКлючевое\u202e\r\nX: y"}, action="save")
    assert page.values()["place"] == "с. Ключевое X: y"
