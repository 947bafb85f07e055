"""A draft as plain JSON: «sferum_docs/resolution/1», with `doubts` and the lines each node stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.directives.model import DeadlineKind

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.acts_reader.model import ActDraft, Control, Doubt, DraftNode
    from sferum_docs.directives.model import ActReference, Deadline, Officer

SCHEMA = "sferum_docs/resolution/1"


def to_json(draft: ActDraft) -> dict[str, object]:
    """The draft in the schema; what is empty is null."""
    return {
        "schema": SCHEMA,
        "meta": {
            "kind": draft.kind or None,
            "number": draft.number or None,
            "date": _day(draft.date),
            "title": draft.title or None,
            "issuer": draft.issuer or None,
            "adopting_word": draft.adopting_word or None,
            "signatory": _officer(draft.signatory),
            "executor": _officer(draft.executor),
        },
        "preamble": {"legal_references": [_reference(item) for item in draft.references]},
        "clauses": [_node(node) for node in draft.nodes],
        "control": _control(draft.control),
        "annexes": [{"label": annex.label, "title": annex.title or None} for annex in draft.annexes],
        "repeals": [_reference(item) for item in draft.repeals],
        "entry_into_force": draft.entry_into_force or None,
        "doubts": [_doubt(doubt) for doubt in draft.doubts],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _officer(officer: Officer | None) -> dict[str, str | None] | None:
    return {"post": officer.post or None, "name": officer.name, "phone": officer.phone or None} if officer else None


def _reference(item: ActReference) -> dict[str, str | None]:
    said = {"kind": item.kind, "date": _day(item.date), "number": item.number, "title": item.title or None}
    return said | {"quote": item.quote or None, "part": item.part or None}


def _control(control: Control | None) -> dict[str, object] | None:
    if control is None:
        return None
    return {
        "clause": control.path or None,
        "self": control.himself,
        "person": control.person or None,
        "person_as_printed": control.person_as_printed or None,
        "post_as_printed": control.post_as_printed or None,
    }


def _node(node: DraftNode) -> dict[str, object]:
    return {
        "number": node.number or None,
        "marker": node.marker,
        "path": node.path,
        "text": node.text,
        "lines": [node.lines.first, node.lines.last],
        "addressee": node.addressee or None,
        "addressee_raw": node.addressee_raw or None,
        "addressee_inherited": node.addressee_inherited,
        "for_school": node.for_school,
        "demand": node.demand.value,
        "deadline": _deadline(node.deadline),
        "children": [_node(child) for child in node.children],
    }


def _deadline(deadline: Deadline) -> dict[str, object]:
    said: dict[str, object] = {
        "kind": deadline.kind.value,
        "raw": deadline.raw or None,
        "date": _day(deadline.date),
        "period": deadline.period or None,
    }
    if deadline.date_from:
        said["date_from"] = _day(deadline.date_from)
    if deadline.kind is DeadlineKind.PERIODIC:
        said |= {key: value for key, value in (("day", deadline.day), ("weekday", deadline.weekday)) if value}
    if deadline.kind is DeadlineKind.RELATIVE:
        said |= {"days": deadline.days, "day_type": deadline.day_type and deadline.day_type.value}
        said["from"] = deadline.event or None
    return said


def _doubt(doubt: Doubt) -> dict[str, object]:
    return {"path": doubt.path, "field": doubt.field, "code": doubt.code, "weight": doubt.weight}
