"""Which body a name written by hand means: «Солнцегорск. сош-1», «В-сарыльская СОШ», «СОШ с. Тарланкент»."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_docs.grammar.cleaning import clean_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.indicators.model import School

_LONGEST = 300
_WORDS = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
_KINDS: tuple[tuple[str, str], ...] = tuple(
    sorted(
        ((phrase, kind) for kind, phrases in _WORDS["kinds"].items() for phrase in phrases),
        key=lambda pair: -len(pair[0]),
    )
)
_KIND = re.compile(r"(?<![а-я])(?:" + "|".join(re.escape(phrase) for phrase, _kind in _KINDS) + r")(?![а-я])")
_KIND_OF = dict(_KINDS)
_GENERIC: dict[str, list[str]] = _WORDS["generic"]
_LEGAL = tuple(_WORDS["legal"])
_FORM = re.compile(r"(?:м|г|ч|ф)?(?:[кба]|об)?(?:о|н|д)?[оу]?у|до|удо|ано|нко")
_PLACES = frozenset(_WORDS["places"])
_HONOUR = re.compile(r"(?<![а-я])(?:имени|им\.?)\s[^№@]{1,120}")
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_MARKS = re.compile(r"[«»„“”\"'()\[\],;:/\\]")
_COMPOUND = re.compile(r"([а-я]{1,6})[.\-]{1,2}([а-я]{4,})")
_ENDINGS = re.compile(r"(?:ск(?:ая|ий|ое|ой|ого)?|(?:ая|ий|ый|ое|ой|ого))$")
_GARDEN = re.compile(r"(?<![а-я])д/с(?:ад)?(?![а-я])")
_OF_DISTRICT = re.compile(
    r"(?<![а-я-])[а-я-]{3,40}(?:ого|ий|ому|ом) (?:муниципальн[а-я]{2,4} )?(?:район|округ)[а-я]{0,3}(?![а-я])"
)
_PERSON = re.compile(r"\((?:дир|рук|зав|отв|тел|и\.? ?о)[^()]{1,80}\)")  # «(директор Ким А. А.)»
_COUNTED = re.compile(r"^\d{1,3}[.)]\s?(?=\D)")  # «1. МКОУ …»
_AT = re.compile(
    r"\s?(?:г|с|д|п|х|ст|пос|пгт|аул|село|город|деревня|пос[её]лок|станица|хутор|ул)(?:\.|\s)", re.IGNORECASE
)
_LETTER = re.compile(r"[a-zа-я]")
_SHORTEST = 4
_MOST_SLIPS, _LEAST_LETTERS = 2, 5  # of a misspelt name; a shorter word is another word
_OFFERED = 5


@dataclass(frozen=True, slots=True)
class Name:
    """What a name says: the kinds of the body, its numbers, its words, where it is, in whose honour it is called."""

    kinds: frozenset[str]
    numbers: frozenset[str]
    words: tuple[str, ...]
    places: tuple[str, ...]
    honour: str


@dataclass(frozen=True, slots=True)
class Match:
    """The bodies that a name may mean; `renamed`: it says an honour that the body's names do not."""

    schools: tuple[School, ...]
    renamed: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """The bodies whose names are written much like a name; `sure`: one, and one slip of the pen is all that differs."""

    schools: tuple[School, ...]
    sure: bool = False


@lru_cache(maxsize=4096)
def taken_apart(text: str) -> Name:
    """The parts of a name."""
    said = _GARDEN.sub("детсад", _COUNTED.sub("", clean_text(text[:_LONGEST]).text).casefold().replace("ё", "е"))
    said = " ".join(_MARKS.sub(" ", _PERSON.sub(" ", said)).split())
    said = _OF_DISTRICT.sub(" ", said).replace("№", " № ").replace(" n ", " № ")
    kinds: set[str] = set()

    def kept(found: re.Match[str]) -> str:
        kinds.add(_KIND_OF[found[0]])
        return " @ "

    said = _KIND.sub(kept, said)
    honour = _HONOUR.search(said)
    said = _HONOUR.sub(" ", said) if honour else said
    numbers = set(_NUMBER.findall(said))
    words, places = _words(_NUMBER.sub(" ", said).replace("№", " ").replace("@", " ").split())
    kinds |= {"детсад"} if any(re.fullmatch(r"[мг]?[кба]?доу", word) for word in said.split()) else set()
    return Name(frozenset(kinds), frozenset(numbers), words, places, honour[0].strip() if honour else "")


