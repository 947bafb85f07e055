import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask

from sferum_docs.services.packs.acts import assign_act, close_act
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.school.proposed_roles import proposed_responsible
from sferum_docs.services.school.roles import role_choices
from sferum_docs.services.school.save import find_school, save_school, save_staff
from tests.builders import BY, SCHOOL_ID, a_man, a_person, a_school, holders
from tests.second_acts import MINISTRY
from tests.web.conftest import client_of
from tests.web.pages import SchoolClient

DEPUTY = a_person("Исаева Шахрузат Абдулкадыровна", post="заместитель директора по учебно-воспитательной работе")
DIGITAL = a_person("Бек Заира Саидовна", post="заместитель директора по информатизации")
TEACHER = a_man("Алиев Али Гусейн оглы", post="учитель информатики")
ENGINEER = a_man("Багомедов Багомед Багомедович", post="системный администратор")
OTHERS = (a_person(), a_person("Гасанова Аида Расуловна", post="заместитель директора по АХР"))

LATER = replace(BY, at=datetime(2026, 11, 28, 9, tzinfo=UTC))
ROLES = role_choices([find_pack("sferum-2023")])

PROPOSED = [
    ((DEPUTY, TEACHER, ENGINEER), (DEPUTY, DEPUTY, ENGINEER, TEACHER)),
    ((DEPUTY, DIGITAL, TEACHER), (DIGITAL, DEPUTY, DIGITAL, TEACHER)),
    ((TEACHER,), (None, TEACHER, None, None)),  # the papers of the office are no work for a teacher
    ((), (None, None, None, None)),
]


@pytest.mark.parametrize(("people", "expected"), PROPOSED)
def test_posts_propose_who_is_responsible(people: tuple, expected: tuple) -> None:  # type: ignore[type-arg]  # a table
    found = proposed_responsible(a_school(staff=(*OTHERS, *people), responsible=holders()), ROLES)
    names = [person.full_name if person else "" for person in expected]
    assert [found.get(role, "") for role in ("sferum", "my_school", "administrator", "deputy")] == names


def test_where_no_post_fits_the_head_is_proposed_for_what_has_to_be_held() -> None:
    """A kindergarten: nobody but the head may write the papers, and nobody stands in for him."""
    head = a_school().head
    assert head is not None
    nurse = a_person("Гасанова Аида Расуловна", post="медицинская сестра")
    educator = a_person("Исаева Шахрузат Абдулкадыровна", post="старший воспитатель")
    school = a_school(staff=(head.person, nurse, educator), responsible=holders())
    name = head.person.full_name
    assert proposed_responsible(school, ROLES) == {
        "sferum": name, "my_school": educator.full_name, "administrator": name
    }  # fmt: skip
    assert proposed_responsible(replace(school, staff=(nurse,)), ROLES) == {}, "he is not in the list of workers"
    away = (replace(head.person, exempt="отпуск"), nurse)
    assert proposed_responsible(replace(school, staff=away), ROLES) == {}


def test_who_is_on_long_leave_is_not_proposed() -> None:
    school = a_school(staff=(replace(TEACHER, exempt="отпуск"),), responsible=holders())
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


OMAROVA, ALIEV, KIM, HEAD = (
    "Омарова Зарема Исаевна",
    "Алиев Али Гусейн оглы",
    "Ким Светлана Юрьевна",
    "Магомедова Патимат Гаджиевна",
)


def test_a_set_that_lacks_somebody_is_refused_and_says_which_papers_need_them(client: SchoolClient) -> None:
    page = client.fill("/responsible", {"administrator": ""}, action="save")
    assert "можно сформировать комплект" not in page.main
    assert "Никто не выбран: администратор страницы школы в «Сферуме»" in page.beside("administrator")
    assert "D05" in page.beside("administrator")
    assert client.page("/responsible").values()["administrator"] == ALIEV, "nothing is kept"


