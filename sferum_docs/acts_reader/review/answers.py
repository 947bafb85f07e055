"""The numbered answers of a doubt: those of the reader; where it gives none, what can be said of a place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.acts_reader.choices import NO, YES
from sferum_docs.acts_reader.model import Choice
from sferum_docs.acts_reader.review.outline import place_of, rows_of

if TYPE_CHECKING:
    from sferum_docs.acts_reader.model import ActDraft, Doubt

MOST_ANSWERS = 9  # as many as there are keys
_OF_PLACE = {"level", "node", "number"}


def answers_of(draft: ActDraft, doubt: Doubt) -> tuple[Choice, ...]:
    """What a person may answer with a key; the first is what the draft holds."""
    if doubt.choices or doubt.field not in _OF_PLACE:
        return doubt.choices[:MOST_ANSWERS]
    rows = rows_of(draft.nodes)
    place = place_of(rows, doubt.path)
    if place is None:
        return ()
    depth, deepest = rows[place].depth, rows[place - 1].depth + 1 if place else 0
    found = [Choice("оставить на этом месте", doubt.field, YES if doubt.field == "node" else "")]
    if depth < deepest:
        found.append(Choice("поставить на уровень ниже", "level", str(depth + 1)))
    if depth:
        found.append(Choice("поставить на уровень выше", "level", str(depth - 1)))
    gone = "это не пункт: слить с верхним" if place else "это не пункт: вернуть в преамбулу"
    return (*found, Choice(gone, "node", NO))
