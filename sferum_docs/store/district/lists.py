"""What lists of an office tell of many bodies at once: a few questions however many bodies there are."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from sferum_docs.store.database import db, in_parts
from sferum_docs.store.rows import AssignmentRow, PersonRow, SchoolRow, UserRow
from sferum_docs.store.users.users import user_value

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sferum_docs.store.users.users import User


def users_of(bodies: Collection[int]) -> Mapping[int, tuple[User, ...]]:
    """The users of each body, in the order of their names; a body without any is left out."""
    found: dict[int, list[User]] = defaultdict(list)
    for part in in_parts(bodies):
        query = select(UserRow).where(UserRow.school_id.in_(part)).order_by(UserRow.name, UserRow.id)
        for row in db.session.scalars(query):
            found[row.school_id or 0].append(user_value(row))
    return {body: tuple(users) for body, users in found.items()}


def bodies_with_users(bodies: Collection[int]) -> frozenset[int]:
    """Those of the bodies of which somebody may sign in."""
    found: set[int] = set()
    for part in in_parts(bodies):
        query = select(UserRow.school_id).where(UserRow.school_id.in_(part), UserRow.active.is_(True)).distinct()
        found |= {body for body in db.session.scalars(query) if body is not None}
    return frozenset(found)


def head_names(bodies: Collection[int]) -> Mapping[int, str]:
    """The full name of the head of each body that has named one."""
    found: dict[int, str] = {}
    for part in in_parts(bodies):
        for body, head in db.session.execute(select(SchoolRow.id, SchoolRow.head).where(SchoolRow.id.in_(part))):
            person = head["person"] if head else {}
            found |= {body: " ".join(filter(None, (person.get(key) for key in ("last", "first", "middle"))))}
    return {body: name for body, name in found.items() if name}


def staff_counts(bodies: Collection[int]) -> Mapping[int, int]:
    """How many workers each body has entered."""
    counted: dict[int, int] = {}
    for part in in_parts(bodies):
        query = select(PersonRow.school_id, func.count(PersonRow.id)).where(PersonRow.school_id.in_(part))
        rows = db.session.execute(query.group_by(PersonRow.school_id))
        counted |= {row[0]: row[1] for row in rows}
    return counted


def acts_in_work_of(bodies: Collection[int]) -> Mapping[int, tuple[str, ...]]:
    """The titles of the acts that each body works by."""
    found: dict[int, list[str]] = defaultdict(list)
    for part in in_parts(bodies):
        query = select(AssignmentRow.school_id, AssignmentRow.title).where(
            AssignmentRow.school_id.in_(part), AssignmentRow.state == "in_work"
        )
        for body, title in db.session.execute(query.order_by(AssignmentRow.id)):
            found[body].append(title)
    return {body: tuple(titles) for body, titles in found.items()}
