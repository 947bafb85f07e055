"""What went wrong, as programs read it: application/problem+json (RFC 9457) with our sentences, all faults at once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import Response, current_app, request
from werkzeug.exceptions import HTTPException, SecurityError

from sferum_docs.printing.faults import PrintingError
from sferum_docs.reading.faults import Fault, FaultsError, errors
from sferum_docs.services.users.tokens import TooManyRequestsError
from sferum_docs.store.database import see_anew
from sferum_docs.store.troubles import DatabaseError, trouble_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Blueprint

PAGE = "/api"  # where people read how programs ask; what lies below is for programs
MEDIA = "application/problem+json"
BAD_REQUEST, UNKNOWN, FORBIDDEN, NOT_FOUND, NOT_ALLOWED, CONFLICT = 400, 401, 403, 404, 405, 409
CHANGED, TOO_LARGE, NOT_JSON, FAULTY, NO_CONDITION, TOO_MANY = 412, 413, 415, 422, 428, 429
FAILED, UNAVAILABLE = 500, 503
MOST_FAULTS = 1000  # a body of 2 MB may hold a hundred thousand; how many there are stands in the detail
TITLES: Mapping[int, str] = {
    BAD_REQUEST: "Запрос не разобран",
    UNKNOWN: "Ключ доступа не принят",
    FORBIDDEN: "На это у ключа доступа нет права",
    NOT_FOUND: "Такого здесь нет",
    NOT_ALLOWED: "Так этот адрес не вызывают",
    CONFLICT: "Это уже сделано или сделано не до конца",
    CHANGED: "Данные с тех пор изменены",
    TOO_LARGE: "Слишком много данных",
    NOT_JSON: "Ожидается JSON",
    FAULTY: "В присланном есть ошибки",
    NO_CONDITION: "Не сказано, какое состояние меняется",
    TOO_MANY: "Слишком много запросов",
    FAILED: "Сбой программы",
    UNAVAILABLE: "Сейчас это не выполнить",
}
_CHALLENGE = {"WWW-Authenticate": 'Bearer realm="sferum_docs"'}
_PAUSE = 5  # seconds: as long as a writer waits for the others
# which faults say more than that what was sent is wrong
_STATUS = {
    "school_changed": CHANGED,
    "already_registered": CONFLICT,
    "number_waits_for_file": CONFLICT,
    "entered_already": CONFLICT,
    "number_taken": CONFLICT,
    "act_ended": CONFLICT,
    "no_indicators": NOT_FOUND,
    "no_such_register": NOT_FOUND,
    "document_file_missing": UNAVAILABLE,
    "document_file_changed": UNAVAILABLE,
}


@dataclass
class ProblemError(Exception):
    """An answer of this status; the code names its sentence."""

    status: int
    code: str
    values: Mapping[str, object] | None = None
    headers: Mapping[str, str] | None = None


def problem(
    status: int, detail: str, faults: Sequence[Fault] = (), headers: Mapping[str, str] | None = None, code: str = ""
) -> Response:
    """The answer."""
    return Response(problem_text(status, detail, faults, code), status, dict(headers or {}), content_type=MEDIA)


def problem_text(status: int, detail: str, faults: Sequence[Fault] = (), code: str = "") -> str:
    """The same without the framework."""
    told: dict[str, Any] = {"type": f"{PAGE}#{status}", "title": TITLES[status], "status": status, "detail": detail}
    if code:
        told["code"] = code
    if faults:
        shown = faults[:MOST_FAULTS]
        told["errors"] = [{"code": fault.code, "place": fault.place, "detail": fault.sentence()} for fault in shown]
    return json.dumps(told, ensure_ascii=False)


def init_problems(blueprint: Blueprint) -> None:
    """Problems in place of pages of error."""
    blueprint.register_error_handler(ProblemError, _told)
    blueprint.register_error_handler(FaultsError, _faulty)
    blueprint.register_error_handler(TooManyRequestsError, _too_many)
    blueprint.register_error_handler(PrintingError, _no_press)
    blueprint.register_error_handler(DatabaseError, _cannot)
    blueprint.register_error_handler(OSError, _cannot)
    blueprint.register_error_handler(HTTPException, _other)


def is_for_programs(path: str) -> bool:
    """Whether who asks this address reads problems, not pages.

    >>> [is_for_programs(path) for path in ("/api", "/api/", "/api/v1/school", "/apiary")]
    [False, True, True, False]
    """
    return path.startswith(f"{PAGE}/")


def _told(error: ProblemError) -> Response:
    sentence = Fault(error.code, values=error.values or {}).sentence()
    headers = {**(_CHALLENGE if error.status == UNKNOWN else {}), **(error.headers or {})}
    return problem(error.status, sentence, headers=headers, code=error.code)


def _faulty(error: FaultsError) -> Response:
    found = tuple(errors(error.faults)) or error.faults
    status = next((_STATUS[fault.code] for fault in found if fault.code in _STATUS), FAULTY)
    words = found[0].message() if len(found) == 1 else f"Ошибок: {len(found)}. Ничего не записано."
    return problem(status, words, found)


def _too_many(error: TooManyRequestsError) -> Response:
    sentence = Fault("api_too_many", values={"seconds": error.seconds}).sentence()
    return problem(TOO_MANY, sentence, headers={"Retry-After": str(error.seconds)}, code="api_too_many")


def _no_press(error: PrintingError) -> Response:
    return problem(UNAVAILABLE, error.fault().message(), headers={"Retry-After": str(_PAUSE)})


def _cannot(error: Exception) -> Response:
    see_anew()
    code = trouble_of(error)
    if code is None:
        raise error
    current_app.logger.error("%s: %s", code, type(error).__name__)
    return problem(UNAVAILABLE, Fault(code).sentence(), headers={"Retry-After": str(_PAUSE)}, code=code)


def _other(error: HTTPException) -> Response | HTTPException:
    code = error.code or FAILED
    return error if code < BAD_REQUEST else problem_of(error)


def problem_of(error: HTTPException) -> Response:
    """An error of the framework as a problem."""
    code = error.code or FAILED
    status = code if code in TITLES else BAD_REQUEST if code < FAILED else FAILED
    headers = {name: value for name, value in error.get_headers(request.environ) if name == "Allow"}
    sentence = "api_foreign_host" if isinstance(error, SecurityError) else _SENTENCES[status]
    return problem(status, Fault(sentence).sentence(), headers=headers)


_SENTENCES = {
    **dict.fromkeys(TITLES, "api_bad_request"),
    NOT_FOUND: "api_not_found",
    FORBIDDEN: "api_scope",
    TOO_LARGE: "api_too_large",
    FAILED: "api_failed",
    UNAVAILABLE: "api_failed",
}
