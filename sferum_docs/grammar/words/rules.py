"""The table of name rules: read once, answers which rule fits a word."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from sferum_docs.grammar.case import Gender, Part
from sferum_docs.grammar.tables import table
from sferum_docs.grammar.words.nouns import is_adjective, is_possessive, is_thing

_VOWELS = frozenset("аеёиоуыэюя")
_OPTIONAL = ("ask", "suspect", "syllables", "word_is")
# What a rule may ask of a word beside its ending; the general dictionary answers.
WORD_IS: dict[str, Callable[[str], bool]] = {
    "прилагательное": is_adjective,
    "не прилагательное": lambda word: not is_adjective(word),
    "притяжательное": is_possessive,
    "существительное": is_thing,
}
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
    word_is: str = ""

    def fits(self, word: str) -> bool:
        """Whether the word has as many syllables and is what the rule wants: `WORD_IS` names what it may want."""
        counted = self.syllables is None or sum(letter in _VOWELS for letter in word) == self.syllables
        return counted and (not self.word_is or WORD_IS[self.word_is](word))


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one part of the name and one gender, by whole word and by ending."""

    words: dict[str, Rule]
    endings: dict[str, tuple[Rule, ...]]
    longest: int

    def find(self, word: str) -> Rule | None:
        """The rule for a word in lower case: the whole word, its length, the longest ending, its kind first."""
        plain = word.replace("ё", "е")
        if plain in self.words:
            return self.words[plain]
        matches = [
            (length, rule)
            for length in range(min(self.longest, len(plain)), 0, -1)
            for ending in dict.fromkeys((word[-length:], plain[-length:]))
            for rule in self.endings.get(ending, ())
            if rule.fits(plain)
        ]
        matches.sort(key=lambda found: (not found[1].syllables, -found[0], not found[1].word_is))
        return matches[0][1] if matches else None


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
                Rule(row["rule"], row["why"], ways, **{name: row[name] for name in _OPTIONAL if name in row}),
            )


@cache
def listed(name: str) -> frozenset[str]:
    """A list of words: `first_parts` and `last_parts` of compound names."""
    return frozenset(table("names")[name]["words"].split())


@cache
def particles(*kinds: str) -> tuple[str, ...]:
    """The words «son» and «daughter» of patronymics: `sons`, `daughters`, `both`; all when no kind is named.

    >>> "угли" in particles("sons"), "угли" in particles("daughters")
    (True, False)
    """
    rows: dict[str, str] = table("names")["particles"]
    return tuple(word for kind in kinds or rows for word in rows[kind].split())


def alternatives(*kinds: str) -> str:
    """The particles as a part of a pattern."""
    return "|".join(particles(*kinds))


def nouns_like_surnames() -> frozenset[str]:
    """Nouns that end as a woman's surname does: a man may bear one too (Калина, Равнина)."""
    rows = (row for row in table("names")["last"] if row["rule"] == "R3")
    return frozenset(word for row in rows for word in row.get("words", "").split())
