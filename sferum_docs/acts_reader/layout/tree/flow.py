"""Whether a printed line goes on with the one above: the widths of the lines tell where a margin broke them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.rows import SOFT
from sferum_docs.acts_reader.layout.tree.marks import mark_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.acts_reader.layout.rows import Row

_SHARE = 8  # one line of so many that goes on below makes a text of broken lines
_SLACK = 2  # letters that a margin may differ by
_NEARLY = 0.9


@dataclass(frozen=True, slots=True)
class Flow:
    """How the lines of an act are set: broken at a margin (`wrapped`) of so many letters, or a paragraph a line."""

    wrapped: bool
    margin: int

    def full(self, above: Row, row: Row) -> bool:
        """Whether the first word of the row would not have fitted on the line above."""
        if not self.wrapped or above.line.whole or row.line.whole:
            return False
        if above.line.closed is not None:
            listed = above.text.endswith(":") and bool(row.line.closed) and row.text.endswith(";")
            return not (above.line.closed or listed)
        return above.width + 1 + row.first_word > self.margin - _SLACK

    def fresh(self, above: Row | None, row: Row) -> bool:
        """Whether something may begin with the row: what stands above it has ended."""
        if above is None or row.line.whole or row.line.mark:
            return True
        if above.text.endswith(SOFT) or above.open:
            return False
        return above.ends or (row.after_blank and not row.begins_page) or not self.wrapped


def flow_of(rows: Sequence[Row]) -> Flow:
    """How these lines are set."""
    widths = sorted(
        above.width
        for above, row in pairwise(rows)
        if not (above.ends or row.after_blank or row.line.whole or above.line.whole)
        and row.text[:1].islower()
        and (mark_of(row.text) if row.line.mark else row.mark) is None
    )
    wrapped = len(widths) * _SHARE > len(rows)
    return Flow(wrapped, widths[int(len(widths) * _NEARLY)] if wrapped else 0)
