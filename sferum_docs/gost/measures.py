"""How wide a text is on paper, by the average widths of letters of a serif face set 12 to 14 points."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sferum_docs.gost.reading.document import Paragraph

_NARROW, _LOWER, _UPPER = 0.28, 0.48, 0.68  # shares of the size; narrow: spaces and marks
_TWIPS_IN_HALF_POINT = 10
_SURE = 0.95  # a text must be estimated clearly longer before it is called so


def text_width(item: Paragraph) -> int:
    """Width of the longest line that the author set, in twips, as if the page had no end."""
    return round(
        max((_units(line) for line in re.split("\n", item.text)), default=0) * item.size * _TWIPS_IN_HALF_POINT
    )


def lines_of(item: Paragraph) -> int:
    """How many lines the paragraph surely takes."""
    if item.box <= 0:
        return 1
    lines = [_units(line) * item.size * _TWIPS_IN_HALF_POINT * _SURE / item.box for line in item.text.split("\n")]
    return sum(max(1, -int(-line // 1)) for line in lines)


def _units(text: str) -> float:
    return sum(_UPPER if char.isupper() else _LOWER if char.isalnum() else _NARROW for char in text)
