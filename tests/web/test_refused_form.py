"""A refused form: it comes back as it was sent, under an address of its own, and after the end of a session."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask

from sferum_docs.services.register.entries.acquaint import add_people
from sferum_docs.services.users.manage import Role
from sferum_docs.services.users.refused_forms import find_page, keep_page
from sferum_docs.store.users.refused_forms import LONGEST, MOST
from sferum_docs.web.forms.refill import refilled
from tests.builders import BY, SCHOOL_ID
from tests.registering import put_an_entry
from tests.web.pages import Page, SchoolClient
from tests.web.test_access import a_user

ENTRY = "/register/entries/1"
NOW = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize("day", ["", "2023-10-01", "31.02.2023"], ids=["no day", "before the order", "no such day"])
def test_three_hundred_people_keep_their_ticks(app: Flask, demonstration: SchoolClient, day: str) -> None:
    with app.app_context():
        put_an_entry(SCHOOL_ID)
        add_people(SCHOOL_ID, 1, [(f"Работник {place:03}", "учитель") for place in range(300)], BY)
    page = demonstration.page(ENTRY)
    names = page.root.xpath("//table[contains(@class, 'sign-table')]//input[@type='checkbox']/@name")
    ticked = dict.fromkeys(names[5:-5], "y")
    values = page.values(page.form_to(f"{ENTRY}/signatures"))
    refused = demonstration.send(f"{ENTRY}/signatures", values, {**ticked, "signed_day": day})
    assert "День подписи для отмеченных" in " ".join(refused.faults)
    back = refused.values(refused.form_to(f"{ENTRY}/signatures"))
    assert {name for name in names if name in back} == set(ticked)
    assert back["signed_day"] == day


def test_who_refused_to_sign_and_the_witnesses_come_back(app: Flask, demonstration: SchoolClient) -> None:
    with app.app_context():
        put_an_entry(SCHOOL_ID)
    page = demonstration.page(ENTRY)
    form = page.form_to(f"{ENTRY}/refusal")
    people = form.xpath(".//input[@name='people']/@value")[:2]
    sent = {"people": people, "day": "2023-10-18", "witness_1": "Ким Олег", "witness_2": ""}
    refused = demonstration.send(f"{ENTRY}/refusal", page.values(form), sent)
    back = refused.values(refused.form_to(f"{ENTRY}/refusal"))
    assert back.getlist("people") == people
    assert (back["day"], back["witness_1"]) == ("2023-10-18", "Ким Олег")
    assert refused.form_to(f"{ENTRY}/refusal").xpath("ancestor::details/@open")


def test_a_refused_form_has_an_address_for_its_sender_alone(app: Flask, client: SchoolClient) -> None:
    values = client.page("/school").values()
    values["inn"] = "123"
    answer = super(SchoolClient, client).open("/school", method="POST", data=values)
    assert answer.status_code == 303
    shown = Page(client.get(answer.location))
    assert shown.values()["inn"] == "123"
    assert shown.faults
    assert Page(client.get(answer.location)).values()["inn"] == "123", "reload shows it again"
    other = a_user(app, Role.HEAD, login="другой")
    assert other.page(answer.location).values()["inn"] != "123"
    assert "больше не хранится" in other.page(answer.location).main


def test_a_form_refused_twice_shows_what_was_sent_last(client: SchoolClient) -> None:
    values = client.page("/school").values()
    send = super(SchoolClient, client).open
    first = send("/school", method="POST", data={**values, "inn": "123"})
    again = send(first.location, method="POST", data={**values, "inn": "456"})  # a form without an action of its own
    assert again.location.count("refused=") == 1
    assert Page(client.get(again.location)).values()["inn"] == "456"


def test_what_is_kept_has_its_bounds(app: Flask, client: SchoolClient) -> None:
    assert client
    with app.app_context():
        tokens = [keep_page(1, "/school", b"page", NOW + timedelta(seconds=place)) for place in range(MOST + 1)]
        assert tokens[0] is not None
        assert tokens[-1] is not None
        assert find_page(tokens[0], 1, "/school", NOW) is None, "the oldest gives way"
        assert find_page(tokens[-1], 1, "/school", NOW) == b"page"
        assert find_page(tokens[-1], 1, "/staff", NOW) is None
        assert find_page(tokens[-1], None, "/school", NOW) is None
        assert find_page(tokens[-1], 1, "/school", NOW + LONGEST + timedelta(minutes=1)) is None
        assert keep_page(1, "/school", b"x" * (17 << 20), NOW) is None


PAGE = """<!doctype html><html><body><form method="post" action="/a">
<input name="csrf_token" type="hidden" value="new">
<input name="t" value="kept">
<input type="checkbox" name="c" value="1" checked><input type="checkbox" name="c" value="2">
<input type="date" name="d" value=""><input type="password" name="p"><input type="file" name="f">
<select name="s"><option value="1" selected>один</option><option value="2">два</option></select>
<textarea name="x">
kept</textarea></form><form method="post" action="/b"><input name="t" value="other"></form></body></html>"""


def test_every_kind_of_field_is_filled_and_no_secret() -> None:
    sent = {
        "t": ["<b>"],
        "c": ["2"],
        "d": ["вчера"],
        "p": ["пароль"],
        "s": ["2"],
        "x": ["раз\r\nдва\x00"],
        "csrf_token": ["old"],
    }
    filled = refilled(PAGE, "/a", sent, {"f": "скан.pdf"}, "/page")
    assert '<input name="t" value="&lt;b&gt;">' in filled
    assert '<input type="checkbox" name="c" value="2" checked>' in filled
    assert '<input type="checkbox" name="c" value="1">' in filled
    assert '<input type="text" name="d" value="вчера">' in filled
    assert '<option value="2" selected>' in filled
    assert "раз\nдва</textarea>" in filled
    assert "пароль" not in filled
    assert "old" not in filled
    assert "«скан.pdf» не принят" in filled
    assert '<input name="t" value="other">' in filled, "another form of the page stays"
