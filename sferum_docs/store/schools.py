"""A school kept whole: what is saved is what is found again."""

from __future__ import annotations

import secrets
from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from sferum_docs.reading.records import Record
from sferum_docs.schools.model import (
    Audience,
    Chat,
    Closing,
    Head,
    Margins,
    Person,
    Profile,
    Requisites,
    Responsible,
    School,
    SchoolKind,
    Sex,
)
from sferum_docs.schools.reader import read_decisions, read_profile
from sferum_docs.schools.writer import decision_record
from sferum_docs.store.database import db
from sferum_docs.store.engine_cache import EngineCache
from sferum_docs.store.rows import ChatRow, PersonRow, SchoolRow

if TYPE_CHECKING:
    from sqlalchemy import Select
    from sqlalchemy.orm import Session

_REQUISITES = tuple(field.name for field in fields(Requisites))
_PERSON = tuple(field.name for field in fields(Person))
_CHAT = tuple(field.name for field in fields(Chat))

# each holds its staff: a hundred kilobytes; enough for the schools at work at one time
_KNOWN: EngineCache[tuple[int, int], School] = EngineCache(100)


def first_school_id() -> int | None:
    """The id of the school this installation serves."""
    return db.session.scalar(select(SchoolRow.id).order_by(SchoolRow.id).limit(1))


def is_only_school(school_id: int) -> bool:
    """Whether the installation serves this school alone."""
    return db.session.scalar(select(SchoolRow.id).where(SchoolRow.id != school_id).limit(1)) is None


def get_school(school_id: int) -> School | None:
    """The school of this id, built once for as long as it stays as it is."""
    revision = db.session.scalar(_revision(school_id))
    if revision is None:
        return None
    found = _KNOWN.get(db.engine, (school_id, revision))
    if found is None:
        row = db.session.get_one(SchoolRow, school_id)
        found = _school(row)
        revision = row.revision
        if db.session.scalar(_revision(school_id)) != revision:  # it is being changed in this very moment
            return found
        _KNOWN.put(db.engine, (school_id, revision), found)
    return found


def _revision(school_id: int) -> Select[int]:
    return select(SchoolRow.revision).where(SchoolRow.id == school_id)


def get_profile(school_id: int) -> Profile:
    """What is left to the school of this id; the usual before there is one."""
    school = get_school(school_id)
    return school.profile if school else read_profile(Record({}, "", []))


def put_profile(session: Session, school_id: int, profile: Profile) -> None:
    """Keeps what is left to the school, the rest of it untouched."""
    row = session.get_one(SchoolRow, school_id, with_for_update=True)
    row.profile, row.revision = asdict(profile), _new_revision()
    session.flush()


def lock_school(session: Session, school_id: int) -> School | None:
    """The school as it stands now, kept from other writers until the transaction ends."""
    row = session.get(SchoolRow, school_id, with_for_update=True, populate_existing=True)
    return None if row is None else _school(row)


def put_school(session: Session, school: School, school_id: int | None) -> int:
    """Keeps the school, new or in place of what was kept; gives its id."""
    row = None if school_id is None else session.get(SchoolRow, school_id, with_for_update=True)
    if row is None:
        row = SchoolRow(id=school_id)
        session.add(row)
    row.revision = _new_revision()
    for name in _REQUISITES:
        setattr(row, name, getattr(school.requisites, name))
    row.head = _head_record(school.head) if school.head else None
    row.responsible = asdict(school.responsible)
    row.margins = asdict(school.margins)
    row.profile = asdict(school.profile)
    row.people = [PersonRow(position=place, **_person_values(person)) for place, person in enumerate(school.staff)]
    row.chats = [ChatRow(position=place, **asdict(chat)) for place, chat in enumerate(school.chats)]
    session.flush()
    return row.id


def _new_revision() -> int:
    """By chance and not counted: what a transaction that is taken back wrote must not look like what follows it."""
    return secrets.randbits(62)


def _head_record(head: Head) -> dict[str, Any]:
    return {"person": _person_values(head.person), "acting": head.acting, "ground": head.ground}


def _school(row: SchoolRow) -> School:
    requisites = {name: getattr(row, name) for name in _REQUISITES}
    return School(
        requisites=Requisites(**{**requisites, "kind": SchoolKind(row.kind)}),
        head=_head(row.head) if row.head else None,
        staff=tuple(_person({name: getattr(person, name) for name in _PERSON}) for person in row.people),
        chats=tuple(_chat({name: getattr(chat, name) for name in _CHAT}) for chat in row.chats),
        responsible=Responsible(**row.responsible),
        margins=Margins(**row.margins),
        profile=read_profile(Record(row.profile, "", [])),
    )


def _head(record: dict[str, Any]) -> Head:
    return Head(_person(record["person"]), record["acting"], record["ground"])


def _person_values(person: Person) -> dict[str, Any]:
    return {**asdict(person), "decisions": [decision_record(decision) for decision in person.decisions]}


def _person(values: dict[str, Any]) -> Person:
    decisions = read_decisions(Record({"decisions": values["decisions"]}, "", []))
    return Person(**{**values, "sex": Sex(values["sex"]), "decisions": decisions})


def _chat(values: dict[str, Any]) -> Chat:
    return Chat(**{**values, "audience": Audience(values["audience"]), "closing": Closing(values["closing"])})
