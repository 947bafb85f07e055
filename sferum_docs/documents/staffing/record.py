"""What a paper tells of people who come and go as plain values, and back: it is kept with the paper."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.staffing.model import (
    ChangeKind,
    KnownOrder,
    OrdersToKnow,
    PassedChat,
    PassedRole,
    Staffing,
)
from sferum_docs.reading.records import Record
from sferum_docs.schools.reader import read_person
from sferum_docs.schools.writer import person_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.schools.model import Person

_KEY = "staffing"
# contacts are no matter of these papers: what is not kept need not be erased
_CONTACTS = {"phone", "email"}


def staffing_record(told: Staffing) -> dict[str, Any]:
    """The whole of it as plain values; of people what the papers print."""
    people: dict[str, dict[str, Any]] = {}

    def name(person: Person) -> str:
        people.setdefault(person.full_name, _person(person))
        return person.full_name

    return {
        "change": told.change,
        "kind": told.kind.value,
        "person": name(told.person),
        "day": told.day.isoformat(),
        "ground": told.ground,
        "amended": told.amended and _order(told.amended),
        "others": [_order(item) for item in told.others],
        "roles": [[item.label, name(item.to), item.key] for item in told.roles],
        "class": [told.class_name, name(told.class_to)] if told.class_to else None,
        "chats": [[item.name, item.platform, name(item.to)] for item in told.chats],
        "to_know": [[name(item.person), [_order(order) for order in item.orders]] for item in told.to_know],
        "people": people,
    }


def kept_staffing(data: Mapping[str, Any]) -> Staffing | None:
    """What a paper was made with; None for one that tells of nobody's coming or going."""
    kept = data.get(_KEY)
    if kept is None:
        return None
    people = {name: _read_person(record) for name, record in kept["people"].items()}
    return Staffing(
        kept["change"],
        ChangeKind(kept["kind"]),
        people[kept["person"]],
        date.fromisoformat(kept["day"]),
        kept["ground"],
        _read_order(kept["amended"]) if kept["amended"] else None,
        tuple(map(_read_order, kept["others"])),
        tuple(PassedRole(label, people[to], key) for label, to, key in kept["roles"]),
        kept["class"][0] if kept["class"] else "",
        people[kept["class"][1]] if kept["class"] else None,
        tuple(PassedChat(name, platform, people[to]) for name, platform, to in kept["chats"]),
        tuple(OrdersToKnow(people[name], tuple(map(_read_order, orders))) for name, orders in kept["to_know"]),
    )


def change_told(data: Mapping[str, Any]) -> int | None:
    """The change of which a kept paper tells; None for any other paper."""
    kept = data.get(_KEY)
    return None if kept is None else int(kept["change"])


def _person(person: Person) -> dict[str, Any]:
    return {key: value for key, value in person_record(person).items() if key not in _CONTACTS}


def _read_person(record: Mapping[str, Any]) -> Person:
    person = read_person(Record(dict(record), "", []), lambda _parts: None)
    assert person is not None  # noqa: S101  it was written by `staffing_record`
    return person


def _order(order: KnownOrder) -> list[Any]:
    return [order.entry, order.kind, order.day.isoformat(), order.number, order.title]


def _read_order(row: list[Any]) -> KnownOrder:
    entry, kind, day, number, title = row
    return KnownOrder(entry, kind, date.fromisoformat(day), number, title)
