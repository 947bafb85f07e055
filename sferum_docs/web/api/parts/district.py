"""A district by its programs: its schools, how far each has come with an act, who has not issued which document.

Nothing here writes, and no school is named by a number that its office does not watch.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.fields.declaration import SchoolField, ValueKind
from sferum_docs.schools.model import SchoolKind
from sferum_docs.services.district.bodies import body_line, body_list
from sferum_docs.services.district.matrix import BodyState, CellState, matrix_of, offices_below, watched_acts
from sferum_docs.services.district.scope import body_in_scope
from sferum_docs.services.district.watching.view import Wanted, done_share, view_of
from sferum_docs.services.users.tokens import Scope
from sferum_docs.web.api.operations import Answer, Call, Operation
from sferum_docs.web.api.parts.cursors import MOST, PAGING, cursor_of, part_of, place_of
from sferum_docs.web.api.problems import NOT_FOUND, UNAVAILABLE, ProblemError
from sferum_docs.web.api.schemas import many, named, page_of, record
from sferum_docs.web.current import today

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.directives.model import Clause
    from sferum_docs.services.district.bodies import BodyLine
    from sferum_docs.services.district.matrix import Matrix, MatrixRow
    from sferum_docs.services.district.scope import OverseenBody
    from sferum_docs.web.api.schemas import Schema

_MOST_ACTS, _MOST_CLAUSES, _MOST_DOCUMENTS = 200, 500, 200
_TEXT, _COUNT, _YES = {"type": "string"}, {"type": "integer", "minimum": 0}, {"type": "boolean"}
_DAY = {"type": "string", "format": "date"}


def _told(schema: Schema, about: str) -> Schema:
    return {**schema, "description": about}


def _names(states: type[CellState | BodyState], about: str) -> Schema:
    told = ", ".join(f"{state.name.lower()} — {state.value}" for state in states)
    return {"type": "string", "enum": [state.name.lower() for state in states], "description": f"{about}: {told}"}


_SCHOOL: dict[str, Schema] = {
    "school": _told(_COUNT, "номер организации: так она стоит в адресах"),
    "name": _told(_TEXT, "краткое наименование"),
    "inn": _told(_TEXT, "ИНН; пусто — не внесён"),
    "office": _told(_TEXT, "управление между ней и вами, если оно есть"),
}
_DOCUMENT: dict[str, Schema] = {
    "document": _told(_TEXT, "код документа: так он стоит в адресах"),
    "title": _TEXT,
    "asked": _told(_COUNT, "скольким организациям его надо издать"),
    "lacking": _told(_COUNT, "сколько из них не издали"),
}
SCHEMAS = {
    "DistrictSchool": record(
        {
            **_SCHOOL,
            "full_name": _TEXT,
            "kind": {"type": "string", "enum": [*SchoolKind]},
            "closed_on": _told(_DAY, "с какого дня закрыта; нет поля — действует"),
            "staff": _told(_COUNT, "сколько работников внесено"),
            "invited": _told(_COUNT, "скольким открыт вход"),
            "signed_in": _told(_COUNT, "сколько из них уже входили"),
            "acts": many(_TEXT, _MOST_ACTS, "акты в работе"),
        },
        [*_SCHOOL, "full_name", "kind", "staff", "invited", "signed_in", "acts"],
    ),
    "DistrictSchools": page_of("DistrictSchool", MOST),
    "DistrictAct": record(
        {"act": _told(_TEXT, "код акта"), "title": _TEXT, "schools": _told(_COUNT, "скольким назначен")},
        ["act", "title", "schools"],
    ),
    "DistrictActs": record({"items": many(named("DistrictAct"), _MOST_ACTS)}, ["items"]),
    "MatrixClause": record({"clause": _TEXT, "name": _TEXT, "text": _TEXT}, ["clause", "name", "text"]),
    "MatrixCell": record(
        {
            "clause": _TEXT,
            "state": _names(CellState, "как исполнен пункт"),
            "late": _told(_YES, "срок прошёл, а пункт не исполнен"),
            "due": _told(_DAY, "последний день; нет поля — срока нет"),
            "title": _told(_TEXT, "документ, который исполняет пункт"),
            "number": _told(_TEXT, "номер приказа"),
            "signed_on": _told(_DAY, "дата приказа"),
            "evidence": _told(_YES, "есть ли подтверждение"),
            "to_acquaint": _told(_COUNT, "сколько человек надо ознакомить"),
            "acquainted": _told(_COUNT, "сколько ознакомлено"),
        },
        ["clause", "state", "late", "evidence", "to_acquaint", "acquainted"],
    ),
    "MatrixRow": record(
        {
            **_SCHOOL,
            "state": _names(BodyState, "как организация работает по акту"),
            "done_percent": _told(_COUNT, "доля исполненных пунктов, %; нет поля — считать нечего"),
            "late": _told(_COUNT, "сколько пунктов просрочено"),
            "cells": many(named("MatrixCell"), _MOST_CLAUSES, "пункты, которые её касаются"),
        },
        [*_SCHOOL, "state", "late", "cells"],
    ),
    "Matrix": record(
        {
            "day": _told(_DAY, "на какой день"),
            "waiting": _told(_COUNT, "сколько организаций ещё пересчитываются: повторите запрос"),
            "clauses": many(named("MatrixClause"), _MOST_CLAUSES),
            **page_of("MatrixRow", MOST)["properties"],
        },
        ["day", "waiting", "clauses", "items"],
    ),
    "DistrictDocument": record(_DOCUMENT, [*_DOCUMENT]),
    "DistrictDocuments": record(
        {"day": _DAY, "waiting": _COUNT, "items": many(named("DistrictDocument"), _MOST_DOCUMENTS)},
        ["day", "waiting", "items"],
    ),
    "SchoolName": record(_SCHOOL, [*_SCHOOL]),
    "LackingSchools": page_of("SchoolName", MOST),
}


def _schools(call: Call) -> Answer:
    first, limit = place_of(call.query) or 0, call.query["limit"]
    found = body_list(call.school_id, call.query["q"], limit, first)
    more = {"next": cursor_of(first + limit)} if first + limit < found.total else {}
    return Answer({"items": [_line(line) for line in found.lines], **more})


def _school(call: Call) -> Answer:
    body = body_in_scope(call.school_id, call.values["school"])
    if body is None:
        raise ProblemError(NOT_FOUND, "api_not_found")
    return Answer(_line(body_line(call.school_id, body)))


def _line(line: BodyLine) -> dict[str, Any]:
    closed = {} if line.body.closed_on is None else {"closed_on": line.body.closed_on.isoformat()}
    return {
        **_name(line.body, line.office), "full_name": line.body.full_name, "kind": line.body.kind, **closed,
        "staff": line.staff, "invited": line.invited, "signed_in": line.signed_in, "acts": [*line.acts],
    }  # fmt: skip


def _name(body: OverseenBody, office: str) -> dict[str, Any]:
    return {"school": body.id, "name": body.short_name, "inn": body.inn, "office": office}


def _acts(call: Call) -> Answer:
    acts = watched_acts(call.school_id)
    return Answer({"items": [{"act": act.pack, "title": act.title, "schools": act.bodies} for act in acts]})


def _matrix_of(call: Call) -> Matrix:
    """The matrix of the act in the address. ProblemError: no school has that act, or its pack has faults."""
    act = call.values["act"]
    if act not in {known.pack for known in watched_acts(call.school_id)}:
        raise ProblemError(NOT_FOUND, "api_not_found")
    try:
        return matrix_of(call.school_id, act, today())
    except FaultsError as error:
        raise ProblemError(UNAVAILABLE, "api_pack_broken") from error


def _matrix(call: Call) -> Answer:
    matrix, clause = _matrix_of(call), call.query["clause"]
    if clause and clause not in {each.path for each in matrix.clauses}:
        raise FaultsError([Fault("api_no_clause", "clause")])
    view, offices = view_of(matrix, Wanted(words=call.query["q"], clause=clause)), offices_below(call.school_id)
    told = {
        "day": matrix.day.isoformat(),
        "waiting": matrix.waiting,
        "clauses": [{"clause": each.path, "name": each.label, "text": each.text} for each in view.clauses],
    }
    return Answer(told | part_of(view.rows, call.query, lambda row: _row(row, view.clauses, offices, matrix.day)))


def _row(row: MatrixRow, clauses: tuple[Clause, ...], offices: dict[int, str], day: date) -> dict[str, Any]:
    share = done_share(row)
    cells = [_cell(row, clause.path, day) for clause in clauses if row.cell(clause.path).is_own]
    return {
        **_name(row.body, offices.get(row.body.overseer or 0, "")), "state": row.summary.state.name.lower(),
        **({} if share is None else {"done_percent": share}), "late": row.late(day), "cells": cells,
    }  # fmt: skip


def _cell(row: MatrixRow, path: str, day: date) -> dict[str, Any]:
    cell = row.cell(path)
    days = {"due": cell.due, "signed_on": cell.day}
    return {
        "clause": path, "state": cell.state.name.lower(), "late": row.is_late(path, day), "evidence": cell.evidence,
        "to_acquaint": cell.to_acquaint, "acquainted": cell.acquainted,
        **{name: text for name, text in (("title", cell.title), ("number", cell.number)) if text},
        **{name: known.isoformat() for name, known in days.items() if known is not None},
    }  # fmt: skip


def _documents(call: Call) -> Answer:
    matrix = _matrix_of(call)
    counted = [row for row in matrix.rows if row.counts]
    items = [
        {
            "document": spec.id,
            "title": spec.title,
            "asked": sum(row.document(spec.id) is not None for row in counted),
            "lacking": len(matrix.lacking(spec.id)),
        }
        for spec in matrix.documents
    ]
    return Answer({"day": matrix.day.isoformat(), "waiting": matrix.waiting, "items": items})


def _lacking(call: Call) -> Answer:
    matrix, document = _matrix_of(call), call.values["document"]
    if document not in {spec.id for spec in matrix.documents}:
        raise ProblemError(NOT_FOUND, "api_not_found")
    offices = offices_below(call.school_id)
    rows = matrix.lacking(document)
    return Answer(part_of(rows, call.query, lambda row: _name(row.body, offices.get(row.body.overseer or 0, ""))))


_WORDS = SchoolField("q", ValueKind.TEXT, "Слова", "слова наименования или ИНН", limit=200)
_CLAUSE = SchoolField("clause", ValueKind.TEXT, "Пункт", "только этот пункт: clause из ответа", limit=40)
_ACT = {"act": "код акта из списка /district/acts"}
_READ = Scope.MATRIX_READ
_ACTS, _ONE = "/district/acts", "/district/acts/<act>"
OPERATIONS = (
    Operation(
        "district.schools", "GET", "/district/schools", _READ, "Организации района", _schools,
        named("DistrictSchools"), "Все, за кем смотрит управление; закрытые и управления между ними — тоже.",
        query=(*PAGING, _WORDS),
    ),
    Operation(
        "district.school", "GET", "/district/schools/<int:school>", _READ, "Организация района", _school,
        named("DistrictSchool"), arguments={"school": "номер организации из списка"},
    ),
    Operation(
        "district.acts", "GET", _ACTS, _READ, "Акты, по которым работают организации района", _acts,
        named("DistrictActs"),
    ),
    Operation(
        "district.matrix", "GET", f"{_ONE}/matrix", _READ, "Исполнение акта: организации и пункты", _matrix,
        named("Matrix"),
        "То же, что на странице «Исполнение». В каждой строке — пункты, которые касаются организации. "
        "Многие изменившиеся сразу пересчитываются за несколько запросов: сколько осталось, говорит waiting.",
        query=(*PAGING, _WORDS, _CLAUSE), arguments=_ACT,
    ),
    Operation(
        "district.documents", "GET", f"{_ONE}/documents", _READ, "Сколько организаций не издало документ", _documents,
        named("DistrictDocuments"), arguments=_ACT,
    ),
    Operation(
        "district.lacking", "GET", f"{_ONE}/documents/<document>/lacking", _READ, "Кто не издал документ", _lacking,
        named("LackingSchools"), query=PAGING,
        arguments={**_ACT, "document": "код документа из /district/acts/{act}/documents"},
    ),
)  # fmt: skip
