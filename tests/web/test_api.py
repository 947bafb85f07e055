"""Programs at the API: what they read and write with a token, and what they are told otherwise."""

import re

from flask import Flask

from tests.web.api_client import Program, a_program
from tests.web.conftest import stranger_of
from tests.web.pages import Page, SchoolClient

TOKEN = re.compile(r"sfd_[\w-]{43}")


def the_program_of(app: Flask, page: Page) -> Program:
    """The program that got the token just shown."""
    found = TOKEN.search(page.main)
    assert found is not None
    return Program(app, found[0])


def test_a_token_is_shown_once_and_opens_its_scope_until_it_is_revoked(app: Flask, client: SchoolClient) -> None:
    shown = client.fill("/tokens", {"name": "1С", "days": "30", "scopes": ["school:read"]})
    program = the_program_of(app, shown)
    assert shown.response.headers["Cache-Control"] == "no-store"
    assert program.token not in client.page("/tokens").text
    assert program.read("/token")["scopes"] == ["school:read"]
    assert program.read("/school")["requisites"]["inn"] == "9900000031"
    assert program.told("PUT", "/school", {}, If_Match='"x"') == (403, "api_scope")
    assert "Последний запрос" in client.page("/tokens").main
    client.fill("/tokens")
    page = client.page("/tokens")
    client.send("/tokens/1/revoke", page.values(page.form_to("/tokens/1/revoke")))
    refused = program.get("/school")
    assert refused.status_code == 401
    assert refused.headers["WWW-Authenticate"].startswith("Bearer")
    told = client.page("/journal").main
    assert "Составлен ключ доступа для программы" in told
    assert "Ключ доступа отозван" in told
    assert program.token not in told


def test_a_program_needs_no_cookie_and_gets_none(app: Flask, client: SchoolClient) -> None:
    program = a_program(app)
    answer = program.get("/school")
    assert answer.status_code == 200
    assert not answer.headers.getlist("Set-Cookie")
    signed_in = client.get("/api/v1/school")
    assert signed_in.status_code == 401, "whoever is signed in is nobody here"
    assert not signed_in.headers.getlist("Set-Cookie")
    assert stranger_of(app).get("/staff", headers={"Authorization": f"Bearer {program.token}"}).status_code == 302