def test_a_set_that_lacks_somebody_is_kept_when_this_is_asked_for(client: SchoolClient) -> None:
    refused = client.fill("/responsible", {"administrator": "", "deputy": ""}, action="save")
    page = client.send("/responsible", refused.values(), action="save_unfinished")
    assert "сохранён неполным" in page.main
    assert "Никто не выбран: администратор" in page.main, "the page goes on saying so"
    assert page.values()["administrator"] == ""
    assert "/responsible#administrator" in client.page("/acts/sferum-2023/packet").links()


@pytest.mark.parametrize("action", ["save", "save_unfinished"])
def test_nobody_stands_in_for_oneself(client: SchoolClient, action: str) -> None:
    page = client.fill("/responsible", {"deputy": OMAROVA}, action=action)
    assert "это уже ответственный за «Сферум»" in page.beside("deputy")
    assert client.page("/responsible").values()["deputy"] == KIM


def test_the_head_is_not_charged_by_an_own_order_with_standing_in(client: SchoolClient) -> None:
    page = client.fill("/responsible", {"deputy": HEAD}, action="save")
    assert "руководитель" in page.beside("deputy")
    kept = client.fill("/responsible", {"sferum": HEAD, "my_school": HEAD, "administrator": HEAD}, action="save")
    assert "Ответственные сохранены" in kept.main


def test_a_role_that_was_not_sent_stays_as_it_was(client: SchoolClient) -> None:
    values = client.page("/responsible").values()
    del values["my_school"]
    assert "Ответственные сохранены" in client.send("/responsible", values, {"sferum": ALIEV}, action="save").main
    kept = client.page("/responsible").values()
    assert (kept["sferum"], kept["my_school"]) == (ALIEV, ALIEV)


def test_a_teacher_who_would_keep_the_journals_is_told_of_with_the_reason(client: SchoolClient) -> None:
    page = client.page("/responsible")
    assert page.main.count("№ 328-ФЗ") == 2, "of the two roles that keep papers, not of the others"
    assert "Должность «учитель физики» педагогическая" in page.main
    packet = client.page("/acts/sferum-2023/packet")
    assert "Кого назовут отмеченные документы" in packet.main
    assert "№ 328-ФЗ" in packet.main


def test_who_holds_an_administrative_post_keeps_the_journals_without_a_word(app: Flask) -> None:
    with app.app_context():
        staff = (*a_school().staff, DEPUTY, ENGINEER)
        chosen = holders(DEPUTY.full_name, ALIEV, ENGINEER.full_name)
        save_school(SCHOOL_ID, a_school(staff=staff, responsible=chosen), BY)
    assert "328-ФЗ" not in client_of(app).page("/responsible").main


def test_a_post_that_nobody_knows_is_asked_about_once(app: Flask) -> None:
    keeper = a_person("Гасанова Аида Расуловна", post="хранитель традиций")
    with app.app_context():
        school = a_school(staff=(*a_school().staff, keeper), responsible=holders(keeper.full_name, ALIEV, HEAD))
        save_school(SCHOOL_ID, school, BY)
    client = client_of(app)
    page = client.page("/responsible")
    assert "не знает, такая ли должность «хранитель традиций»" in page.main
    (asked,) = [name for name in page.values() if name.startswith("post--")]
    told = client.send("/responsible", page.values(), {asked: "административная"}, action="save")
    assert "не знает, такая" not in told.main
    assert told.values()[asked] == "административная"
    said = client.send("/responsible", told.values(), {asked: "педагогическая"}, action="save")
    assert "Должность «хранитель традиций» педагогическая" in said.main
    wrong = client.send("/responsible", said.values(), {asked: "какая-то"}, action="save")
    assert "не подходит" in wrong.beside(asked)


