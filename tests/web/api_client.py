"""A program with a token, as tests send it: every answer is held against the document of the API."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING, Any

from jsonschema import Draft202012Validator

from sferum_docs.services.users.manage import list_users
from sferum_docs.services.users.tokens import Scope, make_token
from sferum_docs.web.api.openapi import document
from sferum_docs.web.api.operations import ROOT
from sferum_docs.web.api.table import OPERATIONS
from tests.builders import BY, SCHOOL_ID

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.test import TestResponse

    from sferum_docs.web.api.operations import Operation


@dataclass(frozen=True)
class Program:
    """A program that bears a token."""

    app: Flask
    token: str
    token_id: int = 0

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        """A request; `If_Match="…"` is a header."""
        rest = {} if body is None else {"json": body}
        return self.open(method, ROOT + path, headers, **rest)

    def send_raw(self, method: str, path: str, body: bytes, **headers: str) -> TestResponse:
        """A request with a body that is whatever it is."""
        return self.open(method, ROOT + path, headers, data=body, content_type="application/json")

    def open(self, method: str, path: str, headers: dict[str, str], **rest: Any) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        told = {"Authorization": f"Bearer {self.token}", **named}
        answer = self.app.test_client(use_cookies=False).open(path, method=method, headers=told, **rest)
        check_answer(self.app, method, path, answer)
        return answer

    def get(self, path: str, **headers: str) -> TestResponse:
        """Reads."""
        return self.send("GET", path, **headers)

    def read(self, path: str) -> Any:
        """What is answered to a request that must succeed."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json

    def made(self, method: str, path: str, body: Any, **headers: str) -> Any:
        """What is answered to a change that must succeed."""
        answer = self.send(method, path, body, **headers)
        assert answer.status_code in {200, 201}, answer.text
        return answer.json

    def told(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, str]:
        """The status and the code of a refusal, or of the first fault where there are several."""
        return refusal(self.send(method, path, body, **headers))


def refusal(answer: TestResponse) -> tuple[int, str]:
    """The status and the code of a refusal."""
    assert answer.mimetype == "application/problem+json", answer.text
    told: dict[str, Any] = answer.json or {}
    return answer.status_code, told.get("code") or next((one["code"] for one in told.get("errors", ())), "")


def a_program(app: Flask, *scopes: Scope, school_id: int = SCHOOL_ID, name: str = "1С") -> Program:
    """One whose token was made by the first person of a body; of every scope when none is named."""
    by = replace(BY, at=datetime.now(UTC))
    with app.app_context():
        maker = list_users(school_id)[0]
        token, text = make_token(maker, name, scopes or tuple(Scope), 90, tuple(Scope), by)
    return Program(app, text, token.id)


def check_answer(app: Flask, method: str, path: str, answer: TestResponse) -> None:
    """What is answered is what the document says of it."""
    operation = operation_of(app, method, path)
    if answer.status_code >= 400:
        assert answer.mimetype == "application/problem+json", answer.text
        follows("Problem", answer.json)
        assert (answer.json or {})["status"] == answer.status_code
        documented = document()["paths"][_path(operation)][method.lower()]["responses"] if operation else {}
        assert operation is None or str(answer.status_code) in documented, f"{operation.id}: {answer.text}"
    elif operation is not None and answer.status_code != 304 and not operation.media:
        assert answer.status_code == operation.status
        assert operation.gives is not None
        follows(operation.gives["$ref"].rpartition("/")[2], answer.json)
    assert "Set-Cookie" not in answer.headers


def _path(operation: Operation) -> str:
    from sferum_docs.web.api.openapi import path_of  # noqa: PLC0415

    return path_of(operation)


def operation_of(app: Flask, method: str, path: str) -> Operation | None:
    """The operation that an address leads to."""
    found = app.url_map.bind("localhost").match(path.partition("?")[0], method=method)[0].removeprefix("api.")
    return next((operation for operation in OPERATIONS if operation.endpoint == found), None)


def follows(name: str, value: Any) -> None:
    """Whether a value is what a schema of the document says. AssertionError."""
    faults = [f"{fault.json_path}: {fault.message}" for fault in _validator(name).iter_errors(value)]
    assert faults == []


@cache
def _validator(name: str) -> Draft202012Validator:
    whole = {"$ref": f"#/components/schemas/{name}", "components": document()["components"]}
    return Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)
