"""A text that lost its line breaks: a clause begins in the middle of a line where the numbers go on."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.rows import ends
from sferum_docs.acts_reader.layout.tree.marks import Mark, Style, mark_of
from sferum_docs.acts_reader.layout.tree.order import EXPECTED, order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sferum_docs.acts_reader.layout.rows import Row

_INSIDE = re.compile(r"(?<=[.;:!?»)])\s(?=\d{1,2}(?:\.\d{1,2}){0,3}[.)]\s?[^\W\d_«\"])")
_LONG = 120  # letters: a shorter line lost nothing


def unbroken(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows, those with several clauses in them broken where the next one begins."""
    opened: list[tuple[int, ...]] = []
    for row in rows:
        begin = 0
        opened = _opened(mark_of(row.text) if row.line.mark else row.mark, opened) or opened
        for found in _INSIDE.finditer(row.text) if len(row.text) > _LONG and not row.line.mark else ():
            following = _opened(mark_of(row.text[found.end() : found.end() + _LONG]), opened)
            if following and ends(row.text[begin : found.start()]):
                yield _piece(row, row.text[begin : found.start()], broken=begin > 0)
                begin, opened = found.end(), following
        yield _piece(row, row.text[begin:], broken=True) if begin else row


def _opened(mark: Mark | None, opened: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """The open numbers with that of a mark; empty when it is none that follows them."""
    if mark is None or mark.style not in {Style.DECIMAL, Style.BRACKET} or not mark.sure:
        return []
    if order(mark.parts, opened) not in EXPECTED:
        return []
    return [*opened[: len(mark.parts) - 1], mark.parts]


def _piece(row: Row, text: str, *, broken: bool) -> Row:
    return replace(row, text=text, line=replace(row.line, text=text, whole=True), broken=broken)
