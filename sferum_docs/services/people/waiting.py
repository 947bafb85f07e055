"""Who waits: those who leave and still hold something, those who came and do not know the orders yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.staffing.model import ChangeKind
from sferum_docs.documents.tags.people import full_name
from sferum_docs.grammar import Case
from sferum_docs.services.people.arrivals import orders_to_know
from sferum_docs.services.people.holdings import held_roles
from sferum_docs.store.people.staff_changes import changes_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School
    from sferum_docs.store.people.staff_changes import StaffChange

_DEEDS = {
    ChangeKind.DISMISSED: "увольнение",
    ChangeKind.MOVED: "перевод",
    ChangeKind.LEAVE: "уход в длительный отпуск",
}

_LEAVES = {
    ChangeKind.DISMISSED: "увольняется",
    ChangeKind.MOVED: "меняет должность",
    ChangeKind.LEAVE: "уходит в длительный отпуск",
}


@dataclass(frozen=True, slots=True)
class WaitingPerson:
    """One who leaves or came: what is to be said of it, by which day, on the page of which change."""

    change: int
    words: str
    day: date | None = None


def waiting_people(
    school_id: int, school: School, packs: Sequence[Pack]
) -> tuple[tuple[WaitingPerson, ...], tuple[WaitingPerson, ...]]:
    """Those who leave, those who came."""
    found = [item for item in changes_of(school_id) if item.is_open and school.worker(item.name)]
    leave = (_leaving(school_id, school, item, packs) for item in found if item.kind is not ChangeKind.HIRED)
    came = (_came(school_id, school, item, packs) for item in found if item.kind is ChangeKind.HIRED)
    return tuple(leave), tuple(item for item in came if item is not None)


def _leaving(school_id: int, school: School, change: StaffChange, packs: Sequence[Pack]) -> WaitingPerson:
    worker = school.worker(change.name)
    assert worker is not None  # noqa: S101  asked before
    name = full_name(worker)
    counts = {
        "роли": len(held_roles(school_id, school, change.name, packs)),
        "класс": bool(worker.class_name),
        "чаты": sum(chat.owner == change.name for chat in school.chats),
    }
    held = [what if count is True else f"{what} ({count})" for what, count in counts.items() if count]
    if not held:
        whose = name.in_case(Case.GENITIVE).initials(after=True)
        return WaitingPerson(change.id, f"Проведите {_DEEDS[change.kind]} {whose}", change.day)
    # whose they are stands apart: «передайте чаты Исаевой» would be read as if she were to get them
    who = name.initials(after=True)
    return WaitingPerson(change.id, f"{who} {_LEAVES[change.kind]}: передайте {', '.join(held)}", change.day)


def _came(school_id: int, school: School, change: StaffChange, packs: Sequence[Pack]) -> WaitingPerson | None:
    worker = school.worker(change.name)
    count = len(orders_to_know(school_id, school, worker, packs)) if worker else 0
    if worker is None or not count:
        return None
    whom = full_name(worker).in_case(Case.ACCUSATIVE).initials(after=True)
    return WaitingPerson(change.id, f"Ознакомьте с приказами {whom}: {count}")
