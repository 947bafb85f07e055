"""Which papers the plan of a change wants, and what they tell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.documents.staffing.model import KnownOrder, OrdersToKnow, PassedChat, PassedRole, Staffing
from sferum_docs.services.people.pack_papers import HANDING_OVER, PASSING, TO_KNOW
from sferum_docs.store.register import acquaintance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import Person, School
    from sferum_docs.services.people.holdings import HeldRole, Holdings
    from sferum_docs.services.people.plan import Plan
    from sferum_docs.store.people.staff_changes import StaffChange


@dataclass(frozen=True)
class WantedPapers:
    """The papers of one act: which they are, and what they tell."""

    pack: Pack
    documents: tuple[str, ...]
    told: Staffing


def wanted_papers(
    school: School, change: StaffChange, held: Holdings, plan: Plan, packs: Sequence[Pack]
) -> tuple[WantedPapers, ...]:
    """An order for each act whose order in force appointed the worker; sheets go with the first of them."""
    told = [_told(school, change, held, plan, pack) for pack in packs]
    orders = [(pack, item) for pack, item in zip(packs, told, strict=True) if item.amended is not None]
    bearing = orders[0][0] if orders else packs[0] if packs else None
    found = []
    for pack, item in zip(packs, told, strict=True):
        first = pack is bearing
        passing = item.amended is not None and (item.roles or item.class_to is not None)
        full = _with_sheets(school, held, plan, item) if first else item
        chosen = {PASSING: passing, HANDING_OVER: bool(full.chats), TO_KNOW: bool(full.to_know)}
        documents = tuple(name for name in pack.by_id if chosen.get(name))
        if documents:
            found.append(WantedPapers(pack, documents, full))
    return tuple(found)


def _told(school: School, change: StaffChange, held: Holdings, plan: Plan, pack: Pack) -> Staffing:
    """What the order of an act tells: the roles of this act that pass, and the class where its order names it."""
    own = [item for item in held.orders if item.pack == pack.id and item.order is not None]
    passed = tuple(_passed(school, item, plan, pack) for item in held.roles)
    appointed = [
        act.appointed
        for item in held.roles
        if plan.roles.get(item.key)
        for act in item.acts
        if act.pack.id == pack.id and act.appointed is not None
    ]
    of_class = [item.order for item in own if any(why.startswith("классный") for why in item.why)]
    leads = school.worker(plan.class_to) if plan.class_to else None
    amended = next(iter(appointed), None) or (next(iter(of_class), None) if leads else None)
    charged = {act.role.label for item in held.roles for act in item.acts}
    others = [item.order for item in own if item.order != amended and charged & {*item.why}]
    return Staffing(
        change.id,
        change.kind,
        held.person,
        change.day,
        change.ground,
        amended,
        tuple(order for order in others if order is not None),
        tuple(item for role in passed for item in role),
        held.person.class_name if leads and amended in of_class else "",
        leads if leads and amended in of_class else None,
    )


def _passed(school: School, held: HeldRole, plan: Plan, pack: Pack) -> tuple[PassedRole, ...]:
    to = school.worker(plan.roles.get(held.key, ""))
    return tuple(PassedRole(act.role.label, to, held.key) for act in held.acts if act.pack.id == pack.id) if to else ()


def _with_sheets(school: School, held: Holdings, plan: Plan, told: Staffing) -> Staffing:
    chats = tuple(
        PassedChat(chat.name, chat.platform, to)
        for chat in held.chats
        if (to := school.worker(plan.chats.get(chat.name, ""))) is not None
    )
    taking = [school.worker(name) for name in (*plan.roles.values(), plan.class_to)]
    head = school.head.person.full_name if school.head else ""
    people = [person for person in dict.fromkeys(taking) if person is not None and person.full_name != head]
    orders = [item.order for item in held.orders if item.order is not None]
    sheets = tuple(OrdersToKnow(person, tuple(_unknown_to(person, orders))) for person in people)
    known = tuple(item for item in sheets if item.orders)
    return replace(told, chats=chats, to_know=known)


def _unknown_to(person: Person, orders: Sequence[KnownOrder]) -> Iterator[KnownOrder]:
    """The orders on whose sheets this worker does not stand yet."""
    known = acquaintance.entries_of(person.full_name, [order.entry for order in orders])
    yield from (order for order in orders if order.entry not in known)
