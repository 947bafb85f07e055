"""Somebody leaves: the page tells what they hold, the papers are made and registered, then it really passes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

import pytest

from sferum_docs.services.packs.acts import packs_in_work
from sferum_docs.services.people.made_papers import papers_of
from sferum_docs.services.school.save import find_school, save_school
from sferum_docs.store.database import writing
from sferum_docs.store.documents.issued import newest
from sferum_docs.store.people.staff_changes import find_change
from sferum_docs.store.people.traces import traces_of
from sferum_docs.store.register import acquaintance
from sferum_docs.store.users.users import Role, add_user, list_users, put_active
from sferum_docs.web import acts, current
from tests.builders import BY, PACK_ID, SCHOOL_ID
from tests.people import GROUND, LEAVES
from tests.web.desk import register, register_one

if TYPE_CHECKING:
    from tests.web.pages import Page, SchoolClient

TODAY = datetime.now().astimezone().date()
LAST_DAY = TODAY - timedelta(days=1)  # at work: what was held passes today
TAKES = "Абдулаева Марьям Исаевна"  # the secretary: her post fits what the administrator of the page does
Clock = Callable[[int], None]
PHONE = "+7 (900) 000-00-34"
CHANGE = "/people/1"


class Days(datetime):
    """The clock of the pages, so many days ahead."""

    ahead = 0

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return datetime.now(tz) + timedelta(days=cls.ahead)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    for place in (current, acts):
        monkeypatch.setattr(place, "datetime", Days)
    monkeypatch.setattr(Days, "ahead", 0)

    def ahead(days: int) -> None:
        Days.ahead = days

    return ahead


def begin(client: SchoolClient, name: str = LEAVES, **changes: str) -> Page:
    typed = {"name": name, "kind": "dismissed", "day": LAST_DAY.isoformat(), "ground": GROUND}
    return client.fill("/people", {**typed, **changes})


def press(client: SchoolClient, deed: str = "", **changes: str) -> Page:
    """A form of the page of the change sent as it stands there."""
    page, path = client.page(CHANGE), f"{CHANGE}{deed}"
    return client.send(path, page.values(page.form_to(path)), changes)


def holder(client: SchoolClient, role: str = "administrator") -> str:
    with client.application.app_context():
        school = find_school(SCHOOL_ID)
        assert school is not None
        return school.responsible.get(role, "")


def names(client: SchoolClient) -> list[str]:
    with client.application.app_context():
        school = find_school(SCHOOL_ID)
        assert school is not None
        return [person.full_name for person in school.staff]


def counted(client: SchoolClient, entry: int = 1) -> tuple[int, int]:
    with client.application.app_context():
        return acquaintance.counted([entry])[entry]


def test_who_leaves_hands_over_and_the_order_does_it_when_it_is_registered(one_order: SchoolClient) -> None:
    told = begin(one_order).main
    assert "администратор страницы школы в «Сферуме» по приказу № 1 от 16.10.2023" in told
    before, listed = counted(one_order), names(one_order)
    assert press(one_order).main.startswith("Сохранено. Теперь составьте бумаги.")
    made = press(one_order, "/papers")
    assert "Составлено: 2" in made.main
    assert "составлен и не зарегистрирован" in made.main, "nothing passes before the order has its number"
    assert holder(one_order) == LEAVES
    assert "Составлено: 0" in press(one_order, "/papers").main, "the same papers are not kept twice"

    assert not register(one_order, "О передаче", signed_on=TODAY.isoformat()).faults
    assert holder(one_order) == TAKES
    assert LEAVES not in names(one_order)
    assert counted(one_order) == (before[0] - 1, before[1]), "who left is not counted any more"
    assert LEAVES not in one_order.page("/register/unsigned").main

    assert "изменён: №" in one_order.page("/register/entries/1").main, "the orders are linked"
    assert "Составить приказ взамен" not in one_order.page("/documents").main, "what was amended is not outdated by it"

    assert "Взято обратно" in press(one_order, "/step", action="back").main
    assert (holder(one_order), counted(one_order)) == (LEAVES, before)
    assert names(one_order) == listed, "in the same row as before"


def a_day_ahead(client: SchoolClient) -> None:
    """The last day at work is the day after tomorrow, the order is registered today."""
    register_one(client)
    begin(client, day=(TODAY + timedelta(days=2)).isoformat())
    press(client)
    press(client, "/papers")
    register(client, "О передаче", signed_on=TODAY.isoformat())


@pytest.mark.parametrize("path", ["/staff", "/people", "/"])
def test_it_passes_when_the_last_day_is_over_whichever_page_is_opened_first(
    begin_after: Callable[..., SchoolClient], clock: Clock, path: str
) -> None:
    client = begin_after(a_day_ahead)
    for days, holds in ((0, LEAVES), (1, LEAVES), (2, LEAVES), (3, TAKES)):
        clock(days)
        assert client.get(path, follow_redirects=True).status_code == 200
        assert holder(client) == holds, f"on day {days}"
    assert LEAVES not in client.page("/staff").root.xpath("string(//main//table)")
    assert "Роль:" in client.page(CHANGE).main
    assert "программа" in client.page("/journal").main, "nobody pressed anything"


def test_a_day_ahead_is_told(one_order: SchoolClient) -> None:
    begin(one_order, day=TODAY.isoformat())
    press(one_order)
    told = one_order.page(CHANGE).main
    assert f"День ещё не наступил: {TODAY + timedelta(days=1):%d.%m.%Y}" in told, "today is the last one at work"
    press(one_order, "/papers")
    register(one_order, "О передаче", signed_on=TODAY.isoformat())
    assert holder(one_order) == LEAVES, "the order is there, the day is not"
    assert "Провести" not in [b.text_content() for b in one_order.page(CHANGE).root.xpath("//main//button")]


def test_papers_about_somebody_who_stays_after_all_wait_for_nothing(one_order: SchoolClient) -> None:
    begin(one_order)
    press(one_order)
    press(one_order, "/papers")
    assert "О передаче обязанностей" in one_order.page("/register/new").main
    press(one_order, "/step", action="back")
    assert "О передаче обязанностей" not in one_order.page("/register/new").main
    assert "О передаче обязанностей" not in one_order.page("/documents").main


def test_who_was_to_take_over_and_has_left_meanwhile_stands_in_the_way(one_order: SchoolClient) -> None:
    begin(one_order)
    press(one_order)
    page = one_order.page("/staff")
    number = next(key for key, value in page.values().items() if value == TAKES and key.endswith("-name")).split("-")[1]
    one_order.send("/staff", page.values(), {f"staff-{number}-name": "", f"staff-{number}-post": "",
                   f"staff-{number}-phone": "", f"staff-{number}-email": ""}, action="save")  # fmt: skip
    assert f"в списке сотрудников уже нет: {TAKES}" in one_order.page(CHANGE).main


def test_who_moves_needs_another_post_and_the_page_says_what_changed(one_order: SchoolClient) -> None:
    weekday = TODAY - timedelta(days=TODAY.weekday())
    begin(one_order, kind="moved", day=weekday.isoformat())
    assert "Новая должность: Заполните" in press(one_order).main, "nobody proposes the post of before"
    assert "Эта должность у человека и сейчас" in press(one_order, post="Системный администратор").main
    told = press(one_order, post="методист", **{"role-administrator": ""}).main
    assert told.startswith("Сохранено. Бумаг для этого не нужно"), "nothing passes to anybody"
    done = press(one_order, "/step", action="do").main
    assert "Должность: системный администратор → методист" in done


def test_a_last_day_on_a_sunday_is_asked_about(one_order: SchoolClient) -> None:
    sunday = TODAY + timedelta(days=6 - TODAY.weekday())
    assert f"{sunday:%d.%m.%Y} — выходной" in begin(one_order, day=sunday.isoformat()).main


def test_two_clerks_begin_one_leaving(demonstration: SchoolClient) -> None:
    begin(demonstration)
    again = begin(demonstration)
    assert "уже начато и не закончено" in again.main
    assert demonstration.get("/people/2").status_code == 404


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"name": ""}, "Выберите человека"),
        ({"day": "31.02.2026"}, "не существует"),
        ({"day": "2019-01-01"}, "дальше года"),
        ({"kind": "улетел"}, "Заполните это поле"),
        ({"ground": "о" * 501}, "длин"),
    ],
)
def test_what_cannot_be_begun(demonstration: SchoolClient, typed: dict[str, str], told: str) -> None:
    name = typed.pop("name", LEAVES)
    assert told in begin(demonstration, name, **typed).main


def test_the_papers_say_who_takes_over_since_when_and_by_which_order(one_order: SchoolClient) -> None:
    begin(one_order)
    press(one_order)
    press(one_order, "/papers", order_day="2026-11-30")
    with one_order.application.app_context():
        change = find_change(SCHOOL_ID, 1)
        assert change is not None
        papers = {item.document: item for item, _state in papers_of(SCHOOL_ID, change, packs_in_work(SCHOOL_ID, TODAY))}
        told = papers["K01"].staffing
    assert told is not None
    assert told.amended is not None
    assert (told.amended.number, told.amended.day) == ("1", date(2023, 10, 16))
    assert [(item.label, item.to.full_name) for item in told.roles] == [
        ("администратор страницы школы в «Сферуме»", TAKES)
    ]
    assert not told.person.phone, "no contacts in what a paper keeps"


def test_what_is_to_be_done_now_names_who_leaves_and_who_came(one_order: SchoolClient) -> None:
    begin(one_order)
    assert "Багомедов Б. Б. увольняется: передайте роли (1)" in one_order.page("/").main
    register(one_order, "Об исключении", "О переходе")
    page = one_order.page("/staff")
    row = len(names(one_order))
    one_order.send("/staff", page.values(), {f"staff-{row}-name": "Цой Анна", f"staff-{row}-post": "учитель химии"},
                   action="save")  # fmt: skip
    assert "Ознакомьте с приказами Цой А.: 2" in one_order.page("/").main

    told = one_order.page("/people/2").main
    assert "С чем ознакомить: 2" in told
    path = "/people/2/papers"
    shown = one_order.page("/people/2")
    assert "Составлено: 1" in one_order.send(path, shown.values(shown.form_to(path))).main
    assert "Ознакомьте с приказами Цой" not in one_order.page("/").main
    assert "Цой Анна" in one_order.page("/register/unsigned").main, "from now on her signatures are waited for"

    page = one_order.page("/staff")
    one_order.send("/staff", page.values(), {f"staff-{row}-name": "", f"staff-{row}-post": ""}, action="save")
    assert "Цой Анна" not in one_order.page("/register/unsigned").main, "struck off the list she is asked no more"
    page = one_order.page("/staff")
    one_order.send("/staff", page.values(), {f"staff-{row}-name": "Цой Анна", f"staff-{row}-post": "учитель химии"},
                   action="save")  # fmt: skip
    assert "Цой Анна" in one_order.page("/register/unsigned").main, "and asked again when she is back"


def test_what_is_kept_of_a_person_is_given_and_erased_where_the_law_allows(one_order: SchoolClient) -> None:
    begin(one_order)
    press(one_order)
    press(one_order, "/step", action="do")
    assert LEAVES not in names(one_order)
    with one_order.application.app_context(), writing() as session:
        mine, anothers = (
            add_user(session, SCHOOL_ID, login, "Багомедов Б. Б.", frozenset({Role.SECRETARY}), "", "", BY.at)
            for login in ("mine", "anothers")
        )
        for way in (mine, anothers):
            put_active(session, way, active=False)
    address = f"{CHANGE}/data"
    page = one_order.page(address)
    assert "Ознакомление с приказами: 1 Остаётся. Подпись об ознакомлении — часть приказа." in page.main
    given = one_order.post(f"{address}/file", data=page.values(page.form_to(f"{address}/file")))
    told = json.loads(given.data)
    places = {place["title"]: place for place in told["places"]}
    assert told["person"] == LEAVES
    assert places["Зарегистрированные и подписанные документы"]["law"], "what stays says by which law"
    assert PHONE in given.text, "her phone is among it before"
    assert "увольнение, последний рабочий день" in page.main

    form = page.form_to(f"{address}/erase")
    once = one_order.send(f"{address}/erase", page.values(form), {"word": "стереть"})
    assert "Не стёрто" in once.main
    values = page.values(form)
    assert f"user-{mine}" not in values, "of two that fit alike none is chosen beforehand"
    twice = one_order.send(f"{address}/erase", values, {"word": "Стереть", "given": "y", f"user-{mine}": "y"})
    assert "Стёрто, мест:" in twice.main
    assert one_order.get(address).status_code == 404
    assert LEAVES not in one_order.page("/people").main
    with one_order.application.app_context():
        assert {user.login for user in list_users(SCHOOL_ID)} >= {"anothers"}
        assert "mine" not in {user.login for user in list_users(SCHOOL_ID)}
        left = traces_of(SCHOOL_ID, LEAVES, "Багомедов Б. Б.")
        assert {trace.kind for trace in left} <= {"versions", "documents", "entries", "acquaintance", "journal"}
        papers = json.dumps([item.data for item in newest(SCHOOL_ID, PACK_ID)], ensure_ascii=False)
    assert LEAVES in papers, "papers stay as they are"
    assert PHONE not in papers, "without the phone that only the data held"


def test_the_head_hands_over_like_anybody_once_another_head_is_named(one_order: SchoolClient) -> None:
    with one_order.application.app_context():
        school = find_school(SCHOOL_ID)
        assert school is not None
        assert school.head is not None
        head, deputy = school.head, school.staff[1]
    name = head.person.full_name
    told = begin(one_order, name).main
    assert "Чат «Администрация»" in told, "what is held is listed like anybody's"
    assert "приказ о передаче подпишет он" in told
    made = press(one_order, chats=deputy.full_name).main
    assert "лист передачи «Лист передачи управления чатами»" in made, "the sheet is offered before, too"
    assert "указан руководителем" in made, "and nothing passes while the school would be without a head"
    with one_order.application.app_context():
        now = find_school(SCHOOL_ID)
        assert now is not None
        save_school(SCHOOL_ID, replace(now, head=replace(head, person=deputy)), BY)
    press(one_order, "/step", action="do")
    assert name not in names(one_order)
