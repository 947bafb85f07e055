"""The role «район»: who has it, what it opens, and what of the installation is its own."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from sferum_docs.reading.faults import FaultsError
from sferum_docs.schools.model import SchoolKind
from sferum_docs.services.school.save import find_school
from sferum_docs.services.users.manage import Role, create_user, find_credentials, list_users, set_roles
from sferum_docs.services.users.setup_code import setup_code
from sferum_docs.store.database import writing
from sferum_docs.store.oversight import put_overseer
from sferum_docs.store.schools import put_school
from tests.builders import BY, a_school
from tests.district import District, login_of
from tests.web.conftest import CHEAP, PASSWORD, client_of
from tests.web.pages import Page, SchoolClient

FIRST = {"name": "Гаджиева Амина Руслановна", "login": "гаджиева", "password": PASSWORD, "again": PASSWORD}
OFFICE = {
    "inn": "9900000176", "full_name": "Управление образования Верхнереченского района",
    "short_name": "Управление образования", "place": "с. Верхнереченское", "head-post": "начальник",
}  # fmt: skip


def set_up(app: Flask, bare: SchoolClient, **changes: Any) -> Page:
    return bare.fill("/setup", {**FIRST, "code": setup_code(Path(app.instance_path)), **changes})


def test_the_first_person_of_an_office_enters_the_office_and_arrives_at_its_schools(
    app: Flask, bare: SchoolClient
) -> None:
    assert "В управлении образования" in bare.page("/setup").main
    start = set_up(app, bare, body="office")
    assert "Акты в организациях района" in start.main
    assert "Показать на примере" not in start.main, "the example is a school"
    form = bare.page("/school")
    assert "Данные управления" in form.main
    assert "Организации" in form.main, "the way of an office, not of a school"
    for of_a_school in ("Чаты", "Комплект", "Обучающихся"):
        assert of_a_school not in form.main
    assert form.values()["kind"] == SchoolKind.OFFICE
    kept = bare.fill("/school", OFFICE, action="save")
    assert kept.response.request.path == "/district/"
    menu = kept.root.xpath("//nav[@aria-label='Разделы']//a/text()")
    assert ("Район" in menu, "Чаты" in menu) == (True, False), "an office moves no chats"
    assert client_of(app, "гаджиева").get("/sign-in").location == "/district/", "the desk of who watches"


def test_the_first_person_of_a_school_sees_nothing_of_a_district(app: Flask, bare: SchoolClient) -> None:
    start = set_up(app, bare)
    assert "Заполнить данные школы" in start.main
    with app.app_context():
        assert [Role.DISTRICT in user.roles for user in list_users(None)] == [False]
    assert bare.get("/district/").status_code == 403
    form = bare.page("/school")
    assert form.values()["kind"] == SchoolKind.SECONDARY
    assert "Чаты" in form.main


def test_only_people_of_an_office_may_be_given_the_role(app: Flask, district: District) -> None:
    school, office = district.schools[0], district.office
    admin = client_of(app, login_of(school, Role.ADMINISTRATOR))
    page = admin.page("/users")
    assert "район" not in page.form().text_content()
    typed = {"name": "Ким Олег Юрьевич", "login": "ким", "roles": ["district"]}
    assert "только у работников управления" in admin.fill("/users", typed).main
    with app.app_context():
        one = find_credentials(login_of(school, Role.HEAD))
        assert one is not None
        with pytest.raises(FaultsError):
            set_roles(one.user, frozenset({Role.DISTRICT}), BY)
        create_user(office, "второй", "Ким Олег Юрьевич", frozenset({Role.DISTRICT}), BY, CHEAP)
    assert "район" in client_of(app, login_of(office, Role.ADMINISTRATOR)).page("/users").form().text_content()


def test_an_office_that_is_none_any_more_watches_nobody(app: Flask, district: District) -> None:
    clerk = client_of(app, login_of(district.other_office, Role.DISTRICT))
    assert clerk.get("/district/").status_code == 200
    with app.app_context(), writing() as session:
        put_school(session, a_school(), district.other_office)  # as an old copy or a mistaken hand may leave it
    assert clerk.get("/district/").status_code == 403


@pytest.mark.parametrize(("path", "method"), [("/backup", "GET"), ("/doctor", "GET"), ("/backup", "POST")])
def test_what_is_of_the_installation_is_closed_to_a_school_that_an_office_watches(
    app: Flask, district: District, path: str, method: str
) -> None:
    admin = client_of(app, login_of(district.schools[0], Role.ADMINISTRATOR))
    answer = admin.open(path, method=method)
    assert answer.status_code == 403
    page = Page(answer)
    assert "Управление образования Верхнереченского района" in page.main, "who keeps it"
    assert "Копии" not in admin.page("/templates").main


def test_of_two_districts_on_one_machine_neither_takes_the_copy_of_all(app: Flask, district: District) -> None:
    for office in (district.office, district.other_office):
        admin = client_of(app, login_of(office, Role.ADMINISTRATOR))
        assert admin.get("/backup").status_code == 403
    with app.app_context(), writing() as session:
        put_overseer(session, district.other_office, district.office)  # a region over both
    assert client_of(app, login_of(district.office, Role.ADMINISTRATOR)).get("/backup").status_code == 200
    assert client_of(app, login_of(district.other_office, Role.ADMINISTRATOR)).get("/doctor").status_code == 403


def test_a_school_never_makes_itself_an_office_nor_an_office_with_schools_a_school(
    app: Flask, district: District
) -> None:
    head = client_of(app, login_of(district.schools[0], Role.HEAD))
    assert "над организацией уже стоит управление" in head.fill("/school", {"kind": "управление"}, action="save").text
    chief = client_of(app, login_of(district.office, Role.HEAD))
    assert "за управлением числятся организации (3)" in chief.fill("/school", {"kind": "СОШ"}, action="save").text
    with app.app_context():
        for body, kind in ((district.schools[0], SchoolKind.SECONDARY), (district.office, SchoolKind.OFFICE)):
            school = find_school(body)
            assert school is not None
            assert school.requisites.kind is kind
