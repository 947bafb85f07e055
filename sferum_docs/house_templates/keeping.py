"""What stays on one page: the end of a text with its signature, the last rows of a table.

Source: ГОСТ Р 7.0.97 leaves no signature alone on a page; no page shall hold a heading or two lines and nothing else.
Of what a loop repeats only the last ones are tied.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from sferum_docs.house_templates.blocks import Block, Columns, Control, Page, Paragraph, Row, RowKind, Signatures, Table
from sferum_docs.house_templates.gathering import new_page, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_KEPT = 3  # paragraphs that end a page with their signature, or without one
_KEPT_ROWS = 3
_ALWAYS = ""


@dataclass(frozen=True, slots=True)
class _Branches:
    """What stands between `if` and `endif`; whole: with `else`, so that one of the branches is always there."""

    branches: tuple[tuple[_Node, ...], ...]
    whole: bool


@dataclass(frozen=True, slots=True)
class _Loop:
    body: tuple[_Node, ...]


_Node: TypeAlias = "int | _Branches | _Loop"


@dataclass(frozen=True, slots=True)
class _Left:
    """Going up from the end of a page: how many paragraphs are still to be kept, and how many end it themselves."""

    kept: int
    last: int

    def __or__(self, other: _Left) -> _Left:
        return _Left(max(self.kept, other.kept), max(self.last, other.last))


_SIGNATURE, _END, _NOTHING = _Left(_KEPT, 0), _Left(_KEPT - 1, 1), _Left(0, 0)


def kept_paragraphs(blocks: Sequence[Block]) -> dict[int, str]:
    """Index of each paragraph that goes to the next page with the one below → the condition of its loop, or nothing."""
    found: dict[int, str] = {}
    _Ties(blocks, found).up(_nodes(blocks), _END, within="")
    return found


def _nodes(blocks: Sequence[Block]) -> tuple[_Node, ...]:
    """The blocks as a tree of conditions and loops; a control line that opens and closes nothing is left out."""
    open_bodies: list[list[list[_Node]]] = [[[]]]
    kinds: list[str] = [""]
    for index, block in enumerate(blocks):
        if not isinstance(block, Control):
            open_bodies[-1][-1].append(index)
            continue
        for word in words(block):
            if word in {"for", "if"}:
                open_bodies.append([[]])
                kinds.append(word)
            elif word in {"else", "elif"}:
                open_bodies[-1].append([])
                kinds[-1] = word
            elif word in {"endfor", "endif"} and len(kinds) > 1:
                branches = tuple(map(tuple, open_bodies.pop()))
                whole = kinds.pop() == "else"
                made = _Loop(branches[0]) if word == "endfor" else _Branches(branches, whole)
                open_bodies[-1][-1].append(made)
    return tuple(open_bodies[0][0])


class _Ties:
    """Goes up through the tree and notes what is tied."""

    def __init__(self, blocks: Sequence[Block], found: dict[int, str]) -> None:
        self.blocks = blocks
        self.found = found

    def up(self, nodes: Iterable[_Node], left: _Left, *, within: str) -> _Left:
        """What is left above these nodes; `within`: the condition of the loop, as long as no page ends inside it."""
        for node in reversed(tuple(nodes)):
            if isinstance(node, _Branches):
                ends = [self.up(branch, left, within=within) for branch in node.branches]
                left = ends[0] if node.whole else ends[0] | left
                for end in ends[1:]:
                    left |= end
            elif isinstance(node, _Loop):
                left = self.loop(node, left, within=within)
            else:
                left = self.one(node, left, within=within)
        return left

    def loop(self, node: _Loop, left: _Left, *, within: str) -> _Left:
        """A loop may have no rounds: what is left below it is left above it too, unless a page ends inside."""
        if self.ends_page(node.body):
            return self.up(node.body, left, within=_ALWAYS) | left
        if not within:  # a loop in a loop cannot ask whether the outer one is in its last round
            below = left.kept + left.last
            alone = len(node.body) == 1
            self.up(node.body, _Left(below, 0), within=f"loop.revindex <= {below}" if alone else "loop.last")
        return left

    def ends_page(self, nodes: Iterable[_Node]) -> bool:
        for node in nodes:
            if isinstance(node, int):
                if isinstance(self.blocks[node], Page | Signatures):
                    return True
            elif self.ends_page(
                node.body if isinstance(node, _Loop) else tuple(item for branch in node.branches for item in branch)
            ):
                return True
        return False

    def one(self, index: int, left: _Left, *, within: str) -> _Left:
        block = self.blocks[index]
        if isinstance(block, Signatures):
            return _SIGNATURE
        if isinstance(block, Page):
            return _END
        if isinstance(block, Table | Columns):
            return _NOTHING
        if not isinstance(block, Paragraph) or block.style.keep_next:
            return _END if new_page(block) else left
        if left.last:
            return _Left(left.kept, left.last - 1)
        if left.kept and not (within and block.bookmark):  # a clause is marked once, not in two forms
            self.found.setdefault(index, within)
        return _Left(max(left.kept - 1, 0), 0)


def kept_rows(rows: Sequence[Row], *, held: bool) -> dict[int, str]:
    """Index of each row that stays with the one below it → the condition on its loop, if only some of its rows do.

    Held: the last row stays with what stands below the table as well.
    """
    found: dict[int, str] = {}
    ends: list[str] = []
    left, last = _KEPT_ROWS, not held
    for index in reversed(range(len(rows))):
        row = rows[index]
        if row.kind is RowKind.CONTROL:
            if "endfor" in row.cells[0] or "endif" in row.cells[0]:
                ends.append(row.cells[0])
            elif (_opens(row.cells[0], "for") or _opens(row.cells[0], "if")) and "endfor" in ends.pop():
                break
        elif left == 0 or row.kind is RowKind.HEAD:
            break
        elif any("endfor" in end for end in ends):
            # above a tail the first of several is let go: LibreOffice breaks a table tied whole below all its rows
            ends_here = "not loop.last" if last else "(loop.last or not loop.first)"
            found[index] = f"loop.revindex <= {left} and {ends_here}"
        elif ends:  # a row that may not be there is not counted
            found[index] = _ALWAYS
        else:
            found |= {} if last else {index: _ALWAYS}
            left, last = left - 1, False
    return found


def _opens(text: str, word: str) -> bool:
    return text.removeprefix("{%").split()[0] == word
