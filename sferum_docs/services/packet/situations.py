"""What each document of a request is made from, or what forbids it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.consistency import fitted
from sferum_docs.documents.making.check_answers import with_answers
from sferum_docs.documents.making.generate import gaps
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.reading.faults import Fault, FaultsError, errors
from sferum_docs.services.clauses.checklist import given_answers
from sferum_docs.services.school.declension_overrides import as_listed

if TYPE_CHECKING:
    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School


def situations(
    school: School, pack: Pack, request: PacketRequest, school_id: int | None = None
) -> tuple[Situation, ...]:
    """What each document of a request is made from. FaultsError holds what forbids any of them.

    With the id of a school its answers to the checklist are printed.
    """
    pack = pack.of_school(school)
    given = given_answers(school_id, pack) if school_id is not None else ()
    listed = as_listed(school)
    fitting = fitted(listed, pack, request)
    request, together = fitting.request, fitting.request.all_documents(pack)
    found = tuple(
        with_answers(
            Situation(listed, pack, pack.by_id[document], request.order_date, request.answers, chosen=together), given
        )
        for document in request.documents
    )
    faults = [fault for situation in found for fault in _obstacles(situation)]
    faults += errors(fitting.faults)
    if faults:
        raise FaultsError(faults)
    return found


def _obstacles(situation: Situation) -> list[Fault]:
    try:
        lacking = gaps(situation)
    except FaultsError as error:
        return list(error.faults)
    return [
        Fault("school_incomplete", gap.place, {"document": situation.spec.title, "missing": gap.what})
        for gap in lacking
    ]
