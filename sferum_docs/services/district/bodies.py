"""The bodies of an office: its list, one more of them, a body closed or handed to another office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.model import SchoolKind
from sferum_docs.services.district.scope import body_in_scope
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.district.lists import acts_in_work_of, bodies_with_users, staff_counts, users_of
from sferum_docs.store.oversight import MOST_ABOVE, overseen_bodies, overseers_of, put_closed, put_overseer
from sferum_docs.store.schools import put_school

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sferum_docs.schools.model import School
    from sferum_docs.services.district.scope import OverseenBody
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction
    from sferum_docs.store.users.users import User


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A body in the list of its office."""

    body: OverseenBody
    users: tuple[User, ...]
    staff: int
    acts: tuple[str, ...]
    office: str = ""  # the office between, when there is one

    @property
    def signed_in(self) -> int:
        """How many of its people have chosen a password of their own: the others have not come yet."""
        return sum(user.active and user.one_time_until is None for user in self.users)

    @property
    def invited(self) -> int:
        """How many may sign in."""
        return sum(user.active for user in self.users)


@dataclass(frozen=True, slots=True)
class BodyList:
    """A page of the list; `total` counts what was found, `known` all."""

    lines: tuple[BodyLine, ...]
    total: int
    known: int


def body_list(office_id: int, words: str, limit: int, offset: int = 0) -> BodyList:
    """The bodies of an office whose name or INN holds all the words, offices between among them."""
    known = overseen_bodies(office_id)
    wanted = words.casefold().split()
    found = [body for body in known if all(word in _text(body) for word in wanted)]
    shown = found[offset : offset + limit]
    return BodyList(_lines(shown, {body.id: body.short_name for body in known}), len(found), len(known))


def uninvited(office_id: int) -> tuple[OverseenBody, ...]:
    """The bodies of which nobody may sign in yet."""
    known = [body for body in overseen_bodies(office_id) if body.closed_on is None]
    having = bodies_with_users([body.id for body in known])
    return tuple(body for body in known if body.id not in having)


def body_line(office_id: int, body: OverseenBody) -> BodyLine:
    """One body as its card tells it."""
    names = {item.id: item.short_name for item in overseen_bodies(office_id)}
    return _lines([body], names)[0]


def _lines(bodies: Sequence[OverseenBody], names: dict[int, str]) -> tuple[BodyLine, ...]:
    ids = [body.id for body in bodies]
    users, staff, acts = users_of(ids), staff_counts(ids), acts_in_work_of(ids)
    return tuple(
        BodyLine(body, users.get(body.id, ()), staff.get(body.id, 0), acts.get(body.id, ()), names.get(above, ""))
        for body in bodies
        for above in [body.overseer or 0]
    )


def _text(body: OverseenBody) -> str:
    return f"{body.short_name} {body.full_name} {body.inn}".casefold()


def add_body(office_id: int, school: School, by: Actor) -> int:
    """One more body below an office; gives its id. FaultsError: the office has it already, or it is too deep."""
    with writing() as session:
        return keep_new_body(session, office_id, school, by)


def keep_new_body(session: Transaction, office_id: int, school: School, by: Actor) -> int:
    """As `add_body`, within a larger transaction."""
    if faults := new_body_faults(office_id, school):
        raise FaultsError(faults)
    school_id = put_school(session, school, None)
    put_overseer(session, school_id, office_id)
    name = school.requisites.short_name
    record_event(session, school_id, by, "school.saved", name)
    record_event(session, office_id, by, "district.body_added", name)
    return school_id


def new_body_faults(office_id: int, school: School) -> list[Fault]:
    """Why a body cannot be added below an office: it is there already, or offices would stand too deep."""
    faults, asked = [], school.requisites
    known = overseen_bodies(office_id)
    same = next((body for body in known if asked.inn and body.inn == asked.inn), None)
    if same is not None:
        faults.append(Fault("body_known", "inn", {"name": same.short_name}))
    if any(body.short_name.casefold() == asked.short_name.casefold() for body in known):
        faults.append(Fault("body_named_alike", "short_name"))
    if _floor_of(office_id) + (asked.kind is SchoolKind.OFFICE) > MOST_ABOVE:
        faults.append(Fault("office_too_deep", "kind"))
    return faults


def _floor_of(office_id: int) -> int:
    """How many offices stand above what this one watches."""
    return len(overseers_of(office_id)) + 1


def _offices_below(body: OverseenBody) -> int:
    """How many floors of offices a body is itself: a school none, a district one, a region two."""
    if not body.is_office:
        return 0
    return 1 + any(item.is_office for item in overseen_bodies(body.id))


def close_body(office_id: int, school_id: int, day: date | None, by: Actor) -> None:
    """Says that a body is closed since a day, or open again (None); nothing of it is lost. FaultsError."""
    with writing() as session:
        body = body_in_scope(office_id, school_id)
        if body is None:
            raise FaultsError([Fault("body_gone")])
        below = [item for item in overseen_bodies(school_id) if item.closed_on is None]
        if day is not None and below:
            raise FaultsError([Fault("office_closed_first", values={"count": len(below)})])
        put_closed(session, school_id, day)
        deed = "district.body_closed" if day else "district.body_opened"
        for journal in (school_id, office_id):
            record_event(session, journal, by, deed, body.short_name)


def hand_over(office_id: int, school_id: int, to: int, by: Actor) -> None:
    """Gives a body to another office that the same office watches, or to itself. FaultsError: it cannot be."""
    with writing() as session:
        body, target = body_in_scope(office_id, school_id), body_in_scope(office_id, to)
        if body is None or (to != office_id and (target is None or not target.is_office)):
            raise FaultsError([Fault("body_gone", "office")])
        inside = {school_id, *(item.id for item in overseen_bodies(school_id))}
        if to in inside or _floor_of(to) + _offices_below(body) > MOST_ABOVE:
            raise FaultsError([Fault("office_too_deep", "office")])
        put_overseer(session, school_id, to)
        record_event(session, school_id, by, "district.handed_over", body.short_name)
        for office in {office_id, to, body.overseer or office_id}:
            record_event(session, office, by, "district.handed_over", body.short_name)
