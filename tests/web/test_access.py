import tomllib
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from sferum_docs.reading.sheets.sheets import read_text
from sferum_docs.services.register.imports.old_tables import keep_table
from sferum_docs.services.users.manage import Role, create_user
from sferum_docs.store.database import writing
from sferum_docs.store.users.users import put_password
from tests.builders import BY, SCHOOL_ID
from tests.bulk import begin_bulk
from tests.district import watch_over
from tests.jobs import begin
from tests.people import a_change
from tests.registering import put_an_entry
from tests.web.conftest import CHEAP, PASSWORD, client_of, stranger_of
from tests.web.pages import Page, SchoolClient

TABLE: dict[str, dict[str, str]] = tomllib.loads(Path(__file__).with_name("addresses.toml").read_text(encoding="utf-8"))
LETTERS = {"h": Role.HEAD, "s": Role.SECRETARY, "a": Role.ADMINISTRATOR, "d": Role.DISTRICT}
CLOSED = [
    (line.partition(" ")[0], path, who)
    for who, lines in TABLE.items()
    if who not in {"open", "api"}
    for line, path in lines.items()
]
OPEN = [(line.partition(" ")[0], path) for line, path in TABLE["open"].items()]


def a_user(app: Flask, *roles: Role, login: str = "сотрудник", school_id: int | None = SCHOOL_ID) -> SchoolClient:
    """Somebody with these roles alone, signed in with a password of their own."""
    with app.app_context():
        user, _once = create_user(school_id, login, "Ким Олег Юрьевич", frozenset(roles), BY, CHEAP)
        with writing() as session:
            put_password(session, user.id, CHEAP.hash(PASSWORD))
    return client_of(app, login)


def is_page(answer: TestResponse) -> bool:
    """Whether it is one of our pages: what leads on to another has the server's own words."""
    return answer.mimetype == "text/html" and answer.status_code != 302


def methods(rule: Rule) -> list[str]:
    return sorted((rule.methods or set()) - {"HEAD", "OPTIONS"})


def test_every_address_stands_in_the_table_and_nothing_else(app: Flask) -> None:
    known = [f"{method} {rule.rule}" for rule in app.url_map.iter_rules() for method in methods(rule)]
    assert sorted(known) == sorted(line for lines in TABLE.values() for line in lines)


@pytest.mark.parametrize("role", Role)
def test_each_role_opens_its_own_pages_and_no_others(app: Flask, demonstration: SchoolClient, role: Role) -> None:
    assert demonstration
    with app.app_context():
        body = watch_over(SCHOOL_ID) if role is Role.DISTRICT else SCHOOL_ID
        begin(body, 1)
        begin_bulk(body)
        put_an_entry(SCHOOL_ID)
        a_change(SCHOOL_ID)
        keep_table(SCHOOL_ID, "R01", read_text("№\tДата\tСодержание\n1\t09.01.2019\tО режиме\n").sheets, "старый", BY)
    client = a_user(app, role, school_id=body)
    for method, path, who in CLOSED:
        if path == "/sign-out":
            continue
        answer = client.open(path, method=method)
        allowed = role in {LETTERS[letter] for letter in who}
        if path == "/" and not allowed:
            assert answer.status_code == 302, "the bare address leads to the own desk"
        elif not allowed:
            assert answer.status_code == 403, f"{method} {path}"
            assert "Это чужой рабочий стол" in answer.text
        elif method == "POST":
            assert "Форма устарела" in answer.text, f"{method} {path}: let in, its token missing"
        else:
            # a picture has an address that is given to one school alone: this one was given to nobody
            told = {404} if path.startswith("/pictures/") else {200, 302, 303}
            if role is Role.DISTRICT and not path.startswith("/district/"):
                told |= {404}  # of the school, which the office sees on its own pages alone
            assert answer.status_code in told, f"{method} {path}"
            assert "/sign-in" not in (answer.location or "")


def test_a_stranger_is_asked_to_sign_in_everywhere(app: Flask, demonstration: SchoolClient) -> None:
    assert demonstration
    stranger = stranger_of(app)
    for method, path, _who in CLOSED:
        answer = stranger.open(path, method=method, buffered=True)
        if method == "GET":
            assert answer.status_code == 302, path
            assert answer.location.startswith("/sign-in"), path
        else:
            assert answer.status_code == 401, path


