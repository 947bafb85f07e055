"""A phrase cut into words, quotations or brackets as a whole, and what stands between.

>>> [token.text for token in tokens("школа «Радуга «А»» (филиал)")]
['школа', ' ', '«Радуга «А»»', ' ', '(филиал)']
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_GAP = re.compile(r"[\W_](?:[^\w«„“\"(]|_)*")
_CLOSING = {"«": "»", "„": "“", "“": "”", '"': '"', "(": ")"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a phrase: its text and its kind (word, group, gap)."""

    text: str
    kind: str


@lru_cache(maxsize=4096)
def tokens(text: str) -> tuple[Token, ...]:
    """The pieces of a phrase; joined again they give the phrase."""
    return tuple(Token(piece, kind) for piece, kind in pieces(text))


def pieces(text: str) -> Iterator[tuple[str, str]]:
    """The same one by one, each with its kind: for who stops before the end."""
    place = 0
    while place < len(text):
        end, kind = _next(text, place)
        yield text[place:end], kind
        place = end


def _next(text: str, place: int) -> tuple[int, str]:
    if text[place] in _CLOSING:
        return _group_end(text, place), "group"
    word = _WORD.match(text, place)
    if word:
        return word.end(), "word"
    gap = _GAP.match(text, place)
    return gap.end() if gap else place + 1, "gap"


def _group_end(text: str, start: int) -> int:
    """Where a quotation or bracket ends, nested ones inside; an unclosed one goes to the end."""
    opening, closing = text[start], _CLOSING[text[start]]
    depth = 0
    for place in range(start, len(text)):
        if text[place] == closing and place > start:
            depth -= 1
        elif text[place] == opening:
            depth += 1
        if depth == 0:
            return place + 1
    return len(text)
