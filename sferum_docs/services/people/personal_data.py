"""What is kept of a person: told, given as one file, erased where the law allows; what stays and why."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.tags.people import full_name
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.typography import quoted
from sferum_docs.schools.fields.person import PERSON
from sferum_docs.schools.writer import person_record
from sferum_docs.services.packs.acts import packs_in_work
from sferum_docs.services.people.take_back import kept_person
from sferum_docs.services.school.roles import role_labels
from sferum_docs.services.users.bearers import WayIn, ways_in_of
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.mail.reminders import wished_address
from sferum_docs.store.people.erase import erase_person
from sferum_docs.store.people.staff_changes import changes_of, lock_change
from sferum_docs.store.people.traces import Trace, traces_of
from sferum_docs.store.schools import lock_school

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import date

    from sferum_docs.schools.model import Person, School
    from sferum_docs.store.audit import Actor

CONFIRMED = "стереть"  # the word that is typed


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """A kind of place with what stands there; `erased`: whether it can be erased, else why not and by which law."""

    kind: str
    title: str
    erased: bool
    why: str
    law: str
    traces: tuple[Trace, ...]
    shared: bool  # what was found by a name that is not in full may be another's


@cache
def kinds() -> Mapping[str, Mapping[str, Any]]:
    """Kind of place → its row."""
    return tomllib.loads(Path(__file__).with_name("traces.toml").read_text(encoding="utf-8"))


def kept_places(school_id: int, school: School, person: Person, today: date) -> tuple[KeptPlace, ...]:
    """Every place that names a person, by kind; kinds with nothing are left out."""
    short = full_name(person).initials(after=True)
    shared = any(full_name(other).initials(after=True) == short for other in _others(school_id, school, person))
    found = (
        *_in_school(school_id, school, person, today),
        *(_way_trace(item) for item in ways_in(school_id, school, person)),
        *traces_of(school_id, person.full_name, short),
    )
    return tuple(
        KeptPlace(kind, row["title"], row["erased"], row.get("why", ""), row.get("law", ""), traces, doubt)
        for kind, row in kinds().items()
        if (traces := tuple(trace for trace in found if trace.kind == kind))
        for doubt in [shared or kind == "users"]
    )


def ways_in(school_id: int, school: School, person: Person) -> tuple[WayIn, ...]:
    """The ways in that are a person's, and those that may be."""
    return ways_in_of(school_id, person, changes_of(school_id), _others(school_id, school, person))


def _others(school_id: int, school: School, person: Person) -> tuple[Person, ...]:
    """All other workers that are known: of the list, and those who left."""
    left = (kept_person(change.person) for change in changes_of(school_id) if change.person)
    return tuple(other for other in (*school.staff, *left) if other.full_name != person.full_name)


def _way_trace(item: WayIn) -> Trace:
    user = item.user
    state = "" if user.active else ", закрыт"
    values = {"login": user.login, "roles": sorted(user.roles), "active": user.active}
    if address := wished_address(user.id):
        values["reminders_to"] = address
    return Trace("users", f"{user.login} ({user.name}){state}", None, values, not item.sure)


def _in_school(school_id: int, school: School, person: Person, today: date) -> list[Trace]:
    worker, labels = school.worker(person.full_name), role_labels(packs_in_work(school_id, today))
    found = []
    if worker is not None:
        record = person_record(worker)
        told = [f"{field.label}: {record[field.kept_as]}" for field in PERSON if record.get(field.kept_as)]
        found.append(Trace("staff", "; ".join(told), None, record))
    roles = (labels.get(key, key) for key, name in school.responsible.items() if name == person.full_name)
    chats = (f"чат {quoted(chat.name)}" for chat in school.chats if chat.owner == person.full_name)
    return found + [Trace("roles", words) for words in (*roles, *chats)]


def as_file(person: Person, places: tuple[KeptPlace, ...], day: date) -> bytes:
    """All of it as one JSON file."""
    record = {
        "person": person.full_name,
        "day": day.isoformat(),
        "places": [
            {
                "title": place.title,
                "can_be_erased": place.erased,
                **({"why_not": place.why, "law": place.law} if not place.erased else {}),
                "found": [
                    {
                        "words": item.words,
                        "at": item.at.isoformat() if item.at else None,
                        **({"may_be_of_another": True} if item.by_initials and place.shared else {}),
                        **dict(item.values),
                    }
                    for item in place.traces
                ],
            }
            for place in places
        ],
    }
    return json.dumps(record, ensure_ascii=False, indent=2, default=str).encode()


def note_given(school_id: int, person: Person, by: Actor) -> None:
    """Keeps that the data of a person were given out."""
    with writing() as session:
        record_event(session, school_id, by, "staff.data_given", person.full_name)


def open_ones(ways: Iterable[WayIn]) -> list[str]:
    """Logins that are a person's and still let in."""
    return [item.user.login for item in ways if item.sure and item.user.active]


def erase(
    school_id: int, change_id: int, typed: str, by: Actor, *, given: bool, users: Collection[int] = ()
) -> Mapping[str, int]:
    """Erases who left; kind of place → how many. `users`: the ways in that are told to be of this person, too.

    FaultsError: a worker of the list, a way in that is still open, or not said twice.
    """
    if typed.strip().casefold() != CONFIRMED or not given:
        raise FaultsError([Fault("erase_unconfirmed", "word", {"text": CONFIRMED})])
    with writing() as session:
        change, school = lock_change(session, school_id, change_id), lock_school(session, school_id)
        if change is None or school is None or not change.person:
            raise LookupError(change_id)
        if school.worker(change.name) is not None or change.is_open:
            raise FaultsError([Fault("erase_of_worker", values={"text": change.name})])
        ways = ways_in(school_id, school, kept_person(change.person))
        if still_open := [Fault("erase_way_open", values={"text": login}) for login in open_ones(ways)]:
            raise FaultsError(still_open)
        chosen = [item.user.id for item in ways if item.sure or item.user.id in users]
        counts = erase_person(session, school_id, change.name, chosen)
        record_event(session, school_id, by, "staff.erased", f"запись {change.id}", **counts)
        return counts
