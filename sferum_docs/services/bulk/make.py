"""The packet of one body made and kept as drafts, in one transaction with the end of its part of the job."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.bulk.lacking import telling_once
from sferum_docs.services.bulk.plan import plan_body
from sferum_docs.services.packet.keep import keep_packet
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packs.acts import require_in_work
from sferum_docs.store.audit import last_line, record_event
from sferum_docs.store.database import see_anew, writing
from sferum_docs.store.schools import put_school

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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
    """The office for which a packet is made, and who of it began the job."""

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


def make_for_body(
    school_id: int, asked: BulkRequest, made_by: MadeBy, finish: Callable[[Transaction, Mapping[str, Any]], None]
) -> BodyResult:
    """Makes what the body lacks of the documents: all of them, or none and a FaultsError.

    `finish` ends the part of the job in the same transaction; what it raises undoes everything.
    """
    for _attempt in range(_TRIES):
        see_anew()
        seen = last_line(school_id)
        plan = plan_body(school_id, asked, made_by.by.at.astimezone().date())
        made = _made(plan, school_id)
        with writing(_PATIENCE, alters_pages=plan.request is not None) as session:
            if last_line(school_id) == seen:
                result = _kept(session, school_id, plan, made, made_by)
                finish(session, result.record())
                return result
    raise FaultsError([Fault("bulk_changing")])


def _made(plan: BodyPlan, school_id: int) -> tuple[MadeDocument, ...]:
    """The documents. FaultsError: the body lacks something for one of them."""
    if plan.request is None:
        return ()
    with telling_once(plan.pack):
        return prepare(plan.school, plan.pack, plan.request, school_id=school_id)


def _kept(
    session: Transaction, school_id: int, plan: BodyPlan, made: Sequence[MadeDocument], made_by: MadeBy
) -> BodyResult:
    if plan.request is None:
        return BodyResult((), plan.left)
    require_in_work(school_id, plan.pack.id)
    told = [replace(item, data={**item.data, OFFICE: made_by.record}) for item in _new(plan, made)]
    if not told:
        return BodyResult((), plan.left)
    if plan.chosen:
        put_school(session, plan.school, school_id)
        name = plan.school.requisites.short_name
        record_event(session, school_id, made_by.by, "school.saved", name, changed=["responsible"])
    kept = keep_packet(session, school_id, plan.pack, plan.request, told, made_by.by)
    day = f"от {plan.request.order_date:%d.%m.%Y}"
    documents = [item.document for item in kept]
    record_event(
        session, school_id, made_by.by, "packet.made_by_office", day, office=made_by.office, documents=documents
    )
    return BodyResult(tuple(item.id for item in kept), plan.left, plan.proposed)


def _new(plan: BodyPlan, made: Sequence[MadeDocument]) -> list[MadeDocument]:
    """Without those of which the body has the very same: of the same data and template."""
    return [item for item in made if plan.has.get(item.spec.id) != item.data["code"]]
