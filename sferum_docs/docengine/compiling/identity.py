"""Names and numbers that must be unique in a file: bookmarks, drawings, content controls; kept so in loops."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from lxml import etree

from sferum_docs.docengine.file.markup import Element, is_instruction, qn
from sferum_docs.docengine.file.places import P
from sferum_docs.docengine.language.tags import CLOSE, OPEN
from sferum_docs.reading.numbers import digits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sferum_docs.docengine.compiling.tree import Tree

START, END = qn("w:bookmarkStart"), qn("w:bookmarkEnd")
ID, NAME = qn("w:id"), qn("w:name")
DRAWING = qn("wp:docPr")
_COMMENTS = [qn(f"w:{name}") for name in ("commentRangeStart", "commentRangeEnd", "commentReference")]
MAX_NAME = 40  # Word cuts a bookmark's name here


@dataclass
class Identities:
    """What the code must number itself: names of bookmarks by key, and the first free number."""

    names: dict[int, str] = field(default_factory=dict)
    laid: Counter[str] = field(default_factory=Counter)  # names in parts that stay as they are
    first_free: int = 1


def settle(trees: Iterable[Tree]) -> Identities:
    """Number bookmarks and drawings anew; those that may repeat get a mark for the code. Parts without tags stay."""
    changing: list[Tree] = []
    still: list[Tree] = []
    for tree in trees:
        (changing if tree.tags else still).append(tree)
    known = Identities(laid=Counter(mark.get(NAME) or "" for tree in still for mark in tree.root.iter(START)))
    taken = {mark.get(ID) for tree in still for mark in tree.root.iter(START)}
    taken |= {drawing.get("id") for tree in still for drawing in tree.root.iter(DRAWING)}
    numbers = (number for number in count(1) if str(number) not in taken)
    used = Counter(mark.get(NAME) or "" for tree in changing for mark in tree.root.iter(START)) + known.laid
    for tree in changing:
        _settle_bookmarks(tree, known, numbers, used)
        for drawing, blocks in with_blocks(tree, DRAWING):
            number = str(next(numbers))
            drawing.set("id", _mark("d", number) if _repeats(blocks) else number)
        _drop_repeated(tree)
    known.first_free = max(next(numbers), 1 + max((digits(item) or 0 for item in taken), default=0))
    return known


def _settle_bookmarks(tree: Tree, known: Identities, numbers: Iterator[int], used: Counter[str]) -> None:
    starts: dict[str, list[tuple[Element, tuple[str, ...]]]] = {}  # a number that is there twice is two bookmarks
    for mark, blocks in list(with_blocks(tree, START, END)):
        old = mark.get(ID) or ""
        if mark.tag == START:
            starts.setdefault(old, []).append((mark, blocks))
            continue
        if not starts.get(old):
            _remove(mark)
            continue
        start, opened = starts[old].pop()
        if opened != blocks:
            _end_with_paragraph(start, mark)
        number, name = next(numbers), start.get(NAME) or ""
        if _repeats(opened) or used[name] > 1:
            known.names[number] = name.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
            start.set(ID, _mark("i", number))
            start.set(NAME, _mark("n", number))
            mark.set(ID, _mark("e", number))
        else:
            start.set(ID, str(number))
            mark.set(ID, str(number))
    for start, _ in (item for left in starts.values() for item in left):
        _remove(start)


def with_blocks(tree: Tree, *names: str) -> Iterator[tuple[Element, tuple[str, ...]]]:
    """Give elements with the blocks they stand in, each as the word and number of its opening tag and its branch."""
    stack: list[str] = []
    for element in tree.root.iter(etree.ProcessingInstruction, *names):
        if not is_instruction(element):
            yield element, tuple(stack)
            continue
        if not (element.text or "").isdigit():
            continue
        number = int(element.text or "0")
        word = tree.statements[number].word
        if word in {"endif", "endfor", "else", "elif"}:
            kind = stack.pop().partition(" ")[0]
            if word in {"else", "elif"}:
                stack.append(f"{'if' if kind == 'if' else 'else'} {number}")
        elif word in {"if", "for"}:
            stack.append(f"{word} {number}")


def _repeats(blocks: tuple[str, ...]) -> bool:
    return any(block.startswith("for") for block in blocks)


def _mark(letter: str, number: int | str) -> str:
    return f"{OPEN}{letter}{number}{CLOSE}"


def _end_with_paragraph(start: Element, end: Element) -> None:
    """A bookmark lives and goes with the paragraph it begins in."""
    _remove(end)
    paragraph = next(start.iterancestors(P), None)
    if paragraph is not None:
        paragraph.append(end)
    else:
        start.addnext(end)


def _drop_repeated(tree: Tree) -> None:
    """Optional numbers that a loop would repeat: those of content controls and of comments' anchors."""
    for element, blocks in list(with_blocks(tree, qn("w:sdtPr"), *_COMMENTS)):
        if not _repeats(blocks):
            continue
        number = element.find(ID) if element.tag == qn("w:sdtPr") else element
        if number is not None:
            _remove(number)


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
