"""One odd thing about a node."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Why a node is odd: the code of the sentence, the field to look at, the words that show it."""

    code: str
    field: str = "text"
    words: str = ""
    weight: int = 2
