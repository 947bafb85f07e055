from dataclasses import replace

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from sferum_docs.documents.tags.people import full_name
from sferum_docs.schools.model import Responsible
from sferum_docs.services.school.save import find_school, save_school
from tests.builders import BY, SCHOOL_ID, a_man, a_school
from tests.web.conftest import client_of
from tests.web.pages import ACT, Page, SchoolClient

HARE = a_man("Заяц Иван Юрьевич", post="сторож")


@pytest.fixture
def with_hare(app: Flask) -> SchoolClient:
    with app.app_context():
        save_school(SCHOOL_ID, a_school(staff=(*a_school().staff, HARE)), BY)
    return client_of(app)


def decide(client: SchoolClient, **fields: str) -> Page:
    values = client.page("/staff/cases/5").values()
    kept = {name: values[name] for name in ("csrf_token", "edit_token", "person")} | {"word": "last"}
    return client.send("/staff/cases/5", MultiDict(kept), fields)


def test_who_waits_for_a_decision_stands_first(with_hare: SchoolClient) -> None:
    page = with_hare.page("/staff/cases")
    assert "Ждут вашего решения: 1 человек" in page.main
    rows = page.root.xpath("//main//tbody/tr")
    assert "Заяц Иван Юрьевич" in rows[0].text_content()
    assert "проверьте" in rows[0].text_content()


def test_doubtful_forms_are_marked_and_one_click_settles_them(with_hare: SchoolClient) -> None:
    page = with_hare.page("/staff/cases/5")
    assert "не уверены" in page.main
    choices = page.root.xpath("//button[starts-with(@value, 'choose:')]")
    assert len(choices) >= 2
    answer = decide(with_hare, action=str(choices[0].get("value")))
    assert "Решение о склонении сохранено" in answer.main
    assert "не уверены" not in answer.main
    assert "решено вами" in answer.main
    assert "Сомнений нет" in with_hare.page("/staff/cases").main


def test_own_forms_stand_as_written(with_hare: SchoolClient) -> None:
    answer = decide(with_hare, родительный="Заяца", винительный=" Заяца\u200b ", action="own")
    assert answer.root.xpath("count(//dd[contains(., 'Заяца')])") == 2
    back = decide(with_hare, action="forget")
    assert "не уверены" in back.main


def test_forms_too_long_are_refused_and_never_cut(with_hare: SchoolClient) -> None:
    before = with_hare.page("/staff/cases/5").main
    assert "Не записано." in decide(with_hare, родительный="Заяца" * 100, action="own").text
    assert with_hare.page("/staff/cases/5").main == before


def test_the_staff_and_packet_pages_warn_of_an_unconfirmed_person(app: Flask) -> None:
    school = a_school(staff=(*a_school().staff, HARE))
    with app.app_context():
        save_school(
            SCHOOL_ID, replace(school, responsible=Responsible({**school.responsible, "sferum": HARE.full_name})), BY
        )
    client = client_of(app)
    assert "Проверьте склонение: 1 человек" in client.page("/staff").main
    assert "Программа не уверена в формах: Заяц Иван Юрьевич" in client.page(f"{ACT}/packet").main


def test_the_list_of_a_usual_school_has_nothing_to_ask(client: SchoolClient) -> None:
    assert "Сомнений нет" in client.page("/staff/cases").main
    assert "уверены" not in client.page(f"{ACT}/packet").main


@pytest.mark.parametrize(
    "data",
    [
        {"word": "имя", "action": "fix"},
        {"word": "last", "action": "choose:99"},
        {"word": "last", "action": "choose:x"},
        {"word": "last", "action": "drop"},
        {},
    ],
)
def test_a_forged_decision_changes_nothing(with_hare: SchoolClient, data: dict[str, str]) -> None:
    before = with_hare.page("/staff/cases/5").main
    values = with_hare.page("/staff/cases/5").values()
    kept = {name: values[name] for name in ("csrf_token", "edit_token", "person")}
    assert with_hare.post("/staff/cases/5", data={**data, **kept}).status_code == 400
    assert with_hare.page("/staff/cases/5").main == before


def test_nobody_stands_at_a_place_that_is_not_in_the_list(client: SchoolClient) -> None:
    assert client.get("/staff/cases/99").status_code == 404


def test_a_decision_never_lands_on_somebody_else_who_took_the_place(with_hare: SchoolClient) -> None:
    answer = decide(with_hare, person="Другой Человек, сторож", action="fix")
    assert "Список сотрудников изменился" in answer.text
    assert "не уверены" in with_hare.page("/staff/cases/5").main


def test_a_word_that_a_person_has_not_cannot_be_decided(app: Flask) -> None:
    with app.app_context():
        save_school(SCHOOL_ID, a_school(staff=(*a_school().staff, a_man("Ким Олег"))), BY)
    client = client_of(app)
    values = client.page("/staff/cases/5").values()
    kept = {name: values[name] for name in ("csrf_token", "edit_token", "person")}
    data = {**kept, "word": "middle", "action": "fix"}
    assert client.post("/staff/cases/5", data=data).status_code == 400


def initials(client: SchoolClient, typed: str) -> Page:
    return decide(client, word="initials", initials=typed, action="initials")


def test_a_person_writes_initials_of_their_own_and_documents_do(app: Flask) -> None:
    double = a_man("Заяц Магомед-Расул Юрьевич", post="сторож")
    with app.app_context():
        save_school(SCHOOL_ID, a_school(staff=(*a_school().staff, double)), BY)
    client = client_of(app)
    assert "М.-Р. Ю. Заяц" in plain(client.page("/staff/cases/5").main)
    assert "М. Ю. Заяц" in plain(initials(client, "М.Ю.").main)
    with app.app_context():
        school = find_school(SCHOOL_ID)
        assert school is not None
        assert plain(full_name(school.staff[4]).initials(after=True)) == "Заяц М. Ю."
        # another first name: what was chosen for the old one is not used
        renamed = replace(school.staff[4], first="Иван")
        assert plain(full_name(renamed).initials(after=True)) == "Заяц И. Ю."
    assert "не похоже на инициалы" in initials(client, "<b>").main
    assert "М.-Р. Ю. Заяц" in plain(initials(client, "").main)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ").replace("\N{NON-BREAKING HYPHEN}", "-")


def test_where_forms_come_from_is_said_in_words(client: SchoolClient) -> None:
    places = [link for link in client.page("/staff/cases").links() if link.startswith("/staff/cases/")]
    assert places
    for place in places:
        said = client.page(place).main
        assert "правило R" not in said
        assert "Откуда: " in said
