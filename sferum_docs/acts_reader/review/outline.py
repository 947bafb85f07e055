"""The tree of a draft as the list of its nodes with their depths, and back: the order of the act never changes."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.paths import with_paths

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.acts_reader.model import DraftNode

MOST_LEVELS = 8
_BRACKETED = re.compile(r"\(?(\d{1,4})\)")


@dataclass(frozen=True, slots=True)
class Row:
    """A node without its children, how deep it stands, and the path it had (empty: it is new)."""

    depth: int
    node: DraftNode
    was: str


@dataclass(frozen=True)
class Rebuilt:
    """The tree after an edit, and where each node of the tree before stands now."""

    nodes: tuple[DraftNode, ...]
    moved: Mapping[str, str]


def rows_of(nodes: Sequence[DraftNode], depth: int = 0) -> list[Row]:
    """The nodes in the order of the act."""
    found = list[Row]()
    for node in nodes:
        found.append(Row(depth, replace(node, children=()), node.path))
        found += rows_of(node.children, depth + 1)
    return found


def place_of(rows: Sequence[Row], path: str) -> int | None:
    """Where the node of a path stands."""
    return next((place for place, row in enumerate(rows) if row.was == path), None)


def end_of(rows: Sequence[Row], place: int) -> int:
    """Where what stands below a node ends."""
    after = range(place + 1, len(rows))
    return next((at for at in after if rows[at].depth <= rows[place].depth), len(rows))


def shifted(rows: Sequence[Row], step: int) -> list[Row]:
    """The rows so many levels deeper."""
    return [replace(row, depth=row.depth + step) for row in rows]


def rebuilt(rows: Sequence[Row]) -> Rebuilt:
    """The tree of the rows: none stands more than one level below the row before it."""
    level, flat = -1, list[Row]()
    for row in rows:
        level = min(row.depth, level + 1, MOST_LEVELS - 1)
        flat.append(Row(level, _numbered(row.node, level), row.was))
    nodes, _end = _children(flat, 0, 0)
    placed = with_paths(nodes)
    paths = [node.path for top in placed for node in top.walk()]
    return Rebuilt(placed, {row.was: path for row, path in zip(flat, paths, strict=True) if row.was})


def _children(rows: Sequence[Row], place: int, depth: int) -> tuple[list[DraftNode], int]:
    found: list[DraftNode] = []
    while place < len(rows) and rows[place].depth == depth:
        below, end = _children(rows, place + 1, depth + 1)
        found.append(replace(rows[place].node, children=tuple(below)))
        place = end
    return found, place


def _numbered(node: DraftNode, depth: int) -> DraftNode:
    """«1)» is a number at the top and a label below it."""
    found = _BRACKETED.fullmatch(node.marker)
    return replace(node, number=found[1] if depth == 0 else "") if found else node
