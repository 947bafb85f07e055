"""Russian words in Latin letters: what may stand in the name of a folder or of a role."""

from __future__ import annotations

import re

_LATIN = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        (
            "a", "b", "v", "g", "d", "e", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u",
            "f", "kh", "ts", "ch", "sh", "shch", "", "y", "", "e", "yu", "ya",
        ),
        strict=True,
    )
)  # fmt: skip
_OTHER = re.compile(r"[^a-z0-9]+")


def latin(words: str, longest: int, between: str = "-") -> str:
    """Words in small Latin letters and figures, so many of them at most.

    >>> latin("02-14/387", 20), latin("Безопасность детей", 15, "_")
    ('02-14-387', 'bezopasnost_det')
    """
    letters = "".join(_LATIN.get(letter, letter) for letter in words.lower())
    return _OTHER.sub(between, letters).strip(between)[:longest].strip(between)
