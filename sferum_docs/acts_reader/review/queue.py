"""The queue of a review: doubts alone, the worst first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sferum_docs.acts_reader.model import ActDraft, Doubt, DraftNode


@dataclass(frozen=True, slots=True)
class Waiting:
    """A doubt with the node it is about (None: the act itself)."""

    doubt: Doubt
    node: DraftNode | None


def queue_of(draft: ActDraft) -> tuple[Waiting, ...]:
    """The heaviest first, and of equal ones those of the act itself, then in the order of the act."""
    order = {path: place for place, path in enumerate(draft.by_path, 1)}
    ranked = sorted(draft.doubts, key=lambda doubt: (-doubt.weight, order.get(doubt.path, 0)))
    return tuple(Waiting(doubt, draft.by_path.get(doubt.path)) for doubt in ranked)
