"""What the words of nodes say, read anew where their text or what they stand under is another now.

Only what still says what its old words said is replaced: what a person has set stays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.head.issuer import is_school
from sferum_docs.acts_reader.words import NOBODY, Addressee, addressee, deadline, demand

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sferum_docs.acts_reader.model import ActDraft, Doubt, DraftNode
    from sferum_docs.directives.model import Deadline, Demand

READ = frozenset({"addressee", "deadline", "demand", "for_school"})


@dataclass(frozen=True, slots=True)
class _Asked:
    """What the rules look at."""

    text: str
    above: Addressee
    above_text: str
    has_children: bool
    day: date | None
    of_school: bool


@dataclass(frozen=True, slots=True)
class _Read:
    """What a node's words say."""

    addressee: Addressee
    deadline: Deadline
    demand: Demand
    doubts: tuple[Doubt, ...]


def reread(draft: ActDraft, before: ActDraft, moved: Mapping[str, str], changed: frozenset[str]) -> ActDraft:
    """The draft with its nodes read anew: `moved` from paths before to paths now, `changed`: whose text is new."""
    old = {moved[path]: asked for path, asked in _all_asked(before).items() if path in moved}
    found = [_read_anew(node, None, draft, old, changed) for node in draft.nodes]
    born = [doubt for _node, doubts in found for doubt in doubts]
    kept = [doubt for doubt in draft.doubts if doubt.path not in changed or doubt.field not in READ]
    return replace(draft, nodes=tuple(node for node, _doubts in found), doubts=(*kept, *born))


def _all_asked(draft: ActDraft) -> dict[str, tuple[DraftNode, _Asked]]:
    above = {child.path: node for node in draft.walk() for child in node.children}
    return {node.path: (node, _asked(node, above.get(node.path), draft)) for node in draft.walk()}


def _asked(node: DraftNode, above: DraftNode | None, draft: ActDraft) -> _Asked:
    """As the reader asks: at the top a node stands under the adopting word, in a school's act its workers are meant."""
    named = _addressee_of(above) if above else NOBODY
    above_text = above.text if above else draft.adopting_word
    return _Asked(node.text, named, above_text, bool(node.children), draft.date, is_school(draft.issuer))


def _addressee_of(node: DraftNode) -> Addressee:
    return Addressee(node.addressee_raw, node.addressee, node.for_school, node.addressee_inherited)


def _read(asked: _Asked) -> _Read:
    who = addressee(asked.text, asked.above, asked.above_text, of_school=asked.of_school)
    when = deadline(asked.text, asked.day)
    what = demand(asked.text, asked.above_text, has_children=asked.has_children)
    return _Read(who.value, when.value, what.value, (*who.doubts, *when.doubts, *what.doubts))


def _read_anew(
    node: DraftNode,
    above: DraftNode | None,
    draft: ActDraft,
    old: Mapping[str, tuple[DraftNode, _Asked]],
    changed: frozenset[str],
) -> tuple[DraftNode, list[Doubt]]:
    asked, known = _asked(node, above, draft), old.get(node.path)
    doubts: list[Doubt] = []
    if known is None or known[1] != asked:
        now = _read(asked)
        node = _with(node, now, None if known is None else _read(known[1]), known[0] if known else None, asked.above)
        if known is None or node.path in changed:
            doubts = [replace(doubt, path=node.path) for doubt in now.doubts]
    below = [_read_anew(child, node, draft, old, changed) for child in node.children]
    children = tuple(child for child, _doubts in below)
    return replace(node, children=children), [*doubts, *(doubt for _child, found in below for doubt in found)]


def _with(node: DraftNode, now: _Read, then: _Read | None, old: DraftNode | None, above: Addressee) -> DraftNode:
    """The node with what its words say now, where it had what they said then."""
    if then is None or old is None:
        return _named(replace(node, deadline=now.deadline, demand=now.demand), now.addressee)
    if old.deadline == then.deadline:
        node = replace(node, deadline=now.deadline)
    if old.demand == then.demand:
        node = replace(node, demand=now.demand)
    if _addressee_of(old) == then.addressee:
        return _named(node, now.addressee)
    inherits = old.addressee_inherited or not old.addressee
    return (
        _named(node, Addressee("", above.nominative, above.for_school, inherited=True))
        if inherits and (above.nominative)
        else node
    )


def _named(node: DraftNode, who: Addressee) -> DraftNode:
    return replace(
        node,
        addressee=who.nominative,
        addressee_raw=who.raw,
        addressee_inherited=who.inherited,
        for_school=who.for_school,
    )
