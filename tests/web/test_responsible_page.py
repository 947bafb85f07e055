from dataclasses import replace

import pytest
from flask import Flask

from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.school.roles import role_choices
from sferum_docs.services.school.save import save_school
from sferum_docs.web.school.proposals import proposed_responsible
from tests.builders import BY, SCHOOL_ID, a_man, a_person, a_school, holders
from tests.web.conftest import client_of
from tests.web.pages import SchoolClient

DEPUTY = a_person("Исаева Шахрузат Абдулкадыровна", post="заместитель директора по учебно-воспитательной работе")
DIGITAL = a_person("Бек Заира Саидовна", post="заместитель директора по информатизации")
TEACHER = a_man("Алиев Али Гусейн оглы", post="учитель информатики")
ENGINEER = a_man("Багомедов Багомед Багомедович", post="системный администратор")
OTHERS = (a_person(), a_person("Гасанова Аида Расуловна", post="заместитель директора по АХР"))

ROLES = role_choices([find_pack("sferum-2023")])

PROPOSED = [
    ((DEPUTY, TEACHER, ENGINEER), (DEPUTY, DEPUTY, ENGINEER, TEACHER)),
    ((DEPUTY, DIGITAL, TEACHER), (DIGITAL, DEPUTY, TEACHER, TEACHER)),
    ((TEACHER,), (TEACHER, TEACHER, TEACHER, None)),
    ((), (None, None, None, None)),
]


@pytest.mark.parametrize(("people", "expected"), PROPOSED)
def test_posts_propose_who_is_responsible(people: tuple, expected: tuple) -> None:  # type: ignore[type-arg]  # a table
    found = proposed_responsible(a_school(staff=(*OTHERS, *people)), ROLES)
    names = [person.full_name if person else "" for person in expected]
    assert [found.get(role, "") for role in ("sferum", "my_school", "administrator", "deputy")] == names


def test_who_is_on_long_leave_is_not_proposed() -> None:
    school = a_school(staff=(replace(TEACHER, exempt="отпуск"),))
    assert proposed_responsible(school, ROLES) == {}


def test_proposals_are_marked_and_kept_only_when_saved(app: Flask) -> None:
    with app.app_context():
        save_school(SCHOOL_ID, a_school(staff=(*a_school().staff, DEPUTY), responsible=holders()), BY)
    client = client_of(app)
    page = client.page("/responsible")
    assert page.values()["sferum"] == DEPUTY.full_name
    assert page.main.count("предложено") == 4
    assert "Ответственные сохранены" in client.send("/responsible", page.values(), action="save").main
    assert "предложено" not in client.page("/responsible").main


def test_a_choice_already_made_is_never_overwritten_by_proposals(client: SchoolClient) -> None:
    page = client.fill("/responsible", {"sferum": "Ким Светлана Юрьевна", "deputy": ""}, action="save")
    values = page.values()
    assert (values["sferum"], values["deputy"]) == ("Ким Светлана Юрьевна", "")


def test_somebody_from_outside_is_told_beside_the_field(client: SchoolClient) -> None:
    page = client.fill("/responsible", {"sferum": "Иванов Иван Иванович"}, action="save")
    assert "нет в списке работников" in page.beside("sferum")
    assert page.values()["sferum"] == "Иванов Иван Иванович"
