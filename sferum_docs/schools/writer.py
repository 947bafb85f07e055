"""A school as plain values that `reader.read_school` reads back: for files, and for the memory of a document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.schools.fields.chat import CHAT
from sferum_docs.schools.fields.layout import LAYOUT, MARGINS
from sferum_docs.schools.fields.person import PERSON
from sferum_docs.schools.fields.reading import written
from sferum_docs.schools.fields.requisites import OF_HEAD, REQUISITES

if TYPE_CHECKING:
    from sferum_docs.schools.model import Person, School, WordDecision


def school_record(school: School) -> dict[str, Any]:
    """The record of a school, ready for JSON; what is empty is left out."""
    head = school.head
    return {
        "requisites": written(school.requisites, REQUISITES),
        "head": {**person_record(head.person), **written(head, OF_HEAD)} if head else {},
        "staff": [person_record(person) for person in school.staff],
        "chats": [written(chat, CHAT) for chat in school.chats],
        "responsible": dict(school.responsible),
        **({"post_kinds": dict(school.post_kinds)} if school.post_kinds else {}),
        "margins": written(school.margins, MARGINS),
        "profile": written(school.layout, LAYOUT),
    }


def person_record(person: Person) -> dict[str, Any]:
    """The record of a worker, the name in one line."""
    record = written(person, PERSON, {"name": person.full_name})
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
