"""A reviewed draft as a directive: everything that is wanting told at once, nothing made up."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.directives.due_day import LAST_DAY
from sferum_docs.directives.model import Clause, DeadlineKind, Directive, Officer
from sferum_docs.grammar.subjects import subject
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sferum_docs.acts_reader.model import ActDraft, DraftNode
    from sferum_docs.directives.model import Deadline

MAX_NODES, MAX_TEXT, MAX_LINE = 1500, 20_000, 1000
MOST_DAYS = 999  # of a deadline counted from an event
_WANTED = {
    "kind": "draft_without_kind",
    "number": "draft_without_number",
    "date": "draft_without_date",
    "title": "draft_without_title",
    "issuer": "draft_without_issuer",
}
_PATH = re.compile(r"[\w.#/-]{1,60}")
# what a deadline of each kind cannot do without
_NEEDS = {
    DeadlineKind.DATE: ("date",),
    DeadlineKind.RANGE: ("date_from", "date"),
    DeadlineKind.PERIODIC: ("period",),
}


def to_directive(draft: ActDraft) -> Directive:
    """The directive of a draft. FaultsError holds all that a person has still to say or to mend."""
    faults = [*_head_faults(draft), *_node_faults(draft)]
    if faults or draft.date is None:
        raise FaultsError(faults)
    return Directive(
        kind=clean_line(draft.kind),
        number=clean_line(draft.number),
        date=draft.date,
        title=clean_line(draft.title),
        clauses=tuple(map(_clause, draft.nodes)),
        indicators=(),
        issuer=clean_line(draft.issuer),
        issuer_short=clean_line(draft.issuer),
        adopting_word=clean_line(draft.adopting_word),
        signatory=_named(draft.signatory),
        controller=_named(_controller(draft)),
        executor=_named(draft.executor),
        references=draft.references,
        repeals=draft.repeals,
        annexes=draft.annexes,
        entry_into_force=clean_line(draft.entry_into_force),
    )


def _head_faults(draft: ActDraft) -> Iterator[Fault]:
    for name, wanting in _WANTED.items():
        value: str | date | None = getattr(draft, name)
        if not value or not clean_line(str(value)):
            yield Fault(wanting, name)
        elif len(str(value)) > MAX_LINE:
            yield Fault("draft_too_long", name, {"limit": MAX_LINE})
    if draft.date is not None and draft.date > LAST_DAY:
        yield Fault("draft_day_far", "date", {"text": f"{draft.date:%d.%m.%Y}"})
    if clean_line(draft.kind) and not subject(clean_line(draft.kind).lower()).gender:
        yield Fault("draft_kind_unknown", "kind", {"text": clean_line(draft.kind)})


def _node_faults(draft: ActDraft) -> Iterator[Fault]:
    nodes = tuple(draft.walk())
    if not nodes:
        yield Fault("draft_without_clauses")
    if len(nodes) > MAX_NODES:
        yield Fault("draft_of_too_many", values={"count": len(nodes), "limit": MAX_NODES})
    seen: set[str] = set()
    for node in nodes:
        if _PATH.fullmatch(node.path) is None:
            yield Fault("draft_path", node.path[:60], {"text": node.path[:60]})
        elif node.path in seen:
            yield Fault("draft_path_twice", node.path, {"text": node.path})
        seen.add(node.path)
        if not clean_line(node.text):
            yield Fault("draft_node_empty", node.path)
        elif len(node.text) > MAX_TEXT:
            yield Fault("draft_too_long", node.path, {"limit": MAX_TEXT})
        yield from _deadline_faults(node)


def _deadline_faults(node: DraftNode) -> Iterator[Fault]:
    deadline = node.deadline
    if not all(getattr(deadline, name) for name in _NEEDS.get(deadline.kind, ())):
        yield Fault("draft_deadline", node.path)
    elif deadline.kind is DeadlineKind.RANGE and _reversed(deadline):
        yield Fault("dates_reversed", node.path)
    yield from (
        Fault("draft_day_far", node.path, {"text": f"{day:%d.%m.%Y}"})
        for day in (deadline.date_from, deadline.date)
        if day is not None and day > LAST_DAY
    )
    if deadline.days > MOST_DAYS:
        yield Fault("draft_days_many", node.path, {"count": deadline.days, "limit": MOST_DAYS})


def _reversed(deadline: Deadline) -> bool:
    return deadline.date_from is not None and deadline.date is not None and deadline.date < deadline.date_from


def _clause(node: DraftNode) -> Clause:
    return Clause(
        path=node.path,
        number=clean_line(node.number),
        marker=clean_line(node.marker),
        text=clean_line(node.text),
        addressee=clean_line(node.addressee),
        addressee_inherited=node.addressee_inherited,
        for_school=node.for_school,
        demand=node.demand,
        deadline=_in_words(node.deadline),
        children=tuple(map(_clause, node.children)),
        addressee_raw=clean_line(node.addressee_raw),
    )


def _in_words(deadline: Deadline) -> Deadline:
    """A deadline that a person set where the act has no words for it says its own day."""
    if deadline.kind is DeadlineKind.NONE or clean_line(deadline.raw):
        return replace(deadline, raw=clean_line(deadline.raw))
    day = f"до {deadline.date:%d.%m.%Y}" if deadline.date else ""
    first = f"с {deadline.date_from:%d.%m.%Y} " if deadline.date_from else ""
    return replace(deadline, raw=f"{first}{day}" or clean_line(deadline.event) or _USUAL.get(deadline.kind, "в срок"))


_USUAL = {DeadlineKind.ASAP: "в кратчайшие сроки", DeadlineKind.PERIODIC: "периодически"}


def _controller(draft: ActDraft) -> Officer | None:
    """Who watches that the act is carried out."""
    control = draft.control
    if control is None:
        return None
    if control.himself:
        return draft.signatory
    return Officer(clean_line(control.post_as_printed), clean_line(control.person or control.person_as_printed))


def _named(officer: Officer | None) -> Officer | None:
    """A person or a post; nobody where neither is said."""
    if officer is None or not clean_line(officer.post + officer.name):
        return None
    return Officer(clean_line(officer.post), clean_line(officer.name), clean_line(officer.phone))
