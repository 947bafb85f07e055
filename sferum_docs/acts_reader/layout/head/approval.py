"""The stamps above a head: «УТВЕРЖДАЮ», «СОГЛАСОВАНО», «Принято» with a post, a name and a day of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.head.issuer import is_body
from sferum_docs.acts_reader.layout.vocabulary import begins, tight, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.acts_reader.layout.cells import Cell

_NEAR, _MOST = 20, 8  # letters between cells of one column; lines of a stamp


def without_approval(cells: Sequence[Sequence[Cell]]) -> list[list[Cell]]:
    """The cells of a head without those of stamps: each goes down its column to a blank line, a kind, a body."""
    kept, columns, left = [], list[int](), 0
    for row in cells:
        begun = [cell.at for cell in row if begins(cell.text, "approval")]
        if begun:
            columns, left = begun, _MOST
        elif not left or row[0].row.after_blank or any(_ends(cell.text) for cell in row):
            columns = []
        left = max(left - 1, 0)
        kept.append([cell for cell in row if not any(abs(cell.at - at) < _NEAR for at in columns)])
    return kept


def _ends(text: str) -> bool:
    return tight(text).startswith(words("kinds")) or is_body(text)
