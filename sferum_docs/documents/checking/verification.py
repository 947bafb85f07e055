"""What differs between a document as it was made and a file that came back: words and their places, not the look.

Spaces of every kind are one space, and empty paragraphs are nothing: Word and LibreOffice change them when they save.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, deque
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import islice, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    from sferum_docs.docengine import FileText, Place, TextLine

# a tag of a template is one word: half a tag says nothing
_WORDS = re.compile(r"\{\{[^{}]{0,600}\}\}|\{%[^{}]{0,600}%\}|\w+|\s+|[^\w\s]")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_SAME_SIGN = {0x2011: "-", 0x2010: "-"}  # Word writes a hyphen that does not break in two ways
_ALIKE = 0.5  # two paragraphs with this share of common words are one, changed
_AHEAD = 20  # so many paragraphs ahead the changed one is looked for
# a hostile file gets a coarser answer, not more time: pairs of equal lines, products of lengths in words
_PAIRS, _POPULAR_PAIRS = 100_000, 2_000_000
_WORDS_OF_ONE, _WORDS_OF_ALL, _LOOK = 400_000, 4_000_000, 100


class Mark(StrEnum):
    """What became of a stretch of words."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of words with its mark."""

    mark: Mark
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One paragraph that was changed, taken out (`now` is empty) or put in (`was` is empty)."""

    part: str
    place: Place
    was: str
    now: str
    pieces: tuple[Piece, ...]

    @property
    def where(self) -> str:
        """The place in Russian.

        >>> from sferum_docs.docengine import Place
        >>> Difference("", Place(4, ((1, 2, 3),)), "да", "нет", ()).where
        'таблица 1, строка 2, ячейка 3'
        """
        place = replace(self.place, paragraph=0) if self.place.cells else self.place
        return ", ".join(filter(None, (self.part, str(place))))

    @property
    def before(self) -> tuple[Piece, ...]:
        """The words as they were, those taken out marked."""
        return tuple(piece for piece in self.pieces if piece.mark is not Mark.NEW)

    @property
    def after(self) -> tuple[Piece, ...]:
        """The words as they are, those put in marked."""
        return tuple(piece for piece in self.pieces if piece.mark is not Mark.GONE)


def differences(was: FileText, now: FileText) -> tuple[Difference, ...]:
    """Every paragraph that differs, in the order of the document: text, headers and footers, notes."""
    before, after = _by_part(was), _by_part(now)
    budget = _Budget(_WORDS_OF_ALL)
    return tuple(
        difference
        for part in dict.fromkeys((*before, *after))
        for difference in _compared(before.get(part, []), after.get(part, []), budget)
    )


@dataclass
class _Budget:
    """How much of the comparison of words is left."""

    left: int

    def spend(self, amount: int) -> bool:
        if amount > min(self.left, _WORDS_OF_ONE):
            return False
        self.left -= amount
        return True


@dataclass(frozen=True)
class _Seen:
    """A paragraph as it is compared: its words, and the column it stands in, by tables from outside inwards.

    A tick moved from «да» to «нет» is a change; a row more above is none.
    """

    line: TextLine
    text: str

    @property
    def columns(self) -> tuple[int, ...]:
        return tuple(cell for _, _, cell in self.line.place.cells)

    @property
    def key(self) -> tuple[str, tuple[int, ...]]:
        return self.text, self.columns


def _by_part(file: FileText) -> dict[str, list[_Seen]]:
    found: dict[str, list[_Seen]] = {}
    for line in file.lines:
        text = seen(line.text)
        if text:
            found.setdefault(line.part, []).append(_Seen(line, text))
    return found


def seen(text: str) -> str:
    r"""The text as an eye takes it.

    >>> seen(" от\u00a013.10.2023\u00a0 № 7\t")
    'от 13.10.2023 № 7'
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(_UNSEEN).translate(_SAME_SIGN).split())


def _compared(was: Sequence[_Seen], now: Sequence[_Seen], budget: _Budget) -> Iterator[Difference]:
    before, after = [item.key for item in was], [item.key for item in now]
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    left, right = before[head : len(before) - tail], after[head : len(after) - tail]
    for a_from, a_to, b_from, b_to in _changed(left, right):
        yield from _paired(was[head + a_from : head + a_to], now[head + b_from : head + b_to], budget)


def _changed(left: Sequence[Hashable], right: Sequence[Hashable]) -> Iterator[tuple[int, int, int, int]]:
    """The stretches that differ; lines that repeat hundreds of times give no hold when there are too many."""
    counted = Counter(right)
    often = sum(counted[item] for item in left) > _PAIRS
    if often and len(left) * len(right) // 100 > _POPULAR_PAIRS:
        yield 0, len(left), 0, len(right)
        return
    for step, *bounds in SequenceMatcher(None, left, right, autojunk=often).get_opcodes():
        if step != "equal":
            yield (bounds[0], bounds[1], bounds[2], bounds[3])


def _common(one: Sequence[object], other: Sequence[object]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _paired(was: Sequence[_Seen], now: Sequence[_Seen], budget: _Budget) -> Iterator[Difference]:
    """Which paragraph became which: the next one that is alike, else it was taken out or put in."""
    if [item.columns for item in was] == [item.columns for item in now]:
        yield from (_difference(one, two, budget) for one, two in zip(was, now, strict=True) if one.text != two.text)
        return
    rest = deque(now)
    for item in was:
        at = next((at for at, other in enumerate(islice(rest, _AHEAD)) if _alike(item, other, budget)), None)
        for _ in range(at or 0):
            yield _difference(None, rest.popleft(), budget)
        yield _difference(item, None if at is None else rest.popleft(), budget)
    yield from (_difference(None, other, budget) for other in rest)


def _alike(one: _Seen, two: _Seen, budget: _Budget) -> bool:
    if one.columns != two.columns or one.text == two.text:
        return False
    if one.columns and one.line.place.cells == two.line.place.cells:
        return True
    words, others = _split(one.text), _split(two.text)
    # in whatever order: quick, and moved words are still the paragraph's own
    return (
        budget.spend(_LOOK + len(words) + len(others))
        and SequenceMatcher(None, words, others, autojunk=False).quick_ratio() >= _ALIKE
    )


def _difference(was: _Seen | None, now: _Seen | None, budget: _Budget) -> Difference:
    found = was or now
    assert found is not None  # noqa: S101 -- one of the two is always there
    before, after = was.text if was else "", now.text if now else ""
    return Difference(found.line.part, found.line.place, before, after, tuple(_pieces(before, after, budget)))


def _pieces(before: str, after: str, budget: _Budget) -> Iterator[Piece]:
    one, two = _split(before), _split(after)
    if not budget.spend(len(one) * len(two)):
        yield from _filled((Mark.GONE, before), (Mark.NEW, after))
        return
    steps: list[tuple[Mark, str]] = []
    for step, a_from, a_to, b_from, b_to in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        if step == "equal":
            steps.append((Mark.SAME, "".join(one[a_from:a_to])))
        else:
            steps += [(Mark.GONE, "".join(one[a_from:a_to])), (Mark.NEW, "".join(two[b_from:b_to]))]
    yield from _filled(*steps)


def _filled(*steps: tuple[Mark, str]) -> Iterator[Piece]:
    return (Piece(mark, text) for mark, text in steps if text)


def _split(text: str) -> list[str]:
    return _WORDS.findall(text)
