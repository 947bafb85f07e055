"""Adjectives and participles in six forms by their endings; possessive ones (рыбачий, охотничье) by the dictionary.

>>> adjective("старшая", animate=True).forms[1], adjective("обучающийся", animate=True).forms[1]
('старшей', 'обучающегося')
"""

from functools import lru_cache
from typing import Any

from sferum_docs.grammar.words.lexicon import ADJECTIVES, Word, ending
from sferum_docs.grammar.words.nouns import GENDERS, OBLIQUE, dictionary, like, only_noun
from sferum_docs.grammar.words.paradigm import inflect

_SHORTEST = 4  # злой, юный
_NOUN_LIKE = ("ой", "ний", "гий", "хий", "чие", "жие", "шие")  # герой, гений, благополучие


_LIKE_POSSESSIVE = ("чий", "жий", "ший", "лий", "бий", "ний", "дий", "сий", "ья", "ье", "ьи")
_POSSESSIVE = frozenset({"Poss", "Anum"})  # Anum: третий
_PRONOUN = frozenset({"Apro"})


def adjective(word: str, *, animate: bool) -> Word | None:
    """An adjective or participle in the nominative, or None."""
    lower = word.lower()
    if len(lower) < _SHORTEST or (lower.endswith(_NOUN_LIKE) and only_noun(lower)):
        return None
    if lower.endswith(_LIKE_POSSESSIVE) and (found := _known(lower, _POSSESSIVE)):
        gender, forms, living = found
        return _word(word, gender, forms, living if animate else forms)
    reflexive = lower.endswith("ся")
    stem = word[:-2] if reflexive else word
    tail = word[-2:] if reflexive else ""
    row = ending(stem.lower(), "adjectives")
    if row is None:
        return None
    gender, cut, gen, dat, acc, ins, prep = row
    if acc == "=":
        acc = gen if animate else stem[int(cut) :].lower()
    forms = inflect(stem, f"{cut} {gen} {dat} {acc} {ins} {prep}")
    return Word(tuple(form + tail for form in forms), gender, ADJECTIVES, animate)


def pronoun(word: str) -> Word | None:
    """A pronoun or numeral that agrees as an adjective does: сам, один, мой, весь; of a person.

    >>> pronoun("одна").forms[1]
    'одной'
    """
    found = _known(word.lower(), _PRONOUN)
    return _word(word, found[0], found[2], found[2]) if found else None


def _word(word: str, gender: str, forms: tuple[str, ...], accusative: tuple[str, ...]) -> Word:
    whole = (*forms[:3], accusative[3], *forms[4:])
    return Word((word, *(like(word, form) for form in whole[1:])), gender, ADJECTIVES, animate=True)


@lru_cache(maxsize=1024)
def _known(word: str, kind: frozenset[str]) -> tuple[str, tuple[str, ...], tuple[str, ...]] | None:
    """Gender and six forms, of a thing and of a living being, of a word that the dictionary knows to be of the kind."""
    for reading in dictionary().parse(word) if word.isalpha() else ():
        tag = reading.tag
        if reading.is_known and {"ADJF", "nomn"} in tag and kind & tag.grammemes:
            gender = GENDERS.get(str(tag.gender), "p")
            return gender, _forms(reading, gender, "inan"), _forms(reading, gender, "anim")
    return None


def _forms(reading: Any, gender: str, living: str) -> tuple[str, ...]:
    asked = ({case, living} if case == "accs" and gender in {"m", "p"} else {case} for case in OBLIQUE)
    return (reading.word, *(form.word if (form := reading.inflect(one)) else reading.word for one in asked))
