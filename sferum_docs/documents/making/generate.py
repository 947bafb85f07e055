"""A document made from a situation: bytes, proof of the clauses it carries out, the data it was made from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from sferum_docs import VERSION
from sferum_docs.docengine import TemplateError
from sferum_docs.documents.district.record import district_record
from sferum_docs.documents.making.clause_evidence import evidence_of_bookmarks
from sferum_docs.documents.making.provenance import Prewritten, data_sum, fingerprint, origin, stamp, template_sum
from sferum_docs.documents.making.templates import (
    compiled,
    original_template,
    template_bytes,
    template_in_force,
    to_faults,
)
from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.documents.requests.request import checks_record, figures_record, orders_record, request_record
from sferum_docs.documents.staffing.record import staffing_record
from sferum_docs.documents.tags.vocabulary import context, missing
from sferum_docs.reading.faults import FaultsError
from sferum_docs.schools.writer import school_record

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.directives.coverage import EvidenceParagraph
    from sferum_docs.docengine import Finding
    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.documents.tags.declaration import Gap
    from sferum_docs.packs.model import DocumentSpec
    from sferum_docs.schools.model import School


@dataclass(frozen=True)
class MadeDocument:
    """A finished file with everything that must be remembered about it."""

    spec: DocumentSpec
    content: bytes
    template: bytes
    paragraphs: Mapping[str, tuple[EvidenceParagraph, ...]]
    data: Mapping[str, Any]
    findings: tuple[Finding, ...] = ()
    marked: bool = False

    @cached_property
    def sha256(self) -> str:
        """The fingerprint of the file."""
        return fingerprint(self.content)


def gaps(situation: Situation) -> tuple[Gap, ...]:
    """What must be filled in before this document can be made. FaultsError when its template is broken."""
    _content, template = template_in_force(situation.spec)
    return missing(situation, template.top_names)


def make(situation: Situation, *, own_template: bytes | None = None, marked: bool = False) -> MadeDocument:
    """The finished document, of the pack's template or of one kept; FaultsError when it is broken.

    The caller has asked `gaps` first.
    With `marked` every value from the data is highlighted: such a document is looked at and never kept.
    """
    content = own_template or template_bytes(situation.spec, situation.school)
    template = compiled(content, situation.spec.fields, situation.spec.roles, situation.spec.for_office)
    data = _data(situation)
    # the school, most of the data by far, goes in by its own sum, which a packet counts once
    made_from = origin(situation.spec, content, {**data, "school": _school_sum(situation.school)})
    origin_stamp = stamp(situation.spec, made_from, VERSION, qr=situation.school.layout.qr)
    try:
        made = template.make(context(situation, template.names), origin_stamp, marked=marked)
    except TemplateError as error:
        raise FaultsError(to_faults(error, situation.spec)) from error
    paragraphs = evidence_of_bookmarks(made.finished.bookmarks, situation.pack.directive)
    # the version as it was uploaded; what the file was made from bears the look of the school besides
    version = {} if own_template else {"template": template_sum(original_template(situation.spec))}
    known = {**data, "code": made_from.code, **version}
    return MadeDocument(situation.spec, made.content, content, paragraphs, known, made.finished.findings, marked)


def _data(situation: Situation) -> dict[str, Any]:
    request = PacketRequest(situation.order_date, situation.chosen or (situation.spec.id,), situation.answers)
    return {
        "pack": situation.pack.id,
        "number": situation.number(situation.spec.id),
        "numbers": dict(situation.numbers),
        "dates": {document: day.isoformat() for document, day in situation.dates.items()},
        "packet": request_record(request),
        "school": _school(situation.school),
        **({"sheets": dict(situation.sheets)} if situation.sheets else {}),
        **({"replaced": orders_record(situation.replaced)} if situation.spec.repeals else {}),
        **({"checks": checks_record(situation.checks)} if situation.checks else {}),
        **({"figures": figures_record(situation.figures)} if situation.figures else {}),
        **({"district": district_record(situation.district)} if situation.district else {}),
        **({"staffing": staffing_record(situation.staffing)} if situation.staffing else {}),
    }


@lru_cache(maxsize=8)
def _school(school: School) -> Prewritten:
    """The record of a school, the same in every document of a packet."""
    return Prewritten(school_record(school))


@lru_cache(maxsize=8)
def _school_sum(school: School) -> str:
    return data_sum(_school(school))
