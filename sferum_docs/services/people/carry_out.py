"""A change is done: roles, chats and class pass, the worker goes, moves or is away: in one transaction.

It holds from the first day of those who take over and not before the orders about it are registered; until it is done
it can be changed, after it taken back.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.staffing.model import ChangeKind, ChangeState
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.writer import person_record
from sferum_docs.services.packs.acts import packs_in_work
from sferum_docs.services.people.holdings import holdings_of
from sferum_docs.services.people.made_papers import has_registered_order, unregistered_orders
from sferum_docs.services.people.plan import kept_plan, plan_faults, with_plan
from sferum_docs.services.users.manage import keep_out, list_users
from sferum_docs.store.audit import Actor, record_event
from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import see_anew, writing
from sferum_docs.store.documents import issued
from sferum_docs.store.people.staff_changes import changes_of, lock_change, put_change
from sferum_docs.store.register import acquaintance
from sferum_docs.store.register.links import add_link
from sferum_docs.store.schools import get_school, lock_school, put_school
from sferum_docs.store.troubles import DatabaseError

BY_ITSELF = "программа"  # in the journal: nobody pressed anything

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date, datetime

    from sferum_docs.schools.model import School
    from sferum_docs.store.database import Transaction
    from sferum_docs.store.people.staff_changes import StaffChange
    from sferum_docs.store.register.entry import Entry


def carry_out(school_id: int, change_id: int, by: Actor) -> StaffChange:
    """Does the change now. FaultsError says what stands in its way."""
    today = by.at.astimezone().date()
    with writing() as session:
        change = _open_change(session, school_id, change_id)
        school = lock_school(session, school_id)
        faults = _obstacles(school_id, school, change, today)
        if faults or school is None:
            raise FaultsError(faults)
        return _do(session, school, change, by)


def carry_out_with_order(session: Transaction, entry: Entry, by: Actor) -> None:
    """Does the change whose order has just become ready, when its day has come and nothing stands in its way.

    What does stand in its way is told where it is to be done next, and never stops an order from being registered.
    """
    of = entry.document_id or entry.draft_id
    document = issued.find(entry.school_id, of) if of is not None else None
    told = document.staffing if document else None
    if told is not None and told.amended is not None:
        add_link(session, entry.school_id, (entry.id, told.amended.entry), "amends", by)
    change_id = told.change if told else None
    change = lock_change(session, entry.school_id, change_id) if change_id is not None else None
    school = lock_school(session, entry.school_id)
    today = by.at.astimezone().date()
    if change is None or school is None or not change.is_open or change.kind is ChangeKind.HIRED:
        return
    if not _obstacles(entry.school_id, school, change, today, registered=entry):
        _do(session, school, change, by)


def carry_out_due(school_id: int, at: datetime) -> bool:
    """Does what a registered order wants and whose day has come since; whether anything was done.

    What stands in the way is told elsewhere. It is nobody's deed: whoever looks at a page does not close ways in. While
    nobody can write, all stays as it was until the next page.
    """
    done = False
    try:
        for change_id in _due(school_id, at.astimezone().date()):
            with suppress(FaultsError, LookupError):  # another page has done it meanwhile
                carry_out(school_id, change_id, Actor(BY_ITSELF, at))
                done = True
    except DatabaseError:
        see_anew()
    return done


@cached_until_change
def _due(school_id: int, today: date) -> tuple[int, ...]:
    found = [
        item
        for item in changes_of(school_id)
        if item.is_open and item.plan and item.passes_on <= today and item.kind is not ChangeKind.HIRED
    ]
    school = get_school(school_id) if found else None
    packs = packs_in_work(school_id, today) if found else ()
    return tuple(
        item.id
        for item in reversed(found)  # who began first passes first
        if school is not None
        and has_registered_order(school_id, item, packs)
        and not _obstacles(school_id, school, item, today)
    )


def _open_change(session: Transaction, school_id: int, change_id: int) -> StaffChange:
    change = lock_change(session, school_id, change_id)
    if change is None:
        raise LookupError(change_id)
    if not change.is_open:
        raise FaultsError([Fault("change_not_open")])
    return change


def obstacles(school_id: int, school: School, change: StaffChange, today: date) -> list[Fault]:
    """What stands in the way of doing a change today."""
    return _obstacles(school_id, school, change, today)


def _obstacles(
    school_id: int, school: School | None, change: StaffChange, today: date, registered: Entry | None = None
) -> list[Fault]:
    worker = school.worker(change.name) if school else None
    if school is None or worker is None:
        return [Fault("worker_gone", values={"text": change.name})]
    first = change.passes_on
    faults = [Fault("change_ahead", values={"text": f"{first:%d.%m.%Y}"})] if first > today else []
    held = holdings_of(school_id, school, worker, today)
    if held.is_head and change.kind.leaves:
        faults.append(Fault("head_leaves", values={"text": change.name}))
    packs = packs_in_work(school_id, today)
    faults += plan_faults(school, change, held, kept_plan(change), packs)
    waiting = unregistered_orders(school_id, change, packs, registered)
    return faults + [Fault("order_unregistered", values={"title": item.title}) for item in waiting]


def _do(session: Transaction, school: School, change: StaffChange, by: Actor) -> StaffChange:
    plan = kept_plan(change)
    worker = school.worker(change.name)
    changed = with_plan(school, change, plan)
    put_school(session, changed, change.school_id)
    gone = change.kind.leaves
    lines = acquaintance.stop_asking(session, change.school_id, change.name, change.passes_on) if gone else 0
    users = _close(session, change.school_id, plan.close, by)
    done = {
        **_differences(school, changed),
        "place": next(n for n, person in enumerate(school.staff) if person == worker),
        "person": person_record(worker) if worker else {},
        "lines": lines,
        "users": users,
        "left_open": _left_open(change.school_id, plan.close, users),
    }
    record_event(
        session, change.school_id, by, "staff.change_done", change.name,
        kind=change.kind.value, day=change.day.isoformat(), roles=done["roles"], chats=len(done["chats"]), lines=lines,
        users=[user["login"] for user in users],
    )  # fmt: skip
    return put_change(session, change.id, state=ChangeState.DONE, done=done)


def _differences(was: School, now: School) -> dict[str, Any]:
    """Role → [before, after], chat → [before, after], worker → [class before, class after]."""
    roles = {
        key: [was.responsible.get(key, ""), now.responsible.get(key, "")]
        for key in was.responsible
        if was.responsible[key] != now.responsible.get(key, "")
    }
    chats = {
        before.name: [before.owner, after.owner]
        for before, after in zip(was.chats, now.chats, strict=True)
        if before.owner != after.owner
    }
    classes = {
        person.full_name: [before.class_name, person.class_name]
        for person in now.staff
        if (before := was.worker(person.full_name)) is not None and before.class_name != person.class_name
    }
    return {"roles": roles, "chats": chats, "classes": classes}


def _close(session: Transaction, school_id: int, closed: Collection[int], by: Actor) -> list[dict[str, Any]]:
    """Closes the way in of these users; the last administrator and whoever acts stay."""
    known = list_users(school_id)
    found: list[dict[str, Any]] = []
    for user in known:
        others = [other for other in known if other.id != user.id and other.id not in {item["id"] for item in found}]
        last = user.is_administrator and not any(other.is_administrator for other in others)
        if user.id in closed and user.active and user.id != by.user_id and not last:
            keep_out(session, user.id, by.at)
            record_event(session, school_id, by, "user.off", user.login)
            found.append({"id": user.id, "login": user.login})
    return found


def _left_open(school_id: int, wanted: Collection[int], closed: Sequence[Mapping[str, Any]]) -> list[str]:
    """Whose way in was to be closed and is open: of who did it all, and of the last administrator."""
    ids = {*wanted} - {user["id"] for user in closed}
    return [user.login for user in list_users(school_id) if user.active and user.id in ids]
