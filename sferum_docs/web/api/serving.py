"""An operation answered: let in, read, compared, done once, told as JSON."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from flask import Response, request
from werkzeug.exceptions import HTTPException

from sferum_docs.printing.faults import PrintingError
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.users.kept_answers import begin, drop, keep
from sferum_docs.store.database import check_before_writing
from sferum_docs.store.troubles import DatabaseError
from sferum_docs.web.api.door import let_in, read_anew
from sferum_docs.web.api.operations import Call
from sferum_docs.web.api.problems import BAD_REQUEST, CONFLICT, FAULTY, ProblemError
from sferum_docs.web.api.sent import compare_state, etag_of, sent_body, sent_query

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.web.api.operations import Answer, Operation

_KEY = "Idempotency-Key"
_LONGEST_KEY = 200
_JSON = "application/json"
_NOT_CHANGED = 304
_REFUSED = (FaultsError, ProblemError, PrintingError, DatabaseError, OSError, HTTPException)


def respond(operation: Operation, values: Mapping[str, Any]) -> Response:
    """The answer to a request of this operation. ProblemError, FaultsError and others for what went wrong."""
    token, by = let_in(operation)
    body = sent_body() if operation.takes is not None else None
    call = Call(token, by, values, sent_query(operation.query), body)
    if operation.changes:
        _compare(operation, call)
        check_before_writing(lambda: _compare(operation, call))
    try:
        answer = _once(operation, call) if operation.keyed else _response(operation, call, operation.answer(call))
    finally:
        check_before_writing(None)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _compare(operation: Operation, call: Call) -> None:
    assert operation.state is not None  # noqa: S101  asked by the caller
    read_anew()
    compare_state(operation.state(call))


def _response(operation: Operation, call: Call, answer: Answer) -> Response:
    if answer.file is not None:
        return answer.file
    response = Response(_text(answer.value), operation.status, content_type=_JSON)
    if answer.location:
        response.headers["Location"] = answer.location
    if operation.state is not None:
        tag = etag_of(operation.state(call))
        if request.method == "GET" and request.if_none_match.contains(tag):
            response = Response(status=_NOT_CHANGED)
        response.set_etag(tag)
    return response


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _once(operation: Operation, call: Call) -> Response:
    """What makes something is done once under one key, however often it is sent."""
    key = request.headers.get(_KEY, "").encode("latin-1", "replace").decode(errors="replace")  # WSGI reads bytes so
    if not key or len(key) > _LONGEST_KEY or not key.isprintable():
        raise ProblemError(BAD_REQUEST, "api_no_key", {"limit": _LONGEST_KEY})
    asked = hashlib.sha256(f"{request.method} {request.path}\n".encode() + request.get_data()).hexdigest()
    known = begin(call.token.id, key, asked, call.by.at)
    if known is not None:
        if known.asked_sha256 != asked:
            raise ProblemError(FAULTY, "api_other_key")
        if not known.status:
            raise ProblemError(CONFLICT, "api_key_begun")
        return _again(known.status, known.location, known.body)
    try:
        answer = operation.answer(call)
    except _REFUSED:  # after any other failure nobody knows how much was done, so the key stays taken
        drop(call.token.id, key)
        raise
    response = _response(operation, call, answer)
    keep(call.token.id, key, response.status_code, answer.location, response.get_data())
    return response


def _again(status: int, location: str, body: bytes) -> Response:
    response = Response(body, status, content_type=_JSON)
    if location:
        response.headers["Location"] = location
    response.headers["Idempotent-Replayed"] = "true"
    return response
