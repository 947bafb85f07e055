"""What is to be made for one body of what an office asks: what it has already stays as it is, what it lacks is told."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.model import Responsible
from sferum_docs.services.bulk.act import pack_at_work
from sferum_docs.services.bulk.asked import request_for
from sferum_docs.services.bulk.lacking import not_yet, telling_once
from sferum_docs.services.documents.statuses import Status, document_states
from sferum_docs.services.packet.plan import packet_warnings
from sferum_docs.services.packet.situations import situations
from sferum_docs.services.packs.acts import packs_in_work
from sferum_docs.services.school.proposed_roles import proposed_responsible
from sferum_docs.services.school.roles import role_choices
from sferum_docs.services.school.save import find_school
from sferum_docs.store.documents import issued

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School
    from sferum_docs.services.bulk.asked import BulkRequest
    from sferum_docs.services.documents.statuses import DocumentState
    from sferum_docs.store.documents.issued import IssuedDocument


@dataclass(frozen=True)
class BodyPlan:
    """One body: the request for what is to be made (None: nothing is), and which documents stay as they are.

    `chosen`: who was chosen for roles of which nobody was, by name; `school` has them already, what is kept has not.
    `has`: the code of the newest version of each document that the body has.
    """

    school: School
    pack: Pack
    request: PacketRequest | None
    left: tuple[Fault, ...]
    chosen: Mapping[str, str] = field(default_factory=dict)
    has: Mapping[str, str] = field(default_factory=dict)

    @property
    def proposed(self) -> list[str]:
        """Who was chosen, in words: the head is said to be the head."""
        head = self.school.head.person.full_name if self.school.head else ""
        names = sorted(set(self.chosen.values()))
        return [f"{name} (руководитель)" if name == head else name for name in names]


def plan_body(school_id: int, asked: BulkRequest, today: date) -> BodyPlan:
    """What is to be made. FaultsError: the body is not there, has no such act in work, or an answer does not fit."""
    school = find_school(school_id)
    if school is None:
        raise FaultsError([Fault("bulk_no_body")])
    pack = pack_at_work(school_id, asked.pack, today)
    newest = {item.document: item for item in issued.newest(school_id, pack.id)}
    states = document_states(school_id, pack, newest.values())
    left = {
        document: told
        for document in asked.documents
        if (told := _left_alone(document, pack, states, newest, anew=asked.anew)) is not None
    }
    known = tuple(document for document in pack.by_id if document in asked.documents)
    waiting = {key: told for key, told in not_yet(school, pack, asked.day, known).items() if key not in left}
    left |= waiting
    known = tuple(document for document in known if document not in waiting)
    wanted = tuple(document for document in known if document not in left)
    if not wanted:
        return BodyPlan(school, pack, None, tuple(left.values()))
    chosen = _proposed(school, today, school_id) if asked.holders else {}
    if chosen:
        school = replace(school, responsible=Responsible({**school.responsible, **chosen}))
    kept = _answers_kept(school_id, pack, left)
    request = request_for(asked, school, pack, known, kept)
    if len(wanted) < len(known):
        request = replace(request, documents=wanted, packet_documents=known)
    has = {document: item.code for document, item in newest.items()}
    return BodyPlan(school, pack, request, tuple(left.values()), chosen, has)


def check_body(school_id: int, asked: BulkRequest, today: date) -> tuple[BodyPlan, tuple[Fault, ...]]:
    """A dry run: the plan, and what is odd about it. FaultsError holds what the body lacks for any document."""
    plan = plan_body(school_id, asked, today)
    if plan.request is None:
        return plan, ()
    with telling_once(plan.pack):
        situations(plan.school, plan.pack, plan.request, school_id)
    return plan, packet_warnings(plan.school, plan.pack, plan.request, today)


def _proposed(school: School, today: date, school_id: int) -> Mapping[str, str]:
    """Role → who is proposed for it by the posts of the staff: for acts of which nobody is chosen."""
    return proposed_responsible(school, role_choices(packs_in_work(school_id, today)))


def _left_alone(
    document: str,
    pack: Pack,
    states: Mapping[str, DocumentState],
    newest: Mapping[str, IssuedDocument],
    *,
    anew: bool,
) -> Fault | None:
    """Why a document of a body stays as it is; None: it is to be made."""
    spec = pack.by_id.get(document)
    if spec is None:
        return Fault("bulk_not_in_pack", document, {"id": document}, warning=True)
    state, draft = states[document], newest.get(document)
    values: dict[str, Any] = {"id": document, "document": spec.title}
    if state.in_force is not None:
        values |= {"number": state.in_force.number, "day": f"{state.in_force.signed_on:%d.%m.%Y}"}
        return Fault("bulk_registered", document, values, warning=True)
    if draft is None:
        return None
    values["day"] = f"{draft.made_at.astimezone():%d.%m.%Y}"
    if state.status is not Status.DRAFT:
        return Fault("bulk_on_its_way", document, {**values, "status": state.status.value}, warning=True)
    if draft.edited:
        return Fault("bulk_edited", document, values, warning=True)
    return None if anew else Fault("bulk_draft", document, values, warning=True)


def _answers_kept(school_id: int, pack: Pack, left: Mapping[str, Fault]) -> Mapping[str, Any]:
    """What the body answered for the documents that stay as they are."""
    last = issued.last_packet(school_id, pack.id) if left else None
    answers = (last or {}).get("answers", {})
    return {document: row for document, row in answers.items() if document in left}
