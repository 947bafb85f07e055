"""What each document of a request is made from, or what forbids it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.documents.consistency import fitted
from sferum_docs.documents.making.check_answers import prints_answers, with_answers
from sferum_docs.documents.making.generate import gaps
from sferum_docs.documents.making.told_figures import prints_figures, with_figures
from sferum_docs.documents.registering.registration_marks import Registration
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.packs.model import FieldKind
from sferum_docs.reading.faults import Fault, FaultsError, errors
from sferum_docs.services.clauses.checklist import given_answers
from sferum_docs.services.district.papers.facts import with_district
from sferum_docs.services.documents.statuses import document_states
from sferum_docs.services.indicators.papers import told_figures
from sferum_docs.services.packs.of_school import with_sample_orders
from sferum_docs.services.school.declension_overrides import as_listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.documents.staffing.model import Staffing
    from sferum_docs.indicators.reports.told import ToldFigures
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School


def situations(
    school: School,
    pack: Pack,
    request: PacketRequest,
    school_id: int | None = None,
    staffing: Staffing | None = None,
) -> tuple[Situation, ...]:
    """What each document of a request is made from. FaultsError holds what forbids any of them.

    With the id of a school its answers to the checklist and its figures are printed, the numbers of its registered
    orders, and those of the orders that it ends; without one such orders are made up. `staffing`: who leaves or came.
    """
    pack = (pack if school_id is not None else with_sample_orders(pack)).of_school(school)
    specs = [pack.by_id[document] for document in request.documents]
    answered = school_id is not None and any(map(prints_answers, specs))
    given = given_answers(school_id, pack) if answered and school_id is not None else ()
    told = figures_told(school, pack, request, school_id)
    listed = as_listed(school)
    fitting = fitted(listed, pack, request)
    request, together = fitting.request, fitting.request.all_documents(pack)
    registered = _registered(school_id, pack, request) if school_id is not None else {}
    begun = (
        Situation(
            listed, pack, pack.by_id[document], request.order_date, request.answers, chosen=together, staffing=staffing
        )
        for document in request.documents
    )
    found = tuple(
        with_district(with_figures(with_answers(with_numbers(situation, registered), given), told), school_id)
        for situation in begun
    )
    faults = [fault for situation in found for fault in _obstacles(situation)]
    faults += errors(fitting.faults)
    if faults:
        raise FaultsError(faults)
    return found


def figures_told(school: School, pack: Pack, request: PacketRequest, school_id: int | None) -> ToldFigures | None:
    """The figures that the papers of a request print; none where none prints any, or without the id of a school."""
    printed = any(prints_figures(pack.by_id[document]) for document in request.documents if document in pack.by_id)
    return told_figures(school_id, school, pack) if school_id is not None and printed else None


def _registered(school_id: int, pack: Pack, request: PacketRequest) -> dict[str, Registration]:
    """What is registered and in force, but for what is made anew now: that gets a number of its own."""
    states = document_states(school_id, pack).items()
    return {
        document: Registration(state.in_force.number, state.in_force.signed_on)
        for document, state in states
        if state.in_force is not None and state.in_force.document == document and document not in request.documents
    }


def with_numbers(situation: Situation, registered: Mapping[str, Registration]) -> Situation:
    """The situation with the numbers of other papers; an annex gets that of its order by registering alone."""
    known = {document: item for document, item in registered.items() if document != situation.spec.annex_of}
    return replace(
        situation,
        numbers={document: item.number for document, item in known.items()},
        dates={document: item.day for document, item in known.items()},
    )


def _obstacles(situation: Situation) -> list[Fault]:
    try:
        lacking = gaps(situation)
    except FaultsError as error:
        return list(error.faults)
    return [
        *(
            Fault("school_incomplete", gap.place, {"document": situation.spec.title, "missing": gap.what})
            for gap in lacking
        ),
        *_unanswered(situation),
    ]


def _unanswered(situation: Situation) -> Iterator[Fault]:
    """Words that a document must have and nobody can propose: asked of whoever brings the answers."""
    spec = situation.spec
    for field in spec.fields:
        is_words = field.kind in {FieldKind.TEXT, FieldKind.LINES}
        if field.required and is_words and field.default is None and not situation.answer(field.key):
            values = {"id": spec.id, "document": spec.title, "question": field.label}
            yield Fault("question_unanswered", f"answers.{spec.id}.{field.key}", values)
