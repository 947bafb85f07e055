"""Where a clause may be split: before any word; the beginnings of printed lines and of sentences are offered first."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.acts_reader.model import ActText, DraftNode

_DASHES = r"[-\u2012-\u2015\u2212•·*▪]"
_MARK = re.compile(
    rf"((?:{_DASHES} )?(?:(\d{{1,3}}(?:\.\d{{1,3}}){{1,5}})\.?(?= )|(\d{{1,3}})\.(?!\d)|\(?\d{{1,3}}\)|[^\W\d_]\))"
    rf"|{_DASHES}(?= )) ?"
)
_ENDS = (".", ";", ":")
_SOFT, _SPACES = "\u00ad", re.compile(r"[\s\u00ad]+")
MOST_OFFERED = 60


@dataclass(frozen=True, slots=True)
class SplitPlace:
    """A place to split at: how many words stay, and the words with which the second clause begins."""

    words: int
    begins: str
    line: int = 0  # the printed line that begins here


def mark_of(text: str) -> tuple[str, str, str]:
    """The mark with which a text begins, the decimal number in it, the text after it.

    >>> mark_of("1.2. составить перечень"), mark_of("2025 год"), mark_of("а) чаты")
    (('1.2.', '1.2', 'составить перечень'), ('', '', '2025 год'), ('а)', '', 'чаты'))
    """
    found = _MARK.match(text)
    if found is None or found.end() == len(text):
        return "", "", text
    return found[1], found[2] or found[3] or "", text[found.end() :]


def split_node(node: DraftNode, text: ActText, words: int) -> tuple[DraftNode, DraftNode] | None:
    """The node in two after so many words; what follows it in the tree goes with the second. None: no such place."""
    parts = node.text.split(" ")
    if not 0 < words < len(parts):
        return None
    first, rest = " ".join(parts[:words]), " ".join(parts[words:])
    mark, number, second = mark_of(rest)
    line = _line_at(node, text, first)
    lines = (Span(node.lines.first, line), Span(line, node.lines.last)) if line else (node.lines, node.lines)
    if line and _begins_line(node, text, line, first):
        lines = (Span(node.lines.first, line - 1), lines[1])
    made = replace(node, path="", number=number, marker=mark, text=second, lines=lines[1], addressee_raw="")
    return replace(node, text=first, lines=lines[0]), made


def split_places(node: DraftNode, text: ActText) -> tuple[SplitPlace, ...]:
    """Places to offer: where a printed line begins, and after the end of a sentence or of an item."""
    parts = node.text.split(" ")
    starts = dict(_line_starts(node, text))
    ends = {place for place in range(1, len(parts)) if parts[place - 1].endswith(_ENDS) and len(parts[place - 1]) > 2}  # noqa: PLR2004  «г.», «1.» end nothing
    places = (sorted({*starts, *ends}) or range(1, len(parts)))[:MOST_OFFERED]
    return tuple(SplitPlace(place, " ".join(parts[place : place + 6]), starts.get(place, 0)) for place in places)


def word_at(node: DraftNode, begins: str) -> int | None:
    """How many words stand before these; None when the text has no such words past its beginning."""
    parts, wanted = node.text.split(" "), begins.split()
    places = range(1, len(parts) - len(wanted) + 1) if wanted else range(0)
    return next((place for place in places if parts[place : place + len(wanted)] == wanted), None)


def _bare(text: str) -> str:
    return _SPACES.sub("", text)


def _lengths(node: DraftNode, text: ActText) -> Iterator[tuple[int, int]]:
    """The lines of a node with the letters printed up to the end of each."""
    printed = 0
    for number in range(node.lines.first, node.lines.last + 1):
        line = text.by_number.get(number)
        printed += len(_bare(line.mark + line.text)) if line else 0
        yield number, printed


def _line_at(node: DraftNode, text: ActText, first: str) -> int:
    """The line on which the text after `first` begins; 0 when the lines are not known."""
    before = len(_bare(node.marker + first))
    found = next((number for number, printed in _lengths(node, text) if printed > before), 0)
    return found or (node.lines.last if node.lines.first else 0)


def _begins_line(node: DraftNode, text: ActText, line: int, first: str) -> bool:
    before = len(_bare(node.marker + first))
    return line > node.lines.first and dict(_lengths(node, text)).get(line - 1) == before


def _line_starts(node: DraftNode, text: ActText) -> Iterator[tuple[int, int]]:
    """How many words stand before each printed line but the first, with its number."""
    wanted = {printed: number + 1 for number, printed in _lengths(node, text) if number < node.lines.last}
    printed = len(_bare(node.marker))
    for place, word in enumerate(node.text.split(" "), 1):
        printed += len(_bare(word))
        if printed in wanted and place < len(node.text.split(" ")):
            yield place, wanted[printed]
