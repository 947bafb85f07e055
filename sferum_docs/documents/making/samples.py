"""Documents made to be looked at: every question answered, so that a template shows all it has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.documents.requests.proposals import questions
from sferum_docs.documents.requests.situation import Situation
from sferum_docs.packs.agreements import AgreementRule
from sferum_docs.packs.model import FieldKind

_LEFT_EMPTY = {FieldKind.TEXT, FieldKind.LINES, FieldKind.NUMBER, FieldKind.PERSON, FieldKind.WORKER}

if TYPE_CHECKING:
    from datetime import date

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
    return Situation(school, pack, spec, day, answers, chosen=tuple(dict.fromkeys((*others, spec.id))))


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
        FieldKind.LINES: (f"({field.label.lower()})",),
        FieldKind.DATE: day,
        FieldKind.NUMBER: max(field.low, 1),
        FieldKind.FLAG: True,
        FieldKind.DOCUMENT: next(orders, ""),
    }
    return values[field.kind]
