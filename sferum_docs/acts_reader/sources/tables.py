"""The cells of a row of a table as lines."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.model import Line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

COLUMNS_APART = " " * 4
_FEWEST = 2


def row_lines(columns: Sequence[Sequence[Line]]) -> Iterator[Line]:
    """A row as a letterhead of two columns is printed: first paragraphs side by side, then the second ones.

    A row with one column of words is no table: such frames hold whole pages.
    """
    filled = [column for column in columns if any(line.text or line.mark for line in column)]
    if len(filled) < _FEWEST:
        yield from (filled or columns[:1] or [()])[0]
        return
    for beside in zip_longest(*columns):
        cells = tuple(f"{line.mark} {line.text}".strip() if line else "" for line in beside)
        present = [line for line in beside if line]
        first = next((line for line in present if line.text or line.mark), present[0])
        text = COLUMNS_APART.join(filter(None, cells))
        yield Line(0, text, page=first.page, indent=first.indent, whole=True, cells=cells)
