"""The words that differ between two versions of a template, paragraph by paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING

from sferum_docs.docengine import TemplateError, plain_text
from sferum_docs.documents.verification import Mark, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# a tag is one word: half a tag says nothing
_WORDS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\w+|\s+|[^\w\s]")
_LONG = 2_000  # words of a paragraph that are still compared one by one
_MANY = 5_000  # paragraphs that are still compared one by one


@dataclass(frozen=True, slots=True)
class ChangedParagraph:
    """A paragraph that differs; its number in the older version, or in the newer one when it was put in."""

    number: int
    pieces: tuple[Piece, ...]


def template_differences(before: bytes, after: bytes) -> tuple[ChangedParagraph, ...] | None:
    """The paragraphs that differ; None when a file cannot be read or is too long to be compared."""
    try:
        was, now = (tuple(" ".join(line.split()) for line in plain_text(data)) for data in (before, after))
    except TemplateError:
        return None
    if max(len(was), len(now)) > _MANY:
        return None
    return tuple(_changes(was, now))


def _changes(was: Sequence[str], now: Sequence[str]) -> Iterator[ChangedParagraph]:
    for step, a_from, a_to, b_from, b_to in SequenceMatcher(None, was, now, autojunk=True).get_opcodes():
        if step == "equal":
            continue
        for place, (old, new) in enumerate(zip_longest(was[a_from:a_to], now[b_from:b_to], fillvalue="")):
            if old or new:
                yield ChangedParagraph((a_from if old else b_from) + place + 1, tuple(_pieces(old, new)))


def _pieces(old: str, new: str) -> Iterator[Piece]:
    one, two = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(one), len(two)) > _LONG:
        one, two = [old], [new]
    for step, a_from, a_to, b_from, b_to in SequenceMatcher(None, one, two, autojunk=False).get_opcodes():
        gone, come = "".join(one[a_from:a_to]), "".join(two[b_from:b_to])
        if step == "equal":
            yield Piece(Mark.SAME, gone)
            continue
        if gone:
            yield Piece(Mark.GONE, gone)
        if come:
            yield Piece(Mark.NEW, come)
