"""The words by which the layout of an act is known, and the look of a line that they are compared with."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path

_ALIKE = str.maketrans("aceopxyABCEHKMOPTXYёЁ", "асеорхуАВСЕНКМОРТХУеЕ")  # letters a scan takes for Russian ones
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
    return text.translate(_ALIKE).lower() if len(text.lower()) == len(text) else text.translate(_ALIKE)


def tight(text: str) -> str:
    """The same without white space: «П РИ К А З» as «приказ»."""
    return "".join(plain(text).split())


def begins(text: str, name: str) -> bool:
    """Whether the text begins with a word of the list; a scan may have torn it."""
    looked = plain(text.lstrip('«"“„( '))
    return looked.startswith(_plain_words(name)) or "".join(looked[:40].split()).startswith(_tight_words(name))


def names_post(text: str) -> bool:
    """Whether a post in the nominative begins the text, with a capital letter."""
    return text[:1].isupper() and bool(_POST.match(plain(text)))


@cache
def _plain_words(name: str) -> tuple[str, ...]:
    return tuple(plain(word) for word in words(name))


@cache
def _tight_words(name: str) -> tuple[str, ...]:
    return tuple(joined for word in _plain_words(name) if len(joined := "".join(word.split())) > _SHORT)


_POST = re.compile(rf"(?:{'|'.join(sorted(map(re.escape, _plain_words('posts')), key=len, reverse=True))})(?![^\W\d_])")
