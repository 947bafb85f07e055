"""A school as plain values that `reader.read_school` reads back: for files, and for the memory of a document."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sferum_docs.schools.model import Person, School


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
    }


def person_record(person: Person) -> dict[str, Any]:
    """The record of a worker, the name in one line."""
    fields = asdict(person)
    rest = {key: value for key, value in fields.items() if key not in {"last", "first", "middle"}}
    return _filled({"name": person.full_name, **rest})


def _filled(fields: dict[str, Any]) -> dict[str, Any]:
    return {key: _plain(value) for key, value in fields.items() if value not in {None, ""}}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
