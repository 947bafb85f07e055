"""What the page of a review shows: the doubt or the node at hand, a part of the tree, a part of the printed lines."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.doubts import sentence
from sferum_docs.acts_reader.review.answers import answers_of
from sferum_docs.acts_reader.review.edits import doubt_key
from sferum_docs.acts_reader.review.outline import rows_of
from sferum_docs.acts_reader.review.queue import queue_of
from sferum_docs.acts_reader.review.splitting import split_places
from sferum_docs.acts_reader.review.words import FIELDS, deadline_words, field_label, value_words
from sferum_docs.directives.words import POINT

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.acts_reader.model import Choice, Doubt, DraftNode, Line
    from sferum_docs.acts_reader.review.journal import Review
    from sferum_docs.acts_reader.review.queue import Waiting
    from sferum_docs.acts_reader.review.splitting import SplitPlace

NODES, LINES, QUEUE = 150, 400, 40
_SEEN = {"text", "level", "node", "number"}
ACT = "@act"  # what the address calls the data of the act


@dataclass(frozen=True, slots=True)
class Part:
    """A part of what there is: from which one (0 is the first), how many are shown, of how many."""

    start: int
    size: int
    total: int

    @property
    def end(self) -> int:
        """After the last one."""
        return min(self.start + self.size, self.total)

    @property
    def before(self) -> int | None:
        """Where the part before begins."""
        return max(self.start - self.size, 0) if self.start else None

    @property
    def after(self) -> int | None:
        """Where the part after begins."""
        return self.end if self.end < self.total else None


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A node in the tree."""

    depth: int
    node: DraftNode
    doubts: int
    deadline: str


@dataclass(frozen=True, slots=True)
class TextRow:
    """A printed line, the node it belongs to, or what else it is."""

    line: Line
    path: str
    what: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A doubt as it is put to a person."""

    doubt: Doubt
    key: str
    place: int
    label: str
    sentence: str
    value: str
    answers: tuple[Choice, ...]
    node: DraftNode | None

    @property
    def name(self) -> str:
        """How the node is called, or what else it is about."""
        return name_of(self.node)

    @property
    def tells_value(self) -> bool:
        """Whether what the draft holds is worth saying: of a place it is seen in the tree, of a text above."""
        return not self.doubt.path or self.doubt.field not in _SEEN


@dataclass(frozen=True)
class Shown:
    """Everything that the page needs of a review."""

    review: Review
    asked: Asked | None  # the doubt at hand
    node: DraftNode | None  # what it is about, or what was chosen in the tree
    is_act: bool  # the data of the act are at hand
    chosen: bool  # by a person, not by the queue
    queue: tuple[Asked, ...]
    at: int
    tree: tuple[TreeRow, ...]
    tree_part: Part
    text: tuple[TextRow, ...]
    text_part: Part
    places: tuple[SplitPlace, ...]

    @property
    def name(self) -> str:
        """How the node at hand is called."""
        return name_of(self.node)

    @property
    def doubts_at_hand(self) -> tuple[Doubt, ...]:
        """Every doubt of the node or of the act at hand."""
        return tuple(item for item in self.review.draft.doubts if item.path == self.path and (self.node or self.is_act))

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """What is understood of the node at hand."""
        names = ("addressee", "deadline", "demand")
        return tuple((FIELDS[name], value_words(self.review.draft, self.node, name)) for name in names)

    @property
    def path(self) -> str:
        """The path of the node at hand; empty: the act itself, or nothing."""
        return self.node.path if self.node else ""


def name_of(node: DraftNode | None) -> str:
    """A node as a person would name it; without one the data of the act."""
    return POINT.cite_in_full(node.path, node.number, "nominative") if node else "реквизиты акта"


def shown(review: Review, wanted: str, at: int, nodes: int | None, lines: int | None) -> Shown:
    """`wanted`: the node that a person chose; `at`: the place in the queue; `nodes`, `lines`: where parts begin."""
    draft, queue = review.draft, queue_of(review.draft)
    at = min(max(at, 0), max(len(queue) - 1, 0))
    chosen = wanted == ACT or wanted in draft.by_path
    asked = _of_node(review, queue, wanted) if chosen else _asked(review, queue[at], at) if queue else None
    node = (draft.by_path.get(wanted) if chosen else None) or (asked.node if asked else None)
    tree, tree_part = _tree(review, node, nodes)
    text, text_part = _text(review, node, lines)
    return Shown(
        review=review,
        asked=asked,
        node=node,
        is_act=wanted == ACT or (asked is not None and node is None),
        chosen=chosen,
        queue=tuple(_asked(review, item, place) for place, item in enumerate(queue[at : at + QUEUE], at)),
        at=at,
        tree=tree,
        tree_part=tree_part,
        text=text,
        text_part=text_part,
        places=split_places(node, review.text) if node else (),
    )


def _of_node(review: Review, queue: tuple[Waiting, ...], wanted: str) -> Asked | None:
    path = "" if wanted == ACT else wanted
    found = ((place, item) for place, item in enumerate(queue) if item.doubt.path == path)
    return next((_asked(review, item, place) for place, item in found), None)


def _asked(review: Review, item: Waiting, place: int) -> Asked:
    doubt = item.doubt
    return Asked(
        doubt,
        doubt_key(doubt),
        place,
        field_label(doubt.path, doubt.field),
        sentence(doubt),
        value_words(review.draft, item.node, doubt.field),
        answers_of(review.draft, doubt),
        item.node,
    )


def _tree(review: Review, node: DraftNode | None, start: int | None) -> tuple[tuple[TreeRow, ...], Part]:
    rows, doubts = rows_of(review.draft.nodes), Counter(doubt.path for doubt in review.draft.doubts)
    here = next((place for place, row in enumerate(rows) if node is not None and row.was == node.path), 0)
    part = _part(here, start, NODES, len(rows))
    by_path = review.draft.by_path
    found = [
        TreeRow(row.depth, by_path[row.was], doubts[row.was], deadline_words(row.node.deadline))
        for row in rows[part.start : part.end]
    ]
    return tuple(found), part


def _text(review: Review, node: DraftNode | None, start: int | None) -> tuple[tuple[TextRow, ...], Part]:
    lines, paths = review.text.lines, _paths_of_lines(review)
    part = _part((node.lines.first or 1) - 1 if node else 0, start, LINES, len(lines))
    preamble, annexes = review.draft.preamble, review.draft.annexes_at
    found = []
    for line in lines[part.start : part.end]:
        is_annex = annexes.first and annexes.first <= line.number <= annexes.last
        what = "annex" if is_annex else "preamble" if preamble.first <= line.number <= preamble.last else ""
        path = paths.get(line.number, "")
        found.append(TextRow(line, path, "" if path else what))
    return tuple(found), part


def _paths_of_lines(review: Review) -> Mapping[int, str]:
    found = dict[int, str]()
    for node in review.draft.walk():
        for number in range(node.lines.first, node.lines.last + 1):
            found.setdefault(number, node.path)
    return found


def _part(here: int, start: int | None, size: int, total: int) -> Part:
    """The part that was asked for, or the one in which something stands."""
    begins = here // size * size if start is None or not 0 <= start < max(total, 1) else start
    return Part(begins, size, total)
