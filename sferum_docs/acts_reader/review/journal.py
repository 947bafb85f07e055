"""A review: the draft as it was read, what a person did to it, the draft as it stands. Undoing replays the rest."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.review.apply import apply_edit
from sferum_docs.acts_reader.review.edits import Edit, doubt_key
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from sferum_docs.acts_reader.model import ActDraft, ActText

MOST_EDITS = 300  # that can be undone
_REPLAYED = 60_000  # nodes gone through by one undoing, whoever else wants to write waits for it
_FEW = 20


@dataclass(frozen=True)
class Review:
    """The text, the draft before the first edit that can be undone, the draft as it stands, and the edits between.

    `raised` counts the doubts there ever were, so that a person sees how many of them are left.
    """

    text: ActText
    base: ActDraft
    draft: ActDraft
    edits: tuple[Edit, ...] = ()
    raised: int = 0
    base_raised: int = 0

    @property
    def left(self) -> int:
        """How many doubts wait."""
        return len(self.draft.doubts)


def begin_review(text: ActText, draft: ActDraft) -> Review:
    """The review of a draft that was just read."""
    return Review(text, draft, draft, (), len(draft.doubts), len(draft.doubts))


def do(review: Review, edit: Edit) -> Review:
    """One action more. FaultsError when it cannot be done."""
    after = _after(review, edit)
    edits = (*review.edits, edit)
    if len(edits) <= most_edits(after.draft):
        return replace(after, edits=edits)
    first = _after(replace(review, draft=review.base, raised=review.base_raised), edits[0])
    return replace(after, edits=edits[1:], base=first.draft, base_raised=first.raised)


def most_edits(draft: ActDraft) -> int:
    """How many actions can be undone: fewer of an act with many clauses, for each goes through all of them."""
    return min(MOST_EDITS, max(_FEW, _REPLAYED // max(len(draft.by_path), 1)))


def undo(review: Review) -> Review:
    """Without the last action. FaultsError when there is none to undo."""
    if not review.edits:
        raise FaultsError([Fault("review_nothing_to_undo")])
    found = replace(review, draft=review.base, raised=review.base_raised, edits=review.edits[:-1])
    for edit in found.edits:
        found = _after(found, edit)
    return found


def _after(review: Review, edit: Edit) -> Review:
    draft = apply_edit(review.draft, review.text, edit)
    known, now = _kinds(review.draft), _kinds(draft)
    return replace(review, draft=draft, raised=review.raised + (now - known).total())


def _kinds(draft: ActDraft) -> Counter[str]:
    """The doubts by what they are about, wherever their nodes stand."""
    return Counter(doubt_key(doubt) for doubt in draft.doubts)
