"""From a place of a report back to the paragraph of the file, for remarks written beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.gost.reading.package import qn
from sferum_docs.gost.reading.runs import children

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.gost.model import FindingPlace
    from sferum_docs.gost.reading.package import Element

    Key = tuple[tuple[tuple[int, int, int], ...], int]

P, TBL, TR, TC = (qn(f"w:{name}") for name in ("p", "tbl", "tr", "tc"))


class Paragraphs:
    """The paragraphs of a text by the places that the check gives them."""

    def __init__(self, root: Element) -> None:
        self.tables = 0
        self.found: dict[Key, list[Element]] = {}
        body = root.find(qn("w:body"))
        for key, element in self._walk(root if body is None else body, ()):
            self.found.setdefault(key, []).append(element)

    def at(self, place: FindingPlace) -> Element | None:
        """The paragraph of a place; None for a place in a header, or none at all."""
        if place.part != "document" or not place.paragraph:
            return None
        here = self.found.get((place.cells, place.paragraph), [])
        words = "".join(place.text.strip("…").split())
        # paragraphs of text boxes are counted anew, so that two may bear one number: the words tell them apart
        exact = (item for item in here if words in "".join("".join(map(str, item.itertext())).split()))
        return next(exact, here[0] if here else None)

    def _walk(self, holder: Element, cells: tuple[tuple[int, int, int], ...]) -> Iterator[tuple[Key, Element]]:
        number = 0
        for child in children(holder):
            if child.tag == P:
                number += 1
                yield (cells, number), child
                for box in child.iter(qn("w:txbxContent")):
                    inner = (item for item in children(box) if item.tag == P)
                    yield from (((cells, place), item) for place, item in enumerate(inner, start=1))
            elif child.tag == TBL:
                yield from self._table(child, cells)

    def _table(self, table: Element, outer: tuple[tuple[int, int, int], ...]) -> Iterator[tuple[Key, Element]]:
        self.tables += 1
        number = self.tables
        rows = (child for child in children(table) if child.tag == TR)
        for row, element in enumerate(rows, start=1):
            for cell, inner in enumerate((child for child in children(element) if child.tag == TC), start=1):
                yield from self._walk(inner, (*outer, (number, row, cell)))
