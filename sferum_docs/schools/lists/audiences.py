"""Whom a chat serves: the categories stand in `audiences.toml`, people edit them."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_LETTERS = re.compile(r"[^\W\d_]+")
_WHOLE, _LONGEST = "!", 500  # letters: what is longer names no category
_FAMILIES = "семьи"
# a class is a category of pupils where nothing else is said of it
_CLASS, _PUPILS = "класс", "класс (обучающиеся)"


@dataclass(frozen=True, slots=True)
class Audience:
    """A category of chats."""

    name: str
    words: tuple[str, ...]  # beginnings by which people name it; a word that must be whole ends in «!»
    whose: str
    who: str = ""  # of a class: who of it sits in the chat
    each: str = ""  # out of what such a chat is proposed
    chat: str = ""  # how the proposed one is called

    @property
    def of_families(self) -> bool:
        """Whether families are in it: their chats have a day of their own."""
        return self.whose == _FAMILIES


@cache
def audiences() -> tuple[Audience, ...]:
    """All categories, in the order in which they are offered."""
    data = tomllib.loads(Path(__file__).with_name("audiences.toml").read_text(encoding="utf-8"))
    return tuple(Audience(**{**entry, "words": tuple(entry["words"])}) for entry in data["audience"])


def audience_of(name: str) -> Audience:
    """The category of this name; one that is not listed any more is none of the families."""
    return next((item for item in audiences() if item.name == name), Audience(name, (), ""))


def audience_as_written(text: str) -> str:
    """The category that a person means by these words; empty when they say nothing known.

    >>> audience_as_written("родком 5 «А»"), audience_as_written("Для всех работников"), audience_as_written("прочее")
    ('родительский комитет', 'все работники', '')
    """
    plain = text.casefold().replace("ё", "е").strip() if len(text) <= _LONGEST else ""
    exact = next((item.name for item in audiences() if item.name == plain), "")
    if exact:
        return exact
    words = _LETTERS.findall(plain)
    found = [
        (-len(phrase.split()), order, item.name)
        for order, item in enumerate(audiences())
        for phrase in item.words
        if _stands_in(phrase.split(), plain, words)
    ]
    is_class = any(word.startswith(_CLASS) for word in words)
    return min(found)[2] if found else _PUPILS if is_class else ""


def _stands_in(phrase: list[str], plain: str, words: list[str]) -> bool:
    if any(word.removesuffix(_WHOLE) not in plain for word in phrase):
        return False  # quick: nearly all phrases of a long text end here
    starts = range(len(words) - len(phrase) + 1)
    return any(all(map(_begins, words[start : start + len(phrase)], phrase)) for start in starts)


def _begins(word: str, beginning: str) -> bool:
    return word == beginning.removesuffix(_WHOLE) if beginning.endswith(_WHOLE) else word.startswith(beginning)
