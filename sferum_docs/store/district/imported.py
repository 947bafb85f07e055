"""Bodies that came out of tables of a district: what these said, what stood before, whether anything was done since."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from sferum_docs.schools.fields.person import BESIDE_NAME
from sferum_docs.schools.fields.requisites import REQUISITES
from sferum_docs.store.database import Base, db, in_parts
from sferum_docs.store.rows import ImportedBodyRow, PersonRow, SchoolRow
from sferum_docs.store.schools import new_revision, plain, values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from sferum_docs.schools.fields.declaration import SchoolField

# come with a body, or are kept of it
_NO_DEEDS = frozenset({"person", "chat", "imported_body", "act_summary", "body_stamp"})
_NAMES = ("last", "first", "middle", "decisions")


def imported_records(ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What tables said of bodies, by id."""
    found: dict[int, dict[str, Any]] = {}
    for some in in_parts(ids):
        rows = db.session.scalars(select(ImportedBodyRow).where(ImportedBodyRow.school_id.in_(some)))
        found |= {row.school_id: dict(row.record) for row in rows}
    return found


def put_imported(session: Session, records: Mapping[int, Mapping[str, Any] | None], at: datetime) -> None:
    """Keeps what tables said; nothing: forgets it."""
    for some in in_parts(records):
        session.execute(delete(ImportedBodyRow).where(ImportedBodyRow.school_id.in_(some)))
    told = ((key, record) for key, record in records.items() if record is not None)
    session.add_all([ImportedBodyRow(school_id=key, record=dict(record), at=at) for key, record in told])
    session.flush()


def revisions_of(ids: Sequence[int]) -> dict[int, int]:
    """In which state bodies are kept, by id; who is gone is not among them."""
    found: dict[int, int] = {}
    for some in in_parts(ids):
        rows = db.session.execute(select(SchoolRow.id, SchoolRow.revision).where(SchoolRow.id.in_(some)))
        found |= {row[0]: row[1] for row in rows}
    return found


def ids_of_codes(inns: Sequence[str]) -> dict[str, int]:
    """ИНН → the body of this installation that has it."""
    found: dict[str, int] = {}
    table = SchoolRow.__table__.c
    for some in in_parts(inns):
        rows = db.session.execute(select(table.inn, table.id).where(table.inn.in_(some)))
        found |= {row[0]: row[1] for row in rows}
    return found


def bodies_of_inn(inn: str) -> set[int]:
    """The bodies of this installation that have this ИНН."""
    table = SchoolRow.__table__.c
    return {*db.session.scalars(select(table.id).where(table.inn == inn))}


def state_of(session: Session, school_id: int) -> dict[str, Any]:
    """What an import may write over, as it stands: for taking it back."""
    row = session.get_one(SchoolRow, school_id)
    return {
        "requisites": _record(row, REQUISITES),
        "head": row.head,
        "responsible": dict(row.responsible),
        "people": [_person(one) for one in row.people],
        "owners": [getattr(chat, "owner", "") for chat in row.chats],
    }


def _person(row: PersonRow) -> dict[str, Any]:
    return {**{name: getattr(row, name) for name in _NAMES}, **_record(row, BESIDE_NAME)}


def restore_state(session: Session, school_id: int, state: Mapping[str, Any]) -> None:
    """Writes back what stood before."""
    row = session.get_one(SchoolRow, school_id)
    for name, value in values(state["requisites"], REQUISITES).items():
        setattr(row, name, value)
    row.head, row.responsible, row.revision = state["head"], dict(state["responsible"]), new_revision()
    row.people = [
        PersonRow(
            position=place,
            **{name: record[name] for name in _NAMES},
            **{each.kept_as: values(record, BESIDE_NAME)[each.name] for each in BESIDE_NAME},
        )
        for place, record in enumerate(state["people"])
    ]
    for chat, owner in zip(row.chats, state["owners"], strict=False):
        chat.owner = owner  # type: ignore[attr-defined]  # a declared column
    session.flush()


def _record(row: object, fields: Sequence[SchoolField]) -> dict[str, Any]:
    return plain({each.kept_as: getattr(row, each.kept_as) for each in fields})


def with_deeds(ids: Sequence[int]) -> set[int]:
    """Those of some bodies in which anything was done: somebody signs in, an act, a paper, a line of a journal."""
    found: set[int] = set()
    for table in Base.metadata.sorted_tables:
        for column in table.c if table.name not in _NO_DEEDS else ():
            if not any(key.column.table.name == "school" for key in column.foreign_keys):
                continue
            for some in in_parts(ids):
                found |= {*db.session.scalars(select(column).where(column.in_(some)).distinct())}
    return found


def drop_bodies(session: Session, ids: Sequence[int]) -> None:
    """Takes bodies away with all that hangs on them."""
    for some in in_parts(ids):
        for row in session.scalars(select(SchoolRow).where(SchoolRow.id.in_(some))):
            session.delete(row)
    session.flush()
