"""Common nouns and adjectives in six forms: the lexicon first, the general dictionary after it."""

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from sferum_docs.grammar.paradigm import inflect

_CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_SHORTEST = 4  # злой, юный
_GENDERS = {"masc": "m", "femn": "f", "neut": "n"}


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


def noun(word: str, *, animate: bool) -> Word | None:
    """A noun in the nominative, or None; letters keep their case."""
    known = _noun(word.lower(), animate)
    if known is None:
        return None
    return Word(tuple(_like(word, form) for form in known.forms), known.gender, known.source, known.animate)


@lru_cache(maxsize=4096)
def _noun(word: str, animate: bool) -> Word | None:
    tables = ("posts", "organisations") if animate else ("organisations", "posts")
    for name in tables:
        row = _lexicon()[name].get(word.replace("ё", "е"))
        if row:
            gender, *forms = row
            return Word((word, *forms), gender, "словарь должностей и организаций", name == "posts")
    return _from_dictionary(word, animate)


def _from_dictionary(word: str, animate: bool) -> Word | None:
    readings = [reading for reading in _analyzer().parse(word) if {"NOUN", "nomn"} in reading.tag]
    readings = [
        reading
        for reading in readings
        if reading.is_known and not {"Name", "Surn", "Patr", "Abbr"} & reading.tag.grammemes
    ]
    readings.sort(key=lambda reading: (("anim" in reading.tag) is not animate, "plur" in reading.tag))
    for reading in readings:
        number = "plur" if "plur" in reading.tag else "sing"
        forms = [reading.inflect({case, number}) for case in _CASES]
        if all(forms):
            gender = "p" if number == "plur" else _GENDERS.get(str(reading.tag.gender), "c")
            return Word((word, *(form.word for form in forms[1:])), gender, "общий словарь", "anim" in reading.tag)
    return None


def adjective(word: str, *, animate: bool) -> Word | None:
    """An adjective or participle in the nominative, or None.

    >>> adjective("старшая", animate=True).forms[1]
    'старшей'
    """
    lower = word.lower()
    if len(lower) < _SHORTEST or lower.replace("ё", "е") in _lexicon()["not_adjectives"]:
        return None
    reflexive = lower.endswith("ся")
    stem = word[:-2] if reflexive else word
    found = _ending(stem.lower(), animate)
    if found is None:
        return None
    gender, endings = found
    tail = word[-2:] if reflexive else ""
    return Word(tuple(form + tail for form in inflect(stem, endings)), gender, "правило о прилагательных", animate)


def _ending(word: str, animate: bool) -> tuple[str, str] | None:
    for length in (4, 3, 2):
        row = _lexicon()["adjectives"].get(word[-length:])
        if row:
            gender, cut, gen, dat, acc, ins, prep = row
            accusative = acc if acc != "=" else (gen if animate else word[-int(cut[1:]) :])
            return gender, f"{cut} {gen} {dat} {accusative} {ins} {prep}"
    return None


def _like(word: str, form: str) -> str:
    if word.isupper() and len(word) > 1:
        return form.upper()
    if word.islower():
        return form
    shared = next(
        (place for place, pair in enumerate(zip(word.lower(), form, strict=False)) if pair[0] != pair[1]), len(word)
    )
    return word[:shared] + form[shared:]


@cache
def _lexicon() -> dict[str, Any]:
    table = tomllib.loads(files(__package__).joinpath("nouns.toml").read_text(encoding="utf-8"))
    for name in ("posts", "organisations", "adjectives"):
        table[name] = {word.replace("ё", "е"): row.split() for word, row in table[name].items()}
    table["not_adjectives"] = frozenset(table["not_adjectives"]["words"].split())
    table["abbreviations"] = {word: gender for gender, row in table["abbreviations"].items() for word in row.split()}
    return table


def abbreviation_gender(word: str) -> str | None:
    """The gender of a known abbreviation such as СОШ."""
    return _lexicon()["abbreviations"].get(word)  # type: ignore[no-any-return] # the table is plain TOML


@cache
def _analyzer() -> Any:
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 a fifth of a second, wanted only for words outside the lexicon

    return MorphAnalyzer()


def plural_genitive(word: str) -> tuple[str, str, str, str] | None:
    """Gender and the forms after 1, 2 and 5 of a noun from the general dictionary."""
    known = noun(word, animate=False)
    if known is None:
        return None
    reading = next(one for one in _analyzer().parse(word) if {"NOUN", "nomn"} in one.tag)
    many = reading.inflect({"gent", "plur"})
    return ("m" if known.gender in {"c", "p"} else known.gender, word, known.forms[1], many.word if many else word)
