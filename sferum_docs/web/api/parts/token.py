"""The token itself: whose it is, what it may, until when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g

from sferum_docs.services.users.tokens import PER_TOKEN, Scope
from sferum_docs.web.api.door import scopes_now
from sferum_docs.web.api.operations import Answer, Call, Operation
from sferum_docs.web.api.schemas import many, named, record
from sferum_docs.web.current import current_acts, current_school

if TYPE_CHECKING:
    from sferum_docs.services.packs.acts import Assignment
    from sferum_docs.services.users.tokens import TokenLine

_TEXT = {"type": "string"}
_MOMENT = {"type": "string", "format": "date-time"}
_MOST_ACTS = 200
SCHEMAS = {
    "Token": record(
        {
            "name": {**_TEXT, "description": "как ключ назван"},
            "prefix": {**_TEXT, "description": "начало ключа"},
            "organisation": {**_TEXT, "description": "чьи данные он открывает"},
            "scopes": many({"type": "string", "enum": [*Scope]}, len(Scope), "что им можно сегодня"),
            "expires_at": {**_MOMENT, "description": "до какого времени действует"},
            "requests_per_minute": {"type": "integer"},
        },
        ["name", "prefix", "organisation", "scopes", "expires_at", "requests_per_minute"],
    ),
    "Act": record(
        {
            "act": {**_TEXT, "description": "код акта: так он стоит в адресах"},
            "title": _TEXT,
            "in_work": {"type": "boolean", "description": "работает ли организация по нему сегодня"},
        },
        ["act", "title", "in_work"],
    ),
    "Acts": record({"items": many(named("Act"), _MOST_ACTS)}, ["items"]),
}


def _read(_call: Call) -> Answer:
    line: TokenLine = g.token_line
    told = {
        "name": line.token.name,
        "prefix": line.token.prefix,
        "organisation": current_school().requisites.short_name,
        "scopes": sorted(scopes_now(line)),
        "expires_at": line.token.expires_at.isoformat(),
        "requests_per_minute": PER_TOKEN,
    }
    return Answer(told)


def _acts(_call: Call) -> Answer:
    return Answer({"items": [_act(act) for act in current_acts()]})


def _act(act: Assignment) -> dict[str, object]:
    return {"act": act.pack, "title": act.title, "in_work": act.in_work}


OPERATIONS = (
    Operation(
        "token.read", "GET", "/token", None, "Проверить ключ", _read, named("Token"),
        "Отвечает, чей это ключ и что им можно. Право, которое потерял сам составитель ключа, здесь не названо.",
    ),
    Operation("acts.list", "GET", "/acts", None, "Акты, по которым работает организация", _acts, named("Acts")),
)  # fmt: skip
