"""What an edited staff list says of people: who came, who went, who is called otherwise now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.staffing.model import ChangeKind, ChangeState
from sferum_docs.schools.writer import person_record
from sferum_docs.store.people.staff_changes import add_change, changes_of, put_change
from sferum_docs.store.register import acquaintance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sferum_docs.schools.model import Person, School
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction
    from sferum_docs.store.people.staff_changes import StaffChange


def note_list(
    session: Transaction, school_id: int, was: School, now: School, renamed: Mapping[str, str], by: Actor
) -> None:
    """Keeps, within the transaction that keeps the list, who came into it and who went.

    Before there is any sheet of acquaintance nobody is new: the list is only being filled.
    """
    known = changes_of(school_id)
    today = by.at.astimezone().date()
    for change in known:
        if change.is_open and change.name in renamed:
            put_change(session, change.id, name=renamed[change.name])
    before = {renamed.get(person.full_name, person.full_name): person for person in was.staff}
    after = {person.full_name: person for person in now.staff}
    gone = [(place, person) for place, (name, person) in enumerate(before.items()) if name not in after]
    _note_gone(session, school_id, gone, known, today, by)
    came = [person for name, person in after.items() if name not in before]
    if was.staff and came and acquaintance.has_sheets(school_id):
        _note_came(session, school_id, came, known, today, by)


def _note_gone(
    session: Transaction, school_id: int, gone: Sequence[tuple[int, Person]], known: Sequence[StaffChange],
    today: date, by: Actor,
) -> None:  # fmt: skip
    for place, person in gone:
        name, record = person.full_name, person_record(person)
        lines = acquaintance.stop_asking(session, school_id, name, today)
        for change in known:
            if change.is_open and change.name == name:
                put_change(session, change.id, state=ChangeState.DROPPED)
        change = add_change(
            session, school_id, ChangeKind.DISMISSED, name, today, "", record, by, state=ChangeState.DONE
        )
        done = {"place": place, "person": record, "lines": lines, "roles": {}, "chats": {}, "classes": {}, "users": []}
        put_change(session, change.id, done=done)


def _note_came(
    session: Transaction, school_id: int, came: Sequence[Person], known: Sequence[StaffChange], today: date, by: Actor
) -> None:
    for person in came:
        left = next((item for item in known if item.name == person.full_name and _is_gone(item)), None)
        if left is not None:
            put_change(session, left.id, state=ChangeState.RETURNED)
            acquaintance.ask_again(session, school_id, person.full_name)
        add_change(session, school_id, ChangeKind.HIRED, person.full_name, today, "", person_record(person), by)


def _is_gone(change: StaffChange) -> bool:
    return change.kind is ChangeKind.DISMISSED and change.state is ChangeState.DONE
