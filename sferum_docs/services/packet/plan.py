"""What a packet would hold and ask: each document with what it lacks, before anything is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.consistency import asked_for, fitted
from sferum_docs.documents.making.generate import gaps
from sferum_docs.documents.making.told_answers import with_told
from sferum_docs.documents.requests import packet_warnings as warnings
from sferum_docs.documents.requests.days import order_faults, question_name
from sferum_docs.documents.requests.proposals import (
    NOTHING_GIVEN,
    Question,
    asked_fields,
    first_order_day,
    packet_questions,
)
from sferum_docs.documents.requests.request import read_request
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.packet.untold import untold_requisites
from sferum_docs.services.school.holidays import days_off
from sferum_docs.services.school.roles import keepers_cautions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date

    from sferum_docs.documents.requests.packet_request import Answers, PacketRequest
    from sferum_docs.documents.tags.declaration import Gap
    from sferum_docs.indicators.reports.told import ToldFigures
    from sferum_docs.packs.model import DocumentSpec, FieldSpec, Pack
    from sferum_docs.reading.records import Record
    from sferum_docs.schools.model import School


@dataclass(frozen=True)
class PlannedDocument:
    """A document that could be made: what it lacks, what it asks."""

    spec: DocumentSpec
    gaps: tuple[Gap, ...]
    questions: tuple[Question, ...]
    chosen: bool
    faults: tuple[Fault, ...] = ()  # of its template


@dataclass(frozen=True)
class PacketPlan:
    """All documents of the pack as they stand for this school."""

    documents: tuple[PlannedDocument, ...]


def plan_packet(
    school: School, pack: Pack, order_date: date, chosen: Iterable[str], given: Answers = NOTHING_GIVEN
) -> PacketPlan:
    """What each document of the pack lacks and asks; what is proposed leaves room for the given answers."""
    wanted = tuple(document for document in dict.fromkeys(chosen) if document in pack.by_id)
    asked = proposed_questions(school, pack, order_date, wanted, given)
    return PacketPlan(
        tuple(
            _planned(
                Situation(school, pack, spec, order_date, chosen=wanted),
                asked.get(spec.id) or tuple(map(_unproposed, asked_fields(spec, pack, order_date, wanted))),
            )
            for spec in pack.documents
        )
    )


def plan_document(
    school: School,
    pack: Pack,
    order_date: date,
    document: str,
    among: Iterable[str] = (),
    given: Answers = NOTHING_GIVEN,
    told: ToldFigures | None = None,
) -> PlannedDocument:
    """What one document lacks and asks when it is made alone: all its questions are its own then.

    `told`: the figures of the school, of which sentences are proposed.
    """
    together = tuple(dict.fromkeys((*among, document)))
    situation = Situation(school, pack, pack.by_id[document], order_date, chosen=together)
    return _planned(situation, proposed_questions(school, pack, order_date, (document,), given, told)[document])


def proposed_questions(
    school: School,
    pack: Pack,
    order_date: date,
    chosen: Collection[str],
    given: Answers = NOTHING_GIVEN,
    told: ToldFigures | None = None,
) -> dict[str, tuple[Question, ...]]:
    """The questions of these documents with proposals by the calendar of the school and by its figures."""
    asked = packet_questions(pack, order_date, chosen, days_off(school, pack), given)
    if told is None:
        return asked
    return {
        document: with_told(school, pack, order_date, document, questions, given.get(document, {}), told)
        for document, questions in asked.items()
    }


def proposed_order_day(school: School, pack: Pack, today: date) -> date:
    """The day that is proposed for an order: today, or the next day on which the school works."""
    return first_order_day(pack, today, days_off(school, pack))


def _unproposed(field: FieldSpec) -> Question:
    """A question of a document that is not chosen: nothing is proposed yet."""
    return Question(field, None)


def _planned(situation: Situation, asked: tuple[Question, ...]) -> PlannedDocument:
    spec, chosen = situation.spec, situation.chosen
    try:
        return PlannedDocument(spec, gaps(situation), asked, spec.id in chosen)
    except FaultsError as error:  # the others can still be made
        return PlannedDocument(spec, (), asked, spec.id in chosen, error.faults)


def packet_warnings(school: School, pack: Pack, request: PacketRequest, today: date) -> tuple[Fault, ...]:
    """What is odd about a request and does not forbid it: its days, who does what, what it asks for and lacks."""
    try:
        made = fitted(school, pack, request)
    except FaultsError as error:  # nothing of it can be made: whoever makes it is refused with the same words
        return error.faults
    return (
        *warnings.packet_warnings(made.request, pack, today, days_off(school, pack), school.chats),
        *(fault for fault in made.faults if fault.warning),
        *asked_for(pack, made.request),
        *untold_requisites(school, pack, made.request.documents),
        *keepers_cautions(school, pack, made.request.documents),
    )


def read_asked(record: Record, school: School, pack: Pack) -> PacketRequest | None:
    """The request of a form, with proposals by the calendar of the school; the faults are in `record.faults`."""
    return read_request(record, pack, days_off(school, pack))


def other_answers(last: PacketRequest | None, document: str, order_date: date) -> Answers:
    """The answers of the other documents of a packet of this day, for one that is made alone."""
    if last is None or last.order_date != order_date:
        return NOTHING_GIVEN
    return {name: row for name, row in last.answers.items() if name != document}


def faults_with_others(
    school: School, pack: Pack, request: PacketRequest, last: PacketRequest | None
) -> tuple[Fault, ...]:
    """Days of a document made alone that do not go with those of its packet, each at its own question."""
    (document,) = request.documents
    others = other_answers(last, document, request.order_date)
    own = {question_name(document, field): f"answers.{document}.{field.key}" for field in pack.by_id[document].fields}
    answers = {name: dict(row) for name, row in others.items()}
    for field in pack.by_id[document].fields:
        if field.same_as in answers and field.key in request.answers[document]:
            answers[field.same_as][field.key] = request.answers[document][field.key]
    answers[document] = dict(request.answers[document])
    found = order_faults(answers, pack, lambda place: own.get(place, ""), days_off(school, pack))
    return tuple(fault for fault in found if fault.place) if others else ()
