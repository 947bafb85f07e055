"""The kind of an organisation by the words that people write for it, or by its names."""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

from sferum_docs.schools.model import SchoolKind

_NO_WORDS = re.compile(r"[\W_]+")


@cache
def _table() -> tuple[tuple[SchoolKind, tuple[str, ...]], ...]:
    data = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text(encoding="utf-8"))
    return tuple((SchoolKind(entry["kind"]), tuple(entry["words"])) for entry in data["kinds"])


@lru_cache(maxsize=4096)
def kind_as_written(text: str) -> SchoolKind | None:
    """The kind that a text names; None when it names none.

    >>> kind_as_written("детский сад"), kind_as_written("Средняя общеобразовательная"), kind_as_written("завод")
    (<SchoolKind.KINDERGARTEN: 'ДОУ'>, <SchoolKind.SECONDARY: 'СОШ'>, None)
    """
    plain = _plain(text)
    exact = next((kind for kind in SchoolKind if _plain(kind.value) == plain), None)
    if exact is not None:
        return exact
    padded = f" {plain} "
    return next((kind for kind, words in _table() if any(_stands(word, padded) for word in words)), None)


def _stands(word: str, padded: str) -> bool:
    return f" {word[:-1]} " in padded if word.endswith("!") else f" {word}" in padded


def _plain(text: str) -> str:
    return " ".join(_NO_WORDS.sub(" ", text.casefold().replace("ё", "е")).split())
