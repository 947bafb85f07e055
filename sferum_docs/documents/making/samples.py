"""Documents made to be looked at: every question answered, so that a template shows all it has."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from sferum_docs.directives.weekdays import monday_of
from sferum_docs.documents.district.sample import sample_district
from sferum_docs.documents.making.told_figures import with_figures
from sferum_docs.documents.requests.proposals import questions
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.indicators.model import PEOPLE, PERCENT
from sferum_docs.indicators.reports.told import ToldFigures
from sferum_docs.indicators.series import Analysis, Figures, Measure, Value
from sferum_docs.indicators.targets import Target
from sferum_docs.packs.agreements import AgreementRule
from sferum_docs.packs.model import FieldKind

_WEEKS = 8  # after that of the day, for which there are made-up figures
_LEFT_EMPTY = {FieldKind.TEXT, FieldKind.LINES, FieldKind.NUMBER, FieldKind.PERSON, FieldKind.WORKER}

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.documents.requests.packet_request import Answer
    from sferum_docs.packs.model import DocumentSpec, FieldSpec, Pack
    from sferum_docs.schools.model import School


def sample_situation(
    school: School, pack: Pack, spec: DocumentSpec, day: date, template: bytes | None = None
) -> Situation:
    """One document of a school with the answers that are proposed, or made up where none is; of this template."""
    answers = {other.id: _answers(other, pack, day) for other in (*pack.documents, spec)}
    spec = replace(spec, own_template=template) if template is not None else spec
    rivals = {item for rule in pack.agreements if rule.rule is AgreementRule.ONE_GROUND for item in rule.documents}
    others = (document for document in pack.by_id if spec.id not in rivals or document not in rivals)
    situation = Situation(school, pack, spec, day, answers, chosen=tuple(dict.fromkeys((*others, spec.id))))
    if pack.for_office:
        situation = replace(situation, district=sample_district(pack.directive, day))
    of = pack.of_school(school).indicator_set
    return with_figures(situation, _made_up_figures(of, monday_of(day))) if of else situation


def _made_up_figures(of: IndicatorSet, begun: date) -> ToldFigures:
    """Numbers of some weeks that grow from week to week; a conclusion and a measure in each."""
    weeks = [begun + timedelta(weeks=place) for place in range(-1, _WEEKS)]
    values = (
        Value(item.id, week, Decimal(5 + place), PEOPLE if item.counts_people else PERCENT)
        for place, week in enumerate(weeks)
        for item in of.indicators
    )
    analyses = (Analysis(week, "(вывод недели)", week + timedelta(days=4), "(источник)") for week in weeks)
    measures = (
        Measure(of.indicators[0].id, week, "(мера)", week + timedelta(days=11), "(исполнитель)") for week in weeks
    )
    targets = (Target(item.id, Decimal(50), begun) for item in of.indicators)
    return ToldFigures(Figures(of, tuple(values), tuple(measures), tuple(analyses)), tuple(targets))


def _answers(spec: DocumentSpec, pack: Pack, day: date) -> dict[str, Answer]:
    proposed = {item.field.key: item.default for item in questions(spec, pack, day)}
    return {
        field.key: _made_up(field, pack, day) if proposed.get(field.key) is None else proposed[field.key]
        for field in spec.fields
    }


def _made_up(field: FieldSpec, pack: Pack, day: date) -> Answer:
    if not field.required and field.kind in _LEFT_EMPTY:
        return None
    orders = (spec.id for spec in pack.documents if spec.is_order)
    values: dict[FieldKind, Answer] = {
        FieldKind.TEXT: f"({field.label.lower()})",
        FieldKind.PERSON: "",
        FieldKind.WORKER: "",
        FieldKind.BODY: "",
        FieldKind.LINES: (f"({field.label.lower()})",),
        FieldKind.DATE: day,
        FieldKind.NUMBER: max(field.low, 1),
        FieldKind.FLAG: True,
        FieldKind.DOCUMENT: next(orders, ""),
    }
    return values[field.kind]
