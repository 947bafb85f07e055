"""The document of the API, OpenAPI 3.1: made of the very table that answers."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from sferum_docs.web.api import problems
from sferum_docs.web.api.operations import ROOT
from sferum_docs.web.api.rights import WORDS
from sferum_docs.web.api.schemas import field_schema, many, named, record
from sferum_docs.web.api.table import PARTS, SCHEMAS

if TYPE_CHECKING:
    from sferum_docs.schools.fields.declaration import SchoolField
    from sferum_docs.web.api.operations import Operation

_ARGUMENT = re.compile(r"<(?:(int):)?(\w+)>")
_TEXT = {"type": "string"}
_FAULT = record(
    {
        "code": {**_TEXT, "description": "что не так, одним словом: не меняется от версии к версии"},
        "place": {**_TEXT, "description": "где: staff[3].post; пусто — о всём присланном"},
        "detail": {**_TEXT, "description": "что не так и что сделать"},
    },
    ["code", "place", "detail"],
)
_PROBLEM = record(
    {
        "type": {"type": "string", "format": "uri-reference"},
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": {**_TEXT, "description": "что случилось и что сделать"},
        "code": _TEXT,
        "errors": many(
            named("Fault"), problems.MOST_FAULTS, "все ошибки присланного сразу; сколько их, сказано в detail"
        ),
    },
    ["type", "title", "status", "detail"],
    "ответ об ошибке, RFC 9457",
)
_ABOUT = (
    "Программный доступ к данным одной организации. Ключ составляет её руководитель или администратор на странице "
    "«Доступ для программ»; он действует только для этой организации и открывает не больше, чем открыто составителю. "
    "Все времена — ISO 8601; дни — 2023-10-20."
)


@cache
def document() -> dict[str, Any]:
    """The whole document."""
    paths: dict[str, dict[str, Any]] = {}
    for words, operations in PARTS:
        for operation in operations:
            paths.setdefault(path_of(operation), {})[operation.method.lower()] = _operation(operation, words)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Сферум-документы", "version": "1", "description": _ABOUT},
        "servers": [{"url": ROOT}],
        "security": [{"token": []}],
        "tags": [{"name": words} for words, _operations in PARTS],
        "paths": paths,
        "components": {
            "schemas": {**SCHEMAS, "Fault": _FAULT, "Problem": _PROBLEM},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
            "responses": {
                f"Problem{status}": {
                    "description": title,
                    "content": {problems.MEDIA: {"schema": named("Problem")}},
                }
                for status, title in problems.TITLES.items()
            },
        },
    }


def path_of(operation: Operation) -> str:
    """The path as OpenAPI writes it.

    >>> path_of(next(item for item in PARTS[1][1] if item.id == "school.read"))
    '/school'
    """
    return _ARGUMENT.sub(r"{\2}", operation.path)


def _operation(operation: Operation, words: str) -> dict[str, Any]:
    rights = f"Право ключа: {operation.scope} — {WORDS[operation.scope]}." if operation.scope else "Любой ключ."
    told: dict[str, Any] = {
        "operationId": operation.id,
        "tags": [words],
        "summary": operation.title,
        "description": f"{operation.about} {rights}".strip(),
        "responses": _responses(operation),
    }
    if parameters := _parameters(operation):
        told["parameters"] = parameters
    if operation.takes is not None:
        content: dict[str, Any] = {"schema": operation.takes}
        if operation.example is not None:
            content["example"] = operation.example
        told["requestBody"] = {"required": True, "content": {"application/json": content}}
    return told


def _parameters(operation: Operation) -> list[dict[str, Any]]:
    found = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "integer" if kind else "string"},
            "description": operation.arguments[name],
        }
        for kind, name in _ARGUMENT.findall(operation.path)
    ]
    found += [_query(field) for field in operation.query]
    if operation.changes:
        found.append(_header("If-Match", "ETag прочитанного: данные, изменённые с тех пор, не затираются"))
    if operation.keyed:
        found.append(
            _header("Idempotency-Key", "свой у каждого дела: повтор с тем же ключом ничего не делает второй раз")
        )
    return found


def _query(field: SchoolField) -> dict[str, Any]:
    schema = {key: value for key, value in field_schema(field).items() if key != "description"}
    default = {} if field.default is None else {"default": field.default}
    return {
        "name": field.kept_as, "in": "query", "required": field.required,
        "schema": {**schema, **default}, "description": field.meaning,
    }  # fmt: skip


def _header(name: str, about: str) -> dict[str, Any]:
    return {"name": name, "in": "header", "required": True, "schema": _TEXT, "description": about}


def _responses(operation: Operation) -> dict[str, Any]:
    if operation.media:
        content: dict[str, Any] = {operation.media: {}}
    else:
        content = {"application/json": {"schema": operation.gives}}
    headers = {"ETag": {"schema": _TEXT}} if operation.state else {}
    if operation.keyed:
        headers["Location"] = {"schema": _TEXT}
    found: dict[str, Any] = {str(operation.status): {"description": operation.title, "content": content}}
    if headers:
        found[str(operation.status)]["headers"] = headers
    return found | {str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in _wrong(operation)}


def _wrong(operation: Operation) -> list[int]:
    found = {problems.UNKNOWN, problems.TOO_MANY, problems.FAILED, problems.UNAVAILABLE, problems.FAULTY}
    if operation.scope is not None:
        found.add(problems.FORBIDDEN)
    if "<" in operation.path:
        found.add(problems.NOT_FOUND)
    if operation.takes is not None:
        found |= {problems.BAD_REQUEST, problems.TOO_LARGE, problems.NOT_JSON}
    if operation.changes:
        found |= {problems.CHANGED, problems.NO_CONDITION}
    if operation.keyed:
        found |= {problems.BAD_REQUEST, problems.CONFLICT}
    return sorted(found)
