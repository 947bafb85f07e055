"""The acts of a school: assigned from a day, closed, succeeded by another, taken up again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sferum_docs.directives.due_day import LAST_DAY
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.bodies.words import CASES, body_words
from sferum_docs.services.packs.choose import find_pack, known_packs, owner_of, pack_or_faults, usual_pack
from sferum_docs.services.packs.of_school import school_pack
from sferum_docs.store.assignments import Assignment, AssignmentState, assignments, put_assignment
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.oversight import overseers_of
from sferum_docs.store.schools import get_school

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.packs.model import Pack
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction

__all__ = [
    "Act", "Assignment", "AssignmentState", "act_of", "acts_in_work", "acts_of", "assign_act", "assignable_packs",
    "assignments", "begin_first_act", "close_act", "first_act", "given_by", "latest_day", "packs_in_work", "reopen_act",
    "require_in_work", "since_faults", "succeed_act",
]  # fmt: skip
_BY = CASES.index("творительный")
_LONGEST_AHEAD = timedelta(days=366 * 2)  # a later day is a slip of the pen


@dataclass(frozen=True)
class Act:
    """An act of a school with its pack; where that has gone or has faults, the faults."""

    assignment: Assignment
    pack: Pack | None
    faults: tuple[Fault, ...] = ()


def act_of(school_id: int, assignment: Assignment) -> Act:
    """The act of a school with its pack as it is now."""
    return Act(assignment, *pack_or_faults(assignment.pack, school_id))


def acts_of(school_id: int) -> tuple[Act, ...]:
    """All acts of a school, ended ones among them."""
    return tuple(act_of(school_id, assignment) for assignment in assignments(school_id))


def first_act(known: tuple[Assignment, ...]) -> Assignment | None:
    """The act that is meant where none is named: the first in work, else the first that ever was."""
    return next((act for act in known if act.in_work), next(iter(known), None))


def acts_in_work(school_id: int) -> tuple[Assignment, ...]:
    """The acts that the school works by now."""
    return tuple(act for act in assignments(school_id) if act.in_work)


def packs_in_work(school_id: int, day: date) -> tuple[Pack, ...]:
    """The packs that a school carries out; one with faults is left out, which its own pages tell."""
    found = (_sound_pack(school_id, act.pack, day) for act in acts_in_work(school_id))
    return tuple(pack for pack in found if pack is not None)


def _sound_pack(school_id: int, name: str, day: date) -> Pack | None:
    try:
        return school_pack(school_id, name, day)
    except FaultsError:
        return None


@dataclass(frozen=True)
class KnownPack:
    """A pack that may be assigned, or what is wrong with it."""

    id: str
    pack: Pack | None
    faults: tuple[Fault, ...] = ()


def assignable_packs(school_id: int | None) -> tuple[KnownPack, ...]:
    """The packs that a school knows and does not have yet. The faults of one hide no other."""
    taken = {act.pack for act in assignments(school_id)} if school_id is not None else set()
    free = (name for name in known_packs(school_id) if name not in taken)
    return tuple(KnownPack(name, *pack_or_faults(name, school_id)) for name in free)


def begin_first_act(session: Transaction, school_id: int, pack_id: str, day: date) -> None:
    """Gives a new school the act that was chosen, or the one that is meant when nobody chooses."""
    chosen = pack_id or usual_pack(school_id)
    if chosen:
        pack = find_pack(chosen, school_id)
        began, owner = min(day, pack.directive.date), owner_of(pack.id, school_id)
        put_assignment(session, school_id, Assignment(pack.id, pack.title, began, owner=owner))


def assign_act(school_id: int, pack_id: str, since: date, by: Actor) -> Assignment:
    """The school works by a pack from a day on. FaultsError: no such pack, it has faults, or is assigned."""
    pack = find_pack(pack_id, school_id)
    if faults := since_faults(pack, since, by.at.astimezone().date()):
        raise FaultsError(faults)
    with writing() as session:
        find_pack(pack.id, school_id)  # it may have been taken away meanwhile
        assignment = Assignment(pack.id, pack.title, since, owner=owner_of(pack.id, school_id))
        if any(act.pack == pack.id for act in assignments(school_id)):
            raise FaultsError([Fault("act_assigned", "pack", {"title": pack.title})])
        put_assignment(session, school_id, assignment)
        record_event(session, school_id, by, "act.assigned", pack.title, pack=pack.id, since=since.isoformat())
    return assignment


def latest_day(today: date) -> date:
    """The last day from which work by an act may begin."""
    return min(LAST_DAY, today + _LONGEST_AHEAD)


def since_faults(pack: Pack, since: date, today: date) -> tuple[Fault, ...]:
    """Why a school cannot work by a pack from this day on."""
    latest = latest_day(today)
    values = {"first": f"{pack.directive.date:%d.%m.%Y}", "last": f"{latest:%d.%m.%Y}"}
    return () if pack.directive.date <= since <= latest else (Fault("act_since", "since", values),)


def close_act(school_id: int, pack_id: str, by: Actor) -> None:
    """The school works by it no more; what was made stays."""
    _end(school_id, pack_id, AssignmentState.CLOSED, by)


def succeed_act(school_id: int, pack_id: str, successor: str, by: Actor) -> None:
    """Another act of the school, which it works by, takes the place of this one."""
    _end(school_id, pack_id, AssignmentState.SUCCEEDED, by, successor)


def _end(school_id: int, pack_id: str, state: AssignmentState, by: Actor, successor: str = "") -> None:
    day = by.at.astimezone().date()
    with writing() as session:
        act = require_in_work(school_id, pack_id)
        if state is AssignmentState.SUCCEEDED:
            _successor(school_id, pack_id, successor)
        ended = replace(act, state=state, succeeded_by=successor, ended_on=day)
        put_assignment(session, school_id, ended)
        tell_end(session, school_id, ended, by)


def tell_end(session: Transaction, school_id: int, act: Assignment, by: Actor) -> None:
    """Writes into the journal that work by an act has ended, also into that of the office which gave it."""
    details: dict[str, Any] = {"succeeded_by": act.succeeded_by} if act.succeeded_by else {}
    record_event(session, school_id, by, f"act.{act.state.value}", act.title, pack=act.pack, **details)
    if act.given_by in overseers_of(school_id):
        school = get_school(school_id)
        name = school.requisites.short_name if school else ""
        record_event(session, act.given_by, by, "act.ended_below", act.title, pack=act.pack, body=name, **details)


def _successor(school_id: int, pack_id: str, successor: str) -> None:
    if successor == pack_id or all(act.pack != successor for act in acts_in_work(school_id)):
        raise FaultsError([Fault("act_successor", "successor")])


def reopen_act(school_id: int, pack_id: str, by: Actor) -> None:
    """The school works by it again: it was ended by mistake."""
    with writing() as session:
        act = _assigned(school_id, pack_id)
        if act.in_work:
            raise FaultsError([Fault("act_assigned", "pack", {"title": act.title})])
        again = replace(act, state=AssignmentState.IN_WORK, succeeded_by="", ended_on=None)
        put_assignment(session, school_id, again)
        record_event(session, school_id, by, "act.reopened", act.title, pack=pack_id)


def given_by(school_id: int, act: Assignment) -> str:
    """By whom an act was given to a school, «управлением (…)»; empty: the school took it itself."""
    office = get_school(act.given_by) if act.given_by is not None and act.given_by != school_id else None
    return f"{body_words(office.requisites).body[_BY]} ({office.requisites.short_name})" if office else ""


def require_in_work(school_id: int, pack_id: str) -> Assignment:
    """The act, when the school works by it; asked under the lock of writing. FaultsError: it does not, or no more."""
    act = _assigned(school_id, pack_id)
    if not act.in_work:
        raise FaultsError([Fault("act_ended", values={"title": act.title})])
    return act


def _assigned(school_id: int, pack_id: str) -> Assignment:
    found = next((act for act in assignments(school_id) if act.pack == pack_id), None)
    if found is None:
        raise FaultsError([Fault("act_not_assigned", values={"text": pack_id})])
    return found
