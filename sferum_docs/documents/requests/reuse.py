"""Answers carried over to a new document: texts stay, days that a rule proposes are proposed anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.requests.answers import read_answers
from sferum_docs.documents.requests.request import read_request
from sferum_docs.packs.model import DayRule, FieldKind
from sferum_docs.reading.faults import Fault
from sferum_docs.reading.records import Record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sferum_docs.documents.requests.packet_request import Answer, Answers, PacketRequest
    from sferum_docs.packs.model import DocumentSpec, FieldSpec, Pack


# days belong to their time, and a document of the older pack is none of the new
_NOT_CARRIED = {FieldKind.DATE, FieldKind.DOCUMENT}


@dataclass(frozen=True)
class Basis:
    """What an earlier document hands on; `dropped` tells of answers whose question is gone."""

    answers: Answers
    dropped: tuple[Fault, ...] = ()


def reuse_answers(stored: object, pack: Pack, documents: Iterable[str], *, keep_days: bool = False) -> Basis:
    """The stored answers that still have a question, as they were given; the form shows and checks them.

    `stored` is the «packet» of an issued document, perhaps of an older version of the pack: nothing in it is trusted.
    """
    given = _mapping(_mapping(stored).get("answers"))
    answers: dict[str, dict[str, Answer]] = {}
    dropped: list[Fault] = []
    for document in documents:
        spec = pack.by_id[document]
        fields = {field.key: field for field in spec.fields}
        row = {str(key): _answer(value) for key, value in _mapping(given.get(document)).items()}
        answers[document] = {
            key: value
            for key, value in row.items()
            if key in fields and value is not None and (keep_days or not _is_proposed(fields[key]))
        }
        dropped += [
            Fault("question_gone", values={"text": key.replace("_", " "), "document": spec.title})
            for key in row
            if key not in fields
        ]
    return Basis(answers, tuple(dropped))


def known_documents(stored: object, pack: Pack) -> tuple[str, ...]:
    """The documents of a stored packet that the pack still has, in signing order."""
    named = _mapping(stored).get("documents")
    chosen = set(map(str, named)) if isinstance(named, list | tuple) else set()
    return tuple(document for document in pack.by_id if document in chosen)


def load_last_request(stored: Mapping[str, Any], pack: Pack) -> PacketRequest | None:
    """A remembered packet, with the answers of documents that are not of its choice as well."""
    request = read_request(Record(stored, "", []), pack)
    if request is None:
        return None
    others = [item for item in _mapping(stored.get("answers")) if item in pack.by_id and item not in request.documents]
    record = Record(stored["answers"] if others else {}, "", [])
    alone = {item: read_answers(record, pack, request.order_date, [item])[item] for item in others}
    return replace(request, answers={**request.answers, **alone})


def merge_last_request(last: PacketRequest | None, made: PacketRequest, pack: Pack) -> PacketRequest:
    """The remembered packet after a part of it was made: its choice and date stay, the answers join the others.

    A day that a rule proposes for another date stays as it was, and a question that two documents share has one answer.
    """
    if last is None:
        return replace(made, documents=made.packet_documents, packet_documents=())
    answers: dict[str, dict[str, Answer]] = {document: dict(row) for document, row in last.answers.items()}
    for document in made.documents:
        fields = {field.key: field for field in pack.by_id[document].fields}
        for key, value in made.answers.get(document, {}).items():
            if made.order_date == last.order_date or not _is_proposed(fields[key]):
                answers.setdefault(document, {})[key] = value
                if fields[key].same_as in answers:
                    answers[fields[key].same_as][key] = value
    return replace(last, answers=answers)


def part_of_packet(request: PacketRequest, pack: Pack, packet: tuple[str, ...]) -> PacketRequest:
    """The request as a part of a packet; what another document of it asks too is noted there as well.

    Read back with the whole packet, where the asking document answers for all, it gives the same answers again.
    """
    answers: dict[str, dict[str, Answer]] = {document: dict(row) for document, row in request.answers.items()}
    for document in request.documents:
        for field in pack.by_id[document].fields:
            if field.same_as in packet and field.key in request.answers.get(document, {}):
                answers.setdefault(field.same_as, {})[field.key] = request.answers[document][field.key]
    return replace(request, answers=answers, packet_documents=packet)


def shared_answers(answers: Answers, spec: DocumentSpec) -> dict[str, Answer]:
    """The answers of one document; a question that another document asks too is answered as there."""
    own = dict(answers.get(spec.id, {}))
    for field in spec.fields:
        if field.key in answers.get(field.same_as, {}):
            own[field.key] = answers[field.same_as][field.key]
    return own


def _is_proposed(field: FieldSpec) -> bool:
    return isinstance(field.default, DayRule)


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _answer(value: object) -> Answer:
    if isinstance(value, str | int):
        return value
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(value)
    return None


@dataclass(frozen=True, slots=True)
class CarriedAnswer:
    """A question of the new pack with the answer that was given to the older one."""

    document: str
    key: str
    label: str
    value: Answer


def carried_answers(newer: Pack, older: Pack, given: Answers) -> tuple[CarriedAnswer, ...]:
    """The answers of documents that are replaced, to questions of the same name and kind."""
    found: dict[tuple[str, str], CarriedAnswer] = {}
    for spec in newer.documents:
        for name in spec.replaces:
            asked = older.by_id[name].fields if name in older.by_id else ()
            before = {field.key: field for field in asked}
            for field in spec.fields:
                value = given.get(name, {}).get(field.key)
                if _is_same(field, before.get(field.key)) and not _is_proposal(value, before[field.key]):
                    found.setdefault((spec.id, field.key), CarriedAnswer(spec.id, field.key, field.label, value))
    return tuple(found.values())


def _is_same(field: FieldSpec, before: FieldSpec | None) -> bool:
    return before is not None and before.kind is field.kind and field.kind not in _NOT_CARRIED and not field.aged_after


def _is_proposal(value: Answer, before: FieldSpec) -> bool:
    """Whether nobody said it: empty, or just what the older pack proposed."""
    later = before.later.value if before.later else None
    return value in (None, "", (), before.default, later)
