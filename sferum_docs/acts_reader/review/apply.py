"""An edit applied to a draft: the tree or the field it changes, and the doubts that it settles, moves and raises."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.choices import NO
from sferum_docs.acts_reader.review.edits import Edit, EditKind, doubt_key
from sferum_docs.acts_reader.review.fields import with_act_field, with_node_field
from sferum_docs.acts_reader.review.reread import reread
from sferum_docs.acts_reader.review.structure import Moved, restructured, to_level
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.numbers import digits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.acts_reader.model import ActDraft, ActText

# the fields of doubts that an edit answers on the node it is done to
_SETTLED = {
    EditKind.DEEPER: {"level"},
    EditKind.HIGHER: {"level"},
    EditKind.SPLIT: {"text"},
    EditKind.MERGE: {"text"},
}
_ALSO = {"number": {"level"}, "addressee": {"for_school"}, "for_school": {"addressee"}, "node": {"text", "level"}}


def apply_edit(draft: ActDraft, text: ActText, edit: Edit) -> ActDraft:
    """The draft after one action. FaultsError when it cannot be done."""
    if edit.kind is EditKind.ACCEPT:
        return _accepted(draft, edit)
    if edit.kind is EditKind.DROP:
        return _dropped(draft, edit)
    if edit.kind is EditKind.SET:
        return _with_field(draft, text, edit)
    return _with_tree(draft, restructured(draft, text, edit), edit, _SETTLED.get(edit.kind, set()))


def _with_field(draft: ActDraft, text: ActText, edit: Edit) -> ActDraft:
    fields = {edit.field, *_ALSO.get(edit.field, ())}
    if not edit.path:
        changed = with_act_field(draft, edit.field, edit.value)
        same = {node.path: node.path for node in draft.walk()}
        changed = reread(changed, draft, same, frozenset()) if edit.field == "date" else changed
        return _answered(changed, edit, "", fields)
    if edit.field == "node":
        merge = replace(edit, kind=EditKind.MERGE)
        return (
            _with_tree(draft, restructured(draft, text, merge), edit, fields)
            if edit.value == NO
            else (_answered(draft, edit, edit.path, fields))
        )
    if edit.field == "level":
        return _with_tree(draft, to_level(draft, edit), edit, fields)
    changed, moved = with_node_field(draft, edit.path, edit.field, edit.value)
    now = frozenset({moved[edit.path]}) if edit.field == "text" else frozenset[str]()
    return _with_tree(draft, Moved(changed, moved, changed=now), edit, fields)


def _with_tree(before: ActDraft, done: Moved, edit: Edit, fields: set[str]) -> ActDraft:
    """What every edit of nodes ends with: doubts and control find their nodes again, words are read anew."""
    kept = tuple(
        replace(doubt, path=done.moved.get(doubt.path, doubt.path))
        for doubt in before.doubts
        if doubt.path not in done.gone
    )
    control = before.control and replace(before.control, path=_moved(done.moved, before.control.path))
    draft = replace(done.draft, doubts=kept, control=control)
    stayed = {old: now for old, now in done.moved.items() if old not in done.gone}
    draft = reread(draft, before, stayed, done.changed)
    return _answered(draft, edit, done.moved.get(edit.path, edit.path), fields)


def _moved(moved: Mapping[str, str], path: str) -> str:
    return moved.get(path, "")


def _answered(draft: ActDraft, edit: Edit, path: str, fields: set[str]) -> ActDraft:
    """Without the doubts of a node that this edit answers."""
    left = [
        doubt
        for doubt in draft.doubts
        if doubt.path != path or (doubt.field not in fields and doubt_key(doubt) != edit.doubt)
    ]
    return replace(draft, doubts=tuple(left))


def _accepted(draft: ActDraft, edit: Edit) -> ActDraft:
    left = [doubt for doubt in draft.doubts if doubt.path != edit.path or doubt_key(doubt) != edit.doubt]
    if len(left) == len(draft.doubts):
        raise FaultsError([Fault("review_no_doubt", edit.path)])
    return replace(draft, doubts=tuple(left))


def _dropped(draft: ActDraft, edit: Edit) -> ActDraft:
    place = digits(edit.value)
    found = {"references": draft.references, "repeals": draft.repeals}.get(edit.field)
    if found is None or place is None or place >= len(found):
        raise FaultsError([Fault("review_no_field", edit.field)])
    left = (*found[:place], *found[place + 1 :])
    dropped = replace(draft, references=left) if edit.field == "references" else replace(draft, repeals=left)
    return _answered(dropped, edit, "", {edit.field})
