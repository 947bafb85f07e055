"""Whatever a browser or a stranger sends, a page answers: never «Сбой программы»."""

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from werkzeug.routing import MapAdapter

from tests.builders import SCHOOL_ID
from tests.registering import put_an_entry
from tests.web.conftest import LOGIN, PASSWORD
from tests.web.pages import SchoolClient
from tests.web.test_access import TABLE

# signs that no database keeps, digits that are no number, numbers that no column holds, days of no calendar
ODD = (
    "\0", "-1", "0", "²", "٣", "9" * 30, "9" * 5000, "9999-12-31", "0001-01-01", "слово " * 1100, "{{ 7*7 }}", "../x",
)  # fmt: skip
QUERY = (
    "year", "page", "q", "since", "until", "who", "words", "action", "document", "documents", "entries", "register",
    "next", "draft", "code", "edition", "school", "state", "basis", "order", "person", "undo", "was", "now", "again",
    "keep", "view", "sharp", "date",
)  # fmt: skip
PLACES = re.compile(r"<(?:(\w+):)?\w+>")
# what the test itself stands on: its session, its password, its roles; what only takes long
LEFT_OUT = re.compile(
    r"/sign-out|/users/.*(password|roles)|/start/demonstration|/backup$|/doctor|\.pdf|/print|/static/"
)


def addresses() -> list[tuple[str, str, str]]:
    """(Method, rule, an address that is there) of everything."""
    named = [(*line.split(" ", 1), path) for lines in TABLE.values() for line, path in lines.items()]
    return [(method, rule, path) for method, rule, path in named if not LEFT_OUT.search(rule)]


def odd_addresses(routes: MapAdapter) -> Iterator[tuple[str, str]]:
    """Each sign in each place of a path; what leads to no view is answered by one and the same page, so once each."""
    lost = set[tuple[str, str]]()
    for number, (method, rule, path) in enumerate(addresses()):
        if PLACES.search(rule):
            for sign in ODD:
                if routes.test(PLACES.sub(sign, rule), method) or (method, sign) not in lost:
                    yield method, PLACES.sub(quote(sign, safe=""), rule)
                    lost.add((method, sign))
        elif method == "GET":
            odd = {name: ODD[place % len(ODD)] for place, name in enumerate(QUERY, number)}
            yield method, f"{path}?{'&'.join(f'{name}={quote(value)}' for name, value in odd.items())}"


def forms(client: FlaskClient) -> dict[str, dict[str, str]]:
    """Address → the fields, as they stand, of every form that is shown."""
    found: dict[str, dict[str, str]] = {}
    for method, _rule, path in addresses():
        answer = client.get(path) if method == "GET" else None
        if answer is None or answer.mimetype != "text/html" or not answer.text:
            continue
        for form in html.document_fromstring(answer.text).xpath("//form[@method='post']"):
            fields = found.setdefault((form.get("action") or path).partition("#")[0], {})
            for control in form.xpath(".//input[not(@type='file')] | .//select | .//textarea | .//button"):
                fields.setdefault(control.get("name") or "", control.get("value") or "")
    return {action: fields for action, fields in found.items() if not LEFT_OUT.search(action)}


def odd_forms(fields: dict[str, str]) -> Iterator[dict[str, str]]:
    """Each field odd alone (of the rows of a table, those of one row), then all of them."""
    alone = {re.sub(r"\d+", "#", name): name for name in fields}
    for place, name in enumerate(alone.values()):
        yield {**fields, name: ODD[place % len(ODD)]}
    yield {name: ODD[place % len(ODD)] for place, name in enumerate(fields)}
    yield dict.fromkeys(fields, "")


@pytest.fixture
def visitor(app: Flask, demonstration: SchoolClient) -> FlaskClient:
    """Somebody with every role where an order is registered; this client does not read its pages: they are many."""
    with app.app_context():
        put_an_entry(SCHOOL_ID)
    app.config["WTF_CSRF_ENABLED"] = False
    signed_in = demonstration.get_cookie("session")
    assert signed_in is not None
    client = FlaskClient(app, app.response_class)
    client.set_cookie("session", signed_in.value)
    return client


def test_no_odd_address_breaks_a_page(app: Flask, visitor: FlaskClient) -> None:
    asked = list(odd_addresses(app.url_map.bind("localhost")))
    assert len(asked) > 300
    broken = [(method, path[:200]) for method, path in asked if visitor.open(path, method=method).status_code == 500]
    assert broken == []
    assert visitor.get("/documents").status_code == 200, "still signed in"


def test_no_odd_form_breaks_a_page(visitor: FlaskClient) -> None:
    shown = forms(visitor)
    assert len(shown) > 20
    broken = [
        (action, {name: value[:20] for name, value in sent.items()})
        for action, fields in shown.items()
        for sent in odd_forms(fields)
        if visitor.post(action, data=sent).status_code == 500
    ]
    assert broken == []
    assert visitor.get("/documents").status_code == 200, "still signed in"


@pytest.mark.parametrize("odd", ODD)
def test_no_odd_name_or_password_breaks_signing_in(app: Flask, odd: str) -> None:
    app.config["WTF_CSRF_ENABLED"] = False
    client = FlaskClient(app, app.response_class)
    for sent in ({"login": odd, "password": PASSWORD}, {"login": LOGIN, "password": odd}):
        assert client.post("/sign-in", data=sent).status_code in {200, 303, 429}
