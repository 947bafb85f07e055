"""The audit journal: who did what to what, when, from where. Append-only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, or_, select

from sferum_docs.store.database import MOST_WORDS, db
from sferum_docs.store.rows import AuditRow
from sferum_docs.store.rows.changes import touch_body

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

_LAST_LINES = (
    select(AuditRow.school_id, func.max(AuditRow.id))
    .where(AuditRow.school_id.in_(bindparam("bodies", expanding=True)))
    .group_by(AuditRow.school_id)
)
_AT_ONCE = 500  # lines in memory when all are read
_MOST_CHANGES = 100  # of one subject since a page was opened


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, when and from where; the command line and the first start have no user."""

    name: str
    at: datetime
    user_id: int | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One line of the journal. `action` is a code (`packet.made`), `subject` what it was done to, in words."""

    at: datetime
    user_name: str
    address: str
    action: str
    subject: str
    details: Mapping[str, Any] = field(default_factory=dict)
    user_id: int | None = None


def record_event(
    session: Session,
    school_id: int | None,
    by: Actor,
    action: str,
    subject: str = "",
    *,
    entry_id: int | None = None,
    **details: Any,
) -> None:
    """Adds a line in the transaction of the deed itself: a deed undone leaves no line, a deed done always one.

    `entry_id` is the entry of a register it was done to: two registers have entries of one number.
    """
    session.add(
        AuditRow(
            school_id=school_id,
            at=by.at,
            user_id=by.user_id,
            user_name=by.name,
            address=by.address,
            action=action,
            subject=subject,
            entry_id=entry_id,
            details=details,
        )
    )


def record_for_bodies(
    session: Session, bodies: Mapping[int, Mapping[str, Any]], by: Actor, action: str, subject: str
) -> None:
    """Adds a line to the journal of each of many bodies, body → its details, as `record_event` would, at once."""
    said = {"at": by.at, "user_id": by.user_id, "user_name": by.name, "address": by.address}
    rows = [
        {**said, "school_id": body, "action": action, "subject": subject, "details": dict(details)}
        for body, details in bodies.items()
    ]
    if rows:
        session.execute(insert(AuditRow), rows)
    for body in bodies:
        touch_body(session, body)


@dataclass(frozen=True, slots=True)
class Search:
    """What is looked for in the journal; `until` is the first moment that is too late."""

    words: str = ""
    user_name: str = ""
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None


def lines(
    school_id: int | None, search: Search | str = "", limit: int | None = None, offset: int = 0, *, shared: bool = False
) -> tuple[AuditLine, ...]:
    """The lines of a school, newest first; `shared` adds those written before there was any school."""
    query = _found(select(AuditRow), school_id, search, shared=shared).order_by(AuditRow.id.desc())
    return tuple(map(_line, db.session.scalars(query.limit(limit).offset(offset))))


def each_line(school_id: int | None, search: Search, *, shared: bool = False) -> Iterator[AuditLine]:
    """All lines that are found, however many, newest first: some hundreds are in memory at a time."""
    query = _found(select(AuditRow), school_id, search, shared=shared).order_by(AuditRow.id.desc())
    yield from map(_line, db.session.scalars(query.execution_options(yield_per=_AT_ONCE)))


def _line(row: AuditRow) -> AuditLine:
    return AuditLine(row.at, row.user_name, row.address, row.action, row.subject, row.details)


def changes_since(
    school_id: int | None, actions: Sequence[str], subject: str, since: datetime, entry_id: int | None = None
) -> tuple[AuditLine, ...]:
    """The newest lines of these actions on a subject, or on one that begins so; without a subject: on any.

    Of lines of one subject those of another entry than `entry_id` are left out; older lines name none.
    """
    row = AuditRow
    query = select(row).where(row.school_id == school_id, row.action.in_(actions), row.at >= since)
    if subject:
        query = query.where(or_(row.subject == subject, row.subject.startswith(f"{subject}:", autoescape=True)))
    if entry_id:
        query = query.where(or_(row.entry_id == entry_id, row.entry_id.is_(None)))
    return tuple(
        AuditLine(item.at, item.user_name, item.address, item.action, item.subject, item.details, item.user_id)
        for item in db.session.scalars(query.order_by(row.id.desc()).limit(_MOST_CHANGES))
    )


def count_lines(school_id: int | None, search: Search | str = "", *, shared: bool = False) -> int:
    """How many lines are found."""
    return db.session.scalar(_found(select(func.count(AuditRow.id)), school_id, search, shared=shared)) or 0


def last_lines(bodies: Collection[int]) -> dict[int, int]:
    """The newest line of each of some schools: while it stays the same nothing of the school has changed."""
    rows = db.session.execute(_LAST_LINES, {"bodies": [*bodies]})
    return {school_id: newest for school_id, newest in rows if school_id is not None}


def names_and_actions(school_id: int | None, *, shared: bool = False) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Who and what occurs in the journal, to choose from."""
    names = _found(select(AuditRow.user_name).distinct(), school_id, "", shared=shared)
    actions = _found(select(AuditRow.action).distinct(), school_id, "", shared=shared)
    return tuple(sorted(filter(None, db.session.scalars(names)))), tuple(sorted(db.session.scalars(actions)))


def _found(query: Select[Any], school_id: int | None, search: Search | str, *, shared: bool) -> Select[Any]:
    asked = Search(search) if isinstance(search, str) else search
    own = AuditRow.school_id.is_(None) if school_id is None else AuditRow.school_id == school_id
    query = query.where(or_(own, AuditRow.school_id.is_(None)) if shared else own)
    for word in asked.words.split()[:MOST_WORDS]:
        places = (AuditRow.user_name, AuditRow.action, AuditRow.subject, AuditRow.address)
        query = query.where(or_(*(place.icontains(word, autoescape=True) for place in places)))
    if asked.user_name:
        query = query.where(AuditRow.user_name == asked.user_name)
    if asked.action:
        query = query.where(AuditRow.action == asked.action)
    if asked.since:
        query = query.where(AuditRow.at >= asked.since)
    return query.where(AuditRow.at < asked.until) if asked.until else query
