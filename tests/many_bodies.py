"""Many schools at the cost of one: the rows of a school that has worked, written again for others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import insert, select

from sferum_docs.store.database import db, writing
from sferum_docs.store.rows import (
    AcquaintanceRow,
    AssignmentRow,
    ChatRow,
    DocumentRow,
    EntryRow,
    EvidenceRow,
    PersonRow,
    RegisterRow,
    SchoolRow,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Table
    from sqlalchemy.orm import DeclarativeBase, Session

_STEP = 10_000  # between the ids of one school and the next
_OWN: tuple[type[DeclarativeBase], ...] = (
    PersonRow,
    ChatRow,
    AssignmentRow,
    DocumentRow,
    RegisterRow,
    EntryRow,
    EvidenceRow,
)
_POINTING = ("document_id", "draft_id", "entry_id", "repealed_by_id", "refusal_id")


def copy_school(source: int, count: int, first: int | None = None) -> list[int]:
    """So many schools like this one, under the same office; gives their ids, the first of which may be named."""
    start = first or source + 1
    with writing() as session:
        own = {row: list(_rows(row, row.__table__.c.school_id == source)) for row in _OWN}
        entries = [entry["id"] for entry in own[EntryRow]]
        own[AcquaintanceRow] = list(_rows(AcquaintanceRow, AcquaintanceRow.entry_id.in_(entries)))
        (school,) = _rows(SchoolRow, SchoolRow.id == source)
        _put(session, SchoolRow, [_named({**school, "id": start + number}, number) for number in range(count)])
        for row, kept in own.items():
            copies = [_copied(each, start + number, (number + 1) * _STEP) for number in range(count) for each in kept]
            _put(session, row, copies)
    return list(range(start, start + count))


def _named(school: dict[str, Any], number: int) -> dict[str, Any]:
    name = f"МБОУ «Средняя школа № {number + 1}»"
    return {**school, "short_name": name, "full_name": name}


def _put(session: Session, row: type[DeclarativeBase], values: list[dict[str, Any]]) -> None:
    if values:
        session.execute(insert(cast("Table", row.__table__)), values)


def _rows(row: type[DeclarativeBase], wanted: Any) -> Iterator[dict[str, Any]]:
    table = row.__table__
    yield from (dict(found) for found in db.session.execute(select(table).where(wanted)).mappings())


def _copied(values: dict[str, Any], body: int, shift: int) -> dict[str, Any]:
    copied = {**values}
    if "school_id" in copied:
        copied["school_id"] = body
    for name in ("id", *_POINTING):
        if isinstance(copied.get(name), int):
            copied[name] += shift
    return copied
