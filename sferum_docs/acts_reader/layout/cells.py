"""The cells of a row: a letterhead in columns, a date and a number far apart, a post and a name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.rows import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.acts_reader.layout.rows import Row

_GAP = re.compile(r"\s{3,}")
_WIDE = re.compile(r"\S\s{5}")
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"\S+")
_EVEN = 3  # gaps of a line stretched to both margins
_TWO = 2
_COLUMN = 20  # letters: a second column stands no nearer to the edge
_NEAR = 6
_CELL = 40


@dataclass(frozen=True, slots=True)
class Cell:
    """A piece of a row, with the letter it begins at."""

    row: Row
    text: str
    at: int


def cells_of(row: Row) -> list[Cell]:
    """The cells of a row, one for a row that is a sentence."""
    if len(row.line.cells) > 1:
        return [Cell(row, fold(text), place * _CELL) for place, text in enumerate(row.line.cells) if text.strip()]
    printed, indent = row.printed, row.line.indent
    gaps = [len(gap) for gap in _SPACES.findall(printed.strip())]
    if not gaps or _is_stretched(gaps):
        return [Cell(row, row.text, indent)]
    cells, at = [], 0
    for piece in _GAP.split(printed):
        at = printed.index(piece, at) if piece else at
        if piece.strip():
            cells.append(Cell(row, fold(piece), indent + at))
        at += len(piece)
    return cells


def _is_stretched(gaps: Sequence[int]) -> bool:
    """Whether the gaps are those of a justified line: many of them, none of them far wider than the others."""
    wide = sorted(gap for gap in gaps if gap >= _EVEN)
    return (
        len(wide) > 1
        and (min(gaps) > 1 or len(wide) * 2 > len(gaps))
        and wide[-1] < wide[0] * _EVEN
        and len(gaps) >= _EVEN
    )


def is_table(row: Row) -> bool:
    """Whether the row stands in columns; gaps of a line stretched to both margins are narrower."""
    return len(row.line.cells) > 1 or (bool(_WIDE.search(row.printed)) and len(cells_of(row)) > 1)


def columns(cells: Sequence[Sequence[Cell]]) -> int:
    """The letter where a second column of a letterhead begins; 0 when there is one column."""
    seconds = [row[1].at for row in cells if len(row) == _TWO and row[1].at >= _COLUMN]
    return min(seconds) - _NEAR if seconds else 0
