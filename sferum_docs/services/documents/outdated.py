"""Why a made document is outdated: what has changed since in the school, in the answers, in its template."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.district.record import kept_district
from sferum_docs.documents.making.check_answers import with_answers
from sferum_docs.documents.making.difference import TEMPLATE_CHANGED, Cause, Reason, reasons
from sferum_docs.documents.making.provenance import template_sum
from sferum_docs.documents.making.told_figures import with_figures
from sferum_docs.documents.requests.request import kept_checks, kept_figures, kept_orders, read_request
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.records import Record
from sferum_docs.schools.fields.changes import school_changes
from sferum_docs.services.clauses.lacking import content_or_nothing
from sferum_docs.services.documents.school_then import Amending, school_then
from sferum_docs.services.school.declension_overrides import as_listed
from sferum_docs.services.school.roles import role_labels
from sferum_docs.store.change_stamp import Same

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.documents.making.check_answers import GivenAnswers
    from sferum_docs.documents.requests.packet_request import PacketRequest
    from sferum_docs.indicators.reports.told import ToldFigures
    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.schools.fields.changes import SchoolChange
    from sferum_docs.schools.model import School
    from sferum_docs.store.documents.issued import IssuedDocument

__all__ = ["Cause", "Later", "Reason", "outdated_reasons", "request_now"]

_NOTHING = "{}"  # answered since


@dataclass(frozen=True)
class Later:
    """What was said since, apart from the school: the request made last, the answers to the checklist, the figures."""

    request: Mapping[str, Any] | None
    checks: GivenAnswers = ()
    figures: ToldFigures | None = None


class _InForce:
    """A document of a pack, the same one until its directive or its template changes: packs are put together anew."""

    def __init__(self, pack: Pack, spec: DocumentSpec) -> None:
        self.pack, self.spec = pack, spec
        self.template = content_or_nothing(spec)
        self._key = (Same(pack.directive), spec, template_sum(self.template), len(pack.documents))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _InForce) and other._key == self._key

    def __hash__(self) -> int:
        return hash(self._key)


def outdated_reasons(
    document: IssuedDocument, school: School, pack: Pack, later: Later, amending: Amending = ()
) -> tuple[Reason, ...]:
    """What makes a document come out otherwise now, but for what orders in force have changed in it (`amending`)."""
    spec = pack.by_id.get(document.document)
    if spec is None:
        return ()
    answered = json.dumps(_answered_since(document, spec, later.request), sort_keys=True, ensure_ascii=False)
    listed, figures = _listed(Same(school)), Same(later.figures)
    return _reasons(Same(document), Same(listed), _InForce(pack, spec), answered, later.checks, figures, amending)


def request_now(document: IssuedDocument, pack: Pack, later: Later) -> PacketRequest | None:
    """What to ask for to make it anew, as a part of its packet; None: its answers can be read no more."""
    request = _request(document, pack, _answered_since(document, pack.by_id[document.document], later.request))
    if request is None:
        return None
    return replace(request, documents=(document.document,), packet_documents=request.documents)


@lru_cache(maxsize=2000)  # a document never changes: what was held against the same school is known
def _reasons(
    document: Same[IssuedDocument],
    school: Same[School],
    in_force: _InForce,
    answered: str,
    checks: GivenAnswers,
    figures: Same[ToldFigures | None],
    amending: Amending = (),
) -> tuple[Reason, ...]:
    made, of, spec = document.value, in_force.pack, in_force.spec
    then = school_then(made, amending)
    was = _request(made, of, {})
    now = was if answered == _NOTHING else _request(made, of, json.loads(answered))
    if then is None or was is None or now is None:
        return ()
    worded = of.of_school(then)  # each in the words of its body
    reworded = worded if then.requisites == school.value.requisites else of.of_school(school.value)
    before, after = (
        Situation(each, own, own.by_id[spec.id], request.order_date, request.answers, chosen=request.documents)
        for each, own, request in ((then, worded, was), (school.value, reworded, now))
    )
    try:
        before = replace(
            before,
            checks=kept_checks(made.data),
            kept_orders=kept_orders(made.data),
            figures=kept_figures(made.data, of.indicator_set),
            district=kept_district(made.data),
            staffing=made.staffing,
        )
        after = with_figures(with_answers(after, checks), figures.value)
        # what an office has told of its district it has told as of a day; who leaves is told by a plan of its own
        told = {"district": before.district, "staffing": before.staffing}
        after = replace(after, kept_orders=of.replaced or before.replaced, **told)  # type: ignore[arg-type]  # by name
        found = reasons(before, after, _changes(Same(then), school, Same(of)))
        other = made.data.get("template", "") not in {"", template_sum(in_force.template)}
    except FaultsError:  # what a broken template would say cannot be known
        return ()
    return (*found, TEMPLATE_CHANGED) if other else found


def _request(document: IssuedDocument, pack: Pack, answered: Mapping[str, Any]) -> PacketRequest | None:
    stored = document.data["packet"]
    names = dict.fromkeys((*stored["answers"], *answered))
    answers = {name: {**stored["answers"].get(name, {}), **answered.get(name, {})} for name in names}
    return _read(json.dumps({**stored, "answers": answers}, sort_keys=True, ensure_ascii=False), Same(pack))


@lru_cache(maxsize=50)  # the documents of one packet were asked for by one request
def _read(request: str, pack: Same[Pack]) -> PacketRequest | None:
    return read_request(Record(json.loads(request), "", []), pack.value)


def _answered_since(
    document: IssuedDocument, spec: DocumentSpec, remembered: Mapping[str, Any] | None
) -> dict[str, dict[str, Any]]:
    """What was answered otherwise later, for papers of the same day: document → question → answer."""
    stored = document.data["packet"]
    if remembered is None or remembered.get("date") != stored.get("date"):
        return {}
    found: dict[str, dict[str, Any]] = {}
    for field in spec.fields:
        for source in (field.same_as, spec.id):
            own, later = (packet["answers"].get(source, {}).get(field.key) for packet in (stored, remembered))
            if own is not None and later is not None and own != later:
                found.setdefault(source, {})[field.key] = later
                found.setdefault(spec.id, {})[field.key] = later
                break
    return found


@lru_cache(maxsize=50)
def _listed(school: Same[School]) -> School:
    """The school as documents are made from it; the same one for the same school."""
    return as_listed(school.value)


@lru_cache(maxsize=200)
def _changes(was: Same[School], now: Same[School], pack: Same[Pack]) -> tuple[SchoolChange, ...]:
    return school_changes(was.value, now.value, role_labels([pack.value]))
