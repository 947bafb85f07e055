"""A request fitted to the school: a document made for each person of a list is left out when it would be for nobody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.documents.consistency.duties import duty_faults
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.documents.tags.vocabulary import rows_of
from sferum_docs.packs.agreements import AgreementRule
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School


@dataclass(frozen=True)
class FittedRequest:
    """What can be made of what was asked for; told: what is left out (warnings), who may not do what (errors)."""

    request: PacketRequest
    faults: tuple[Fault, ...] = ()


def fitted(school: School, pack: Pack, request: PacketRequest) -> FittedRequest:
    """The request without the documents that concern nobody here. FaultsError when nothing would be left of it."""
    together = request.all_documents(pack)
    left_out: dict[str, Fault] = {}
    for document in request.documents:
        situation = Situation(school, pack, pack.by_id[document], request.order_date, request.answers, chosen=together)
        if situation.spec.repeals and not situation.replaced:
            values = {"id": document, "document": pack.by_id[document].title}
            left_out[document] = Fault("nothing_to_repeal", document, values)
        name = situation.list_of_each
        if not name or rows_of(situation, name):
            continue
        if rows_of(replace(situation, chosen=(document,)), name):
            left_out[document] = _instead(pack, document)
        elif situation.holders:  # nobody chosen is what the document itself lacks
            values = {"id": document, "document": pack.by_id[document].title}
            left_out[document] = Fault("document_for_nobody", document, values)
    if left_out and len(left_out) == len(request.documents):
        raise FaultsError([replace(fault, warning=False) for fault in left_out.values()])
    kept = tuple(document for document in request.documents if document not in left_out)
    among = tuple(document for document in request.packet_documents if document not in left_out)
    fitting = replace(request, documents=kept, packet_documents=among)
    told = (replace(fault, warning=True) for fault in left_out.values())
    return FittedRequest(fitting, (*told, *duty_faults(school, pack, fitting)))


def _instead(pack: Pack, document: str) -> Fault:
    """Another document of the packet is given to all whom this one would be for."""
    rules = (item for item in pack.agreements if item.rule is AgreementRule.ONE_GROUND)
    rule = next(item for item in rules if document in {item.document, item.other})
    other = pack.by_id[rule.other if document == rule.document else rule.document]
    question = next(item.label for item in pack.by_id[rule.document].fields if item.key == rule.key)
    values = {
        "id": document,
        "document": pack.by_id[document].title,
        "other_id": other.id,
        "other": other.title,
        "because": rule.because,
        "owner": rule.document,
        "question": question,
    }
    return Fault("document_instead", f"answers.{rule.document}.{rule.key}", values)
