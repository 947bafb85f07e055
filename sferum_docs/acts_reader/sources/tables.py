"""The cells of a row of a table as lines."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.model import Line
from sferum_docs.acts_reader.sources.texts import MAX_LINES
from sferum_docs.reading.faults import Fault, FaultsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COLUMNS_APART = " " * 4
_FEWEST = 2
_MOST_CELLS = 200_000  # of the lines that one row gives: a page of three columns has a third of it


def row_lines(columns: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """A row as a letterhead of two columns is printed: first paragraphs side by side, then the second ones.

    A row with one column of words is no table: such frames hold whole pages. FaultsError: more than any act has.
    """
    filled = [column for column in columns if any(line.text or line.mark for line in column)]
    if len(filled) < _FEWEST:
        yield from (filled or columns[:1] or [()])[0]
        return
    if len(columns) * max(map(len, columns)) > _MOST_CELLS:
        raise FaultsError([Fault("act_long", values={"limit": MAX_LINES})])
    for beside in zip_longest(*columns):
        cells = tuple(f"{line.mark} {line.text}".strip() if line else "" for line in beside)
        present = [line for line in beside if line]
        first = next((line for line in present if line.text or line.mark), present[0])
        text = COLUMNS_APART.join(filter(None, cells))
        yield Line(0, text, page=first.page, indent=first.indent, whole=True, cells=cells)
