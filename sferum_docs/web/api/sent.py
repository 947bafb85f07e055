"""What a program sent: its body as JSON, its query, the ETag that it names. Every fault of it at once."""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask import request
from werkzeug.exceptions import HTTPException

from sferum_docs.reading.faults import Fault, FaultsError, errors
from sferum_docs.reading.records import Record
from sferum_docs.schools.fields.reading import read_fields
from sferum_docs.web.api.problems import BAD_REQUEST, CHANGED, NO_CONDITION, NOT_JSON, ProblemError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.schools.fields.declaration import SchoolField

_DEEPEST = 20


def sent_query(fields: Sequence[SchoolField]) -> dict[str, Any]:
    """The values of the query by name. FaultsError."""
    faults: list[Fault] = []
    record = Record({name: request.args[name] for name in request.args}, "", faults)
    values = read_fields(record, fields)
    record.done()
    if wrong := errors(faults):
        raise FaultsError(wrong)
    return values


def sent_body() -> Any:
    """The body. ProblemError when it is no JSON."""
    if request.mimetype != "application/json":
        raise ProblemError(NOT_JSON, "api_not_json")
    try:
        value = json.loads(request.get_data(), parse_constant=_refuse, parse_float=Decimal)
    except HTTPException:
        raise
    except (ValueError, RecursionError, ArithmeticError) as error:  # an exponent beyond those of decimal numbers
        raise ProblemError(BAD_REQUEST, "api_broken_json") from error
    return _clean(value, _DEEPEST)


def _refuse(text: str) -> None:
    raise ValueError(text)  # NaN and Infinity are no JSON


def _clean(value: Any, depth: int) -> Any:
    """Without zero signs, which no database takes. ProblemError: halves of letters, too deep."""
    if isinstance(value, str):
        try:
            value.encode()
        except UnicodeEncodeError as error:
            raise ProblemError(BAD_REQUEST, "api_broken_json") from error
        return value.replace("\0", "")
    if depth == 0:
        raise ProblemError(BAD_REQUEST, "api_broken_json")
    if isinstance(value, dict):
        return {_clean(key, depth): _clean(item, depth - 1) for key, item in value.items()}
    return [_clean(item, depth - 1) for item in value] if isinstance(value, list) else value


def etag_of(state: object) -> str:
    """The ETag of what is kept, whatever shape it is answered in."""
    return hashlib.sha256(json.dumps(state, ensure_ascii=False, default=str).encode()).hexdigest()[:32]


def compare_state(state: object) -> None:
    """Whether what is changed is what its sender has seen. ProblemError."""
    named = request.if_match.as_set()
    if not named:
        raise ProblemError(NO_CONDITION, "api_no_if_match")
    now = etag_of(state)
    if now not in named:
        raise ProblemError(CHANGED, "api_changed", headers={"ETag": f'"{now}"'})
