"""The worker whom a person means by a name as people write it: «Соловей А. И.», «А.И. Соловей», «Ивановой Анне».

Somebody is found when one worker alone bears such a name. Whatever needs a guess (another case of the name, a slip of
the pen, the surname alone, two who fit) is proposed and never taken by itself.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from sferum_docs.schools.names import MAX_NAME
from sferum_docs.schools.tidy import SERVANTS, tidy_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sferum_docs.schools.model import Person

MOST_PROPOSED = 3
# words held against workers while looking for somebody like them: a second of the processor, and a hundred names of a
# staff of three hundred; a table of other people's names is no slip of the pen
_COMPARED = 100_000
_LIKE = 0.8
_STEM, _ENDING = 3, 3  # letters that stay in every case of a surname, letters that may differ
_BETWEEN = re.compile(r"[,;/()]|\s[-–—]\s|\sи\s")
_HYPHENS = re.compile(r"\s?[-‐‑–—]\s?")
_NO_LETTERS = re.compile(r"[^\w\s.’'-]|[\d_]")
_INITIAL = re.compile(r"[^\W\d_](?:\.?-[^\W\d_])?\.?")
_TELLING = {"мл": "младш", "ст": "старш"}  # how the word that tells namesakes apart is shortened
_ABBREVIATED = re.compile(r"\b[А-ЯЁ]\.")


@dataclass(frozen=True, slots=True)
class FoundWorker:
    """Who is meant for sure, or else who may be."""

    person: Person | None = None
    proposed: tuple[Person, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """A worker with the parts of the name as they are compared: each name by the pieces that a hyphen joins."""

    person: Person
    surname: str
    names: tuple[tuple[str, ...], ...]


@dataclass(slots=True)
class Workers:
    """A staff list in which names are looked up, often."""

    staff: Sequence[Person]
    _by_name: dict[str, Person] = field(init=False)
    _by_surname: dict[str, list[_Known]] = field(init=False, default_factory=lambda: defaultdict(list))
    _told: dict[str, FoundWorker] = field(init=False, default_factory=dict)
    _compared: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self._by_name = {_plain(person.full_name): person for person in reversed(self.staff)}
        for person in self.staff:
            known = _known(person)
            self._by_surname[known.surname].append(known)

    def find(self, written: str) -> FoundWorker:
        """Who is meant by these words."""
        text = written[:MAX_NAME]
        if text not in self._told:
            self._told[text] = self._find(text)
        return self._told[text]

    def _find(self, text: str) -> FoundWorker:
        exact = self._by_name.get(_plain(text))
        if exact is not None:
            return FoundWorker(exact)
        pieces = [piece for piece in map(str.strip, _BETWEEN.split(text)) if piece]
        whole = self._by_rule(text)
        sure = [whole] if whole else [found for found in map(self._by_rule, pieces) if found]
        rest = [] if whole else [piece for piece in pieces if not self._by_rule(piece)]
        people = _once(person for found in sure for person in found)
        if len(sure) == 1 and len(people) == 1 and not any(map(self._is_somebody, rest)):
            return FoundWorker(people[0])
        if people:
            return FoundWorker(proposed=people)
        self._compared += len(_tokens(text)) * len(self.staff)
        return FoundWorker(proposed=self._like(text) if self._compared <= _COMPARED else ())

    def _by_rule(self, text: str) -> tuple[Person, ...]:
        """All who bear a name written so; a post in small letters may stand before it."""
        tokens = _tokens(text)
        small = next((place for place, word in enumerate(text.split()) if not word[:1].islower()), 0)
        return self._bearing(tokens) or (self._bearing(_tokens(" ".join(text.split()[small:]))) if small else ())

    def _bearing(self, tokens: Sequence[str]) -> tuple[Person, ...]:
        found = []
        for place, token in enumerate(tokens):
            rest = [*tokens[:place], *tokens[place + 1 :]]
            if rest and not _INITIAL.fullmatch(token):
                found += [known.person for known in self._by_surname.get(token, ()) if _fits(rest, known.names)]
        return _once(found)

    def _is_somebody(self, piece: str) -> bool:
        """Whether another name may stand there."""
        return bool(_ABBREVIATED.search(piece)) or any(token in self._by_surname for token in _tokens(piece))

    def _like(self, text: str) -> tuple[Person, ...]:
        tokens = _tokens(text)
        words = [token for token in tokens if not _INITIAL.fullmatch(token)]
        ranked = [
            (False, -1.0, known.person)
            for people in self._by_surname.values()
            for known in people
            if len(words) > 1 and words == tokens and _resembles(words, known.names)
        ]
        for surname, people in self._by_surname.items():
            nearest = max((_nearness(word, surname) for word in words), default=0)
            for known in people if nearest else ():
                at = next(place for place, token in enumerate(tokens) if _nearness(token, surname))
                agrees = _resembles([*tokens[:at], *tokens[at + 1 :]], known.names)
                agrees = agrees or (at > 0 and at + 1 < len(tokens) and _resembles(tokens[at + 1 :], known.names))
                ranked.append((not agrees, -nearest, known.person))
        if not ranked:
            ranked = [
                (False, 0, known.person)
                for people in self._by_surname.values()
                for known in people
                if len(words) > 1 and _resembles(words, known.names)
            ]
        agreeing = [rank for rank in ranked if not rank[0]] or ranked
        best = min((rank[1] for rank in agreeing), default=0)
        return _once(rank[2] for rank in agreeing if rank[1] == best)


def _known(person: Person) -> _Known:
    words = _tokens(f"{person.first} {person.middle}")
    return _Known(person, _plain(person.last), tuple(tuple(word.split("-")) for word in words if word not in SERVANTS))


def _plain(text: str) -> str:
    """A name as it is compared: one alphabet, small letters, е for ё, hyphens without blanks."""
    return _HYPHENS.sub("-", tidy_name(text[:MAX_NAME])).casefold().replace("ё", "е")


def _tokens(text: str) -> list[str]:
    spaced = re.sub(r"\.(?=[^\s.-])", ". ", _NO_LETTERS.sub(" ", _plain(text)))
    words = (word.strip("-’'") for word in spaced.split())
    return [word for word in words if word.strip(".") and word not in SERVANTS]


def _fits(tokens: Sequence[str], names: Sequence[Sequence[str]]) -> bool:
    """Whether initials or names stand for these names, one after the other."""
    return len(tokens) <= len(names) and all(_is_of(token, name) for token, name in zip(tokens, names, strict=False))


def _is_of(token: str, name: Sequence[str]) -> bool:
    if token.strip(".") in _TELLING:
        return name[0].startswith(_TELLING[token.strip(".")])
    if not _INITIAL.fullmatch(token):
        return token.strip(".") == "-".join(name)
    letters = token.replace(".", "").split("-")
    return len(letters) <= len(name) and all(
        piece.startswith(letter) for letter, piece in zip(letters, name, strict=False)
    )


def _resembles(tokens: Sequence[str], names: Sequence[Sequence[str]]) -> bool:
    """Whether tokens may be these names in another case or with a slip of the pen."""
    return len(tokens) <= len(names) and all(
        _is_of(token, name) or (not _INITIAL.fullmatch(token) and _nearness(token, "-".join(name)) > 0)
        for token, name in zip(tokens, names, strict=False)
    )


def _nearness(word: str, name: str) -> float:
    """How near a word is to a name: itself, another case of it, a half of a double one, a slip of the pen; 0: not."""
    if word == name:
        return 1
    if _INITIAL.fullmatch(word):
        return 0
    if any(_is_case_of(word, part) for part in (name, *name.split("-"))):
        return _LIKE
    return _slip(word, name)


def _is_case_of(word: str, name: str) -> bool:
    """Whether only the ending differs: «Ивановой» of «Иванова»."""
    common = next((place for place, (a, b) in enumerate(zip(word, name, strict=False)) if a != b), None)
    common = min(len(word), len(name)) if common is None else common
    return common >= max(min(_STEM, len(name)), len(word) - _ENDING, len(name) - _ENDING)


def _slip(word: str, name: str) -> float:
    if 2 * min(len(word), len(name)) < _LIKE * (len(word) + len(name)):  # told by the lengths alone
        return 0
    matcher = SequenceMatcher(None, word, name, autojunk=False)
    if matcher.quick_ratio() < _LIKE:
        return 0
    ratio = matcher.ratio()
    return ratio * _LIKE if ratio >= _LIKE else 0


def _once(people: Iterable[Person]) -> tuple[Person, ...]:
    return tuple({person.full_name: person for person in people}.values())
