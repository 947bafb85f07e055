"""A school kept whole: what is saved is what is found again."""

from __future__ import annotations

import secrets
from collections import defaultdict
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, insert, select

from sferum_docs.reading.records import Record
from sferum_docs.schools.fields.chat import CHAT
from sferum_docs.schools.fields.declaration import ValueKind
from sferum_docs.schools.fields.layout import LAYOUT, MARGINS
from sferum_docs.schools.fields.person import BESIDE_NAME
from sferum_docs.schools.fields.requisites import OF_HEAD, REQUISITES
from sferum_docs.schools.model import (
    Chat,
    Head,
    LayoutSettings,
    Margins,
    Person,
    Requisites,
    Responsible,
    School,
    SchoolKind,
    Texts,
)
from sferum_docs.schools.reader import read_decisions, read_layout
from sferum_docs.schools.writer import decision_record
from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import db
from sferum_docs.store.engine_cache import EngineCache
from sferum_docs.store.rows import ChatRow, PersonRow, SchoolRow

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy.orm import Session

    from sferum_docs.schools.fields.declaration import SchoolField

_AT_ONCE = 1_000  # workers in one statement
_OF_A_PERSON = ("last", "first", "middle", "decisions")

_SCHOOL, _PERSON, _CHAT = SchoolRow.__table__, PersonRow.__table__, ChatRow.__table__
_SOME: Any = bindparam("bodies", expanding=True)
_REVISIONS = select(_SCHOOL.c.id, _SCHOOL.c.revision).where(_SCHOOL.c.id.in_(_SOME))
_OF_SCHOOL = select(_SCHOOL).where(_SCHOOL.c.id.in_(_SOME))
_OF_PEOPLE = select(_PERSON).where(_PERSON.c.school_id.in_(_SOME)).order_by(_PERSON.c.position)
_OF_CHATS = select(_CHAT).where(_CHAT.c.school_id.in_(_SOME)).order_by(_CHAT.c.position)

# each holds its staff: a hundred kilobytes; enough for the schools at work at one time
_KNOWN: EngineCache[tuple[int, int], School] = EngineCache(100)


@cached_until_change
def get_school(school_id: int) -> School | None:
    """The school of this id, built once for as long as it stays as it is."""
    known, revision = _KNOWN.of(db.engine), _revisions((school_id,)).get(school_id)
    if revision is None:
        return None
    found = known.get((school_id, revision))
    if found is None:
        found, revision = _read((school_id,))[school_id]
        if _revisions((school_id,)).get(school_id) == revision:  # else it is being changed in this very moment
            known.put((school_id, revision), found)
    return found


def get_schools(bodies: Collection[int]) -> dict[int, School]:
    """The schools of these ids that there are, read with few questions and kept nowhere."""
    return {school_id: school for school_id, (school, _revision) in _read(bodies).items()}


def _read(bodies: Collection[int]) -> dict[int, tuple[School, int]]:
    """Each as it stands, with its revision."""
    asked = {"bodies": [*bodies]}
    people, chats = defaultdict[int, list[Any]](list), defaultdict[int, list[Any]](list)
    rows = db.session.execute(_OF_SCHOOL, asked).all()
    for found, query in ((people, _OF_PEOPLE), (chats, _OF_CHATS)):
        for row in db.session.execute(query, asked):
            found[row.school_id].append(row)
    return {row.id: (_built(row, people[row.id], chats[row.id]), row.revision) for row in rows}


def is_office(school_id: int | None) -> bool:
    """Whether a body is an office: its people may watch others, and it has papers of its own of an act."""
    school = None if school_id is None else get_school(school_id)
    return school is not None and school.requisites.kind is SchoolKind.OFFICE


def _revisions(bodies: Collection[int]) -> dict[int, int]:
    return {row.id: row.revision for row in db.session.execute(_REVISIONS, {"bodies": [*bodies]})}


def get_layout(school_id: int) -> LayoutSettings:
    """What is left to the school of this id; the usual before there is one."""
    school = get_school(school_id)
    return school.layout if school else read_layout(Record({}, "", []))


def put_layout(session: Session, school_id: int, layout: LayoutSettings) -> None:
    """Keeps what is left to the school, the rest of it untouched."""
    row = session.get_one(SchoolRow, school_id, with_for_update=True)
    row.profile, row.revision = plain(_columns(layout, LAYOUT)), new_revision()
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
    _write(row, school)
    row.people = [PersonRow(position=place, **_person_values(person)) for place, person in enumerate(school.staff)]
    row.chats = [ChatRow(position=place, **_columns(chat, CHAT)) for place, chat in enumerate(school.chats)]
    session.flush()
    return row.id


