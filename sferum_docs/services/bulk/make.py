"""Packets of some bodies made and kept as drafts, in one transaction with the end of their parts of the job.

Each body has a packet whole or none, and its part says so; a body that changes meanwhile is made anew, the others stay.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.bulk.lacking import telling_once
from sferum_docs.services.bulk.plan import plan_body
from sferum_docs.services.packet.keep import MadePacket, keep_packets
from sferum_docs.services.packet.make import prepare
from sferum_docs.store.audit import last_lines, record_event, record_for_bodies
from sferum_docs.store.change_stamp import kept_apart
from sferum_docs.store.database import see_anew, writing
from sferum_docs.store.district.ahead import read_ahead
from sferum_docs.store.schools import put_school

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sferum_docs.documents.making.generate import MadeDocument
    from sferum_docs.services.bulk.asked import BulkRequest
    from sferum_docs.services.bulk.plan import BodyPlan
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction

_PATIENCE = 60.0  # seconds: pages go first, nobody waits here
_TRIES = 3  # a body at work at the same time is looked at again
OFFICE = "office"  # of a document's data: who made it, when that was no one of the body


@dataclass(frozen=True, slots=True)
class MadeBy:
    """The office for which packets are made, and who of it began the job."""

    office: str
    by: Actor

    @property
    def record(self) -> dict[str, str]:
        """As documents keep it."""
        return {"name": self.office, "by": self.by.name}


@dataclass(frozen=True, slots=True)
class BodyResult:
    """What came of one body: the ids of what was made, and which documents stayed as they are, who was chosen."""

    documents: tuple[int, ...]
    left: tuple[Fault, ...]
    chosen: Sequence[str] = ()

    def record(self) -> dict[str, Any]:
        """As its part of the job keeps it."""
        return {
            "documents": [*self.documents],
            "left": [told.sentence() for told in self.left],
            "chosen": [*self.chosen],
        }


Outcome: TypeAlias = "BodyResult | tuple[Fault, ...]"  # the faults say why nothing was made


class Parts(Protocol):
    """The parts of the job, by body; both are asked in the transaction that keeps the packets."""

    def open(self) -> Mapping[int, tuple[Fault, ...]]:
        """Those that may still be ended here, each with what forbids to make anything for its body now."""

    def end(self, session: Transaction, outcomes: Mapping[int, Outcome]) -> None:
        """Ends parts; what it raises undoes everything."""


@dataclass(frozen=True, slots=True)
class _Body:
    """A body planned and made, nothing kept; or what it lacks."""

    seen: int | None  # the newest line of its journal
    plan: BodyPlan | None
    made: Sequence[MadeDocument] = ()
    lacks: tuple[Fault, ...] = ()


def make_for_bodies(bodies: Sequence[int], asked: BulkRequest, made_by: MadeBy, parts: Parts) -> dict[int, Outcome]:
    """Makes what the bodies lack of the documents: all of them for a body, or none and the faults that say why."""
    outcomes: dict[int, Outcome] = {}
    left = [*bodies]
    for _attempt in range(_TRIES):
        made = _made(left, asked, made_by)
        outcomes |= _kept(made, made_by, parts)
        left = [body for body in made if body not in outcomes]
        if not left:
            return outcomes
    changing = dict.fromkeys(left, (Fault("bulk_changing"),))
    with writing(_PATIENCE, alters_pages=False, bodies=left) as session:
        known = parts.open()
        parts.end(session, {body: told for body, told in changing.items() if body in known})
    return {**outcomes, **changing}


def _made(bodies: Sequence[int], asked: BulkRequest, made_by: MadeBy) -> dict[int, _Body]:
    see_anew()
    seen = last_lines(bodies)
    with kept_apart():
        read_ahead(bodies, asked.pack)
        found: dict[int, _Body] = {}
        for body in bodies:
            try:
                found[body] = _one(body, seen.get(body), asked, made_by)
            except Exception:
                if not found:
                    raise
                break  # a mistake of ours is told of its own part, which is begun next
        return found


def _one(body: int, seen: int | None, asked: BulkRequest, made_by: MadeBy) -> _Body:
    try:
        plan = plan_body(body, asked, made_by.by.at.astimezone().date())
        if plan.request is None:
            return _Body(seen, plan)
        with telling_once(plan.pack):
            made = prepare(plan.school, plan.pack, plan.request, school_id=body)
    except FaultsError as error:
        return _Body(seen, None, lacks=error.faults)
    told = (replace(item, data={**item.data, OFFICE: made_by.record}) for item in _new(plan, made))
    return _Body(seen, plan, tuple(told))


def _new(plan: BodyPlan, made: Sequence[MadeDocument]) -> Iterator[MadeDocument]:
    """Without those of which the body has the very same: of the same data and template."""
    return (item for item in made if plan.has.get(item.spec.id) != item.data["code"])


def _kept(made: Mapping[int, _Body], made_by: MadeBy, parts: Parts) -> dict[int, Outcome]:
    """What came of the bodies that are still as they were; those whose part is another's by now came to nothing."""
    alters = any(item.made for item in made.values())
    with writing(_PATIENCE, alters_pages=alters, bodies=made) as session:
        now, known = last_lines([*made]), parts.open()
        lost: dict[int, Outcome] = {body: () for body in made if body not in known}
        same = {body: item for body, item in made.items() if body in known and now.get(body) == item.seen}
        refused = {body: faults for body, item in same.items() if (faults := known[body] or item.lacks)}
        done = _keep(session, {body: item for body, item in same.items() if body not in refused}, made_by)
        parts.end(session, {**refused, **done})
    return {**lost, **refused, **done}


def _keep(session: Transaction, bodies: Mapping[int, _Body], made_by: MadeBy) -> dict[int, BodyResult]:
    """Keeps what is new."""
    plans = {body: item.plan for body, item in bodies.items() if item.plan is not None}
    found = {body: BodyResult((), plan.left) for body, plan in plans.items()}
    new = {body: plan for body, plan in plans.items() if bodies[body].made}
    packets = [
        (plan.pack, MadePacket(body, plan.request, bodies[body].made)) for body, plan in new.items() if plan.request
    ]
    if packets:
        _put_chosen(session, new, made_by.by)
        kept = keep_packets(session, packets, made_by.by)
        told = {
            body: {"office": made_by.office, "documents": [item.document for item in some]}
            for body, some in kept.items()
        }
        day = f"от {packets[0][1].request.order_date:%d.%m.%Y}"
        record_for_bodies(session, told, made_by.by, "packet.made_by_office", day)
        for body, some in kept.items():
            found[body] = BodyResult(tuple(item.id for item in some), plans[body].left, plans[body].proposed)
    return found


def _put_chosen(session: Transaction, plans: Mapping[int, BodyPlan], by: Actor) -> None:
    for body, plan in plans.items():
        if plan.chosen:
            put_school(session, plan.school, body)
            name = plan.school.requisites.short_name
            record_event(session, body, by, "school.saved", name, changed=["responsible"])
