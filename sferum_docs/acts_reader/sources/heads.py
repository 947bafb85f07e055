"""What is printed at the edge of every page and belongs to none: running heads, numbers of pages, stamps of systems."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sferum_docs.acts_reader.sources.printed import PrintedLine

_DEEP = 4  # lines from an edge that are looked at
_NEAR = 8.0  # points that a head may move from page to page
_MANY = 0.4  # of the pages
_LEAST = 2
_PAGE = re.compile(
    r"[-–—\[(]?\s?(?:(?:стр(?:аница|\.)?|лист|с\.)\s?)?(\d{1,4})(?:\s?(?:из|/)\s?\d{1,4})?\s?[-–—\])]?", re.IGNORECASE
)
_NUMBER = re.compile(r"\d{1,4}")
# what begins an annex may stand at the top of many pages: kept, it does no harm there; dropped, the annex is lost
_OWN = re.compile(r"прилож|утвержд|согласован|к\s|от\s|\d{1,2}(?:\.\d{1,2}){0,4}[.)]", re.IGNORECASE)


def heads(pages: Sequence[Sequence[PrintedLine]]) -> set[tuple[int, int]]:
    """(page, line) of the lines that are none of the text; those nearer to the edge are gone, too."""
    found: set[tuple[int, int]] = set()
    numbered: set[int] = set()  # a page bears its number once
    for from_above in (True, False):
        edges = [_edge(page, from_above=from_above) for page in pages]
        shared = Counter(key for number, edge in enumerate(edges) for key in {*_keys(edge, pages, number)})
        shift = _shift(edges, pages)
        for number, edge in enumerate(edges):
            for place in edge:
                line = pages[number][place]
                if number not in numbered and _is_number(line, number, shift):
                    numbered.add(number)
                elif not _is_shared(line, number, shared, len(pages)):
                    break
                found.add((number, place))
    return found


def _edge(page: Sequence[PrintedLine], *, from_above: bool) -> list[int]:
    places = list(range(len(page)))
    return (places if from_above else places[::-1])[:_DEEP]


def _keys(edge: Sequence[int], pages: Sequence[Sequence[PrintedLine]], number: int) -> Iterator[tuple[str, int]]:
    for place in edge:
        yield from _keys_of(pages[number][place], number, len(pages))


def _keys_of(line: PrintedLine, number: int, pages: int) -> Iterator[tuple[str, int]]:
    """The words as they are and with the numbers of pages as signs: «Лист 2 из 7» is the same head on every page."""
    folded = " ".join(line.text.split())
    signs = _NUMBER.sub(lambda found: "#" if int(found[0]) in {number + 1, pages} else found[0], folded)
    yield from ((text, band) for text in {folded, signs} for band in _bands(line))


def _bands(line: PrintedLine) -> tuple[int, int]:
    """Two overlapping bands of height: lines that are near one another share one of them."""
    return int(line.base // (2 * _NEAR)) * 2, int((line.base + _NEAR) // (2 * _NEAR)) * 2 + 1


def _is_shared(line: PrintedLine, number: int, shared: Counter[tuple[str, int]], pages: int) -> bool:
    times = max(shared[key] for key in _keys_of(line, number, pages))
    own = _OWN.match(line.text) is not None or not any(map(str.isalnum, line.text))
    return not own and times >= max(_LEAST, round(pages * _MANY))


def _page_number(line: PrintedLine) -> int | None:
    found = _PAGE.fullmatch(" ".join(line.text.split()))
    return int(found[1]) if found else None


def _shift(edges: Sequence[Sequence[int]], pages: Sequence[Sequence[PrintedLine]]) -> int:
    """How far the printed numbers of pages are from those of the file: an act may begin within a collection."""
    counted = Counter(
        found - number
        for number, edge in enumerate(edges)
        for place in edge[:1]
        if (found := _page_number(pages[number][place])) is not None
    )
    best = counted.most_common(1)
    return best[0][0] if best and best[0][1] >= _LEAST else 1


def _is_number(line: PrintedLine, number: int, shift: int) -> bool:
    return _page_number(line) in {number + 1, number + shift}
