"""What a packet would hold and ask: each document with what it lacks, before anything is made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.making.generate import gaps
from sferum_docs.documents.requests.answers import Question, questions
from sferum_docs.documents.requests.days import day_warnings
from sferum_docs.documents.requests.request import read_request
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.school.holidays import days_off

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sferum_docs.directives.regional_days import DaysOff
    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.documents.tags.declaration import Gap
    from sferum_docs.packs.model import DocumentSpec, Pack
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


def plan_packet(school: School, pack: Pack, order_date: date, chosen: Iterable[str]) -> PacketPlan:
    """What each document of the pack lacks and asks."""
    wanted = tuple(dict.fromkeys(chosen))
    off = days_off(school, pack)
    return PacketPlan(
        tuple(_planned(Situation(school, pack, spec, order_date, chosen=wanted), off) for spec in pack.documents)
    )


def plan_document(
    school: School, pack: Pack, order_date: date, document: str, among: Iterable[str] = ()
) -> PlannedDocument:
    """What one document lacks and asks when it is made alone: all its questions are its own then."""
    together = tuple(dict.fromkeys((*among, document)))
    situation = Situation(school, pack, pack.by_id[document], order_date, chosen=together)
    return _planned(situation, days_off(school, pack), asked_with=())


def _planned(situation: Situation, off: DaysOff, asked_with: tuple[str, ...] | None = None) -> PlannedDocument:
    spec, chosen = situation.spec, situation.chosen
    asked = questions(spec, situation.pack, situation.order_date, chosen if asked_with is None else asked_with, off)
    try:
        return PlannedDocument(spec, gaps(situation), asked, spec.id in chosen)
    except FaultsError as error:  # the others can still be made
        return PlannedDocument(spec, (), asked, spec.id in chosen, error.faults)


def packet_warnings(school: School, pack: Pack, request: PacketRequest, today: date) -> tuple[Fault, ...]:
    """What is odd about the days of a request and does not forbid it."""
    return day_warnings(request, pack, today, days_off(school, pack), school.chats)


def read_asked(record: Record, school: School, pack: Pack) -> PacketRequest | None:
    """The request of a form, with proposals by the calendar of the school; the faults are in `record.faults`."""
    return read_request(record, pack, days_off(school, pack))
