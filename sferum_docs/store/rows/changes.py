"""The stamps of what is kept: other numbers after every change, written in the transaction of the change.

A change names the bodies whose rows it writes, the journal's among them: their stamps change, and that an office above
them sees. One that names none changes the stamp of all.
"""

from __future__ import annotations

import secrets
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from sqlalchemy import BigInteger, Engine, ForeignKey, bindparam, event, inspect, select, update
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from sferum_docs.store.database import ALTERS_PAGES, INSERTS, Base
from sferum_docs.store.rows.audit import AuditRow
from sferum_docs.store.rows.schools import SchoolRow

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sqlalchemy import Connection, Update

DEEPEST = 3  # offices above a body: a region over districts over schools
_TOUCHED = "touched_bodies"
_ALL = None  # among the bodies that were touched: what was written may be shown to any
_WROTE = "wrote"  # of a connection: in this transaction
_READING = ("SELECT", "PRAGMA", "BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT", "SET ")
_MOST_NAMED = 2000  # bodies of one change; more of them are all


class ChangeStampRow(Base):
    """The one row; a database without it is one where nothing is kept in memory.

    `stamp` changes with everything, `common` with what names no body.
    """

    __tablename__ = "change_stamp"

    id: Mapped[int] = mapped_column(primary_key=True)
    stamp: Mapped[int] = mapped_column(BigInteger)
    common: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")


class BodyStampRow(Base):
    """The stamps of a body: of its own, and of the bodies that it watches. Without a row neither was ever changed."""

    __tablename__ = "body_stamp"

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), primary_key=True)
    own: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    below: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")


def new_stamp() -> Update:
    """All is over that was kept of the former state.

    By chance and not counted: a database put back from a copy must not bear the stamp of what came after it.
    """
    return update(ChangeStampRow).values(stamp=_chance(), common=_chance())


def touch_body(session: Session, school_id: int | None) -> None:
    """What this transaction writes is shown on pages of this body, and of the offices above it; None: on any."""
    session.info.setdefault(_TOUCHED, set()).add(school_id)


@event.listens_for(Engine, "begin")
def _nothing_yet(connection: Connection) -> None:
    connection.info.pop(_WROTE, None)


@event.listens_for(Engine, "before_cursor_execute")
def _note_statement(connection: Connection, _cursor: object, statement: str, *_rest: object) -> None:
    """Whether anything is written, in whichever way a statement comes to the database."""
    if not statement.lstrip().upper().startswith(_READING):
        connection.info[_WROTE] = True


@event.listens_for(Session, "before_flush")
def _note(session: Session, _context: object, _instances: object) -> None:
    for row in (*session.new, *session.dirty, *session.deleted):
        for school_id in _bodies_of(row):
            touch_body(session, school_id)


def _bodies_of(row: Any) -> Iterator[int | None]:
    """The bodies whose row this is, before and after the change; a line of the journal without one is of all."""
    if isinstance(row, SchoolRow):
        yield from (row.id,) if row.id is not None else ()
        left = inspect(row).attrs.overseer_id.history.deleted or ()
        yield from (office for office in left if office is not None)
        return
    school_id = getattr(row, "school_id", None)
    if school_id is not None or isinstance(row, AuditRow):
        yield school_id


@event.listens_for(Session, "after_flush")
def _note_new(session: Session, _context: object) -> None:
    """A body has its id only now."""
    for row in session.new:
        if isinstance(row, SchoolRow):
            touch_body(session, row.id)


@event.listens_for(Session, "after_rollback")
def _forget(session: Session) -> None:
    session.info.pop(_TOUCHED, None)


@event.listens_for(Session, "before_commit")
def _change(session: Session) -> None:
    session.flush()  # what was added and not sent yet names its bodies
    touched: set[int | None] = session.info.pop(_TOUCHED, set())
    if not session.info.get(ALTERS_PAGES, True):
        return
    if not touched and not session.connection().info.get(_WROTE):
        return  # whoever looked under the lock and found nothing to do has changed nothing
    quietly = {"synchronize_session": False}
    if not touched or _ALL in touched or len(touched) > _MOST_NAMED:
        session.execute(new_stamp(), execution_options=quietly)
        return
    session.execute(update(ChangeStampRow).values(stamp=_chance()), execution_options=quietly)
    own, above = _with_those_above(session, {body for body in touched if body is not None})
    _put(session, "own", own)
    _put(session, "below", above)


def _with_those_above(session: Session, bodies: Collection[int]) -> tuple[set[int], set[int]]:
    """Those of the bodies that there are, and the offices above them."""
    found = session.execute(floors(), {"bodies": [*bodies]}).all()
    return {row[0] for row in found}, {office for row in found for office in row[2:] if office is not None}


@cache
def floors() -> Any:
    """Of each of some `bodies` its id, since when it is closed, and the offices above it.

    Put together once, for every writing asks it.
    """
    each = [aliased(SchoolRow) for _floor in range(DEEPEST)]
    chosen = each[0].id.in_(bindparam("bodies", expanding=True))
    query = select(each[0].id, each[0].closed_on, *(floor.overseer_id for floor in each)).where(chosen)
    for lower, upper in pairwise(each):
        query = query.outerjoin(upper, upper.id == lower.overseer_id)
    return query


def _put(session: Session, column: str, bodies: Collection[int]) -> None:
    if bodies:
        rows = [{"school_id": body, column: _chance()} for body in sorted(bodies)]
        session.execute(_putting(session.connection().dialect.name, column), rows)


@cache
def _putting(dialect: str, column: str) -> Any:
    insert = INSERTS[dialect](BodyStampRow)
    return insert.on_conflict_do_update(index_elements=["school_id"], set_={column: insert.excluded[column]})


def _chance() -> int:
    return secrets.randbits(62)
