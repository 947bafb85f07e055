"""What stays on one page with a signature: two paragraphs of text, or two rows of the table above it.

Source: ГОСТ Р 7.0.97 leaves no signature alone on a page; what a loop repeats is not tied, or all of it would be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.blanks.blocks import Block, Columns, Control, Line, Page, Paragraph, Row, RowKind, Table
from sferum_docs.blanks.house import SIGNED

if TYPE_CHECKING:
    from collections.abc import Sequence

_KEPT = 2


def is_signature(block: Block | None) -> bool:
    """Whether the block is a line that somebody signs."""
    return isinstance(block, Line) and block.style.name in SIGNED


def kept_paragraphs(blocks: Sequence[Block]) -> frozenset[int]:
    """Indices of the paragraphs that go to the next page together with a signature."""
    ends = [index for index, block in enumerate(blocks) if is_signature(block)]
    return frozenset(index for end in ends for index in _above(blocks, end))


def _above(blocks: Sequence[Block], end: int) -> list[int]:
    found: list[int] = []
    for index in reversed(range(end)):
        block = blocks[index]
        if isinstance(block, Page | Table | Columns) or (isinstance(block, Control) and "endfor" in block.text):
            break
        if isinstance(block, Paragraph):
            found.append(index)
        if len(found) == _KEPT:
            break
    return found


def kept_rows(rows: Sequence[Row]) -> frozenset[int]:
    """Indices of the last rows of a table above a signature."""
    loops = [index for index, row in enumerate(rows) if row.kind is RowKind.CONTROL]
    first = max(len(rows) - _KEPT, loops[-1] + 1 if loops else 0)
    return frozenset(range(first, len(rows)))
