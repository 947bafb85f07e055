"""A program with a token, as tests send it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sferum_docs.services.users.manage import list_users
from sferum_docs.services.users.tokens import Scope, make_token
from sferum_docs.web.api.operations import ROOT
from tests.builders import BY, SCHOOL_ID

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.test import TestResponse


@dataclass(frozen=True)
class Program:
    """A program that bears a token."""

    app: Flask
    token: str
    token_id: int = 0

    def send(self, method: str, path: str, body: Any = None, **headers: str) -> TestResponse:
        """A request; `If_Match="…"` is a header."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        told = {"Authorization": f"Bearer {self.token}", **named}
        rest = {} if body is None else {"json": body}
        return self.app.test_client(use_cookies=False).open(ROOT + path, method=method, headers=told, **rest)

    def get(self, path: str, **headers: str) -> TestResponse:
        """Reads."""
        return self.send("GET", path, **headers)

    def read(self, path: str) -> Any:
        """What is answered to a request that must succeed."""
        answer = self.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json

    def told(self, method: str, path: str, body: Any = None, **headers: str) -> tuple[int, str]:
        """The status and the code of a refusal, or of the first fault where there are several."""
        answer = self.send(method, path, body, **headers)
        assert answer.mimetype == "application/problem+json", answer.text
        told: dict[str, Any] = answer.json or {}
        assert told["status"] == answer.status_code
        assert told["title"]
        assert told["detail"]
        return answer.status_code, told.get("code") or next((one["code"] for one in told.get("errors", ())), "")


def a_program(app: Flask, *scopes: Scope, school_id: int = SCHOOL_ID) -> Program:
    """One whose token was made by the first person of a body; of every scope when none is named."""
    with app.app_context():
        token, text = make_token(
            list_users(school_id)[0], "1С", scopes or tuple(Scope), 90, tuple(Scope), replace(BY, at=datetime.now(UTC))
        )
    return Program(app, text, token.id)
