"""The paths of the nodes of a tree: decimal numbers as they are, letters and dashes below what stands above them."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.model import DraftNode

if TYPE_CHECKING:
    from collections.abc import Sequence

_LETTERED = re.compile(r"\(?([^\W_]{1,6})[).]{0,2}")


def with_paths(nodes: Sequence[DraftNode]) -> tuple[DraftNode, ...]:
    """The same nodes with the paths that follow from their numbers, marks and places; each path is unique."""
    return _placed(nodes, "", Counter())


def label_of(marker: str) -> str:
    """The letter or the figure of a mark; empty for a dash and a plain line.

    >>> [label_of(mark) for mark in ("а)", "(2)", "–", "", "IV.")]
    ['а', '2', '', '', 'iv']
    """
    found = _LETTERED.fullmatch(marker.strip())
    return found[1].lower() if found else ""


def _placed(nodes: Sequence[DraftNode], above: str, taken: Counter[str]) -> tuple[DraftNode, ...]:
    placed, plain = [], 0
    for node in nodes:
        label = label_of(node.marker)
        plain += not (node.number or label)
        path = node.number or f"{above}/{label or f'-{plain}'}".lstrip("/")
        taken[path] += 1
        path = path if taken[path] == 1 else f"{path}#{taken[path]}"
        below = _placed(node.children, path, taken)
        said = node.addressee, node.addressee_raw, node.addressee_inherited, node.for_school, node.deadline, node.demand
        placed.append(DraftNode(path, node.number, node.marker, node.text, node.lines, *said, below))
    return tuple(placed)
