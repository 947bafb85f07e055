"""Edits of the tree: one level deeper or higher, merged, split, taken from the printed lines, cut off as an annex."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.model import ActDraft, DraftNode, Span
from sferum_docs.acts_reader.review.edits import Edit, EditKind
from sferum_docs.acts_reader.review.outline import MOST_LEVELS, Row, end_of, place_of, rebuilt, rows_of, shifted
from sferum_docs.acts_reader.review.splitting import mark_of, split_node
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.numbers import digits

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sferum_docs.acts_reader.model import ActText, Line


MOST_LINES = 60  # of one clause that is taken from the printed text


@dataclass(frozen=True)
class Moved:
    """The draft after an edit of its tree: where nodes stand now, which are gone, whose text is another now (paths)."""

    draft: ActDraft
    moved: Mapping[str, str]
    gone: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()


def refused(code: str, edit: Edit) -> FaultsError:
    """An edit that cannot be done."""
    return FaultsError([Fault(code, edit.path)])


def restructured(draft: ActDraft, text: ActText, edit: Edit) -> Moved:
    """The draft with an edit of its tree. FaultsError when it cannot be done."""
    rows = rows_of(draft.nodes)
    place = place_of(rows, edit.path)
    if edit.kind is EditKind.TAKE:
        return _take(draft, text, rows, edit)
    if place is None:
        raise refused("review_no_node", edit)
    return _EDITS[edit.kind](draft, text, rows, place, edit)


def _deeper(draft: ActDraft, _text: ActText, rows: list[Row], place: int, edit: Edit) -> Moved:
    if place == 0 or rows[place].depth > rows[place - 1].depth:
        raise refused("review_nothing_above", edit)
    return _shifted(draft, rows, place, 1, edit)


def _higher(draft: ActDraft, _text: ActText, rows: list[Row], place: int, edit: Edit) -> Moved:
    if rows[place].depth == 0:
        raise refused("review_at_top", edit)
    return _shifted(draft, rows, place, -1, edit)


def _shifted(draft: ActDraft, rows: list[Row], place: int, step: int, edit: Edit) -> Moved:
    """The node and all below it, by so many levels; what follows keeps its depth."""
    end = end_of(rows, place)
    moved = shifted(rows[place:end], step)
    if max(row.depth for row in moved) >= MOST_LEVELS:
        raise refused("review_too_deep", edit)
    return _done(draft, [*rows[:place], *moved, *rows[end:]])


def to_level(draft: ActDraft, edit: Edit) -> Moved:
    """The node at the level that a choice names, as deep as what stands before it allows."""
    rows = rows_of(draft.nodes)
    place, wanted = place_of(rows, edit.path), digits(edit.value)
    if place is None or wanted is None:
        raise refused("review_no_node", edit)
    deepest = rows[place - 1].depth + 1 if place else 0
    return _shifted(draft, rows, place, min(wanted, deepest) - rows[place].depth, edit)


def _merge(draft: ActDraft, _text: ActText, rows: list[Row], place: int, _edit: Edit) -> Moved:
    node, gone, end = rows[place].node, frozenset({rows[place].was}), end_of(rows, place)
    depth = rows[place - 1].depth if place else -1
    rest = [*shifted(rows[place + 1 : end], depth - rows[place].depth), *rows[end:]]  # what it held, below the other
    if place == 0:
        return _done(replace(draft, preamble=_together(draft.preamble, node.lines)), rest, gone)
    above = rows[place - 1]
    text = " ".join(part for part in (above.node.text, node.marker, node.text) if part)
    joined = replace(above.node, text=text, lines=_together(above.node.lines, node.lines))
    done = _done(draft, [*rows[: place - 1], replace(above, node=joined), *rest], gone, {above.was})
    return replace(done, moved={**done.moved, rows[place].was: done.moved[above.was]})


def _split(draft: ActDraft, text: ActText, rows: list[Row], place: int, edit: Edit) -> Moved:
    row, words = rows[place], digits(edit.value)
    parts = split_node(row.node, text, words) if words is not None else None
    if parts is None:
        raise refused("review_split_place", edit)
    first, second = parts
    new = [replace(row, node=first), Row(row.depth, second, "")]
    done = _done(draft, [*rows[:place], *new, *rows[place + 1 :]], changed={row.was})
    return replace(done, changed=done.changed | {_path_at(done.draft, place + 1)})


def _take(draft: ActDraft, text: ActText, rows: list[Row], edit: Edit) -> Moved:
    number = digits(edit.value)
    lines = free_lines(draft, text, number) if number is not None else []
    if not lines:
        raise refused("review_line_taken", edit)
    mark, decimal, words = mark_of(" ".join(part for line in lines for part in (line.mark, *line.text.split()) if part))
    taken = Span(lines[0].number, lines[-1].number)
    before = [place for place, row in enumerate(rows) if 0 < row.node.lines.first < taken.first]
    place = before[-1] + 1 if before else 0
    row = Row(_depth_at(rows, place), DraftNode("", decimal, mark, words, taken), "")
    done = _done(_without_lines(draft, taken), [*rows[:place], row, *rows[place:]])
    return replace(done, changed=frozenset({_path_at(done.draft, place)}))


def _depth_at(rows: list[Row], place: int) -> int:
    """How deep a node stands that comes before the row at a place: beside it, or beside the one before."""
    before = rows[place - 1].depth if place else 0
    return max(before, rows[place].depth) if place < len(rows) and place else before


def free_lines(draft: ActDraft, text: ActText, first: int) -> list[Line]:
    """A printed line of no clause with those that go on from it: up to an empty one, a mark, a clause."""
    taken = {number for node in draft.walk() for number in range(node.lines.first, node.lines.last + 1)}
    found: list[Line] = []
    for number in range(first, first + MOST_LINES):
        line = text.by_number.get(number)
        if line is None or number in taken or not line.text.strip():
            break
        if found and (found[0].whole or line.mark or mark_of(" ".join(line.text.split()))[0]):
            break
        found.append(line)
    return found


def _without_lines(draft: ActDraft, taken: Span) -> ActDraft:
    """Lines that are a node now end the preamble before them, and annexes begin after them."""
    preamble, annexes = draft.preamble, draft.annexes_at
    if preamble.first <= taken.last and taken.first <= preamble.last:
        preamble = Span(preamble.first, taken.first - 1) if taken.first > preamble.first else Span()
    if annexes.first <= taken.last and taken.first <= annexes.last:
        annexes = Span(taken.last + 1, annexes.last) if taken.last < annexes.last else Span()
    return replace(draft, preamble=preamble, annexes_at=annexes)


def _annex(draft: ActDraft, text: ActText, rows: list[Row], place: int, _edit: Edit) -> Moved:
    gone = frozenset(row.was for row in rows[place:])
    first = min((row.node.lines.first for row in rows[place:] if row.node.lines.first), default=0)
    last = max(draft.annexes_at.last, text.lines[-1].number if text.lines else 0)
    starts = [number for number in (first, draft.annexes_at.first) if number]
    found = Span(min(starts), last) if starts else draft.annexes_at
    return _done(replace(draft, annexes_at=found), rows[:place], gone)


def _together(first: Span, second: Span) -> Span:
    if not first.first or not second.first:
        return first if first.first else second
    return Span(min(first.first, second.first), max(first.last, second.last))


def _path_at(draft: ActDraft, place: int) -> str:
    return [node.path for node in draft.walk()][place]


def _done(
    draft: ActDraft,
    rows: list[Row],
    gone: frozenset[str] = frozenset(),
    changed: frozenset[str] | set[str] = frozenset(),
) -> Moved:
    found = rebuilt(rows)
    now = frozenset(found.moved[path] for path in changed)
    return Moved(replace(draft, nodes=found.nodes), found.moved, gone, now)


_EDITS: dict[EditKind, Callable[[ActDraft, ActText, list[Row], int, Edit], Moved]] = {
    EditKind.DEEPER: _deeper,
    EditKind.HIGHER: _higher,
    EditKind.MERGE: _merge,
    EditKind.SPLIT: _split,
    EditKind.ANNEX: _annex,
}
