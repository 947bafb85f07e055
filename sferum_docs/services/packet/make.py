"""The making of a packet in one go: all documents or none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.consistency import agreement_faults
from sferum_docs.documents.making.generate import MadeDocument, make
from sferum_docs.reading.faults import Fault, FaultsError, errors, retold
from sferum_docs.reading.records import Record
from sferum_docs.services.documents.printing import sheets_of
from sferum_docs.services.packet.keep import keep_packet
from sferum_docs.services.packet.plan import read_asked
from sferum_docs.services.packet.situations import figures_told, situations
from sferum_docs.services.packs.acts import require_in_work
from sferum_docs.services.packs.of_school import school_pack
from sferum_docs.services.school.save import find_school
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents.issued import versions_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School
    from sferum_docs.services.documents.printing import PdfService
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.documents.issued import IssuedDocument


def prepare(
    school: School,
    pack: Pack,
    request: PacketRequest,
    press: PdfService | None = None,
    school_id: int | None = None,
) -> tuple[MadeDocument, ...]:
    """The documents of a request, made and checked, nothing kept. FaultsError holds what forbids any of them.

    With a press, a letter says how many sheets it sends along; without one a place is left to write them.
    With the id of the school its answers to the checklist are printed.
    """
    made = make_all(situations(school, pack, request, school_id), press)
    broken = [fault for item in made for fault in retold("bad_template", errors(item.findings), item.spec.name)]
    broken += agreement_faults(pack, {item.spec.id: item.content for item in made})
    if broken:
        raise FaultsError(broken)
    return made


def make_all(chosen: Sequence[Situation], press: PdfService | None) -> tuple[MadeDocument, ...]:
    """All documents; a letter last, for what it sends along is printed first to be counted."""
    made = {item.spec.id: make(item) for item in chosen if not item.spec.encloses}
    letters = [item for item in chosen if item.spec.encloses]
    sent = {part.id for item in letters for spec in item.enclosed for part in item.copied_with(spec)}
    sheets = sheets_of(press, {key: item.content for key, item in made.items() if key in sent})
    made |= {item.spec.id: make(replace(item, sheets={**item.sheets, **sheets})) for item in letters}
    return tuple(made[item.spec.id] for item in chosen)


def make_packet(
    school_id: int | None, pack_id: str, request: PacketRequest, by: Actor, press: PdfService | None = None
) -> tuple[IssuedDocument, ...]:
    """Makes and keeps the documents of a request: all of them, or none and a FaultsError."""
    pack, school = school_pack(school_id, pack_id, by.at.astimezone().date()), find_school(school_id)
    if school is None or school_id is None:
        raise FaultsError([Fault("school_incomplete", values={"document": pack.title, "missing": "реквизиты школы"})])
    if not request.documents:
        raise FaultsError([Fault("nothing_chosen", "documents")])
    told = figures_told(school, pack, request, school_id)
    made = prepare(school, pack, request, press, school_id)
    with writing() as session:
        require_in_work(school_id, pack_id)
        if figures_told(school, pack, request, school_id) != told:  # somebody has kept figures meanwhile
            made = prepare(school, pack, request, press, school_id)
        kept = keep_packet(session, school_id, pack, request, made, by)
        record_event(
            session, school_id, by, "packet.made", f"от {request.order_date:%d.%m.%Y}", documents=[*request.documents]
        )
        return kept


def make_alone(
    school_id: int,
    school: School,
    pack: Pack,
    document: str,
    day: date,
    answers: Mapping[str, Any],
    by: Actor,
    press: PdfService | None = None,
) -> tuple[IssuedDocument, bool]:
    """One document as of a day, and whether it is new: not when the newest says the same. FaultsError says why not.

    `answers` as a form would send them; what is proposed stands for those not given.
    """
    faults: list[Fault] = []
    told = {"date": day.isoformat(), "documents": [document], "answers": {document: answers}}
    asked = read_asked(Record(told, "", faults), school, pack)
    wrong = errors(faults)
    if asked is None or wrong:
        raise FaultsError(wrong)
    (now,) = prepare(school, pack, asked, press, school_id)
    known = versions_of(school_id, pack.id, (document,))
    if known and known[0].sha256 == now.sha256:  # the button was pressed twice
        return known[0], False
    return make_packet(school_id, pack.id, asked, by, press)[0], True
