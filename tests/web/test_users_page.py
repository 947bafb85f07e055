import re

import pytest
from flask import Flask

from sferum_docs.services.school.save import save_school
from sferum_docs.services.users.manage import Role, create_user, find_credentials
from sferum_docs.store.database import db, writing
from sferum_docs.store.rows import UserRow
from sferum_docs.store.schools import put_school
from tests.builders import BY, SCHOOL_ID, a_school
from tests.district import SCHOOL_ROLES
from tests.web.conftest import CHEAP, LOGIN, client_of, stranger_of
from tests.web.pages import Page, SchoolClient
from tests.web.test_access import a_user

KIM = {"name": "Ким Олег Юрьевич", "login": "ким"}
ONCE = re.compile(r"\b[a-z2-9]{4}(?:-[a-z2-9]{4}){3}\b")


def press(client: SchoolClient, action: str, **fields: str | list[str]) -> Page:
    page = client.page("/users")
    pressed = page.form_to(action) if action in page.root.xpath("//form/@action") else page.form()
    tokens = {name: value for name, value in page.values(pressed).items() if name.endswith("_token")}
    return Page(client.post(action, data={**tokens, **fields}, follow_redirects=True))


def id_of(app: Flask, login: str) -> int:
    with app.app_context():
        found = find_credentials(login)
        assert found is not None
        return found.user.id


def test_a_new_user_signs_in_with_the_password_shown_once(app: Flask, client: SchoolClient) -> None:
    slip = client.fill("/users", {**KIM, "roles": ["secretary"]})
    once = ONCE.search(slip.main)
    assert once is not None
    assert slip.response.headers["Cache-Control"] == "no-store"
    assert "Ким Олег Юрьевич" in slip.main
    assert once[0] not in client.page("/users").text
    page = stranger_of(app).fill("/sign-in", {"login": "ким", "password": once[0]})
    assert "Придумайте свой пароль" in page.title
    assert "секретарь · одноразовый пароль" in client.page("/users").main


def test_no_role_is_ticked_beforehand_and_the_slip_says_where_others_sign_in(app: Flask, client: SchoolClient) -> None:
    page = client.page("/users")
    assert page.form().xpath(".//input[@name='roles']")
    assert not page.form().xpath(".//input[@name='roles'][@checked]")
    app.config["TRUSTED_HOSTS"] = [*app.config["TRUSTED_HOSTS"], "school.example"]
    slip = client.fill("/users", {**KIM, "roles": ["secretary"]})
    assert "http://school.example/sign-in" in slip.main
    assert "localhost" not in slip.main, "that opens nothing on another computer"
    assert slip.root.xpath("//button[@data-print-page]")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"login": LOGIN.upper()}, "уже занято"),
        ({"login": "два слова"}, "Пробелов нет"),
        ({"login": ""}, "Заполните"),
        ({"name": ""}, "Заполните"),
        ({"roles": []}, "хотя бы одну роль"),
        ({"roles": ["visitor"]}, "хотя бы одну роль"),
    ],
)
def test_what_is_wrong_with_a_new_user_is_told(client: SchoolClient, changes: dict[str, str], words: str) -> None:
    page = client.fill("/users", {**KIM, "roles": ["head"], **changes})
    assert words in " ".join(page.faults)


def test_other_roles_can_be_taken_back_by_one_button(app: Flask, client: SchoolClient) -> None:
    kim = a_user(app, Role.SECRETARY, login="ким")
    number = id_of(app, "ким")
    page = press(client, f"/users/{number}/roles", roles="head")
    assert kim.get("/help").status_code == 302, "the session ended"
    (undo,) = page.root.xpath("//form[@class='undo']")
    kept = {field.get("name"): field.get("value") for field in undo.xpath(".//input")}
    client.post(undo.get("action"), data=kept)
    with app.app_context():
        found = find_credentials("ким")
        assert found is not None
        assert found.user.roles == {Role.SECRETARY}


def test_who_is_kept_out_can_be_let_in_again(app: Flask, client: SchoolClient) -> None:
    kim = a_user(app, Role.SECRETARY, login="ким")
    number = id_of(app, "ким")
    page = press(client, f"/users/{number}/off")
    assert "вход закрыт" in page.main
    assert kim.get("/help").status_code == 302
    press(client, f"/users/{number}/on")
    assert client_of(app, "ким").get("/help").status_code == 200


def test_a_forgotten_password_is_replaced_and_the_old_one_opens_no_more(app: Flask, client: SchoolClient) -> None:
    kim = a_user(app, Role.SECRETARY, login="ким")
    assert ONCE.search(press(client, f"/users/{id_of(app, 'ким')}/password").main)
    assert kim.get("/help").status_code == 302


def test_the_last_administrator_stays(app: Flask, client: SchoolClient) -> None:
    number = id_of(app, LOGIN)
    assert "последний администратор" in " ".join(press(client, f"/users/{number}/roles", roles="head").faults)
    assert "Себя отключить нельзя" in " ".join(press(client, f"/users/{number}/off").faults)
    other = a_user(app, Role.ADMINISTRATOR, login="ким")
    press(other, f"/users/{number}/off")
    kim = id_of(app, "ким")
    assert "последний администратор" in " ".join(press(other, f"/users/{kim}/roles", roles="head").faults)
    with app.app_context():
        assert [row.login for row in db.session.query(UserRow) if row.active] == ["ким"]


def test_a_second_school_sees_its_own_people_and_journal_alone(app: Flask, demonstration: SchoolClient) -> None:
    assert demonstration
    with app.app_context():
        with writing() as session:
            other_school = put_school(session, a_school(short_name="МКОУ «Дальняя СОШ»"), None)
        save_school(SCHOOL_ID, a_school(), BY)
        create_user(SCHOOL_ID, "первый", "Иванов Пётр Первович", frozenset({Role.HEAD}), BY, CHEAP)
    stranger = a_user(app, *SCHOOL_ROLES, login="чужой", school_id=other_school)
    assert "МКОУ «Дальняя СОШ»" in stranger.page("/school").text
    assert "Иванов" not in stranger.page("/users").text
    assert "Комплект составлен" not in stranger.page("/journal").main
    assert stranger.get("/backup").status_code == 403, "a copy holds every school"
    assert stranger.page("/documents").main.count("D02") == 0
