"""What a single word may be: asked of the general dictionary, kept in memory."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from sferum_docs.grammar.words.nouns import dictionary

_RUSSIAN = re.compile(r"[а-яё]+", re.IGNORECASE)
_INFINITIVE = re.compile(r"[а-яё]{1,40}(?:ть|ти|чь)(?:ся|сь)?", re.IGNORECASE)


@lru_cache(maxsize=8192)
def is_infinitive(word: str) -> bool:
    """Whether the word is a verb that tells what to do: «обеспечить», not «печать».

    >>> is_infinitive("Обеспечить"), is_infinitive("печать"), is_infinitive("вести")
    (True, False, True)
    """
    return bool(_INFINITIVE.fullmatch(word)) and "INFN" in _best(word)


@lru_cache(maxsize=8192)
def is_adverb(word: str) -> bool:
    """Whether the word says how: «своевременно», «ежедневно»."""
    return bool(_RUSSIAN.fullmatch(word)) and word.islower() and "ADVB" in _best(word)


@lru_cache(maxsize=8192)
def is_finite(word: str) -> bool:
    """Whether the word is a verb in a person or a tense: «обеспечивает», «возложены»."""
    return bool(_RUSSIAN.fullmatch(word)) and word.islower() and bool({"VERB", "PRTS"} & _best(word).grammemes)


@lru_cache(maxsize=8192)
def is_participle(word: str) -> bool:
    """Whether the word opens a clause behind a comma: «осуществляющим», «которых»."""
    lower = word.lower()
    return lower.startswith("котор") or (bool(_RUSSIAN.fullmatch(word)) and "PRTF" in _best(word))


@lru_cache(maxsize=8192)
def is_known(word: str) -> bool:
    """Whether the general dictionary has the word in any form."""
    return bool(_RUSSIAN.fullmatch(word)) and dictionary().word_is_known(word.lower())


def _best(word: str) -> Any:
    return dictionary().parse(word.lower())[0].tag