def test_the_packet_names_the_roles_that_its_papers_need_and_no_others(client: SchoolClient) -> None:
    page = client.fill("/acts/sferum-2023/packet", {"documents": ["D13"]}, action="refresh")
    assert "/responsible#administrator" in page.links()
    assert "/responsible#my_school" not in page.links()
    assert "Алиев Али Гусейн оглы, учитель информатики" in page.main


@pytest.fixture
def two_acts(client: SchoolClient, app: Flask, second_acts: Path) -> SchoolClient:
    """The school with the act of a ministry beside the shipped one; both have an administrator."""
    folder = Path(app.instance_path) / "packs"
    shutil.copytree(second_acts, folder)
    description = folder / MINISTRY / "pack.toml"
    text = description.read_text(encoding="utf-8")
    shared = '[[roles]]\nid = "administrator"\nlabel = "администратор меню"\ntag = "ведёт_меню"\n\n[duties]'
    description.write_text(text.replace("[duties]", shared, 1), encoding="utf-8")
    with app.app_context():
        assign_act(SCHOOL_ID, MINISTRY, date(2026, 10, 1), LATER)
    return client


def test_the_roles_of_all_acts_in_work_are_chosen_on_one_page(two_acts: SchoolClient) -> None:
    page = two_acts.page("/responsible")
    assert "Питание-2026: приказ № 415" in page.main
    saved = two_acts.send("/responsible", page.values(), {"nutrition": HEAD}, action="save")
    assert "Ответственные сохранены" in saved.main
    kept = saved.values()
    assert (kept["nutrition"], kept["sferum"]) == (HEAD, OMAROVA)


def test_a_role_that_two_acts_have_is_one_person_until_said_otherwise(two_acts: SchoolClient) -> None:
    page = two_acts.page("/responsible")
    field = page.root.get_element_by_id("ministry-administrator")
    assert (
        " ".join(field.xpath("option")[0].text_content().split())
        == "тот же, что и в акте «Сферум-2023: постановление № 262»"
    )
    assert page.values()["ministry-administrator"] == ""
    apart = two_acts.send("/responsible", page.values(), {"ministry-administrator": OMAROVA}, action="save").values()
    assert (apart["administrator"], apart["ministry-administrator"]) == (ALIEV, OMAROVA)


def test_an_act_that_has_ended_asks_for_nobody_and_keeps_nobody(two_acts: SchoolClient, app: Flask) -> None:
    two_acts.fill("/responsible", {"nutrition": KIM, "deputy": ""}, action="save")
    with app.app_context():
        close_act(SCHOOL_ID, MINISTRY, LATER)
    assert "nutrition" not in two_acts.page("/responsible").values()
    assert "Ответственные сохранены" in two_acts.fill("/responsible", action="save").main
    with app.app_context():
        school = find_school(SCHOOL_ID)
        assert school is not None
        assert school.responsible["nutrition"] == KIM, "it is there again when the act goes on"
        gone = tuple(person for person in school.staff if person.full_name != KIM)
        assert "nutrition" not in save_staff(SCHOOL_ID, school, gone, {}, LATER).responsible


def test_who_is_on_leave_is_refused_beside_the_field_and_by_the_packet(app: Flask) -> None:
    away = replace(a_person(KIM, post="учитель химии"), exempt="отпуск по уходу за ребёнком")
    with app.app_context():
        staff = (*a_school().staff[:3], away)
        save_school(SCHOOL_ID, a_school(staff=staff), BY)  # as it was kept before anybody asked
    client = client_of(app)
    assert "сначала" not in client.page("/responsible").main.lower()
    page = client.fill("/responsible", action="save")
    assert "не регистрируется (отпуск по уходу за ребёнком)" in page.beside("deputy")
    packet = client.fill("/acts/sferum-2023/packet", {"date": "2023-10-16"}, preset="begin")
    refused = client.send("/acts/sferum-2023/packet", packet.values(), action="make")
    assert "не тот, кто не регистрируется" in " ".join(refused.faults)
    assert "/responsible#deputy" in refused.links()
