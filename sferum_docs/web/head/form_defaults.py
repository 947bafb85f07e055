"""What a form of answers begins with: what was asked last, or an earlier document as a basis."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flask import abort, request

from sferum_docs.directives.due_day import LAST_DAY
from sferum_docs.documents.requests.request import request_record
from sferum_docs.documents.requests.reuse import known_documents, reuse_answers, shared_answers
from sferum_docs.packs.model import FieldKind
from sferum_docs.reading.records import parse_day
from sferum_docs.services.documents.issued import find_document, versions
from sferum_docs.services.packet.last import last_request, usual_documents
from sferum_docs.services.packet.plan import proposed_order_day
from sferum_docs.web.current import current_act, current_pack, current_school, current_school_id, today
from sferum_docs.web.forms.wording import day as written
from sferum_docs.web.head.packet_form import values
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from typing import Any

    from sferum_docs.documents.requests.packet_request import Answer, Answers
    from sferum_docs.packs.model import DocumentSpec
    from sferum_docs.reading.faults import Fault
    from sferum_docs.services.packet.plan import PlannedDocument
    from sferum_docs.store.documents.issued import IssuedDocument


@dataclass(frozen=True)
class FormDefaults:
    """The day and the answers a form begins with, and the document they come from when a person chose one."""

    day: date
    answers: Mapping[str, Answer]
    basis: IssuedDocument | None = None
    dropped: tuple[Fault, ...] = field(default=())

    def days(self, planned: PlannedDocument) -> dict[str, Any]:
        """The days of the questions: the former ones as far as they are kept, else the proposals."""
        dated = {question.field.key for question in planned.questions if question.field.kind is FieldKind.DATE}
        shown = values([planned], {planned.spec.id: self.answers})[planned.spec.id]
        return {key: value for key, value in shown.items() if key in dated}


def form_defaults(spec: DocumentSpec) -> FormDefaults:
    """Where the form of one document begins; `basis` in the address names an earlier document of this school."""
    if "basis" in request.args:
        chosen = basis_of(request.args["basis"], spec, keep=False)
        if chosen is None:
            abort(404)
        return chosen
    pack, school_id = current_pack(), current_school_id()
    last, own = last_request(school_id, current_act()), next(iter(versions(school_id, pack.id, spec.id)), None)
    if own is not None and (last is None or own.asked_day != last.order_date):
        stored = reuse_answers(own.data.get("packet"), pack, [spec.id], keep_days=True)
        return FormDefaults(own.asked_day, _told(stored.answers[spec.id], spec))
    if last is None:
        return FormDefaults(order_day(), {})
    return FormDefaults(last.order_date, _told(shared_answers(last.answers, spec), spec))


def _told(answers: Mapping[str, Answer], spec: DocumentSpec) -> Mapping[str, Answer]:
    """The answers without those that nobody gave where sentences are proposed of the figures."""
    proposed = {item.key for item in spec.fields if item.tells}
    return {key: answer for key, answer in answers.items() if key not in proposed or answer}


@dataclass(frozen=True)
class PacketDefaults:
    """The day, the choice and the answers a packet begins with; `of` names what it repeats, if it does."""

    day: date
    documents: tuple[str, ...]
    answers: Answers
    of: str = ""
    again: Mapping[str, str] = field(default_factory=dict)  # how the address asked for it
    kept: bool = False
    dropped: tuple[Fault, ...] = ()


def packet_defaults() -> PacketDefaults:
    """The last packet as it was; `again` or `basis` in the address: the last, or that of a document, of today."""
    school_id = current_school_id()
    last = last_request(school_id, current_act())
    if "basis" in request.args:
        found = find_document(school_id, _number(request.args["basis"]))
        if found is None:
            abort(404)
        return _repeated(found.data.get("packet"), f"комплект от {written(found.order_date)}", "basis")
    if last is None:
        return PacketDefaults(order_day(), usual_documents(school_id, current_act()), {})
    if "again" in request.args:
        return _repeated(request_record(last), f"комплект от {written(last.order_date)}", "again")
    return PacketDefaults(last.order_date, last.documents, last.answers)


def _repeated(stored: object, of: str, asked: str) -> PacketDefaults:
    pack, keep = current_pack(), "keep" in request.args
    documents = known_documents(stored, pack)
    carried = reuse_answers(stored, pack, documents, keep_days=keep)
    again = {asked: request.args[asked]}
    return PacketDefaults(order_day(), documents, carried.answers, of, again, keep, carried.dropped)


def order_day() -> date:
    """The day that is proposed for a new order."""
    return proposed_order_day(current_school(), current_pack(), today())


def why_of(day: date) -> str:
    """Why another day than today is proposed."""
    if day == today() or day != order_day():
        return ""
    return f" Сегодня, {written(today())}, нерабочий день: предложен ближайший рабочий."


def day_of(typed: str, otherwise: date) -> date:
    """The day as typed, when a document may bear it; a year that is half typed changes nothing yet."""
    day = parse_day(typed)
    return day if day is not None and current_pack().directive.date <= day <= LAST_DAY else otherwise


def basis_of(document_id: str, spec: DocumentSpec, *, keep: bool) -> FormDefaults | None:
    """The beginning on the basis of a made document; None when there is no such version of this document."""
    found = find_document(current_school_id(), _number(document_id))
    if found is None or found.document != spec.id:
        return None
    stored = reuse_answers(found.data.get("packet"), current_pack(), [spec.id], keep_days=keep)
    return FormDefaults(order_day(), stored.answers[spec.id], found, stored.dropped)


def _number(document_id: str) -> int:
    """The id that an address names; 0, which is nobody's, when it is no number."""
    return sent_number(document_id) or 0
