"""The words by which the layout of an act is known, and the look of a line that they are compared with."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

from sferum_docs.grammar.cleaning import LOOK_ALIKE

_ALIKE = LOOK_ALIKE | str.maketrans("YёЁ", "УеЕ")  # letters a scan takes for Russian ones
_LATIN = re.compile("[aceopxyABCEHKMOPTXY]")
_REACH = 40  # letters at the beginning of a torn text
_SHORT = 4  # letters: shorter words are not looked for in torn text


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of a list of vocabulary.toml."""
    table = tomllib.loads(Path(__file__).with_name("vocabulary.toml").read_text(encoding="utf-8"))
    return tuple(str(word) for word in table[name])


@cache
def spaced(*names: str) -> str:
    """A pattern of any word of the lists, letter-spaced or torn by a scan as it may be; the longest word first."""
    found = sorted({word for name in names for word in words(name)}, key=len, reverse=True)
    return "|".join(r"\s?".join(re.escape(letter) for letter in word if letter != " ") for word in found)


def plain(text: str) -> str:
    """The text in small letters, Latin look-alikes as Russian letters, as long as it was."""
    fair = text.replace("ё", "е").replace("Ё", "Е")  # most of what there is to translate, and far quicker
    fair = fair.translate(_ALIKE) if _LATIN.search(fair) else fair
    low = fair.lower()
    return low if len(low) == len(fair) else fair


def tight(text: str) -> str:
    """The same without white space: «П РИ К А З» as «приказ»."""
    return "".join(plain(text).split())


def begins(text: str, name: str) -> bool:
    """Whether the text begins with a word of the list; a scan may have torn it."""
    known, reach = _plain_words(name)
    looked = plain(text.lstrip('«"“„( ')[:reach])
    return looked.startswith(known) or "".join(looked[:_REACH].split()).startswith(_tight_words(name))


def names_post(text: str) -> bool:
    """Whether a post in the nominative begins the text, with a capital letter."""
    return text[:1].isupper() and bool(_POST.match(plain(text)))


@cache
def _plain_words(name: str) -> tuple[tuple[str, ...], int]:
    """The words of a list, and how many letters of a text are enough to compare it with them."""
    found = tuple(plain(word) for word in words(name))
    return found, max(_REACH, *map(len, found), 0)


@cache
def word_set(name: str) -> frozenset[str]:
    """The words of a list, to ask whether one is among them."""
    return frozenset(words(name))


@cache
def _tight_words(name: str) -> tuple[str, ...]:
    return tuple(joined for word in _plain_words(name)[0] if len(joined := "".join(word.split())) > _SHORT)


_POSTS = "|".join(sorted(map(re.escape, _plain_words("posts")[0]), key=len, reverse=True))
_POST = re.compile(rf"(?:{_POSTS})(?![^\W\d_])")
