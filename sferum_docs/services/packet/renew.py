"""Outdated drafts made anew, and only they: the same day and answers, the school and the templates of now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.documents.consistency import agreement_faults
from sferum_docs.documents.making.file_names import packet_name
from sferum_docs.reading.faults import Fault, FaultsError, errors, retold
from sferum_docs.services.documents.listing import Remedy, listed_documents
from sferum_docs.services.documents.outdated import Later, request_now
from sferum_docs.services.packet.make import make_all
from sferum_docs.services.packet.situations import situations
from sferum_docs.services.packs.acts import require_in_work
from sferum_docs.services.packs.of_school import school_pack
from sferum_docs.services.school.save import find_school
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents import issued
from sferum_docs.store.documents.adding import add_document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.documents.making.generate import MadeDocument
    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School
    from sferum_docs.services.documents.printing import PdfService
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.documents.issued import IssuedDocument


@dataclass(frozen=True, slots=True)
class Renewed:
    """The new versions; `faults` forbade the others, which stay as they were."""

    documents: tuple[IssuedDocument, ...] = ()
    faults: tuple[Fault, ...] = ()


def renew_outdated(
    school_id: int, pack_id: str, by: Actor, press: PdfService | None = None, *, also_sent: bool = False
) -> Renewed:
    """Makes outdated drafts of an act anew; `also_sent`: those too whose sheets lie to be signed.

    What is registered or edited in Word is never touched, nor what somebody has made anew meanwhile.
    """
    pack, school = school_pack(school_id, pack_id, by.at.astimezone().date()), find_school(school_id)
    remedies = {Remedy.RENEW, Remedy.AGAIN} if also_sent else {Remedy.RENEW}
    chosen = [
        item.document
        for item in (listed_documents(school_id, school, pack) if school else ())
        if item.remedy in remedies
    ]
    if school is None or not chosen:
        return Renewed()
    made, faults = _made_anew(chosen, school, pack, press)
    with writing() as session:
        require_in_work(school_id, pack_id)
        newest = {document.id for document in issued.newest(school_id, pack_id)}
        kept = tuple(
            add_document(session, school_id, item, packet_name(pack, item.spec), former.order_date, by.at)
            for former, item in made
            if former.id in newest
        )
        if kept:
            record_event(
                session, school_id, by, "packet.renewed", pack.title, documents=[item.document for item in kept]
            )
    return Renewed(kept, faults)


def _made_anew(
    chosen: Sequence[IssuedDocument], school: School, pack: Pack, press: PdfService | None
) -> tuple[list[tuple[IssuedDocument, MadeDocument]], tuple[Fault, ...]]:
    """Each that can be made with what it takes the place of, and what forbids the others."""
    school_id = chosen[0].school_id
    later = Later(issued.last_packet(school_id, pack.id))
    faults: list[Fault] = []
    found: list[Situation] = []
    for document in chosen:
        try:
            found += _situations(document, school, pack, later)
        except FaultsError as error:
            faults += error.faults
    made = {item.spec.id: item for item in make_all(found, press)}
    broken = {name: retold("bad_template", errors(item.findings), item.spec.name) for name, item in made.items()}
    disagree = agreement_faults(pack, {name: item.content for name, item in made.items()})
    if disagree:  # it cannot be said which of them is wrong
        return [], (*faults, *disagree)
    faults += [fault for found_in in broken.values() for fault in found_in]
    return (
        [
            (document, _of_packet(made[document.document], document))
            for document in chosen
            if document.document in made and not broken[document.document]
        ],
        tuple(faults),
    )


def _situations(document: IssuedDocument, school: School, pack: Pack, later: Later) -> tuple[Situation, ...]:
    """What it is made from now, with the numbers of what is registered by now; sheets stay as they were counted."""
    request = request_now(document, pack, later)
    if request is None:
        raise FaultsError([Fault("answers_unreadable", values={"document": document.title})])
    counted = document.data.get("sheets", {})
    told = document.staffing
    found = situations(school, pack, request, document.school_id, told)
    return tuple(replace(item, sheets=counted) for item in found)


def _of_packet(made: MadeDocument, former: IssuedDocument) -> MadeDocument:
    """It belongs to the packet of what it takes the place of, not to one of this moment."""
    return replace(made, data={**made.data, "packet_at": former.packet_at.isoformat()})
