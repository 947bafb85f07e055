"""Which node of a tree that was read is which node of the gold one: by their words and their order, not by paths."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

SAME = 0.6  # so like each other at least are two texts of one node
CUT = 0.7  # one ends too early, or has swallowed what follows it


def folded(text: str | None) -> str:
    """White space as one space, soft hyphens joined."""
    return " ".join(re.sub("\u00ad\\s*", "", text or "").split())


def loose(text: str | None) -> str:
    """The same without case, kinds of quotes and dashes, and the mark at the end."""
    plain = re.sub("[«»“”„]", '"', folded(text).lower().replace("ё", "е"))
    return re.sub("[—–]", "-", plain).rstrip(" ;.:,")


@dataclass(frozen=True)
class Node:
    """A node of either tree, in a flat list; `parent` is the place of the node above it."""

    json: Mapping[str, Any]
    parent: int | None

    @property
    def text(self) -> str:
        """The text, folded."""
        return folded(self.json["text"])

    @property
    def path(self) -> str:
        """The path."""
        return str(self.json["path"])

    @property
    def raw(self) -> str:
        """The addressee as this node prints it."""
        return loose(self.json["addressee_raw"])

    @property
    def deadline(self) -> Mapping[str, Any]:
        """The deadline."""
        return self.json["deadline"] or {"kind": "none"}

    @property
    def kind(self) -> str:
        """The kind of the deadline."""
        return str(self.deadline["kind"])

    @property
    def days(self) -> tuple[str | None, str | None]:
        """First and last day of the deadline."""
        return self.deadline.get("date_from") or None, self.deadline.get("date") or None


def flat(act: Mapping[str, Any]) -> list[Node]:
    """All nodes of an act in their order."""
    nodes: list[Node] = []
    for json, parent in _walk(act["clauses"], nodes, None):
        nodes.append(Node(json, parent))
    return nodes


def _walk(
    clauses: Sequence[Mapping[str, Any]], before: Sequence[Node], parent: int | None
) -> Iterator[tuple[Mapping[str, Any], int | None]]:
    for clause in clauses:
        place = len(before)
        yield clause, parent
        yield from _walk(clause["children"], before, place)


def aligned(gold: Sequence[Node], read: Sequence[Node]) -> dict[int, int]:
    """The place in `gold` → the place in `read`; the order of both is kept and the likeness is the greatest."""
    like = [[_likeness(left, right) for right in read] for left in gold]
    best = [[0.0] * (len(read) + 1) for _left in range(len(gold) + 1)]
    for left in reversed(range(len(gold))):
        for right in reversed(range(len(read))):
            both = like[left][right] + best[left + 1][right + 1] if like[left][right] else 0.0
            best[left][right] = max(both, best[left + 1][right], best[left][right + 1])
    pairs: dict[int, int] = {}
    left = right = 0
    while left < len(gold) and right < len(read):
        if like[left][right] and best[left][right] == like[left][right] + best[left + 1][right + 1]:
            pairs[left] = right
            left, right = left + 1, right + 1
        elif best[left][right] == best[left + 1][right]:
            left += 1
        else:
            right += 1
    return pairs


def _likeness(gold: Node, read: Node) -> float:
    near = 0.02 * (gold.path == read.path)
    one, other = loose(gold.text), loose(read.text)
    if one == other:
        return 1 + near
    words, others = one.split(), other.split()
    short, long = sorted((words, others), key=len)
    if (len(short) > 2 or (short and near)) and long[: len(short)] == short:
        return CUT + near
    same = SequenceMatcher(None, words, others, autojunk=False)
    if same.quick_ratio() < SAME:
        return 0.0
    ratio = same.ratio()
    return ratio + near if ratio >= SAME else 0.0
