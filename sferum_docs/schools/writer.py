"""A school as plain values that `reader.read_school` reads back: for files, and for the memory of a document."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sferum_docs.schools.model import Person, School, WordDecision


def school_record(school: School) -> dict[str, Any]:
    """The record of a school, ready for JSON; what is empty is left out."""
    head = school.head
    return {
        "requisites": _filled(asdict(school.requisites)),
        "head": _filled({**person_record(head.person), "acting": head.acting, "ground": head.ground}) if head else {},
        "staff": [person_record(person) for person in school.staff],
        "chats": [_filled(asdict(chat)) for chat in school.chats],
        "responsible": _filled(asdict(school.responsible)),
        "margins": asdict(school.margins),
        "profile": _filled(asdict(school.profile)),
    }


def person_record(person: Person) -> dict[str, Any]:
    """The record of a worker, the name in one line."""
    fields = asdict(person)
    rest = {key: value for key, value in fields.items() if key not in {"last", "first", "middle", "decisions"}}
    record = _filled({"name": person.full_name, **rest})
    if person.decisions:
        record["decisions"] = [decision_record(decision) for decision in person.decisions]
    return record


def decision_record(decision: WordDecision) -> dict[str, Any]:
    """The record of a decision on how a word is declined."""
    record: dict[str, Any] = {"word": decision.word.value, "nominative": decision.nominative}
    if decision.fixed:
        record["fixed"] = True
    if decision.forms:
        record["forms"] = dict(decision.forms)
    return record


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: _plain(value) for key, value in fields.items() if value is not None and value != ""}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
