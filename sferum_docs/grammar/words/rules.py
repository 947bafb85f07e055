"""The table of name rules: read once, answers which rule fits a word."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sferum_docs.grammar.case import Gender, Part
from sferum_docs.grammar.tables import table

_VOWELS = frozenset("аеёиоуыэюя")
_GENDERS = {"m": (Gender.MALE,), "f": (Gender.FEMALE,), "mf": (Gender.MALE, Gender.FEMALE)}


@dataclass(frozen=True, slots=True)
class Way:
    """A declension with its name and its line of endings."""

    name: str
    endings: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What happens to words with this ending: the usual way first, the doubtful ones after it."""

    name: str
    why: str
    ways: tuple[Way, ...]
    ask: str = ""
    suspect: bool = False
    syllables: int | None = None

    def fits(self, word: str) -> bool:
        """Whether the word has as many syllables as the rule wants."""
        return self.syllables is None or sum(letter in _VOWELS for letter in word) == self.syllables


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one part of the name and one gender, by whole word and by ending."""

    words: dict[str, Rule]
    endings: dict[str, tuple[Rule, ...]]
    longest: int

    def find(self, word: str) -> Rule | None:
        """The rule for a word in lower case: the whole word, then a rule for its length, then the longest ending."""
        plain = word.replace("ё", "е")
        if plain in self.words:
            return self.words[plain]
        matches = [
            rule
            for length in range(min(self.longest, len(plain)), 0, -1)
            for ending in dict.fromkeys((word[-length:], plain[-length:]))
            for rule in self.endings.get(ending, ())
            if rule.fits(plain)
        ]
        return next((rule for rule in matches if rule.syllables), matches[0] if matches else None)


@cache
def rules_for(part: Part, gender: Gender) -> Rules:
    """The rules for a part of the name of a man or a woman."""
    words: dict[str, Rule] = {}
    endings: dict[str, tuple[Rule, ...]] = {}
    for row, rule in _rows(part, gender):
        words |= dict.fromkeys(row.get("words", "").split(), rule)
        for ending in row.get("endings", "").split():
            endings[ending] = (*endings.get(ending, ()), rule)
    return Rules(words, endings, max(map(len, endings)))


def _rows(part: Part, gender: Gender) -> Iterator[tuple[dict[str, Any], Rule]]:
    names = table("names")
    declensions = names["declensions"]
    for row in names[part.value]:
        if gender in _GENDERS[row["gender"]]:
            ways = tuple(Way(name, declensions.get(name, name)) for name in (row["as"], *row.get("or", ())))
            yield (
                row,
                Rule(
                    row["rule"], row["why"], ways, row.get("ask", ""), row.get("suspect", False), row.get("syllables")
                ),
            )


@cache
def listed(name: str) -> frozenset[str]:
    """A list of words: `first_parts` and `last_parts` of compound names, `particles`."""
    return frozenset(table("names")[name]["words"].split())


def nouns_like_surnames() -> frozenset[str]:
    """Nouns that end as a woman's surname does: a man may bear one too (Калина, Равнина)."""
    rows = (row for row in table("names")["last"] if row["rule"] == "R3")
    return frozenset(word for row in rows for word in row.get("words", "").split())
