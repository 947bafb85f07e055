"""The packet: what it would hold and ask, and its making in one go, all documents or none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.documents.making.file_names import file_name
from sferum_docs.documents.making.generate import MadeDocument, gaps, make
from sferum_docs.documents.requests.answers import Question, questions, read_answers
from sferum_docs.documents.requests.basis import read_remembered, remembering
from sferum_docs.documents.requests.days import day_warnings
from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.documents.requests.request import DEFAULT_PRESET, read_request, request_record
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.documents.tags.people import with_exceptions
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.documents.printing import sheets_of
from sferum_docs.services.packs.acts import require_in_work
from sferum_docs.services.packs.choose import pack_for, school_pack
from sferum_docs.services.school.declension_overrides import exception_list
from sferum_docs.services.school.holidays import days_off
from sferum_docs.services.school.save import find_school
from sferum_docs.store.audit import note
from sferum_docs.store.database import writing
from sferum_docs.store.documents import issued

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from sferum_docs.directives.regional_days import DaysOff
    from sferum_docs.documents.tags.declaration import Gap
    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.reading.records import Record
    from sferum_docs.schools.model import School
    from sferum_docs.services.documents.printing import Press
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.documents.issued import IssuedDocument

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


def prepare(school: School, pack: Pack, request: PacketRequest, press: Press | None = None) -> tuple[MadeDocument, ...]:
    """The documents of a request, made and checked, nothing kept. FaultsError holds what forbids any of them.

    With a press, a letter says how many sheets it sends along; without one a place is left to write them.
    """
    made = _made(situations(school, pack, request), press)
    broken = [
        Fault("bad_template", item.spec.name, {"text": finding.message()})
        for item in made
        for finding in item.findings
        if finding.severity == "error"
    ]
    if broken:
        raise FaultsError(broken)
    return made


def situations(school: School, pack: Pack, request: PacketRequest) -> tuple[Situation, ...]:
    """What each document of a request is made from. FaultsError holds what forbids any of them."""
    listed = with_exceptions(school, exception_list())
    together = request.together(pack)
    found = tuple(
        Situation(listed, pack, pack.by_id[document], request.order_date, request.answers, chosen=together)
        for document in request.documents
    )
    faults = [fault for situation in found for fault in _obstacles(situation)]
    if faults:
        raise FaultsError(faults)
    return found


def packet_warnings(school: School, pack: Pack, request: PacketRequest, today: date) -> tuple[Fault, ...]:
    """What is odd about the days of a request and does not forbid it."""
    return day_warnings(request, pack, today, days_off(school, pack), school.chats)


def read_asked(record: Record, school: School, pack: Pack) -> PacketRequest | None:
    """The request of a form, with proposals by the calendar of the school; the faults are in `record.faults`."""
    return read_request(record, pack, days_off(school, pack))


def _made(chosen: Sequence[Situation], press: Press | None) -> tuple[MadeDocument, ...]:
    """All documents; a letter last, for what it sends along is printed first to be counted."""
    made = {item.spec.id: make(item) for item in chosen if not item.spec.encloses}
    letters = [item for item in chosen if item.spec.encloses]
    sent = {part.id for item in letters for spec in item.enclosed for part in item.copied_with(spec)}
    sheets = sheets_of(press, {key: item.content for key, item in made.items() if key in sent})
    made |= {item.spec.id: make(replace(item, sheets=sheets)) for item in letters}
    return tuple(made[item.spec.id] for item in chosen)


def make_packet(
    school_id: int | None, pack_id: str, request: PacketRequest, by: Actor, press: Press | None = None
) -> tuple[IssuedDocument, ...]:
    """Makes and keeps the documents of a request: all of them, or none and a FaultsError."""
    pack, school = school_pack(school_id, pack_id, by.at.astimezone().date()), find_school(school_id)
    if school is None or school_id is None:
        raise FaultsError([Fault("school_incomplete", values={"document": pack.title, "missing": "реквизиты школы"})])
    if not request.documents:
        raise FaultsError([Fault("nothing_chosen", "documents")])
    made = prepare(school, pack, request, press)
    with writing() as session:
        require_in_work(school_id, pack_id)
        rows = [
            issued.add_document(session, school_id, item, packet_name(pack, item.spec), request.order_date, by.at)
            for item in made
        ]
        remembered = remembering(last_request(school_id, pack_id), request, pack) if request.among else request
        issued.add_packet(session, school_id, pack.id, request_record(remembered), by.at)
        note(session, school_id, by, "packet.made", f"от {request.order_date:%d.%m.%Y}", documents=[*request.documents])
        return tuple(issued.value(row) for row in rows)


def packet_name(pack: Pack, spec: DocumentSpec) -> str:
    """The file name of a document: its place in the pack is its place in signing order."""
    return file_name(spec, list(pack.by_id).index(spec.id) + 1)


def last_request(school_id: int, pack_id: str) -> PacketRequest | None:
    """What was asked for last, as far as the pack still knows it."""
    pack = pack_for(school_id, pack_id)
    remembered = issued.last_packet(school_id, pack.id)
    return None if remembered is None else read_remembered(remembered, pack)


def usual_documents(school_id: int, pack_id: str) -> tuple[str, ...]:
    """The choice of the last packet, or of the usual one before there is any."""
    last, preset = last_request(school_id, pack_id), pack_for(school_id, pack_id).preset(DEFAULT_PRESET)
    return last.documents if last else preset.documents if preset else ()


def _obstacles(situation: Situation) -> list[Fault]:
    try:
        lacking = gaps(situation)
    except FaultsError as error:
        return list(error.faults)
    return [
        Fault("school_incomplete", gap.place, {"document": situation.spec.title, "missing": gap.what})
        for gap in lacking
    ]
