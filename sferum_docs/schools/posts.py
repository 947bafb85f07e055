"""What kind of post somebody holds: by law teachers write five kinds of papers alone, all others are for the office.

328-ФЗ of 08.08.2024, приказ Минпросвещения № 779 of 06.11.2024. Which words mean which kind stands in `posts.toml`.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sferum_docs.schools.model import Person, School


class PostKind(StrEnum):
    """Whether the holder of a post may be given the papers of the office."""

    ADMINISTRATIVE = "административная"
    PEDAGOGICAL = "педагогическая"
    UNKNOWN = "неизвестно"


# several posts in one line: «учитель физики, заместитель директора»
_BETWEEN = re.compile(r"[,;/+()]| и | - | – | — |по совместительству|по совмещению")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class _Words:
    kinds: tuple[tuple[PostKind, tuple[str, ...]], ...]
    before: tuple[str, ...]
    leading: tuple[str, ...]


@cache
def _words() -> _Words:
    data = tomllib.loads(Path(__file__).with_name("posts.toml").read_text(encoding="utf-8"))
    kinds = [(PostKind.PEDAGOGICAL, entry) for entry in data["pedagogical"]]
    kinds += [(PostKind.ADMINISTRATIVE, entry) for entry in data["administrative"]]
    # the longer entry knows better: «классный руководитель» is no «руководитель»
    kinds.sort(key=lambda item: (len(item[1].split()), len(item[1])), reverse=True)
    return _Words(
        tuple((kind, tuple(entry.split())) for kind, entry in kinds), tuple(data["before"]), tuple(data["leading"])
    )


@lru_cache(maxsize=1000)
def post_key(post: str) -> str:
    """The post as it is compared: in lower case, е for ё, one blank between words.

    >>> post_key("Заведующая  Хозяйством")
    'заведующая хозяйством'
    """
    return " ".join(post.casefold().replace("ё", "е").split())


@lru_cache(maxsize=1000)
def post_kind(post: str) -> PostKind:
    """The kind of a post; of several in one line an administrative one decides.

    >>> post_kind("учитель физики, зам. директора по УВР").value, post_kind("классный руководитель").value
    ('административная', 'педагогическая')
    """
    kinds = {_kind(part) for part in _BETWEEN.split(post_key(post))}
    known = (kind for kind in (PostKind.ADMINISTRATIVE, PostKind.PEDAGOGICAL) if kind in kinds)
    return next(known, PostKind.UNKNOWN)


@lru_cache(maxsize=1000)
def leading_rank(post: str) -> int:
    """How early somebody of this post is put at the head of a commission; acting holders as those they act for.

    >>> leading_rank("и. о. заместителя директора") < leading_rank("учитель химии") < leading_rank("секретарь")
    True
    """
    leading = _words().leading
    words = _WORD.findall(post_key(post))
    acting = [word for word in words if not any(word == item for item in ("и", "о", "ио", "врио"))]
    text = " ".join(acting)
    return next((rank for rank, beginning in enumerate(leading) if text.startswith(beginning)), len(leading))


def is_part_time(post: str) -> bool:
    """Whether the post is held beside the main work.

    >>> is_part_time("учитель химии (внешний совместитель)"), is_part_time("учитель химии")
    (True, False)
    """
    return "совместител" in post_key(post) or "по совместительству" in post_key(post)


def kind_for(school: School, person: Person) -> PostKind:
    """The kind of somebody's post in a school: who runs it needs no list, an unknown post is what a person said."""
    if school.head is not None and school.head.person.full_name == person.full_name:
        return PostKind.ADMINISTRATIVE
    known = post_kind(person.post)
    said = school.post_kinds.get(post_key(person.post))
    return PostKind(said) if said and known is PostKind.UNKNOWN else known


def _kind(part: str) -> PostKind:
    words = _WORD.findall(part)
    while words:
        found = next((kind for kind, entry in _words().kinds if _begins(words, entry)), None)
        if found is not None:
            return found
        if not _is_before(words[0]):
            break
        words = words[1:]
    return PostKind.UNKNOWN


def _begins(words: list[str], entry: tuple[str, ...]) -> bool:
    return len(words) >= len(entry) and all(
        word == beginning if len(beginning) <= _SHORT else word.startswith(beginning)
        for word, beginning in zip(words, entry, strict=False)
    )


_SHORT = 4  # abbreviations and short words are whole: «зам», «зав», «уч», but not «замок»


def _is_before(word: str) -> bool:
    return any(word == item if len(item) <= _SHORT else word.startswith(item) for item in _words().before)
