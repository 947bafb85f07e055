"""A school: found, saved, its staff changed without breaking what rests on it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.documents.registering.registers import shipped_registers
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.model import Responsible, School, SchoolKind
from sferum_docs.services.packs.acts import begin_first_act, packs_in_work
from sferum_docs.services.people.in_list import note_list
from sferum_docs.services.school.roles import role_labels
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.district.imported import bodies_of_inn
from sferum_docs.store.oversight import overseen_bodies, overseers_of
from sferum_docs.store.register.registers import registers_with_entries
from sferum_docs.store.schools import get_school, lock_school, put_school
from sferum_docs.store.users.users import bind_users, find_user

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sferum_docs.schools.model import Person
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction

__all__ = ["find_school", "inn_caution", "kind_faults", "save_school", "save_staff", "with_new_names"]

_TOPICS = {
    "requisites": ("requisites", "head"),
    "staff": ("staff",),
    "chats": ("chats",),
    "responsible": ("responsible", "post_kinds"),
    "layout": ("margins", "layout"),
}


def find_school(school_id: int | None) -> School | None:
    """The school of this id; None when there is none."""
    return None if school_id is None else get_school(school_id)


def save_school(
    school_id: int | None,
    school: School,
    by: Actor,
    was: School | None = None,
    *,
    act: str = "",
    also: Callable[[Transaction], None] | None = None,
) -> int:
    """Keeps the school whole; a new one is that of the users who had none. Gives its id.

    `was` is the school that the change began from: FaultsError when somebody has changed it meanwhile.
    `act`: the pack that a new school is to work by; the only one there is when none is named. `also`: what is kept
    with it, or not at all.
    """
    with writing() as session:
        before = None if school_id is None else lock_school(session, school_id)
        if school_id is None and _has_school(by):  # two windows, or a button pressed twice
            raise FaultsError([Fault("school_changed")])
        if was is not None and before != was:
            raise FaultsError([Fault("school_changed")])
        if faults := kind_faults(school_id, school):
            raise FaultsError(faults)
        kept = put_school(session, school, school_id)
        if before is None:
            bind_users(session, kept)
            begin_first_act(session, kept, act, by.at.astimezone().date())
        record_event(session, kept, by, "school.saved", school.requisites.short_name, changed=_changed(before, school))
        if also is not None:
            also(session)
        return kept


def kind_faults(school_id: int | None, school: School) -> list[Fault]:
    """Why a body cannot become an office, or stop being one."""
    if school_id is None or (known := get_school(school_id)) is None:
        return []
    office = SchoolKind.OFFICE
    if known.requisites.kind is school.requisites.kind or office not in {known.requisites.kind, school.requisites.kind}:
        return []
    if school.requisites.kind is office:
        return [Fault("body_became_office", "kind")] if overseers_of(school_id) else []
    if below := overseen_bodies(school_id):
        return [Fault("office_watches", "kind", {"count": len(below)})]
    offices = shipped_registers(office=True)
    held = [key for key in set(offices) - set(shipped_registers()) if key in registers_with_entries(school_id)]
    return [Fault("office_has_entries", "kind", {"title": offices[key].title}) for key in held]


def inn_caution(school_id: int | None, school: School) -> list[Fault]:
    """Another body of this installation has the same ИНН: one of the two is a slip, and only people know which."""
    inn = school.requisites.inn
    others = bodies_of_inn(inn) - {school_id} if inn else set()
    return [Fault("inn_of_another", "inn", {"text": inn}, warning=True)] if others else []


def _changed(before: School | None, now: School) -> list[str]:
    """The parts of a school that a saving changed, as the journal names them."""
    return [
        topic
        for topic, names in _TOPICS.items()
        if before is None or any(getattr(before, name) != getattr(now, name) for name in names)
    ]


def _has_school(by: Actor) -> bool:
    somebody = None if by.user_id is None else find_user(by.user_id)
    return somebody is not None and somebody.school_id is not None


def save_staff(
    school_id: int, school: School, staff: tuple[Person, ...], renamed: Mapping[str, str], by: Actor
) -> School:
    """Keeps a new staff list; who was renamed keeps the chats and roles. FaultsError names who is still needed."""
    labels = role_labels(packs_in_work(school_id, by.at.astimezone().date()))
    changed = with_new_names(replace(school, staff=_with_decisions(school, staff, renamed)), renamed)
    changed = replace(changed, responsible=_still_held(changed, labels))
    before = {renamed.get(name, name) for name in school.exempt}  # told of on the pages where they are chosen
    faults = [
        Fault("person_in_use", place, {"text": name, "where": where})
        for name, where, place in _in_use(changed, labels)
        if changed.worker(name) is None
    ]
    faults += [
        Fault("person_exempt_in_use", place, {"text": name, "where": where, "ground": changed.exempt[name]})
        for name, where, place in _in_use(changed, labels)
        if name in changed.exempt and name not in before
    ]
    if faults:
        raise FaultsError(faults)
    save_school(
        school_id, changed, by, school, also=lambda session: note_list(session, school_id, school, changed, renamed, by)
    )
    return changed


def _with_decisions(school: School, staff: tuple[Person, ...], renamed: Mapping[str, str]) -> tuple[Person, ...]:
    # a list typed or pasted anew knows nothing of what was decided on cases; a decision made for another
    # nominative is kept, and asks again by itself
    before = {renamed.get(person.full_name, person.full_name): person.decisions for person in school.staff}
    return tuple(replace(person, decisions=person.decisions or before.get(person.full_name, ())) for person in staff)


def with_new_names(school: School, renamed: Mapping[str, str]) -> School:
    """The school whose roles and chats name people by their new names."""
    roles = {role: renamed.get(name, name) for role, name in school.responsible.items()}
    chats = tuple(replace(chat, owner=renamed.get(chat.owner, chat.owner)) for chat in school.chats)
    return replace(school, responsible=Responsible(roles), chats=chats)


def _still_held(school: School, labels: Mapping[str, str]) -> Responsible:
    """Without the roles of no act in work whose holder has gone: no page asks for them any more."""
    return Responsible(
        {role: name for role, name in school.responsible.items() if role in labels or school.worker(name) is not None}
    )


def _in_use(school: School, labels: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Who is named, how that is called, and the field of which page it is."""
    roles = [(name, labels[role], f"responsible#{role}") for role, name in school.responsible.items() if role in labels]
    chats = enumerate(school.chats)
    return roles + [(chat.owner, f"чат «{chat.name}»", f"chats#chats-{place}-owner") for place, chat in chats]
