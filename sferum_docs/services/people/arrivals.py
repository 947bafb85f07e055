"""What a worker who came has to know: the orders in force that concern all, or what the worker does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.staffing.model import ChangeKind, ChangeState, OrdersToKnow, Staffing
from sferum_docs.packs.model import Audience
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.documents.statuses import document_states
from sferum_docs.services.people.naming import known_order
from sferum_docs.services.people.pack_papers import TO_KNOW
from sferum_docs.services.people.wanted import WantedPapers
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.people.staff_changes import lock_change, put_change
from sferum_docs.store.register import acquaintance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.documents.staffing.model import KnownOrder
    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.schools.model import Person, School
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.people.staff_changes import StaffChange

_OF_ROLES = {Audience.NAMED, Audience.HOLDERS}


def orders_to_know(
    school_id: int, school: School, person: Person, packs: Sequence[Pack]
) -> tuple[tuple[Pack, KnownOrder], ...]:
    """The orders in force that concern a worker and on whose sheets the worker does not stand."""
    head = school.head.person.full_name if school.head else ""
    if person.full_name == head or person.exempt:
        return ()
    found = [
        (pack, known_order(entry))
        for pack in packs
        for document, state in document_states(school_id, pack).items()
        if (entry := state.in_force) is not None
        and entry.document == document
        and _concerns(pack.by_id[document], pack, school, person)
    ]
    known = acquaintance.entries_of(person.full_name, [order.entry for _pack, order in found])
    return tuple(item for item in found if item[1].entry not in known)


def _concerns(spec: DocumentSpec, pack: Pack, school: School, person: Person) -> bool:
    if spec.acquaint is Audience.STAFF:
        return True
    held = any(school.responsible.in_act(pack.id, role.id) == person.full_name for role in pack.roles.all)
    led = spec.acquaint is Audience.NAMED and bool(person.class_name)
    return spec.acquaint in _OF_ROLES and (held or led)


def arrival_papers(
    school_id: int, school: School, change: StaffChange, packs: Sequence[Pack]
) -> tuple[WantedPapers, ...]:
    """The sheet of a worker who came: one, whatever the acts."""
    worker = school.worker(change.name)
    orders = tuple(order for _pack, order in orders_to_know(school_id, school, worker, packs)) if worker else ()
    if worker is None or not orders:
        return ()
    told = Staffing(change.id, change.kind, worker, change.day, change.ground, to_know=(OrdersToKnow(worker, orders),))
    return (WantedPapers(packs[0], (TO_KNOW,), told),)


def enter_in_sheets(school_id: int, change_id: int, orders: Sequence[KnownOrder], by: Actor) -> None:
    """Puts a worker who came on the sheets of these orders: from now on the signatures are waited for. FaultsError."""
    with writing() as session:
        change = lock_change(session, school_id, change_id)
        if change is None:
            raise LookupError(change_id)
        if not change.is_open or change.kind is not ChangeKind.HIRED:
            raise FaultsError([Fault("change_not_open")])
        for order in orders:
            acquaintance.add_people(session, order.entry, [(change.name, str(change.person.get("post", "")))])
            record_event(
                session, school_id, by, "acquaintance.people", f"№ {order.number}",
                entry_id=order.entry, people=[change.name],
            )  # fmt: skip
        record_event(session, school_id, by, "staff.change_done", change.name, orders=len(orders))
        put_change(session, change.id, state=ChangeState.DONE)
