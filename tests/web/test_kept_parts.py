"""Parts of pages kept until anything is written: each person sees the own ones, and a change with the next click."""

import re
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from flask import Flask, render_template_string
from jinja2 import meta

from sferum_docs.services.packs import shelf
from sferum_docs.services.packs.acts import assign_act, close_act
from sferum_docs.services.users.manage import Role
from sferum_docs.services.users.sign_in import sign_in
from sferum_docs.store.database import writing
from sferum_docs.store.rows import UserRow
from sferum_docs.web import kept_part
from sferum_docs.web import today as today_list
from sferum_docs.web.current import actor, current_acts
from sferum_docs.web.head import clauses
from sferum_docs.web.protection.access_table import INSTALLATION
from sferum_docs.web.protection.menu import SECTIONS
from sferum_docs.web.protection.sessions import begin
from tests.builders import BY, PACK_ID, SCHOOL_ID
from tests.second_acts import MINISTRY, REQUIREMENTS, lay_succession
from tests.web.conftest import CHEAP, LOGIN, PASSWORD
from tests.web.pages import ACT, Page, SchoolClient
from tests.web.test_access import a_user

_SECTIONS = "//nav[@aria-label='Разделы']//a/text()"
_IMPORTED = re.compile(r'{% (?:import|from) "([^"]+)"')
# set in one branch and asked for in the same
_SET_INSIDE = {
    "macros.html": {"_"},
    "admin/parts.html": {"_", "words"},
    "now.html": {"near"},
    "admin/acts_reading/card.html": {"_"},
}
_MENU = "//div[@class='who-menu']/a/text()"


def sections(page: Page) -> list[str]:
    return list(page.root.xpath(_SECTIONS))


def test_persons_of_one_school_take_turns_and_each_sees_the_own_menu(app: Flask, demonstration: SchoolClient) -> None:
    assert demonstration
    people = {role: a_user(app, role, login=role.value) for role in (Role.HEAD, Role.SECRETARY, Role.ADMINISTRATOR)}
    seen = {role: [client.page("/help") for _time in range(2)] for role, client in people.items()}
    again = {role: client.page("/help") for role, client in people.items()}
    for role, (first, second) in seen.items():
        assert sections(first) == sections(second) == sections(again[role])
        assert first.root.xpath(_MENU) == again[role].root.xpath(_MENU)
    assert len({tuple(sections(page)) for page in again.values()}) == len(people)
    assert "Пользователи" in again[Role.ADMINISTRATOR].root.xpath(_MENU)
    assert "Пользователи" not in again[Role.SECRETARY].root.xpath(_MENU)


def test_the_section_shown_is_that_of_the_page_though_another_was_opened_before(demonstration: SchoolClient) -> None:
    for path, caption in (
        ("/staff", "Сотрудники"),
        ("/documents", "Документы"),
        ("/register", "Журнал"),
        (ACT, "Пункты"),
    ):
        page = demonstration.page(path)
        assert page.root.xpath("//nav[@aria-label='Разделы']//a[@aria-current]/text()") == [caption]


def test_a_role_given_or_taken_is_seen_with_the_next_click(app: Flask, demonstration: SchoolClient) -> None:
    assert demonstration
    client = a_user(app, Role.SECRETARY)
    before = sections(client.page("/help"))
    for roles in ([Role.SECRETARY, Role.HEAD], [Role.SECRETARY]):
        with app.app_context(), writing() as session:
            session.query(UserRow).filter_by(login="сотрудник").one().roles = [role.value for role in roles]
        shown = sections(client.page("/help"))
        assert ("Пункты" in shown) is (Role.HEAD in roles)
    assert shown == before


