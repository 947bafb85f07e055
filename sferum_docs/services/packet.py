"""The packet: what it would hold and ask, and its making in one go, all documents or none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.documents.answers import Question, questions, read_answers
from sferum_docs.documents.days import day_warnings
from sferum_docs.documents.file_names import file_name
from sferum_docs.documents.generate import MadeDocument, gaps, make
from sferum_docs.documents.request import PacketRequest, read_request, request_record
from sferum_docs.documents.situation import Situation
from sferum_docs.documents.tags.people import with_exceptions
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import Record
from sferum_docs.services.exceptions import exception_list
from sferum_docs.services.holidays import days_off
from sferum_docs.services.packs import current_pack
from sferum_docs.services.printing import sheets_of
from sferum_docs.services.school import find_school
from sferum_docs.store import issued
from sferum_docs.store.audit import note
from sferum_docs.store.database import writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sferum_docs.directives.regional_days import DaysOff
    from sferum_docs.documents.tags.declaration import Gap
    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.schools.model import School
    from sferum_docs.services.printing import Press
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.issued import IssuedDocument

__all__ = ["PacketRequest", "PlannedDocument", "Question", "last_request", "make_packet", "plan_packet", "read_answers"]


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


def _planned(situation: Situation, off: DaysOff) -> PlannedDocument:
    spec, chosen = situation.spec, situation.chosen
    asked = questions(spec, situation.pack, situation.order_date, chosen, off)
    try:
        return PlannedDocument(spec, gaps(situation), asked, spec.id in chosen)
    except FaultsError as error:  # the others can still be made
        return PlannedDocument(spec, (), asked, spec.id in chosen, error.faults)


def prepare(school: School, pack: Pack, request: PacketRequest, press: Press | None = None) -> tuple[MadeDocument, ...]:
    """The documents of a request, made and checked, nothing kept. FaultsError holds what forbids any of them.

    With a press, a letter says how many sheets it sends along; without one a place is left to write them.
    """
    listed = with_exceptions(school, exception_list())
    situations = [
        Situation(listed, pack, pack.by_id[document], request.order_date, request.answers, chosen=request.documents)
        for document in request.documents
    ]
    faults = [fault for situation in situations for fault in _obstacles(situation)]
    if faults:
        raise FaultsError(faults)
    made = _made(situations, press)
    broken = [
        Fault("bad_template", item.spec.name, {"text": finding.message()})
        for item in made
        for finding in item.findings
        if finding.severity == "error"
    ]
    if broken:
        raise FaultsError(broken)
    return made


def packet_warnings(school: School, pack: Pack, request: PacketRequest, today: date) -> tuple[Fault, ...]:
    """What is odd about the days of a request and does not forbid it."""
    return day_warnings(request, pack, today, days_off(school, pack), school.chats)


def read_asked(record: Record, school: School, pack: Pack) -> PacketRequest | None:
    """The request of a form, with proposals by the calendar of the school; the faults are in `record.faults`."""
    return read_request(record, pack, days_off(school, pack))


def _made(situations: Sequence[Situation], press: Press | None) -> tuple[MadeDocument, ...]:
    """All documents; a letter last, for what it sends along is printed first to be counted."""
    made = {item.spec.id: make(item) for item in situations if not item.spec.encloses}
    letters = [item for item in situations if item.spec.encloses]
    sent = {part.id for item in letters for spec in item.enclosed for part in item.copied_with(spec)}
    sheets = sheets_of(press, {key: item.content for key, item in made.items() if key in sent})
    made |= {item.spec.id: make(replace(item, sheets=sheets)) for item in letters}
    return tuple(made[item.spec.id] for item in situations)


def make_packet(
    school_id: int | None, request: PacketRequest, by: Actor, press: Press | None = None
) -> tuple[IssuedDocument, ...]:
    """Makes and keeps the documents of a request: all of them, or none and a FaultsError."""
    pack, school = current_pack(), find_school(school_id)
    if school is None or school_id is None:
        raise FaultsError([Fault("school_incomplete", values={"document": pack.title, "missing": "реквизиты школы"})])
    if not request.documents:
        raise FaultsError([Fault("nothing_chosen", "documents")])
    made = prepare(school, pack, request, press)
    with writing() as session:
        rows = [
            issued.add_document(session, school_id, item, packet_name(pack, item.spec), request.order_date, by.at)
            for item in made
        ]
        issued.add_packet(session, school_id, pack.id, request_record(request), by.at)
        note(session, school_id, by, "packet.made", f"от {request.order_date:%d.%m.%Y}", documents=[*request.documents])
        return tuple(issued.value(row) for row in rows)


def packet_name(pack: Pack, spec: DocumentSpec) -> str:
    """The file name of a document: its place in the pack is its place in signing order."""
    return file_name(spec, list(pack.by_id).index(spec.id) + 1)


def last_request(school_id: int) -> PacketRequest | None:
    """What was asked for last, as far as the pack still knows it."""
    pack = current_pack()
    remembered = issued.last_packet(school_id, pack.id)
    return None if remembered is None else read_request(Record(remembered, "", []), pack)


def _obstacles(situation: Situation) -> list[Fault]:
    try:
        lacking = gaps(situation)
    except FaultsError as error:
        return list(error.faults)
    return [
        Fault("school_incomplete", gap.place, {"document": situation.spec.title, "missing": gap.what})
        for gap in lacking
    ]
