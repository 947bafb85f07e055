"""The page that tells how the program is opened on other computers, and what the network changes for cookies."""

from pathlib import Path

import pytest
from flask import Flask

from sferum_docs.services.installation import network
from sferum_docs.services.installation.network import Card, NetworkHosts, in_order
from sferum_docs.services.users.setup_code import setup_code
from tests.web.conftest import stranger_of
from tests.web.pages import SchoolClient

SCHOOL = "http://192.168.1.5:8000"


@pytest.fixture
def in_school(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """As `serve --lan` leaves it on a machine with two cards."""
    cards = [Card("192.168.1.5", "eth0"), Card("10.20.0.7", "wlp3s0")]
    monkeypatch.setattr(network, "network_addresses", lambda: in_order(cards))
    app.config["TRUSTED_HOSTS"] = NetworkHosts(app.config["TRUSTED_HOSTS"], 8000)


def test_a_program_for_one_machine_says_how_to_open_it_to_all(client: SchoolClient) -> None:
    page = client.page("/network")
    assert "serve --lan" in page.main
    assert not page.root.xpath("//main//img")


@pytest.mark.usefixtures("in_school")
def test_the_sheet_to_hang_up_holds_the_address_and_its_code_and_no_secret(app: Flask, client: SchoolClient) -> None:
    page = client.page("/network")
    assert page.root.xpath("string(//p[@class='network-address'])") == f"{SCHOOL}/"
    (code,) = page.root.xpath("//main//img/@src")
    assert code.startswith("data:image/svg+xml")
    assert setup_code_of(app) not in page.response.text
    assert "http://10.20.0.7:8000/" in page.main
    assert "Без TLS пароли идут по сети открыто" in page.main


def setup_code_of(app: Flask) -> str:
    return setup_code(Path(app.instance_path))


@pytest.mark.usefixtures("in_school")
def test_without_a_network_the_page_waits_for_one(client: SchoolClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "network_addresses", lambda: ())
    assert "перезапускать программу не нужно" in client.page("/network").main


@pytest.mark.usefixtures("in_school")
def test_the_program_answers_under_its_addresses_and_no_foreign_name(app: Flask, client: SchoolClient) -> None:
    assert client
    for host in ("192.168.1.5:8000", "10.20.0.7:8000", "127.0.0.1:8000", "localhost"):
        assert stranger_of(app).get("/sign-in", base_url=f"http://{host}").status_code == 200, host
    for host in ("192.168.1.6:8000", "evil.example", "192.168.1.5.evil.example"):
        assert stranger_of(app).get("/sign-in", base_url=f"http://{host}").status_code == 400, host


@pytest.mark.usefixtures("in_school")
def test_a_plain_network_gets_a_cookie_that_works_there(app: Flask, client: SchoolClient) -> None:
    assert client
    answer = stranger_of(app).get("/sign-in", base_url=SCHOOL)
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    assert "Strict-Transport-Security" not in answer.headers
