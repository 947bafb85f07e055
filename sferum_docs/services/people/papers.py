"""The papers about somebody who leaves, moves or came: made of the plan, kept and registered like all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.making.file_names import packet_name
from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.reading.faults import Fault, FaultsError, errors, retold
from sferum_docs.services.packet.make import make_all
from sferum_docs.services.packet.situations import situations
from sferum_docs.services.packs.acts import require_in_work
from sferum_docs.services.people.made_papers import known_sums
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents.adding import add_documents

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sferum_docs.documents.making.generate import MadeDocument
    from sferum_docs.schools.model import School
    from sferum_docs.services.documents.printing import PdfService
    from sferum_docs.services.people.wanted import WantedPapers
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.documents.issued import IssuedDocument


def make_papers(
    school_id: int,
    school: School,
    wanted: Sequence[WantedPapers],
    day: date,
    by: Actor,
    press: PdfService | None = None,
) -> tuple[IssuedDocument, ...]:
    """Makes and keeps the papers of a change, as of a day: all of them or none. FaultsError."""
    if not wanted:
        raise FaultsError([Fault("no_people_papers")])
    made = [(item, _made(school_id, school, item, day, press)) for item in wanted]
    kept: list[IssuedDocument] = []
    with writing() as session:
        for item, papers in made:
            require_in_work(school_id, item.pack.id)
            known = known_sums(school_id, item.pack.id, item.documents)
            named = [(paper, packet_name(item.pack, paper.spec)) for paper in papers if paper.sha256 not in known]
            kept += add_documents(session, school_id, named, day, by.at) if named else ()
        if not kept:  # the button was pressed twice
            return ()
        names = [document.document for document in kept]
        record_event(
            session, school_id, by, "staff.papers", wanted[0].told.person.full_name,
            documents=names, change=wanted[0].told.change,
        )  # fmt: skip
    return tuple(kept)


def _made(
    school_id: int, school: School, item: WantedPapers, day: date, press: PdfService | None
) -> tuple[MadeDocument, ...]:
    request = PacketRequest(day, item.documents, {name: {} for name in item.documents})
    made = make_all(situations(school, item.pack, request, school_id, item.told), press)
    broken = [fault for each in made for fault in retold("bad_template", errors(each.findings), each.spec.name)]
    if broken:
        raise FaultsError(broken)
    return made
