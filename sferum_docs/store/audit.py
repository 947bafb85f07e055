"""The audit journal: who did what to what, when, from where. Append-only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select

from sferum_docs.store.database import db
from sferum_docs.store.rows import AuditRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

_ESCAPE = "\\"


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


def note(session: Session, school_id: int | None, by: Actor, action: str, subject: str = "", **details: Any) -> None:
    """Adds a line in the transaction of the deed itself: a deed undone leaves no line, a deed done always one."""
    session.add(
        AuditRow(
            school_id=school_id,
            at=by.at,
            user_id=by.user_id,
            user_name=by.name,
            address=by.address,
            action=action,
            subject=subject,
            details=details,
        )
    )


def lines(school_id: int, words: str = "", limit: int = 200, offset: int = 0) -> tuple[AuditLine, ...]:
    """The lines of a school, newest first; `words` are looked for in the name, the action and the subject."""
    query = select(AuditRow).where(AuditRow.school_id == school_id)
    for word in words.split():
        pattern = f"%{word.replace(_ESCAPE, _ESCAPE * 2).replace('%', _ESCAPE + '%').replace('_', _ESCAPE + '_')}%"
        places = (AuditRow.user_name, AuditRow.action, AuditRow.subject, AuditRow.address)
        query = query.where(or_(*(place.ilike(pattern, escape=_ESCAPE) for place in places)))
    query = query.order_by(AuditRow.id.desc()).limit(limit).offset(offset)
    return tuple(
        AuditLine(row.at, row.user_name, row.address, row.action, row.subject, row.details)
        for row in db.session.scalars(query)
    )
