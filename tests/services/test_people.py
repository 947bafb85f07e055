"""Who leaves, moves or is away, told by tables: who takes over, what the rules forbid, what passes, what comes back."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from flask import Flask

from sferum_docs.documents.staffing.model import ChangeKind, ChangeState
from sferum_docs.reading.faults import FaultsError
from sferum_docs.schools.model import Chat, Responsible, School
from sferum_docs.services.packs.acts import packs_in_work
from sferum_docs.services.people.begin import begin_change, find_change, put_plan
from sferum_docs.services.people.carry_out import carry_out, obstacles
from sferum_docs.services.people.holdings import Holdings, holdings_of
from sferum_docs.services.people.personal_data import erase, kept_places, ways_in
from sferum_docs.services.people.plan import Plan, leaving_with, plan_faults, proposed_plan, read_plan, with_plan
from sferum_docs.services.people.take_back import come_back, take_back
from sferum_docs.services.people.wanted import wanted_papers
from sferum_docs.services.school.save import find_school, save_school
from sferum_docs.services.users.bearers import bears
from sferum_docs.store.database import writing
from sferum_docs.store.mail.reminders import put_wish, wished_address
from sferum_docs.store.people.staff_changes import StaffChange
from sferum_docs.store.users.users import Role, add_user, list_users, put_active
from tests.builders import BY, PACK_ID, a_chat, a_man, a_person, a_school

DAY = BY.at.date()
LAST_DAY = DAY - timedelta(days=1)  # at work: what was held passes on DAY
LEADS, LIKE, OTHER, SECRETARY = (
    "Омарова Зарема Исаевна", "Алиева Нина Петровна", "Алиев Али Гусейн оглы", "Ким Вера Олеговна",
)  # fmt: skip


def the_school() -> School:
    """A teacher who leads a class, holds two roles and three chats; one alike, one of another post, a secretary."""
    return a_school(
        staff=(
            a_person(LEADS, post="учитель математики", class_name="5 «А»", phone="+7 900 000-00-01"),
            a_person(LIKE, post="учитель математики"),
            a_man(OTHER, post="учитель информатики", class_name="6 «Б»"),
            a_person(SECRETARY, post="секретарь"),
            a_person("Цой Анна", post="воспитатель", exempt="отпуск по уходу за ребёнком"),
        ),
        chats=(
            a_chat("Родители 5 «А»", owner=LEADS), a_chat("Педсовет", owner=LEADS), a_chat("Сад", owner=LEADS),
            a_chat("Кружок", owner=OTHER),
        ),
        responsible=Responsible({"my_school": LEADS, "deputy": LEADS, "sferum": SECRETARY, "administrator": SECRETARY}),
    )  # fmt: skip


@pytest.fixture
def school_id(app: Flask) -> int:
    with app.app_context():
        return save_school(None, the_school(), BY, act=PACK_ID)


def begun(school_id: int, kind: ChangeKind, name: str = LEADS) -> tuple[StaffChange, School, Holdings]:
    change = begin_change(school_id, name, kind, LAST_DAY if kind is ChangeKind.DISMISSED else DAY, "", BY)
    school = the(school_id)
    worker = school.worker(name)
    assert worker is not None
    return change, school, holdings_of(school_id, school, worker, DAY)


def the(school_id: int) -> School:
    school = find_school(school_id)
    assert school is not None
    return school


def chats_of(school: School) -> dict[str, str]:
    return {chat.name: chat.owner for chat in school.chats}


def test_a_successor_is_proposed_by_the_post_and_the_chats_go_with_the_class(app: Flask, school_id: int) -> None:
    with app.app_context():
        _change, school, held = begun(school_id, ChangeKind.DISMISSED)
        plan = proposed_plan(school, held)
    assert [role.key for role in held.roles] == ["my_school", "deputy"]
    assert plan.class_to == LIKE, "the same post and no class"
    assert set(plan.chats.values()) == {LIKE}
    assert plan.roles == {"my_school": OTHER, "deputy": ""}, "nobody stands in for oneself"


@pytest.mark.parametrize(
    ("told", "codes"),
    [
        (Plan({"my_school": "Нетаков Н. Н."}), {"person_unknown"}),
        (Plan({"my_school": LEADS}), {"passed_to_oneself"}),
        (Plan(chats={"Сад": "Цой Анна"}), {"passed_to_exempt"}),
        (Plan(class_to=OTHER), {"leads_a_class"}),
        (Plan(post="учитель математики"), set()),  # who is dismissed moves nowhere
        (Plan(class_to="Алиева Н. П.", chats={"Педсовет": "Ким В. О."}), set()),
    ],
)
def test_who_cannot_take_it_is_told_at_the_field(app: Flask, school_id: int, told: Plan, codes: set[str]) -> None:
    with app.app_context():
        change, school, held = begun(school_id, ChangeKind.DISMISSED)
        try:
            read_plan(school, change, held, told)
            found: set[str] = set()
        except FaultsError as error:
            found = {fault.code for fault in error.faults}
    assert found == codes


def test_what_the_roles_forbid_and_what_nobody_takes_stands_in_the_way(app: Flask, school_id: int) -> None:
    with app.app_context():
        change, school, held = begun(school_id, ChangeKind.DISMISSED)
        packs = packs_in_work(school_id, DAY)
        alone = Plan({"my_school": SECRETARY, "deputy": SECRETARY}, dict.fromkeys(chats_of(school), LIKE))
        assert {fault.code for fault in plan_faults(school, change, held, alone, packs)} == {"stands_in_for_itself"}
        left = {(fault.code, fault.place) for fault in plan_faults(school, change, held, Plan(), packs)}
        assert left == {("nobody_takes_over", place) for place in ("role-my_school", "chat-0", "chat-1", "chat-2")}, (
            "a deputy need not be there"
        )
        with pytest.raises(FaultsError):
            carry_out(school_id, change.id, BY)
        assert the(school_id) == school, "nothing is changed by halves"


@pytest.mark.parametrize(("later", "codes"), [(0, {"taker_leaves"}), (1, set())])
def test_who_leaves_by_then_takes_nothing_over_and_is_not_proposed(
    app: Flask, school_id: int, later: int, codes: set[str]
) -> None:
    told = Plan({"my_school": SECRETARY}, dict.fromkeys(chats_of(the_school()), SECRETARY), LIKE)
    with app.app_context():
        change, school, held = begun(school_id, ChangeKind.DISMISSED)
        read_plan(school, change, held, told)
        begin_change(school_id, SECRETARY, ChangeKind.LEAVE, DAY + timedelta(days=later), "", BY)
        assert SECRETARY not in proposed_plan(school, held, leaving_with(change)).roles.values()
        found = plan_faults(school, change, held, told, packs_in_work(school_id, DAY))
        assert {fault.code for fault in found if fault.code != "stands_in_for_itself"} == codes
        if codes:
            with pytest.raises(FaultsError, match="тоже уходит"):
                read_plan(school, change, held, told)


def test_two_successors_each_take_their_own_and_it_all_comes_back_but_for_what_was_changed_since(
    app: Flask, school_id: int
) -> None:
    chats = {"Родители 5 «А»": LIKE, "Педсовет": SECRETARY, "Сад": LIKE}
    with app.app_context():
        change, before, _held = begun(school_id, ChangeKind.DISMISSED)
        put_plan(school_id, change.id, Plan({"my_school": LIKE, "deputy": OTHER}, chats, LIKE), BY)
        done = carry_out(school_id, change.id, BY)
        after = the(school_id)
        assert done.state is ChangeState.DONE
        assert after.worker(LEADS) is None
        assert (after.responsible["my_school"], after.responsible["deputy"]) == (LIKE, OTHER)
        assert chats_of(after) == {**chats, "Кружок": OTHER}
        like = after.worker(LIKE)
        assert like is not None
        assert like.class_name == "5 «А»"
        with pytest.raises(FaultsError):
            carry_out(school_id, change.id, BY)

        moved = tuple(replace(chat, owner=OTHER) if chat.name == "Сад" else chat for chat in after.chats)
        save_school(school_id, replace(after, chats=moved), BY)
        take_back(school_id, change.id, BY)
        assert the(school_id) == replace(
            before,
            chats=tuple(replace(chat, owner=OTHER) if chat.name == "Сад" else chat for chat in before.chats),
        )


@pytest.mark.parametrize(
    ("kind", "plan", "post", "ground"),
    [
        (ChangeKind.MOVED, Plan({"my_school": LIKE}, post="методист"), "методист", ""),
        (
            ChangeKind.LEAVE,
            Plan({"my_school": LIKE}, dict.fromkeys(("Родители 5 «А»", "Педсовет", "Сад"), LIKE), LIKE),
            "учитель математики",
            "длительный отпуск",
        ),
    ],
)
def test_who_moves_keeps_what_is_not_passed_and_who_is_away_keeps_nothing(
    app: Flask, school_id: int, kind: ChangeKind, plan: Plan, post: str, ground: str
) -> None:
    with app.app_context():
        change, _before, _held = begun(school_id, kind)
        put_plan(school_id, change.id, plan, BY)
        carry_out(school_id, change.id, BY)
        school = the(school_id)
        worker = school.worker(LEADS)
        assert worker is not None
        assert (worker.post, worker.exempt) == (post, ground)
        stays = LEADS if kind is ChangeKind.MOVED else LIKE
        assert set(chats_of(school).values()) == {stays, OTHER}
        assert school.responsible.get("deputy", "") == (LEADS if kind is ChangeKind.MOVED else "")
        if kind is ChangeKind.LEAVE:
            staff = the(school_id).staff
            save_school(school_id, replace(the(school_id), staff=staff[1:]), BY)
            with pytest.raises(FaultsError, match="такого работника в списке нет"):
                come_back(school_id, change.id, BY)  # struck off meanwhile: the return of a leave hires nobody
            save_school(school_id, replace(the(school_id), staff=staff), BY)
            come_back(school_id, change.id, BY)
            back = the(school_id).worker(LEADS)
            assert back is not None
            assert (back.exempt, back.class_name) == ("", ""), "back, and without what others hold now"


def test_a_worker_who_came_back_stands_in_the_list_with_the_contacts_of_before(app: Flask, school_id: int) -> None:
    with app.app_context():
        change, _school, _held = begun(school_id, ChangeKind.DISMISSED, "Цой Анна")
        put_plan(school_id, change.id, Plan(), BY)
        carry_out(school_id, change.id, BY)
        assert the(school_id).worker("Цой Анна") is None
        come_back(school_id, change.id, BY)
        assert the(school_id).staff[-1].full_name == "Цой Анна", "who has no patronymic is found by the name as it is"
        found = find_change(school_id, change.id)
        assert found is not None
        assert found.state is ChangeState.RETURNED
        with pytest.raises(FaultsError):
            come_back(school_id, change.id, BY)


def test_the_head_leaves_when_another_head_is_named(app: Flask, school_id: int) -> None:
    with app.app_context():
        school = the(school_id)
        assert school.head is not None
        head = school.head.person
        save_school(school_id, replace(school, staff=(*school.staff, head)), BY)
        change, now, _held = begun(school_id, ChangeKind.DISMISSED, head.full_name)
        put_plan(school_id, change.id, Plan(), BY)
        assert [fault.code for fault in obstacles(school_id, now, change, DAY)] == ["head_leaves"]


def test_without_an_order_in_force_only_the_chats_get_a_sheet(app: Flask, school_id: int) -> None:
    with app.app_context():
        change, school, held = begun(school_id, ChangeKind.DISMISSED)
        plan = proposed_plan(school, held)
        wanted = wanted_papers(school, change, held, plan, packs_in_work(school_id, DAY))
        assert [(item.pack.id, item.documents) for item in wanted] == [(PACK_ID, ("K02",))]
        assert [chat.to.full_name for chat in wanted[0].told.chats] == [LIKE] * 3


def test_a_plan_changes_nobody_else() -> None:
    school = the_school()
    change = StaffChange(1, 1, ChangeKind.DISMISSED, ChangeState.OPEN, OTHER, date(2023, 10, 16))
    changed = with_plan(school, change, Plan(chats={"Кружок": LIKE}))
    assert changed.responsible == school.responsible
    assert [chat for chat in changed.chats if chat.name != "Кружок"] == [
        chat for chat in school.chats if chat.name != "Кружок"
    ]
    assert isinstance(changed.chats[-1], Chat)
    assert changed.chats[-1].owner == LIKE


def test_the_way_in_of_a_namesake_is_not_closed_unasked(app: Flask, school_id: int) -> None:
    with app.app_context():
        _change, school, held = begun(school_id, ChangeKind.DISMISSED)
        another = replace(school, staff=(*school.staff, a_person("Омарова Зухра Ильясовна", post="учитель музыки")))
        for name, alone, beside in (("Омарова З. И.", (7,), ()), (LEADS, (7,), (7,))):
            user: Any = SimpleNamespace(id=7, name=name)
            with_way = replace(held, users=(user,))
            assert proposed_plan(school, with_way).close == alone
            assert proposed_plan(another, with_way).close == beside, "one with initials may be hers"


@pytest.mark.parametrize(
    ("name", "may_be"),
    [
        ("Омарова З. И.", True), ("З.И. Омарова", True), ("омарова зарема исаевна", True), ("Омарова", True),
        ("Омарова Зарема", True), ("секретарь Омарова З. И.", True), ("Зарема Исаевна", True),
        ("Омаров З. И.", False), ("Омарова Н. И.", False), ("Администратор", False), ("", False),
    ],
)  # fmt: skip
def test_a_way_in_may_be_of_somebody_by_the_full_name_initials_or_a_part_of_it(name: str, *, may_be: bool) -> None:
    assert bears(name, a_person(LEADS)) is may_be


NAMESAKE = "Омарова Зухра Ильясовна"
LOGINS = {
    "linked": "Секретарь учебной части", "full": "омарова  зарема Исаевна", "short": "Омарова З. И.",
    "shown": "Омарова З.И.", "namesake": NAMESAKE, "left": "Омарова З. И.", "another": "Ким В. О.",
}  # fmt: skip


def _with_ways_in(school_id: int) -> dict[str, int]:
    """Somebody with the same initials has left with a way in of her own; two closed ones bear initials alone."""
    school = the(school_id)
    save_school(school_id, replace(school, staff=(*school.staff, a_person(NAMESAKE, post="учитель музыки"))), BY)
    with writing() as session:
        ids = {
            login: add_user(session, school_id, login, name, frozenset({Role.SECRETARY}), "", "", BY.at)
            for login, name in LOGINS.items()
        }
        put_wish(session, ids["linked"], "zarema@school.ru", BY.at)
        for login in ("short", "shown", "namesake"):
            put_active(session, ids[login], active=False)
    gone, _school, _held = begun(school_id, ChangeKind.DISMISSED, NAMESAKE)
    put_plan(school_id, gone.id, Plan(close=(ids["left"],)), BY)
    carry_out(school_id, gone.id, BY)
    return ids


def test_erasing_meets_the_ways_in_of_a_person_and_asks_where_a_namesake_may_be_meant(
    app: Flask, school_id: int
) -> None:
    with app.app_context():
        ids = _with_ways_in(school_id)
        change, _school, _held = begun(school_id, ChangeKind.DISMISSED)
        put_plan(school_id, change.id, Plan({"my_school": LIKE}, dict.fromkeys(chats_of(the(school_id)), LIKE), LIKE,
                 close=(ids["linked"],)), BY)  # fmt: skip
        carry_out(school_id, change.id, BY)
        assert wished_address(ids["linked"]) == "", "nobody is reminded who cannot come in"
        with writing() as session:
            put_wish(session, ids["linked"], "zarema@school.ru", BY.at)  # of before such wishes were dropped
        person = a_person(LEADS)
        found = {item.user.login: (item.sure, item.alone) for item in ways_in(school_id, the(school_id), person)}
        assert found == {
            "linked": (True, True), "full": (True, True), "short": (False, False), "shown": (False, False),
        }  # fmt: skip
        doubtful = {
            trace.words
            for place in kept_places(school_id, the(school_id), person, DAY)
            for trace in place.traces
            if place.kind == "users" and trace.by_initials and place.shared
        }
        assert doubtful == {"short (Омарова З. И.), закрыт", "shown (Омарова З.И.), закрыт"}
        with pytest.raises(FaultsError, match="ещё открыт"):
            erase(school_id, change.id, "стереть", BY, given=True)
        with writing() as session:
            put_active(session, ids["full"], active=False)
        erase(school_id, change.id, "стереть", BY, given=True, users=(ids["short"], ids["another"], ids["left"]))
        left = {user.login for user in list_users(school_id)}
        assert left & {*LOGINS} == {"shown", "namesake", "left", "another"}, "what was asked about and hers, no more"
        assert wished_address(ids["linked"]) == ""
