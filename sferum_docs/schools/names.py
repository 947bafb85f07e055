"""A full name as people write it in one cell, taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sferum_docs.reading.cleaning import clean_line

# letters of any alphabet, hyphen, apostrophe, the dot of an initial; each sign is taken in one way only
_WORD = r"[^\W\d_](?:[^\W\d_]|[-’'.])*+"
_NAME = re.compile(rf"{_WORD}(?: {_WORD})*+")
_ENOUGH = 2


@dataclass(frozen=True, slots=True)
class NameParts:
    """Surname, name, patronymic (with оглы or кызы); the last may be empty."""

    last: str
    first: str
    middle: str


def split_full_name(text: str) -> NameParts | None:
    """The parts of «Фамилия Имя Отчество», or None when there are fewer than two words.

    >>> split_full_name("Алиев Али Гусейн оглы")
    NameParts(last='Алиев', first='Али', middle='Гусейн оглы')
    """
    words = re.sub(r"\.(?=[^\s.])", ". ", clean_line(text)).split()
    if len(words) < _ENOUGH:
        return None
    return NameParts(words[0], words[1], " ".join(words[2:]))


def has_odd_signs(text: str) -> bool:
    """Whether something stands there that no name holds: digits, brackets, tags.

    >>> has_odd_signs("Магомедов-Ибрагимов К. А."), has_odd_signs("{{ 6*7 }}")
    (False, True)
    """
    return _NAME.fullmatch(clean_line(text)) is None