def test_the_page_of_clauses_is_drawn_anew_for_each_filter_and_each_day(
    app: Flask, demonstration: SchoolClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drawn() -> dict[str, str]:
        return {show: demonstration.page(f"{ACT}?show={show}").main for show in ("all", "attention", "done")}

    before = drawn()
    assert len({*before.values()}) == len(before)
    assert drawn() == before
    for page in (clauses, kept_part, today_list):
        monkeypatch.setattr(page, "today", lambda: date(2031, 3, 3))
    monkeypatch.setitem(app.jinja_env.globals, "now_day", lambda: date(2031, 3, 3))
    after = drawn()
    assert "лет назад" in after["all"]
    assert after["all"] != before["all"]
    assert after["attention"] != before["attention"]


def test_a_folder_of_packs_changed_by_hand_is_seen_on_the_page_of_clauses(
    app: Flask, demonstration: SchoolClient, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing is written then: a pack that succeeds the act comes and goes, and so does the way to it."""
    monkeypatch.setattr(shelf, "LOOK", 0)
    lying, way = Path(app.instance_path) / "packs", f"{ACT}/succession?by={REQUIREMENTS}"
    successor = lay_succession(tmp_path_factory.mktemp("successor"), PACK_ID, ("D02", "D04"))
    for laid in (False, True, False):
        shutil.rmtree(lying, ignore_errors=True)
        if laid:
            shutil.copytree(successor, lying)
        assert (way in demonstration.page(ACT).links()) is laid


def test_of_two_acts_in_work_the_menu_leads_to_the_indicators_that_there_are(
    app: Flask, client: SchoolClient, second_acts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also when the folder of the one that has any is taken away by hand and brought back."""
    monkeypatch.setattr(shelf, "LOOK", 0)
    lying = Path(app.instance_path) / "packs"
    shutil.copytree(second_acts, lying)
    with app.app_context():
        for pack in (MINISTRY, REQUIREMENTS):
            assign_act(SCHOOL_ID, pack, date(2026, 10, 1), replace(BY, at=datetime(2026, 10, 1, tzinfo=UTC)))
        close_act(SCHOOL_ID, PACK_ID, BY)
    assert "Показатели" in sections(client.page("/help"))
    shutil.rmtree(lying / MINISTRY)
    assert "Показатели" not in sections(client.page("/help"))
    shutil.copytree(second_acts / MINISTRY, lying / MINISTRY)
    assert "Показатели" in sections(client.page("/help"))


def test_what_answers_a_form_is_kept_for_nobody(app: Flask, client: SchoolClient) -> None:
    """It may be drawn by what was read before the form was written."""
    assert client
    for is_first in (True, False):
        with app.test_request_context("/school", method="POST"):
            begin(sign_in(LOGIN, PASSWORD, actor(), CHEAP))
            assert current_acts()[0].in_work is is_first
            if is_first:
                close_act(SCHOOL_ID, PACK_ID, actor())
            drawn = render_template_string('{% extends "base.html" %}{% block title %}{% endblock %}')
            assert (f'href="{ACT}"' in drawn) is is_first


def test_no_menu_leads_to_what_belongs_to_the_installation(app: Flask) -> None:
    """Whose it is changes with no body, and nothing would end what is kept of it."""
    assert app.jinja_env.loader is not None
    frame = app.jinja_env.loader.get_source(app.jinja_env, "base.html")[0]
    asked = set(re.findall(r'may\("([^"]+)"\)', frame))
    assert "journal.page" in asked
    assert not INSTALLATION & (asked | {endpoint for endpoint, _caption in SECTIONS})


def test_what_a_file_of_macros_asks_is_known_to_every_page(app: Flask) -> None:
    """They are imported without the names of a page: they are made once, not once a page."""
    given = {"caller", "kwargs", "varargs"}
    environment = app.jinja_env
    assert environment.loader is not None
    sources = {
        name: environment.loader.get_source(environment, name)[0] for name in environment.list_templates(["html"])
    }
    imported = {name for source in sources.values() for name in _IMPORTED.findall(source)}
    assert "macros.html" in imported
    for name in imported:
        asked = meta.find_undeclared_variables(environment.parse(sources[name])) - set(environment.globals) - given
        assert asked <= _SET_INSIDE.get(name, set()), name
    assert not [name for name, source in sources.items() if "with context" in source]
