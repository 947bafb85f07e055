"""Cells merged downwards whose first row may go or repeat: the first row that is left begins the merge, with its label.

Word shows what stands in the first of merged cells; the others hold nothing to be seen.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lxml import etree

from sferum_docs.docengine.compiling.guards import GUARD
from sferum_docs.docengine.compiling.pointers import merges_of
from sferum_docs.docengine.compiling.tree import numbers_in
from sferum_docs.docengine.file.markup import is_instruction, qn
from sferum_docs.docengine.file.places import TBL, TR, P
from sferum_docs.docengine.findings import finding
from sferum_docs.docengine.language.tags import CLOSE, OPEN
from sferum_docs.reading.numbers import digits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.docengine.compiling.tree import Tree
    from sferum_docs.docengine.file.markup import Element
    from sferum_docs.docengine.findings import Finding, Place

_PROPERTIES = qn("w:tcPr")
_MERGE = f"{_PROPERTIES}/{qn('w:vMerge')}"


@dataclass(frozen=True)
class _Block:
    """A block as a row stands in it: its opening tag, the branch, whether it repeats."""

    opened: Element
    branch: int
    loop: bool


@dataclass(frozen=True)
class _Cell:
    element: Element
    row: Element
    blocks: tuple[_Block, ...]

    @property
    def loops(self) -> set[Element]:
        """The loops around it, by their opening tags."""
        return {block.opened for block in self.blocks if block.loop}


@dataclass
class _Merge:
    first: list[_Cell]  # one, or one for each branch
    rest: list[_Cell] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        """Whether a first cell is there, and once, whenever one below it is."""
        return all(any(cell.blocks[: len(one.blocks)] == one.blocks for one in self.first) for cell in self.rest)

    def takes(self, cell: _Cell) -> bool:
        """Whether another first cell stands in another branch of the same condition."""
        pairs = zip(self.first[-1].blocks, cell.blocks, strict=False)
        differing = next(((one, two) for one, two in pairs if one != two), None)
        return differing is not None and differing[0].opened is differing[1].opened and not differing[0].loop


def settle_merges(tree: Tree, places: dict[Element, Place]) -> Iterator[Finding]:
    """Let each merge begin with the first row that is left; give those whose label is known in a loop alone."""
    for number, merge in enumerate(_merges(tree)):
        if merge.sound:
            continue
        label = merge.first[0]
        own = any(one.loops - cell.loops for one in merge.first for cell in merge.rest) and _has_tags(merge)
        _begin_anew(merge, number)
        inner = any(one.loops & cell.loops for one in merge.first for cell in merge.rest)
        for one in merge.first:
            _mark(one, number, always=own or inner)
            if not (own or inner):
                _choose(one.element, number, None, list(one.element))
        for cell in merge.rest:
            _mark(cell, number, always=False)
            _choose(cell.element, number, None if own else label.element, list(cell.element))
        if own:
            paragraph = next(label.element.iter(P), None)
            yield finding("merge-lost", tree.part, None if paragraph is None else places.get(paragraph))


def _has_tags(merge: _Merge) -> bool:
    return any(numbers_in(one.element) or any(map(is_instruction, one.element.iter())) for one in merge.first)


def _merges(tree: Tree) -> list[_Merge]:
    """The merges of a part, in the order they begin in."""
    found: list[_Merge] = []
    begun: dict[tuple[Element | None, int], _Merge] = {}
    for row, blocks in _rows(tree):
        table = next(row.iterancestors(TBL), None)
        for column, element, kind in merges_of(row):
            cell, known = _Cell(element, row, blocks), begun.get((table, column))
            if kind != "restart":
                if known is not None:
                    known.rest.append(cell)
            elif known is not None and known.takes(cell):
                known.first.append(cell)
            else:
                begun[table, column] = _Merge([cell])
                found.append(begun[table, column])
    return found


def _rows(tree: Tree) -> Iterator[tuple[Element, tuple[_Block, ...]]]:
    stack: list[_Block] = []
    for element in list(tree.root.iter(etree.ProcessingInstruction, TR)):
        if element.tag == TR:
            yield element, tuple(stack)
            continue
        number = digits(element.text)
        word = tree.statements[number].word if number is not None and number in tree.statements else ""
        number = -1 if number is None else number
        if word in {"if", "for"}:
            stack.append(_Block(element, number, word == "for"))
        elif word in {"else", "elif"}:
            stack[-1] = _Block(stack[-1].opened, number, loop=False)
        elif word in {"endif", "endfor"}:
            stack.pop()


def _begin_anew(merge: _Merge, number: int) -> None:
    """Nothing of this merge is there before the outermost block that not all its cells stand in."""
    cells = [*merge.first, *merge.rest]
    shared = 0
    for steps in zip(*(cell.blocks for cell in cells), strict=False):
        if any(step != steps[0] for step in steps):
            break
        shared += 1
    one = merge.first[0]
    start = one.blocks[shared].opened if len(one.blocks) > shared else one.row
    start.addprevious(etree.ProcessingInstruction(f"{GUARD}merge", f"m{number}"))


def _mark(cell: _Cell, number: int, *, always: bool) -> None:
    merge = cell.element.find(_MERGE)
    if merge is not None:
        merge.set(qn("w:val"), f"{OPEN}{'r' if always else 'm'}{number}{CLOSE}")


def _choose(cell: Element, number: int, label: Element | None, own: list[Element]) -> None:
    """The cell that begins the merge shows the label (its own content when none is given), the others nothing."""
    content = [child for child in own if child.tag != _PROPERTIES]
    if label is not None:
        for child in content:
            cell.remove(child)
        content = [deepcopy(child) for child in _label(label)]
        cell.extend(content)
    elif not content:
        return
    content[0].addprevious(etree.ProcessingInstruction(f"{GUARD}first", f"m{number}"))
    for child in (
        etree.ProcessingInstruction(f"{GUARD}others", f"m{number}"),
        etree.Element(P),
        etree.ProcessingInstruction(f"{GUARD}end", f"m{number}"),
    ):
        cell.append(child)


def _label(cell: Element) -> Iterator[Element]:
    """What the first cell holds, without the marks that choose."""
    for child in cell:
        if is_instruction(child) and str(getattr(child, "target", "")) == f"{GUARD}others":
            return
        if child.tag != _PROPERTIES and not (is_instruction(child) and not (child.text or "").isdigit()):
            yield child
