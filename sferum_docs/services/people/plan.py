"""Who takes over what somebody held: proposed by posts, told once, held against the rules of the roles."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.staffing.model import ChangeKind
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import Record
from sferum_docs.reading.typography import quoted
from sferum_docs.schools.lists.find_worker import Workers
from sferum_docs.schools.model import Responsible
from sferum_docs.schools.reader import read_worker
from sferum_docs.services.school.proposed_roles import proposed_holder
from sferum_docs.services.school.roles import choice_faults, role_choices
from sferum_docs.services.users.bearers import is_anothers, is_named
from sferum_docs.store.people.staff_changes import changes_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import Chat, Person, School
    from sferum_docs.services.people.holdings import Holdings
    from sferum_docs.store.people.staff_changes import StaffChange

CLASS, POST = "class", "post"


@dataclass(frozen=True)
class Plan:
    """Role → who holds it then, chat → who owns it then, who leads the class; `post` of who moves to another."""

    roles: Mapping[str, str] = field(default_factory=dict)
    chats: Mapping[str, str] = field(default_factory=dict)
    class_to: str = ""
    post: str = ""
    close: tuple[int, ...] = ()  # the users whose way in is closed

    @property
    def record(self) -> dict[str, Any]:
        """As it is kept."""
        return {**asdict(self), "roles": dict(self.roles), "chats": dict(self.chats), "close": [*self.close]}


def kept_plan(change: StaffChange) -> Plan:
    """The plan as it is kept; an empty one before anybody has told it."""
    return Plan(**{**change.plan, "close": tuple(change.plan["close"])}) if change.plan else Plan()


def proposed_plan(school: School, held: Holdings, leaving: Collection[str] = ()) -> Plan:
    """By the posts: who fits a role, who has the same post and no class; the chats of a class go with it.

    Nobody is proposed who is `leaving`, too.
    """
    name = held.person.full_name
    gone = {name, *leaving}
    without = replace(school, staff=tuple(person for person in school.staff if person.full_name not in gone))
    roles: dict[str, str] = {}
    for item in held.roles:
        barred = {name, *(_stood_in_for(item.acts[0].pack, item.acts[0].role.id, {**school.responsible, **roles}))}
        roles[item.key] = proposed_holder(without, item.acts[0].role, barred)
    class_to = next((person.full_name for person in _alike(without, held.person) if not person.class_name), "")
    others = next(
        filter(None, (class_to, *roles.values(), *(each.full_name for each in _alike(without, held.person)))), ""
    )
    return Plan(
        roles,
        {chat.name: others for chat in held.chats},
        class_to if held.person.class_name else "",
        "",  # nobody but the school knows the new post
        # a way in that bears initials may be another's of the same: nobody's is closed unasked then
        tuple(
            user.id
            for user in held.users
            if is_named(user.name, held.person)
            or not is_anothers(user.name, (other for other in school.staff if other.full_name != name))
        ),
    )


def leaving_with(change: StaffChange) -> Mapping[str, date]:
    """Who else is about to leave, and from which day others take over."""
    known = changes_of(change.school_id)
    return {item.name: item.passes_on for item in known if item.is_open and item.kind.leaves and item.id != change.id}


def _gone_by_then(change: StaffChange) -> Mapping[str, date]:
    """Who else has left when this change passes; who leaves later takes over until then."""
    return {name: day for name, day in leaving_with(change).items() if day <= change.passes_on}


def _stood_in_for(pack: Pack, role: str, holders: Mapping[str, str]) -> Iterable[str]:
    """Who holds the roles that this one stands in for, and those that stand in for it."""
    own = pack.roles.by_id[role]
    others = (*pack.roles.stood_in_for(own), *pack.roles.substitutes(own))
    return (holders.get(f"{pack.id}-{other.id}") or holders.get(other.id, "") for other in others)


def _alike(school: School, person: Person) -> list[Person]:
    """Workers of the same post, those whose post begins with the same word after them."""
    first = person.post.casefold().split()[0]
    free = [other for other in school.staff if not other.exempt]
    same = [other for other in free if other.post.casefold() == person.post.casefold()]
    return same + [other for other in free if other not in same and other.post.casefold().split()[0] == first]


def read_plan(school: School, change: StaffChange, held: Holdings, told: Plan) -> Plan:
    """The plan with full names for what was told. FaultsError: nobody, several, or somebody who cannot take it."""
    faults: list[Fault] = []
    workers, leaving = Workers(school.staff), _gone_by_then(change)

    def named(text: str, place: str) -> str:
        name = read_worker(Record({place: text}, "", faults), place, workers)
        if name == held.person.full_name:
            faults.append(Fault("passed_to_oneself", place, {"text": name}))
        elif name in school.exempt:
            faults.append(Fault("passed_to_exempt", place, {"text": name, "ground": school.exempt[name]}))
        elif name in leaving:
            faults.append(Fault("taker_leaves", place, {"text": name, "day": f"{leaving[name]:%d.%m.%Y}"}))
        return name

    plan = Plan(
        {item.key: named(told.roles.get(item.key, ""), f"role-{item.key}") for item in held.roles},
        {chat.name: named(told.chats.get(chat.name, ""), f"chat-{n}") for n, chat in enumerate(held.chats)},
        named(told.class_to, CLASS) if held.person.class_name else "",
        told.post if change.kind is ChangeKind.MOVED else "",
        tuple(user.id for user in held.users if user.id in told.close),
    )
    leads = school.worker(plan.class_to) if plan.class_to else None
    if leads is not None and leads.class_name and leads.class_name != held.person.class_name:
        faults.append(Fault("leads_a_class", CLASS, {"text": leads.full_name, "class": leads.class_name}))
    if change.kind is ChangeKind.MOVED and not plan.post:
        faults.append(Fault("empty", POST))
    if plan.post and plan.post.casefold() == held.person.post.casefold():
        faults.append(Fault("same_post", POST, {"text": held.person.post}))
    if faults:
        raise FaultsError(faults)
    return plan


def plan_faults(school: School, change: StaffChange, held: Holdings, plan: Plan, packs: Sequence[Pack]) -> list[Fault]:
    """What of a plan breaks the rules of the roles, and what nobody is named for although the worker leaves."""
    changed = with_plan(school, change, plan)
    before = choice_faults(role_choices(packs), school)
    faults = [
        replace(fault, place=f"role-{fault.place}")
        for fault in choice_faults(role_choices(packs), changed)
        if fault not in before
    ]
    return [*faults, *_left_over(change, held, plan), *_gone_since(school, change, plan)]


def _gone_since(school: School, change: StaffChange, plan: Plan) -> Iterable[Fault]:
    """Who was to take over and has left the list meanwhile, or is about to."""
    leaving = _gone_by_then(change)
    for name in dict.fromkeys((*plan.roles.values(), *plan.chats.values(), plan.class_to)):
        if name and school.worker(name) is None:
            yield Fault("taker_gone", values={"text": name})
        elif name in leaving:
            yield Fault("taker_leaves", values={"text": name, "day": f"{leaving[name]:%d.%m.%Y}"})


def _left_over(change: StaffChange, held: Holdings, plan: Plan) -> Iterable[Fault]:
    if not change.kind.leaves:
        return
    for item in held.roles:
        if item.required and not plan.roles.get(item.key):
            yield Fault("nobody_takes_over", f"role-{item.key}", {"text": item.label})
    for number, chat in enumerate(held.chats):
        if not plan.chats.get(chat.name):
            yield Fault("nobody_takes_over", f"chat-{number}", {"text": f"чат {quoted(chat.name)}"})


def with_plan(school: School, change: StaffChange, plan: Plan) -> School:
    """The school after the change: roles, chats and class passed, the worker gone, moved or on leave."""
    name, leaves = change.name, change.kind.leaves
    worker = school.worker(name)
    roles = {
        key: plan.roles.get(key) or ("" if leaves else holder) if holder == name else holder
        for key, holder in school.responsible.items()
    }
    chats = tuple(_passed(chat, name, plan) for chat in school.chats)
    staff = []
    for person in school.staff:
        if worker is not None and person == worker:
            staff += [] if change.kind is ChangeKind.DISMISSED else [_changed(person, change, plan)]
        elif plan.class_to == person.full_name and worker is not None and worker.class_name:
            staff.append(replace(person, class_name=worker.class_name))
        else:
            staff.append(person)
    return replace(school, staff=tuple(staff), chats=chats, responsible=Responsible(roles))


def _passed(chat: Chat, name: str, plan: Plan) -> Chat:
    return replace(chat, owner=plan.chats.get(chat.name) or name) if chat.owner == name else chat


def _changed(person: Person, change: StaffChange, plan: Plan) -> Person:
    class_name = "" if plan.class_to or change.kind is ChangeKind.LEAVE else person.class_name
    if change.kind is ChangeKind.LEAVE:
        return replace(person, exempt=change.ground or "длительный отпуск", class_name=class_name)
    return replace(person, post=plan.post or person.post, class_name=class_name)
