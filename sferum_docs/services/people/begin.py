"""A change begins: who leaves, moves, is away for long or came, from which day, on what ground; then who takes over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sferum_docs.documents.requests.text_limits import length_faults
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.writer import person_record
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.people.staff_changes import add_change, changes_of, find_change, lock_change, put_change
from sferum_docs.store.schools import lock_school

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.documents.staffing.model import ChangeKind
    from sferum_docs.services.people.plan import Plan
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.people.staff_changes import StaffChange

__all__ = ["begin_change", "changes_of", "find_change", "put_plan"]

_FARTHEST = timedelta(days=366)  # before today and after it


def begin_change(school_id: int, name: str, kind: ChangeKind, day: date, ground: str, by: Actor) -> StaffChange:
    """Keeps that a worker leaves, moves or came. FaultsError: no such worker, a day far away, begun already."""
    faults = length_faults({"ground": ground})
    if abs(day - by.at.astimezone().date()) > _FARTHEST:
        faults.append(Fault("change_day_far", "day", {"text": f"{day:%d.%m.%Y}"}))
    with writing() as session:
        school = lock_school(session, school_id)
        worker = school.worker(name) if school else None
        if worker is None:
            faults.append(Fault("worker_gone", "name", {"text": name}) if name else Fault("worker_unchosen", "name"))
        if any(item.is_open and item.name == name for item in changes_of(school_id)):
            faults.append(Fault("change_begun", "name", {"text": name}))
        if faults or worker is None:
            raise FaultsError(faults)
        record_event(
            session, school_id, by, "staff.change_begun", worker.full_name, kind=kind.value, day=day.isoformat()
        )
        return add_change(session, school_id, kind, worker.full_name, day, ground, person_record(worker), by)


def put_plan(school_id: int, change_id: int, plan: Plan, by: Actor) -> StaffChange:
    """Keeps who takes over. FaultsError: the change is done already."""
    with writing() as session:
        change = lock_change(session, school_id, change_id)
        if change is None:
            raise LookupError(change_id)
        if not change.is_open:
            raise FaultsError([Fault("change_not_open")])
        record_event(session, school_id, by, "staff.change_planned", change.name)
        return put_change(session, change.id, plan=plan.record)
