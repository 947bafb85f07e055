"""What looks odd in a finished draft: doubts for nodes that no rule doubted. Pure.

A rule doubts what it knows to be uncertain; what it read wrongly without knowing shows in the whole: a list whose
members are unlike each other, a mark in the middle of a text, a date that became no deadline. Each node gets at most
one such doubt, lighter than those of the rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.acts_reader.model import Doubt
from sferum_docs.acts_reader.suspicions.meta import of_the_act
from sferum_docs.acts_reader.suspicions.siblings import of_lists
from sferum_docs.acts_reader.suspicions.suspicion import Suspicion
from sferum_docs.acts_reader.suspicions.texts import of_text
from sferum_docs.acts_reader.suspicions.who_and_when import of_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sferum_docs.acts_reader.model import ActDraft

__all__ = ["suspicions"]

_SWALLOWED = frozenset({"mark_within", "second_task", "two_verbs"})


def suspicions(draft: ActDraft) -> tuple[Doubt, ...]:
    """What a person should look at beside the doubts that the draft has, in the order of the act."""
    told = {doubt.path for doubt in draft.doubts}
    return (*of_the_act(draft), *_of_nodes(draft, told))


def _of_nodes(draft: ActDraft, told: set[str]) -> Iterator[Doubt]:
    lists = of_lists(draft)
    texts = {node.path: found for node in draft.walk() if (found := of_text(node))}
    under = dict(_below(draft, texts))
    for node in draft.walk():
        if node.path in told:
            continue
        found = texts.get(node.path) or lists.get(node.path) or of_words(node) or under.get(node.path)
        if found:
            yield Doubt(node.path, found.field, found.code, {"words": found.words}, found.weight)


def _below(draft: ActDraft, texts: Mapping[str, Suspicion]) -> Iterator[tuple[str, Suspicion]]:
    """What stands without a number under a clause that has perhaps swallowed another."""
    for node in draft.walk():
        if node.path in texts and texts[node.path].code in _SWALLOWED:
            for child in node.children:
                if not child.number:
                    yield child.path, Suspicion("below_odd", "level", node.number or node.text[:30])
