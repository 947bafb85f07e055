"""Who leaves, moves, goes on leave or came: kept until done, and after it for who comes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from sferum_docs.documents.staffing.model import ChangeKind, ChangeState
from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import LARGEST_ID, db
from sferum_docs.store.rows import StaffChangeRow

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from sferum_docs.store.audit import Actor


@dataclass(frozen=True)
class StaffChange:
    """One change as it is kept. `person`: the record of the worker, `plan`: who takes over, `done`: what changed."""

    id: int
    school_id: int
    kind: ChangeKind
    state: ChangeState
    name: str
    day: date
    ground: str = ""
    person: Mapping[str, Any] = field(default_factory=dict)
    plan: Mapping[str, Any] = field(default_factory=dict)
    done: Mapping[str, Any] = field(default_factory=dict)
    made_at: datetime | None = None
    made_by: str = ""

    @property
    def is_open(self) -> bool:
        """Whether it waits to be carried out."""
        return self.state is ChangeState.OPEN

    @property
    def passes_on(self) -> date:
        """The first day of those who take over."""
        return self.kind.passes_on(self.day)


@cached_until_change
def changes_of(school_id: int) -> tuple[StaffChange, ...]:
    """All changes of a school, newest first."""
    query = select(StaffChangeRow).where(StaffChangeRow.school_id == school_id).order_by(StaffChangeRow.id.desc())
    return tuple(_value(row) for row in db.session.scalars(query))


def find_change(school_id: int, change_id: int) -> StaffChange | None:
    """A change of this school; another school's is not found."""
    return next((item for item in changes_of(school_id) if item.id == change_id), None)


def lock_change(session: Session, school_id: int, change_id: int) -> StaffChange | None:
    """A change of this school as it stands, held until the end of the transaction."""
    known = change_id <= LARGEST_ID
    row = session.get(StaffChangeRow, change_id, with_for_update=True, populate_existing=True) if known else None
    return _value(row) if row is not None and row.school_id == school_id else None


def add_change(  # noqa: PLR0917  the columns of the table
    session: Session, school_id: int, kind: ChangeKind, name: str, day: date, ground: str, person: Mapping[str, Any],
    by: Actor, state: ChangeState = ChangeState.OPEN,
) -> StaffChange:  # fmt: skip
    """Keeps a new change."""
    row = StaffChangeRow(
        school_id=school_id, kind=kind, state=state, name=name, day=day, ground=ground, person=dict(person), plan={},
        done={}, made_at=by.at, made_by=by.name,
    )  # fmt: skip
    session.add(row)
    session.flush()
    return _value(row)


def put_change(session: Session, change_id: int, **columns: Any) -> StaffChange:
    """Writes some columns of a change that is held; gives it as it stands then."""
    row = session.get_one(StaffChangeRow, change_id)
    for name, value in columns.items():
        setattr(row, name, value)
    session.flush()
    return _value(row)


def _value(row: StaffChangeRow) -> StaffChange:
    return StaffChange(
        row.id, row.school_id, ChangeKind(row.kind), ChangeState(row.state), row.name, row.day, row.ground, row.person,
        row.plan, row.done, row.made_at, row.made_by,
    )  # fmt: skip
