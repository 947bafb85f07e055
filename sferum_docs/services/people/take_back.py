"""A change is taken back, or the worker who left comes back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.staffing.model import ChangeKind, ChangeState
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import Record
from sferum_docs.schools.model import Responsible
from sferum_docs.schools.reader import read_person
from sferum_docs.services.school.people import sex_of_name
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.people.staff_changes import lock_change, put_change
from sferum_docs.store.register import acquaintance
from sferum_docs.store.schools import lock_school, put_school
from sferum_docs.store.users.users import put_active

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.schools.model import Chat, Person, School
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.people.staff_changes import StaffChange


def take_back(school_id: int, change_id: int, by: Actor) -> StaffChange:
    """The worker stays after all: what was passed comes back where nobody has changed it since. FaultsError."""
    with writing() as session:
        change, school = lock_change(session, school_id, change_id), lock_school(session, school_id)
        if change is None or school is None:
            raise LookupError(change_id)
        if change.is_open:
            record_event(session, school_id, by, "staff.change_dropped", change.name)
            return put_change(session, change.id, state=ChangeState.DROPPED)
        if change.state is not ChangeState.DONE:
            raise FaultsError([Fault("change_not_done")])
        if change.kind is ChangeKind.DISMISSED and school.worker(change.name) is not None:
            raise FaultsError([Fault("worker_there_again", values={"text": change.name})])
        put_school(session, _restored(school, change), school_id)
        acquaintance.ask_again(session, school_id, change.name)
        for user in change.done.get("users", ()):
            put_active(session, user["id"], active=True)
            record_event(session, school_id, by, "user.on", user["login"])
        record_event(session, school_id, by, "staff.change_undone", change.name)
        return put_change(session, change.id, state=ChangeState.DROPPED)


def _restored(school: School, change: StaffChange) -> School:
    done, person = change.done, kept_person(change.done["person"])
    with_her = _with_worker(school, person, done["place"], change)
    roles = {**with_her.responsible}
    for key, (before, after) in done["roles"].items():
        if roles.get(key, "") == after:
            roles[key] = before
    chats = tuple(_chat_back(chat, done["chats"]) for chat in with_her.chats)
    return replace(with_her, responsible=Responsible(roles), chats=chats)


def _with_worker(school: School, person: Person, place: int, change: StaffChange) -> School:
    """The list with the worker as before, and the class with whom it was."""
    staff = [_class_back(item, change.done["classes"]) for item in school.staff]
    if change.kind is ChangeKind.DISMISSED:
        staff.insert(min(place, len(staff)), person)
    else:
        staff = [
            replace(item, post=person.post, exempt=person.exempt, class_name=person.class_name)
            if item.full_name == change.name
            else item
            for item in staff
        ]
    return replace(school, staff=tuple(staff))


def _class_back(person: Person, classes: Mapping[str, Any]) -> Person:
    before, after = classes.get(person.full_name, (None, None))
    return replace(person, class_name=before) if before is not None and person.class_name == after else person


def _chat_back(chat: Chat, passed: Mapping[str, Any]) -> Chat:
    before, after = passed.get(chat.name, ("", None))
    return replace(chat, owner=before) if chat.owner == after else chat


def come_back(school_id: int, change_id: int, by: Actor) -> StaffChange:
    """The worker is here again, without roles and chats; what was not signed is asked for again. FaultsError."""
    with writing() as session:
        change, school = lock_change(session, school_id, change_id), lock_school(session, school_id)
        if change is None or school is None:
            raise LookupError(change_id)
        if change.state is not ChangeState.DONE or not change.kind.leaves:
            raise FaultsError([Fault("change_not_done")])
        known = school.worker(change.name)
        if change.kind is ChangeKind.DISMISSED and known is not None:
            raise FaultsError([Fault("worker_there_again", values={"text": change.name})])
        if change.kind is not ChangeKind.DISMISSED and known is None:  # dismissed since, or struck off
            raise FaultsError([Fault("worker_gone", values={"text": change.name})])
        person = replace(kept_person(change.done["person"]), class_name="", exempt="")
        if known is None:
            staff = (*school.staff, person)
        else:
            staff = tuple(replace(item, exempt="") if item == known else item for item in school.staff)
        put_school(session, replace(school, staff=staff), school_id)
        lines = acquaintance.ask_again(session, school_id, change.name)
        record_event(session, school_id, by, "staff.returned", change.name, lines=lines)
        return put_change(session, change.id, state=ChangeState.RETURNED)


def kept_person(record: Mapping[str, Any]) -> Person:
    """The worker of a record that was kept."""
    person = read_person(Record(dict(record), "", []), sex_of_name)
    assert person is not None  # noqa: S101  it was written by `person_record`
    return person
