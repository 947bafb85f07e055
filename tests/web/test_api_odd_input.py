"""Whatever a program sends, it is answered in words: nothing of it becomes a failure of ours, nothing is half-kept."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from sferum_docs.services.users import tokens
from sferum_docs.web.api.table import OPERATIONS, SCHEMAS
from tests.builders import SCHOOL_ID
from tests.registering import put_an_entry
from tests.web.api_client import a_program, follows, operation_of
from tests.web.pages import SchoolClient
from tests.web.test_api_access import ADDRESSES

ODD: tuple[Any, ...] = (
    None, True, -1, 0, 2**63, 1.5, 1e308, "", " ", "я" * 3000, "\0", "\u202e", "2023-13-45", "01.01.0001", "9999-12-31",
    [], [None], [[]], ["x"] * 300, {}, {"": ""}, {"x": {"y": [1]}}, "=1+1", "<b>", "{{ 1 }}", "%s%n", "../..",
)  # fmt: skip


def a_value(schema: dict[str, Any], depth: int = 4) -> Any:
    """Something that a schema takes."""
    named = schema.get("$ref", "").rpartition("/")[2]
    schema = SCHEMAS[named] if named else schema
    kind = schema.get("type", "string")
    if "enum" in schema:
        return schema["enum"][0]
    if kind == "object":
        return {name: a_value(part, depth - 1) for name, part in schema.get("properties", {}).items()} if depth else {}
    if kind == "array":
        return [a_value(schema["items"], depth - 1)]
    plain: dict[str, Any] = {"integer": 1, "boolean": True}
    return plain.get(str(kind), "2023-10-20" if schema.get("format") == "date" else "слово")


def places(value: Any) -> Iterator[tuple[str | int, ...]]:
    """Where anything stands within."""
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield (key,)
        yield from ((key, *rest) for rest in places(item))


def with_odd(value: Any, place: tuple[str | int, ...], odd: Any) -> Any:
    """The value with something odd at a place."""
    changed = copy.deepcopy(value)
    inner = changed
    for key in place[:-1]:
        inner = inner[key]
    inner[place[-1]] = odd
    return changed


def test_odd_bodies_are_answered_in_words(
    app: Flask, demonstration: SchoolClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert demonstration
    monkeypatch.setattr(tokens, "PER_TOKEN", 10**6)
    monkeypatch.setattr(tokens, "PER_ADDRESS", 10**6)
    with app.app_context():
        put_an_entry(SCHOOL_ID)
    program = a_program(app)
    writing = [(method, path) for method, path in ADDRESSES if method != "GET"]
    assert len(writing) == sum(operation.takes is not None for operation in OPERATIONS)
    number = 0
    for method, path in writing:
        operation = operation_of(app, method, path)
        assert operation is not None
        assert operation.takes is not None
        tag = program.open("GET", path, {}).headers.get("ETag", "") if operation.changes else ""
        sound = a_value(operation.takes)
        found = list(places(sound))
        for place in found[number % 4 :: 4]:
            number += 1
            odd = ODD[(number * 7) % len(ODD)]
            answer = program.open(
                method, path, {"If_Match": tag, "Idempotency_Key": str(number)}, json=with_odd(sound, place, odd)
            )
            assert answer.status_code < 500, f"{method} {path} {place} {odd!r}: {answer.text}"


LOST, KEPT = "/api/v1/nowhere", "/api/v1/school"
# however it is asked: the status, the ways that are named
ASKED: tuple[tuple[str, str, dict[str, str], int, set[str]], ...] = (
    ("OPTIONS", KEPT, {}, 204, {"GET", "HEAD", "PUT", "OPTIONS"}),
    ("OPTIONS", "/api/v1/documents/1/registration", {}, 204, {"POST", "OPTIONS"}),
    ("OPTIONS", LOST, {}, 404, set()),
    ("HEAD", KEPT, {}, 200, set()),
    ("HEAD", LOST, {}, 404, set()),
    ("HEAD", "/api/v1/documents/1/registration", {}, 405, {"POST", "OPTIONS"}),
    *((way, KEPT, {}, 405, {"GET", "HEAD", "PUT", "OPTIONS"}) for way in ("BREW", "TRACE", "CONNECT", "PROPFIND")),
    ("BREW", LOST, {}, 404, set()),
    ("BREW", "/api/openapi.json", {}, 405, {"GET", "HEAD", "OPTIONS"}),
    ("DELETE", "/api/openapi.json", {}, 405, {"GET", "HEAD", "OPTIONS"}),
    ("POST", "/api", {}, 405, {"GET", "HEAD", "OPTIONS"}),
    *(
        ("GET", path, {}, 404, set[str]())
        for path in (
            "/api/", "/api/v1", "/api/v1/", "/api/v2/school", "/api/v1/school/", "/api/v1//school", "/api//v1/school",
            "/api/v1/%00", "/api/v1/%ff%fe", "/api/v1/documents/-1", "/api/v1/documents/99999999999999999999",
        )
    ),
    ("POST", "/api/v1//registers", {}, 404, set()),
    ("GET", KEPT, {"Host": "evil.example"}, 400, set()),
    ("GET", LOST, {"Host": "evil.example"}, 400, set()),
    ("GET", KEPT, {"Accept": "text/html", "Range": "bytes=0-1", "If-Match": "\x80"}, 200, set()),
    ("GET", KEPT, {"Authorization": "Bearer \x80"}, 401, set()),
    *(
        ("PUT", KEPT, {"Content-Type": kind}, 415, set[str]())
        for kind in ("", "text/xml", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "я")
    ),
    ("PUT", KEPT, {"Content-Type": "application/json", "Content-Encoding": "gzip"}, 400, set()),
)  # fmt: skip


def test_whatever_is_asked_below_the_api_no_page_is_answered(app: Flask, client: SchoolClient) -> None:
    assert client
    token = {"Authorization": f"Bearer {a_program(app).token}"}
    asking = FlaskClient(app, app.response_class, use_cookies=False)
    for method, path, headers, status, ways in ASKED:
        answer = asking.open(path, method=method, headers={**token, **headers}, data=b"\x1f\x8b")
        told = f"{method} {path} {headers}: {answer.status_code} {answer.headers}"
        assert answer.status_code == status, told
        assert set(answer.headers.get("Allow", "").replace(",", "").split()) == ways, told
        assert "Set-Cookie" not in answer.headers or path == "/api", told
        if method == "HEAD" or status == 204:
            assert not answer.data, told
        elif status >= 400:
            assert answer.mimetype == "application/problem+json", told
            follows("Problem", answer.json)
        assert answer.mimetype != "text/html", told
