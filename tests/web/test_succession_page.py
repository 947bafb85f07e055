"""Going over to the pack that takes the place of an act, by its pages."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask

from sferum_docs.services.packs import shelf
from sferum_docs.services.packs.amendments import keep_amendments
from sferum_docs.services.packs.paper_orders import MOST_PAPERS
from sferum_docs.services.school.save import find_school
from sferum_docs.services.users.manage import Role
from sferum_docs.web.school import succession
from tests.builders import BY, PACK_ID, SCHOOL_ID
from tests.second_acts import REQUIREMENTS, lay_succession
from tests.services.test_amendments import amending
from tests.web.desk import press
from tests.web.pages import ACT, Page, SchoolClient
from tests.web.test_access import a_user
from tests.web.test_acts_pages import change, make

PAGE = f"{ACT}/succession?by={REQUIREMENTS}"
TODAY = datetime.now().astimezone().date()


@pytest.fixture(scope="session")
def successor(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return lay_succession(tmp_path_factory.mktemp("successor"), PACK_ID, ("D02", "D04"))


@pytest.fixture
def school(two_orders: SchoolClient, app: Flask, successor: Path, monkeypatch: pytest.MonkeyPatch) -> SchoolClient:
    """The demonstration with two registered orders, and at hand the pack that succeeds theirs."""
    monkeypatch.setattr(shelf, "LOOK", 0)
    shutil.copytree(successor, Path(app.instance_path) / "packs")
    return two_orders


def go_over(client: SchoolClient, **changes: object) -> Page:
    page = client.page(PAGE)
    path = f"{ACT}/succession"
    return client.send(path, page.values(page.form_to(path)), dict(changes))


def register_all(client: SchoolClient) -> Page:
    page = client.page("/register/new")
    titles = page.root.xpath("//fieldset[@id='documents']//li")
    chosen = [
        item.xpath(".//input[@name='documents']/@value")[0]
        for item in titles
        if any(words in item.xpath("string(.)").replace("\u00a0", " ") for words in ("О сайте", "О признании"))
    ]
    done = client.send("/register/new", page.values(), {"documents": chosen, "signed_on": "2026-11-27"})
    assert not done.faults, done.faults
    return done


def test_the_page_of_the_older_act_leads_to_the_new_pack(school: SchoolClient) -> None:
    for path in (ACT, "/acts"):
        assert PAGE in school.page(path).links()
    page = school.page(PAGE)
    assert "Прежние приказы, которые действуют: 2" in page.main
    assert "№ 1 от" in page.main
    assert "T01 О сайте организации" in page.main
    assert "T09 приказ «О признании утратившими силу приказов о питании»" in page.main.replace("\u00a0", " ")


def test_a_day_of_going_over(school: SchoolClient, app: Flask) -> None:
    done = go_over(school)
    assert "Работа идёт по комплекту «Сайт организации: требования»" in done.main
    assert "Что дальше" in done.main

    clauses = school.page(ACT)
    assert "заменено списком требований" in clauses.main
    figures = " ".join(clauses.root.xpath("string(//dl[@class='figures'])").split()).replace("\u00a0", " ")
    assert figures == "Исполнено0 из 10 пунктов подписано 3, подтверждено 0 Заменено10"
    assert "просрочен" not in clauses.main
    assert "Ближайший срок" not in clauses.main
    assert school.page(f"{ACT}?show=attention").root.xpath("//ol[@class='clauses']/li") == []
    assert "Сроков пока нет" in school.page("/deadlines").main, "days of the older act press no more"
    assert f"/acts/{REQUIREMENTS}/packet" in " ".join(school.page(f"/acts/{REQUIREMENTS}").links())

    make(school, REQUIREMENTS, "T01")
    wanted = "Отмените приказы прежнего акта, которые ещё действуют: 2"
    assert wanted in school.page(f"/acts/{REQUIREMENTS}").main.replace("\u00a0", " ")
    make(school, REQUIREMENTS, "T09")
    assert wanted not in school.page(f"/acts/{REQUIREMENTS}").main.replace("\u00a0", " ")
    register_all(school)
    first = school.page("/register/entries/1").main.replace("\u00a0", " ")
    assert "тратил силу" in first
    assert "№ 2 от" in first
    assert "Переход закончен" in school.page(PAGE).main
    assert "заменено списком требований" in school.page(ACT).main
    with app.app_context():
        assert find_school(SCHOOL_ID)


def test_what_lost_its_force_says_so_where_a_paper_is_verified(school: SchoolClient) -> None:
    go_over(school)
    make(school, REQUIREMENTS, "T01", "T09")
    register_all(school)
    listed = school.page("/register?state=repealed&year=2023").main.replace("\u00a0", " ")
    assert "О назначении ответственных" in listed


def test_chats_that_were_moved_are_moved_from_where_they_went(school: SchoolClient, app: Flask) -> None:
    with app.app_context():
        before = find_school(SCHOOL_ID)
        assert before is not None
        moved = {chat.new_name or chat.name for chat in before.chats if chat.moved is not None}
    go_over(school)
    with app.app_context():
        after = find_school(SCHOOL_ID)
        assert after is not None
    now = {chat.name for chat in after.chats if chat.platform == "VK Мессенджер"}
    assert moved <= now
    assert len(after.chats) == len(before.chats)


def test_an_order_of_the_old_register_with_the_same_title_is_offered_by_itself(school: SchoolClient) -> None:
    title = "О назначении ответственных за использование ИКОП «Сферум» и ФГИС «Моя школа»"
    school.fill("/register/other", {"title": title, "signed_on": TODAY.isoformat()})
    page = school.page(PAGE)
    values = page.values(page.form_to(f"{ACT}/succession"))
    (offered,) = page.root.xpath("//input[@name='paper']/@value")
    assert "paper" not in values, "a person decides"
    assert values[f"by-{offered}"] == "T01"


def test_an_order_of_the_old_register_may_be_ended_too(school: SchoolClient) -> None:
    school.fill("/register/other", {"title": "О сайте по-старому", "signed_on": TODAY.isoformat()})
    assert any("99" in line for line in school.page(f"{PAGE}&number=99").faults)
    assert any("несколько" in line or "№ 1 от" in line for line in school.page(f"{PAGE}&number=1").faults)
    page = school.page(f"{PAGE}&number=1 от {TODAY:%d.%m.%Y}")
    assert "О сайте по-старому" in page.main
    path = f"{ACT}/succession"
    school.send(path, page.values(page.form_to(path)), {"by-3": "T01"})
    after = school.page(PAGE).main.replace("\u00a0", " ")
    assert "Прежние приказы, которые действуют: 3" in after


def test_a_foreign_paper_is_none_of_ours(school: SchoolClient) -> None:
    page = school.page(PAGE)
    path = f"{ACT}/succession"
    refused = school.send(path, page.values(page.form_to(path)), {"paper": ["77"]})
    assert any("№ 77 указать нельзя" in line for line in refused.faults)
    assert "Перейти" in refused.main


def test_more_papers_than_may_be_pointed_out_are_refused_and_not_looked_up_one_by_one(
    school: SchoolClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(succession, "find_entry", lambda _school, entry: asked.append(entry))
    page = go_over(school, paper=[str(number) for number in range(1, 2001)])
    assert "не больше 50 приказов" in page.main
    assert len(asked) <= 2 * MOST_PAPERS


def test_a_day_that_is_none_stays_as_it_was_typed(school: SchoolClient) -> None:
    refused = go_over(school, since="31.02.2026")
    assert refused.faults
    assert refused.values(refused.form_to(f"{ACT}/succession"))["since"] == "31.02.2026"


def test_going_over_twice_does_it_once(school: SchoolClient) -> None:
    page = school.page(PAGE)
    path = f"{ACT}/succession"
    values = page.values(page.form_to(path))
    school.send(path, values)
    again = school.send(path, values)
    assert "данные изменились" in again.main


def test_the_older_act_is_taken_up_again(school: SchoolClient) -> None:
    go_over(school)
    assert "снова в работе" in change(school, PACK_ID, "reopen").main
    assert "заменено" not in school.page(ACT).main


def test_without_a_successor_there_is_nothing_to_go_over_to(demonstration: SchoolClient) -> None:
    told = demonstration.page(f"{ACT}/succession?by=ministry").main
    assert "Комплекта, который сменяет этот акт, здесь нет" in told


def test_only_the_head_goes_over(school: SchoolClient, app: Flask) -> None:
    assert school
    administrator = a_user(app, Role.ADMINISTRATOR, login="админ")
    assert "Переход делает руководитель" in administrator.page("/acts").main
    assert administrator.get(PAGE).status_code == 403


def test_a_void_order_is_not_among_them(school: SchoolClient) -> None:
    press(school, 2, "void", void_reason="ошибка")
    assert "Прежние приказы, которые действуют: 1" in school.page(PAGE).main


def test_what_was_carried_out_stays_so_after_its_order_was_ended(school: SchoolClient) -> None:
    before = school.page(ACT).root.xpath("string(//dl[@class='figures']//dd[1])")
    go_over(school)
    make(school, REQUIREMENTS, "T01", "T09")
    register_all(school)
    page = school.page(ACT)
    signed = [" ".join(item.split()) for item in page.root.xpath("//p[@class='signed-words']//text()") if item.strip()]
    assert any(item.startswith("Подписано: D02") for item in signed)
    assert "подписано 3" in before
    assert "подписано 3" in page.root.xpath("string(//dl[@class='figures']//dd[1])")


def test_an_act_that_was_changed_says_so_on_its_pages(demonstration: SchoolClient, app: Flask) -> None:
    with app.app_context():
        keep_amendments(SCHOOL_ID, amending("Пункт 1.5 исключить."), "", BY)
    for path in (ACT, "/acts"):
        told = demonstration.page(path).main.replace("\u00a0", " ")
        assert "Акт изменён постановлением от 12.03.2026 № 41" in told
        assert "Пункты: 1.5 — исключён." in told