def add_schools(session: Session, schools: Sequence[School], overseer_id: int) -> list[tuple[int, int]]:
    """Keeps many new bodies below an office, with few statements; gives their ids and revisions."""
    rows = [_write(SchoolRow(overseer_id=overseer_id), school) for school in schools]
    session.add_all(rows)
    session.flush()
    people = (
        {"school_id": row.id, "position": place, **_person_values(person)}
        for row, school in zip(rows, schools, strict=True)
        for place, person in enumerate(school.staff)
    )
    while several := list(islice(people, _AT_ONCE)):
        session.execute(insert(PersonRow), several)
    return [(row.id, row.revision) for row in rows]


def _write(row: SchoolRow, school: School) -> SchoolRow:
    """Writes all of a school but its people and chats."""
    row.revision = new_revision()
    for name, value in _columns(school.requisites, REQUISITES).items():
        setattr(row, name, value)
    row.head = _head_record(school.head) if school.head else None
    row.responsible = dict(school.responsible)
    row.post_kinds = dict(school.post_kinds)
    row.margins = plain(_columns(school.margins, MARGINS))
    row.profile = plain(_columns(school.layout, LAYOUT))
    return row


def new_revision() -> int:
    """By chance and not counted: what a transaction that is taken back wrote must not look like what follows it."""
    return secrets.randbits(62)


def _head_record(head: Head) -> dict[str, Any]:
    return {"person": plain(_person_values(head.person)), **plain(_columns(head, OF_HEAD))}


def _school(row: SchoolRow) -> School:
    return _built(row, row.people, row.chats)


def _built(row: Any, people: Sequence[Any], chats: Sequence[Any]) -> School:
    return School(
        requisites=Requisites(**values(_kept(row, REQUISITES), REQUISITES)),
        head=_head(row.head) if row.head else None,
        staff=tuple(_person(_kept(person, BESIDE_NAME, _OF_A_PERSON)) for person in people),
        chats=tuple(Chat(**values(_kept(chat, CHAT), CHAT)) for chat in chats),
        responsible=Responsible(row.responsible),
        margins=Margins(**values(row.margins, MARGINS)),
        layout=read_layout(Record(row.profile, "", [])),
        post_kinds=Texts(row.post_kinds),
    )


def _columns(value: object, fields: Sequence[SchoolField]) -> dict[str, Any]:
    """The declared fields of a value by column."""
    return {field.kept_as: getattr(value, field.name) for field in fields}


def _kept(row: object, fields: Sequence[SchoolField], own: Sequence[str] = ()) -> dict[str, Any]:
    """The columns of declared fields as they are kept, with those that the row has beside them."""
    return {name: getattr(row, name) for name in (*own, *(field.kept_as for field in fields))}


def values(kept: Mapping[str, Any], fields: Sequence[SchoolField]) -> dict[str, Any]:
    """What is kept, by the names of the fields; a choice is one of its values again.

    The head and the margins lie in records: one written before a field was declared lacks it.
    """
    return {field.name: _value(field, kept[field.kept_as]) for field in fields if field.kept_as in kept}


def _value(field: SchoolField, kept: Any) -> Any:
    if field.options:
        return field.options(kept)
    return date.fromisoformat(kept) if field.kind is ValueKind.DAY and isinstance(kept, str) else kept


def plain(kept: Mapping[str, Any]) -> dict[str, Any]:
    """Values for a column that holds a record: JSON knows no days."""
    return {key: value.isoformat() if isinstance(value, date) else value for key, value in kept.items()}


def _head(record: dict[str, Any]) -> Head:
    return Head(_person(record["person"]), **values(record, OF_HEAD))


def _person_values(person: Person) -> dict[str, Any]:
    parts = {"last": person.last, "first": person.first, "middle": person.middle}
    decisions = [decision_record(decision) for decision in person.decisions]
    return {**parts, **_columns(person, BESIDE_NAME), "decisions": decisions}


def _person(kept: dict[str, Any]) -> Person:
    told = kept["decisions"]  # few people have any
    decisions = read_decisions(Record({"decisions": told}, "", [])) if told else ()
    parts = {name: kept[name] for name in ("last", "first", "middle")}
    return Person(**parts, **values(kept, BESIDE_NAME), decisions=decisions)
