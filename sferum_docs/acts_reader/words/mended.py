"""A text as a rule reads it: letters that a scan took for others put right, letter for letter."""

from __future__ import annotations

import re
from functools import lru_cache

from sferum_docs.acts_reader.words.forms import is_known
from sferum_docs.grammar.cleaning import LOOK_ALIKE

_FIGURES = str.maketrans("36", "Зб")
_FIGURE_IN_WORD = re.compile(r"(?<![\d\w])[36](?=[а-яё]{2})|(?<=[а-яё])[36](?=[а-яё])")
_LATIN = re.compile(r"[A-Za-z]")
_MIXED = re.compile(r"(?=\w{0,30}[А-Яа-яё])(?=\w{0,30}[A-Za-z])[А-Яа-яёA-Za-z]{2,40}")
_TORN = re.compile(r"([а-яё]{2,20})-\s([а-яё]{2,20})", re.IGNORECASE)


@lru_cache(maxsize=4096)
def mended(text: str) -> str:
    """The same text in Russian letters, of the same length.

    >>> mended("3аместителю дирeктора")
    'Заместителю директора'
    """
    plain = text
    if "3" in text or "6" in text:
        plain = _FIGURE_IN_WORD.sub(lambda found: found[0].translate(_FIGURES), text)
    return _MIXED.sub(lambda found: found[0].translate(LOOK_ALIKE), plain) if _LATIN.search(plain) else plain


def unbroken(text: str) -> str:
    """Words that a line's end or a scan tore in two, whole again where the dictionary knows them.

    >>> unbroken("общеобразовательных органи- заций"), unbroken("учебно- методический")
    ('общеобразовательных организаций', 'учебно- методический')
    """
    if "-" not in text:
        return text
    return _TORN.sub(lambda found: found[1] + found[2] if is_known(found[1] + found[2]) else found[0], text)
