"""What is odd about a node among those of its list."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.paths import label_of
from sferum_docs.acts_reader.suspicions.suspicion import Suspicion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sferum_docs.acts_reader.model import ActDraft, DraftNode

_ENDS = ".;:,!»"
_LONG, _TIMES = 350, 4  # letters; of what is usual in the list
_FIGURES = 3  # of a number at most
_FEW = 3  # of so many the most say what is usual


def of_lists(draft: ActDraft) -> dict[str, Suspicion]:
    """The first odd thing of each node, by its path."""
    found: dict[str, Suspicion] = {}
    ends = _ends_usual(draft)
    for nodes in _lists(draft):
        for path, said in _of_list(nodes, ends=ends):
            found.setdefault(path, said)
    for path, said in _without_parent(draft):
        found.setdefault(path, said)
    for path, said in _around_gaps(draft):
        found.setdefault(path, said)
    return found


def _lists(draft: ActDraft) -> Iterator[Sequence[DraftNode]]:
    if draft.nodes:
        yield draft.nodes
    for node in draft.walk():
        if node.children:
            yield node.children


def _ends_usual(draft: ActDraft) -> bool:
    nodes = list(draft.walk())
    return 2 * sum(node.text.rstrip().endswith(tuple(_ENDS)) for node in nodes) > len(nodes)


def _of_list(nodes: Sequence[DraftNode], *, ends: bool) -> Iterator[tuple[str, Suspicion]]:
    many = len(nodes) >= _FEW
    capitals = sum(node.text[:1].isupper() for node in nodes)
    usual = median(len(node.text) for node in nodes)
    styles = [_style(node) for node in nodes]
    counted = sum(style != "" for style in styles)
    for place, node in enumerate(nodes):
        text = node.text.rstrip()
        if text.endswith(":") and not node.children:
            yield node.path, Suspicion("lead_without_list", "level", text[-40:], 3)
        if "#" in node.path.rpartition("/")[2]:
            yield node.path, Suspicion("mark_twice", "level", node.marker, 3)
        if counted and counted != len(nodes) and not styles[place]:
            yield node.path, Suspicion("mark_missing", "number", text[:40], 3)
        if styles[place] and place and styles[place - 1] not in ("", styles[place]):
            yield node.path, Suspicion("mark_other", "level", node.marker, 3)
        if ends and not text.endswith(tuple(_ENDS)) and place < len(nodes) - 1:
            yield node.path, Suspicion("end_missing", "text", text[-40:])
        if many and 2 * capitals > len(nodes) and text[:1].islower():
            yield node.path, Suspicion("begins_small", "node", text[:40])
        if many and len(text) > _LONG and len(text) > _TIMES * usual:
            yield node.path, Suspicion("longer_than_others", "text", text[:40])


def _style(node: DraftNode) -> str:
    """What kind of mark: a number, a letter, none; dashes are none."""
    label = label_of(node.marker)
    if node.number:
        return "number"
    return ("figure" if label[:1].isdigit() else "letter") if label else ""


def _without_parent(draft: ActDraft) -> Iterator[tuple[str, Suspicion]]:
    """«1.2» that does not stand under «1»."""
    numbers = {node.number for node in draft.walk() if node.number}
    for node in draft.walk():
        above = node.number.rpartition(".")[0]
        if above and above not in numbers:
            yield node.path, Suspicion("parent_absent", "level", node.number, 3)


def _around_gaps(draft: ActDraft) -> Iterator[tuple[str, Suspicion]]:
    """What stands without a number below the node before a lost number: it may be of the lost clause."""
    for nodes in _lists(draft):
        for node, following in pairwise(nodes):
            one, other = _value(node), _value(following)
            if one and other and other > one + 1:
                for below in node.walk():
                    if below is not node and not below.number:
                        yield below.path, Suspicion("before_gap", "level", following.marker or following.number, 3)


def _value(node: DraftNode) -> int:
    last = node.number.rpartition(".")[2] or label_of(node.marker)
    return int(last) if last.isdecimal() and len(last) <= _FIGURES else 0
