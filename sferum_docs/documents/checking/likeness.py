"""How much of one text stands in another: words and figures, in whatever order."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sferum_docs.docengine import FileText

ALIKE = 0.6  # a document edited by hand keeps most of its words; two orders of one packet share a third
_WORD = re.compile(r"\w+")


def likeness(one: FileText, other: FileText) -> float:
    """The share of words that two texts have in common: 1 for the same words, 0 for none."""
    first, second = _words(one), _words(other)
    total = first.total() + second.total()
    return 2 * (first & second).total() / total if total else 1.0


def _words(text: FileText) -> Counter[str]:
    return Counter(word for line in text.lines for word in _WORD.findall(line.text.casefold()))