def _words(tokens: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    words, places = [], []
    next_is_place = False
    for token in tokens:
        bare = token.strip(".-–")
        if bare in _PLACES and not next_is_place:
            next_is_place = True
        elif next_is_place and bare:
            places.append(bare)
            next_is_place = False
        elif _LETTER.search(bare) and not bare.startswith(_LEGAL) and not _FORM.fullmatch(bare):
            words.append(token.strip("-–"))
    return tuple(words), tuple(places)


def meant(text: str, schools: Sequence[School]) -> Match:
    """The bodies that may be meant, best evidence only."""
    plain = _plain(text)
    exact = tuple(school for school in schools if plain in {_plain(school.name), _plain(school.full_name)})
    if exact:
        return Match(exact)
    name = taken_apart(text)
    found = [school for school in schools if _fits(name, school)]
    if len(found) > 1:
        found = [school for school in found if taken_apart(school.name).numbers == name.numbers] or found
    if len(found) > 1 and name.places:
        found = [school for school in found if _placed(name, school)] or found
    body, comma, where = text.rpartition(",")
    if not found and comma and _AT.match(where):  # where it is the list does not say
        return meant(body, schools)
    return Match(tuple(found), len(found) == 1 and _is_new_honour(name, found[0]))


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    said = _COUNTED.sub("", clean_text(text).text).casefold().replace("ё", "е")
    return " ".join(_MARKS.sub(" ", said).replace("№", " № ").split())


def _fits(name: Name, school: School) -> bool:
    short, full = taken_apart(school.name), taken_apart(school.full_name)
    if name.numbers != short.numbers and (name.numbers or not name.words or not short.numbers):
        return False
    if not _kinds_agree(name.kinds, short.kinds | full.kinds):
        return False
    own = {word.replace("-", "").rstrip(".") for word in (*short.words, *full.words)}
    strange = [word for word in name.words if not any(_same(word, other) for other in own)]
    there = (*short.places, *full.places)  # a place helps to tell bodies apart, and is no name alone
    if strange and (len(strange) == len(name.words) or not all(any(_same(w, o) for o in there) for w in strange)):
        return False
    told = (
        bool(name.words or name.numbers)
        or not name.places
        or bool(name.kinds - _GENERIC.keys() - {"сош", "оош", "нош"})
    )
    return (told or _placed(name, school)) and bool(name.words or name.numbers or name.kinds)


def _placed(name: Name, school: School) -> bool:
    own = [
        word
        for part in (school.name, school.full_name)
        for each in [taken_apart(part)]
        for word in (*each.words, *each.places)
    ]
    return any(_near(place, word) for place in name.places for word in own)


def _near(place: str, word: str) -> bool:
    least = max(_SHORTEST, len(place) - 2)
    return word[:least] == place[:least]


def _kinds_agree(written: frozenset[str], own: frozenset[str]) -> bool:
    return all(kind in own or bool(own & set(_GENERIC.get(kind, ()))) for kind in written)


def _same(written: str, own: str) -> bool:
    """Whether a word as written, cut or put together by hand, is a word of the list."""
    bare = written.rstrip(".")
    if bare.replace("-", "") == own or _stem(bare) == _stem(own):
        return True
    if written.endswith(".") and len(bare) >= _SHORTEST - 1 and own.startswith(bare):
        return True
    compound = _COMPOUND.fullmatch(bare)
    return compound is not None and own.startswith(compound[1]) and _stem(own).endswith(_stem(compound[2]))


def _stem(word: str) -> str:
    stem = _ENDINGS.sub("", word)
    return stem if len(stem) >= _SHORTEST else word


def near(text: str, schools: Sequence[School]) -> Near:
    """The bodies that a misspelt name may mean: of its kind and number, each word the same or nearly so."""
    name = taken_apart(text)
    slips = ((school, _slips(name, school)) for school in schools)
    found = sorted(((school, count) for school, count in slips if count), key=lambda pair: pair[1])[:_OFFERED]
    sure = len(found) == 1 and found[0][1] == 1 and bool(name.kinds & taken_apart(found[0][0].name).kinds)
    return Near(tuple(school for school, _slips in found), sure)


def _slips(name: Name, school: School) -> int:
    """How many letters of a name differ from those of a body; 0 where it is not that body's name misspelt."""
    short, full = taken_apart(school.name), taken_apart(school.full_name)
    if not name.words or name.numbers != short.numbers or not _kinds_agree(name.kinds, short.kinds | full.kinds):
        return 0
    own = {word.replace("-", "").rstrip(".") for word in (*short.words, *full.words)}
    total = 0
    for word in name.words:
        if any(_same(word, other) for other in own):
            continue
        differ = min((_differ(word.rstrip(".").replace("-", ""), other) for other in own), default=_MOST_SLIPS + 1)
        total += differ
        if differ > _MOST_SLIPS or len(word) < _LEAST_LETTERS:
            return 0
    return total if total <= _MOST_SLIPS else 0


def _differ(written: str, own: str) -> int:
    """Letters put in, left out, changed or swapped, counted up to one more than may be."""
    if abs(len(written) - len(own)) > _MOST_SLIPS:
        return _MOST_SLIPS + 1
    before: list[int] = []
    row = list(range(len(own) + 1))
    for at, letter in enumerate(written, 1):
        older, before, row = before, row, [at]
        for place, other in enumerate(own, 1):
            cost = min(before[place] + 1, row[place - 1] + 1, before[place - 1] + (letter != other))
            if at > 1 and place > 1 and letter == own[place - 2] and other == written[at - 2]:
                cost = min(cost, older[place - 2] + 1)
            row.append(cost)
    return row[-1]


def _is_new_honour(name: Name, school: School) -> bool:
    if not name.honour:
        return False
    own = f"{taken_apart(school.name).honour} {taken_apart(school.full_name).honour}"
    words = [word for word in re.findall(r"[а-я]{4,}", name.honour) if word != "имени"]
    return bool(words) and not any(word[:5] in own for word in words)
