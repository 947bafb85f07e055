"""Where paragraphs stand: their numbers in a part, and the cells around them."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from sferum_docs.docengine.file.markup import Element, qn
from sferum_docs.docengine.findings import Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Path = tuple[tuple[int, int, int], ...]

P, TBL, TR, TC = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")


def places(root: Element) -> Iterator[tuple[Element, Place]]:
    """Give each paragraph with its number and the cells it lies in, in the order of the document."""
    numbers = count(1)
    for paragraph, path in _walk(root, (), [0], [0, 0, 0]):
        yield paragraph, Place(next(numbers), path)


def _walk(element: Element, path: Path, tables: list[int], here: list[int]) -> Iterator[tuple[Element, Path]]:
    """`tables` counts the tables of the enclosing cell or part, `here` is (table, row, cell) of the enclosing table."""
    for child in element:
        if child.tag == P:
            yield child, path
        if child.tag == TBL:
            tables[0] += 1
            yield from _walk(child, path, tables, [tables[0], 0, 0])
        elif child.tag == TR:
            here[1:] = [here[1] + 1, 0]
            yield from _walk(child, path, tables, here)
        elif child.tag == TC:
            here[2] += 1
            yield from _walk(child, (*path, (here[0], here[1], here[2])), [0], [0, 0, 0])
        elif len(child):
            yield from _walk(child, path, tables, here)


def place_finder(root: Element) -> Callable[[Element], Place]:
    """Give what tells the place of an element; a part with thousands of findings is counted through once."""
    known: dict[Element, Place] = {}

    def find(element: Element) -> Place:
        paragraph = element if element.tag == P else next(element.iterancestors(P), None)
        if paragraph is None:
            return Place()
        if not known:
            known.update(places(root))
        return known.get(paragraph, Place())

    return find