def test_what_is_open_asks_nobody_to_sign_in(app: Flask, demonstration: SchoolClient) -> None:
    assert demonstration
    stranger = stranger_of(app)
    for method, path in OPEN:
        answer = stranger.open(path, method=method, buffered=True)
        assert answer.status_code != 401, path
        assert path == "/setup" or "/sign-in" not in (answer.location or ""), path


def test_an_address_without_a_line_is_closed_to_everybody(app: Flask, client: SchoolClient) -> None:
    app.view_functions["forgotten"] = lambda: "тайна"
    app.url_map.add(Rule("/forgotten", endpoint="forgotten"))
    assert client.get("/forgotten").status_code == 403


@pytest.mark.parametrize(
    ("role", "sections"),
    [
        (Role.HEAD, {"Пункты", "Школа", "Документы"}),
        (Role.SECRETARY, {"Журнал", "Документы", "Сроки", "Помощь"}),
        (Role.ADMINISTRATOR, {"Документы", "Помощь"}),
    ],
)
def test_the_menu_shows_only_what_one_may_open(
    app: Flask, demonstration: SchoolClient, role: Role, sections: set[str]
) -> None:
    assert demonstration
    client = a_user(app, role)
    page = client.page("/help")
    assert ("Старый журнал из Excel" in page.main) is (role is Role.SECRETARY)
    assert ("После регистрации" in page.main) is ("/site" in page.links())
    assert ("Человек уходит или пришёл" in page.main) is ("/people" in page.links()) is (role is not Role.ADMINISTRATOR)
    assert sections <= set(page.root.xpath("//nav[@aria-label='Разделы']//a/text()"))
    for address in page.root.xpath("//nav[@aria-label='Разделы']//a/@href"):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("role", Role)
def test_no_page_leads_to_what_one_may_not_open(app: Flask, demonstration: SchoolClient, role: Role) -> None:
    assert demonstration
    with app.app_context():
        body = watch_over(SCHOOL_ID) if role is Role.DISTRICT else SCHOOL_ID
    client = a_user(app, role, school_id=body)
    own = [path for method, path, who in CLOSED if method == "GET" and role in {LETTERS[letter] for letter in who}]
    answers = {path: client.get(path) for path in own}
    found = [Page(answer).root.xpath("//a/@href") for answer in answers.values() if is_page(answer)]
    links = {link.partition("#")[0] for links in found for link in links if link.startswith("/")}
    opened = {endpoint_of(app, path) for path, answer in answers.items() if answer.status_code == 200}
    # who may open a page is asked of its endpoint, and those opened just now let this role in: of the others one each
    left = {endpoint_of(app, link): link for link in sorted(links) if "/print" not in link}
    closed = {
        link
        for endpoint, link in left.items()
        if endpoint not in opened and client.get(link, follow_redirects=True).status_code == 403
    }
    assert closed == set()


def endpoint_of(app: Flask, link: str) -> str:
    """The view that an address leads to; the address itself when it only leads on."""
    try:
        return str(app.url_map.bind("localhost").match(link.partition("?")[0])[0])
    except HTTPException:
        return link


def test_a_form_sent_after_the_session_ended_is_kept_and_taken_after_signing_in(
    app: Flask, client: SchoolClient
) -> None:
    values = {**client.page("/chats").values(), "chats-0-name": "Чат вечера", "action": "save"}
    stranger = stranger_of(app)
    kept = Page(stranger.post("/chats", data=values, headers={"Origin": "http://localhost"}))
    assert kept.status == 401
    assert kept.values()["chats-0-name"] == "Чат вечера"
    stranger.fill("/sign-in", {"login": "исаева", "password": PASSWORD})
    own = {"Origin": "http://localhost"}
    assert Page(stranger.post("/chats", data={**kept.values(), "chats-0-name": "подложено"}, headers=own)).status == 400
    assert Page(stranger.post("/staff", data=kept.values(), headers=own)).status == 400, "of another form"
    assert Page(stranger.post("/chats", data=kept.values(), headers={"Origin": "http://evil.example"})).status == 400
    taken = Page(stranger.post("/chats", data=kept.values(), headers=own, follow_redirects=True))
    assert "Чаты сохранены" in taken.main, "the first time it is sent again"
    assert stranger.page("/chats").values()["chats-0-name"] == "Чат вечера"
    foreign = Page(stranger_of(app).post("/chats", data=values, headers={"Origin": "http://evil.example"}))
    assert "Чат вечера" not in foreign.text
