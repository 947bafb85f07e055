"""The lexicon of `nouns.toml`: head words of posts and organisations, endings of adjectives, abbreviations."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sferum_docs.grammar.tables import table

LEXICON = "словарь должностей и организаций"
DICTIONARY = "общий словарь"
ADJECTIVES = "правило о прилагательных"
AMBIGUOUS = "общий словарь, множественное число"
SUFFIXES = "правило о суффиксах"


@dataclass(frozen=True, slots=True)
class Word:
    """A word in six forms with its gender: m, f, n, c (common) or p (plural)."""

    forms: tuple[str, ...]
    gender: str
    source: str
    animate: bool

    def agrees(self, gender: str) -> bool:
        """Whether an adjective of that gender may stand before it."""
        return self.gender == gender or (self.gender == "c" and gender in {"m", "f"})


def head_word(word: str, *, animate: bool) -> tuple[str, tuple[str, ...], bool] | None:
    """Gender, five forms and animacy of a head word in lower case, or None."""
    order = ("posts", "organisations") if animate else ("organisations", "posts")
    for name in order:
        row = _table()[name].get(word.replace("ё", "е"))
        if row:
            return row[0], tuple(row[1:]), name == "posts"
    return None


def ending(word: str, kind: str) -> list[str] | None:
    """The row for the longest known ending of a word: of adjectives or of suffixes of persons."""
    rows: dict[str, list[str]] = _table()[kind]
    plain = word.replace("ё", "е")
    return next((rows[plain[-length:]] for length in range(8, 1, -1) if plain[-length:] in rows), None)


def abbreviation_gender(word: str) -> str | None:
    """The gender of a known abbreviation such as СОШ."""
    found: str | None = _table()["abbreviations"].get(word)
    return found


@cache
def _table() -> dict[str, Any]:
    rows = dict(table("nouns"))
    for name in ("posts", "organisations", "adjectives", "suffixes"):
        rows[name] = {word.replace("ё", "е"): row.split() for word, row in rows[name].items()}
    rows["abbreviations"] = {word: gender for gender, row in rows["abbreviations"].items() for word in row.split()}
    return rows
