"""What an office asks to be made for its bodies: kept with the job as plain values."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.requests.request import read_request
from sferum_docs.packs.model import FieldKind
from sferum_docs.reading.faults import Fault, FaultsError, errors
from sferum_docs.reading.records import Record
from sferum_docs.services.school.holidays import days_off
from sferum_docs.store.change_stamp import Same

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sferum_docs.directives.regional_days import DaysOff
    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.schools.model import School

PlainAnswers = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class BulkRequest:
    """The same for all bodies; what is not answered here is proposed by the calendar of each.

    `anew`: also where a body has a draft already; what it sent to be signed, registered or edited is left alone.
    `holders`: where a body has chosen nobody for the roles of the act, those whose posts fit are chosen.
    """

    pack: str
    documents: tuple[str, ...]
    day: date
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    anew: bool = False
    holders: bool = False

    def options(self) -> dict[str, Any]:
        """As a job keeps it."""
        return {
            "pack": self.pack,
            "documents": [*self.documents],
            "day": self.day.isoformat(),
            "answers": {document: dict(row) for document, row in self.answers.items()},
            "anew": self.anew,
            "holders": self.holders,
        }


def of_options(options: Mapping[str, Any]) -> BulkRequest:
    """What a job was started with."""
    return BulkRequest(
        options["pack"],
        tuple(options["documents"]),
        date.fromisoformat(options["day"]),
        options["answers"],
        options["anew"],
        options["holders"],
    )


def request_for(
    asked: BulkRequest,
    school: School | None,
    pack: Pack,
    documents: Collection[str],
    kept: Mapping[str, Any] | None = None,
) -> PacketRequest:
    """The request of one body for these documents, with what its calendar proposes; of none: by that of the act.

    `kept`: what the body was asked last; its answers to the documents that stay as they are hold for the others too,
    where they fit the day of these. FaultsError holds what does not fit.
    """
    if not documents:
        raise FaultsError([Fault("nothing_chosen", "documents")])
    faults: tuple[Fault, ...] = ()
    for carried in _carried(kept or {}, pack):
        answers = _answers(asked, pack, documents, carried)
        record = {"date": asked.day.isoformat(), "documents": [*documents], "answers": answers}
        try:
            return _read(json.dumps(record), Same(pack), days_off(school, pack))
        except FaultsError as error:
            faults = error.faults
    raise FaultsError(faults)


def _carried(kept: Mapping[str, Any], pack: Pack) -> Iterator[Mapping[str, Any]]:
    """The answers of a body to what stays as it is; those that do not fit the day of the new papers hold no more."""
    if kept:
        yield kept
        yield {
            document: _without_days(row, pack.by_id[document])
            for document, row in kept.items()
            if document in pack.by_id
        }
    yield {}


def _without_days(row: Mapping[str, Any], spec: DocumentSpec) -> dict[str, Any]:
    days = {item.key for item in spec.fields if item.kind is FieldKind.DATE}
    return {key: value for key, value in row.items() if key not in days}


@lru_cache(maxsize=32)  # bodies of one kind share their pack and what is asked, most of them their calendar
def _read(record: str, pack: Same[Pack], off: DaysOff) -> PacketRequest:
    faults: list[Fault] = []
    request = read_request(Record(json.loads(record), "", faults), pack.value, off)
    if request is None or errors(faults):
        raise FaultsError(errors(faults))
    return request


def _answers(
    asked: BulkRequest, pack: Pack, documents: Collection[str], kept: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """The common answers to questions that this pack asks; before them what a body has answered for its own papers."""
    found: PlainAnswers = {}
    for document in documents:
        keys = {field.key for field in pack.by_id[document].fields}
        own = kept.get(document, {}) if document in kept else {}
        row = {**own, **asked.answers.get(document, {})}
        found[document] = {key: value for key, value in row.items() if key in keys}
    return found
