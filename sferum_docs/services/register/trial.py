"""A draft looked at before a number is taken: its file is made with a stand-in number and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.registering.registration_marks import MarkKind, Registration, registration_marks
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.number_mask import number_by_mask
from sferum_docs.services.packs.of_school import pack_for
from sferum_docs.services.packs.replacement import replacement_faults
from sferum_docs.services.register.finish import waiting_for_file
from sferum_docs.services.register.remake import ADVICE, companions, ended_titles, made_again, numbered, titles_of
from sferum_docs.store.database import db
from sferum_docs.store.documents import issued
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from sferum_docs.documents.making.generate import MadeDocument
    from sferum_docs.documents.registering.registers import Register
    from sferum_docs.services.register.registration import RegistrationDetails
    from sferum_docs.store.documents.issued import IssuedDocument
    from sferum_docs.store.register.entry import Entry

_STAND_IN = "98765432100"  # a number that no register reaches, so no file bears it by itself
_OF_DAY = {"date": "signed_on"}  # what concerns the day alone is said once for all documents


def trial_faults(
    draft: IssuedDocument, book: Register, told: RegistrationDetails, together: Container[str]
) -> tuple[Fault, ...]:
    """Why this draft cannot be registered as told, each with the name of the document; nothing when it can.

    `together` are the documents that are registered with it.
    """
    signed_on = told.signed_on
    number = number_by_mask(book.mask, _STAND_IN, signed_on)
    known = numbered(register.of_pack(draft.school_id, draft.pack))
    known = known.with_one(draft.document, Registration(number, signed_on))
    try:
        situation, made = made_again(draft, signed_on, known)
        companions(draft.school_id, draft, known)
    except FaultsError as error:
        return tuple(_named(fault, draft) for fault in error.faults)
    if faults := replacement_faults(draft, situation, signed_on, together):
        return tuple(_named(fault, draft) for fault in faults)
    return () if told.by_pen else _unnumbered(draft, made, titles_of(situation.pack, ended_titles(situation)), together)


def _unnumbered(
    draft: IssuedDocument, made: MadeDocument, titles: Mapping[str, str], together: Container[str]
) -> tuple[Fault, ...]:
    """Orders that the finished file names and that have no number yet: it would keep an empty place for good."""
    marks = registration_marks(made.content, titles)
    empty = dict.fromkeys(mark.refers for mark in marks if mark.kind is MarkKind.REFERENCE and mark.numberless)
    orders = ", ".join(f"«{titles[order]}»" for order in empty if order not in together)
    values = {"title": draft.title, "orders": orders, "document_id": draft.id}
    return (Fault("order_unnumbered", "documents", values),) if orders else ()


def not_waiting(school_id: int, draft_id: int) -> Fault:
    """Why a draft that was on a page a moment ago waits no more: somebody was quicker."""
    draft = issued.find(school_id, draft_id)
    if draft is None:
        return Fault("unknown_document", "documents", {"text": draft_id})
    return registered_fault(school_id, draft) or Fault("draft_outdated", "documents", {"title": draft.title})


def registered_fault(school_id: int, draft: IssuedDocument) -> Fault | None:
    """Under which number a draft is registered already, or which number waits for a file of its document."""
    live = register.live_of_draft(db.session(), school_id, draft.id)
    if live is not None:
        return already_registered(draft, live)
    waiting = waiting_for_file(school_id, draft)
    if waiting is None:
        return None
    return Fault("number_waits_for_file", "documents", {"title": draft.title, "number": waiting.number})


def already_registered(draft: IssuedDocument, entry: Entry) -> Fault:
    """Which number a draft has, who registered it and when."""
    values = {"title": draft.title, "number": entry.number, "by": entry.registered_by or "другой работник"}
    day = f"{entry.registered_at.astimezone():%d.%m.%Y}"
    return Fault("already_registered", "documents", {**values, "day": day})


def _named(fault: Fault, draft: IssuedDocument) -> Fault:
    if fault.place in _OF_DAY:
        return Fault(fault.code, _OF_DAY[fault.place], fault.values)
    if fault.code in ADVICE.values():
        return Fault(fault.code, "documents")
    values = {"title": draft.title, "sentence": fault.sentence(), "document_id": draft.id}
    question = _question(fault.place, draft)
    if question:
        return Fault("draft_answer", "documents", {**values, "question": question})
    if "title" in fault.values:  # it names its document by itself, an annex perhaps
        return Fault(fault.code, "documents", {**fault.values, "document_id": draft.id})
    return Fault("draft_fault", "documents", values)


def _question(place: str, draft: IssuedDocument) -> str:
    """The question that a fault of an answer stands at: «answers.D03.срок_классы»."""
    parts = place.split(".")
    if len(parts) < 3 or parts[0] != "answers":  # noqa: PLR2004  three parts of a place
        return ""
    spec = pack_for(draft.school_id, draft.pack).by_id.get(parts[1])
    return next((field.label for field in spec.fields if field.key == parts[2]), "") if spec else ""
