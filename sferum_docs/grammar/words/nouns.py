"""Common nouns in six forms: the lexicon first, then the general dictionary, then suffixes of persons.

>>> noun("учитель", animate=True).forms[4]
'учителем'
"""

import re
from functools import cache, lru_cache
from typing import Any

from sferum_docs.grammar.words.lexicon import AMBIGUOUS, DICTIONARY, LEXICON, SUFFIXES, Word, ending, head_word
from sferum_docs.grammar.words.paradigm import inflect

_RUSSIAN = re.compile(r"[а-яё-]+", re.IGNORECASE)
OBLIQUE = ("gent", "datv", "accs", "ablt", "loct")
_CASES = ("nomn", *OBLIQUE)
GENDERS = {"masc": "m", "femn": "f", "neut": "n"}
_SHORTEST_TAIL = 5  # центр, школа; shorter tails occur by chance
_PERSONAL = frozenset({"Name", "Surn", "Patr", "Abbr"})


def noun(word: str, *, animate: bool) -> Word | None:
    """A noun in the nominative, or None; letters keep their case."""
    known = _noun(word.lower(), animate)
    if known is None:
        return None
    return Word(tuple(like(word, form) for form in known.forms), known.gender, known.source, known.animate)


@lru_cache(maxsize=4096)
def _noun(word: str, animate: bool) -> Word | None:
    row = head_word(word, animate=animate)
    if row:
        gender, forms, living = row
        return Word((word, *forms), gender, LEXICON, living)
    return _from_dictionary(word, animate) or _by_tail(word, animate) or (_by_suffix(word) if animate else None)


def _from_dictionary(word: str, animate: bool) -> Word | None:
    readings = [one for one in _readings(word) if one.is_known and not _PERSONAL & one.tag.grammemes]
    readings.sort(key=lambda one: (("anim" in one.tag) is not animate, "plur" in one.tag))
    for reading in readings:
        number = "plur" if "plur" in reading.tag else "sing"
        forms = [reading.inflect({case, number}) for case in _CASES]
        if all(forms):
            gender = "p" if number == "plur" else GENDERS.get(str(reading.tag.gender), "c")
            source = AMBIGUOUS if gender == "p" and _also_genitive(word) else DICTIONARY
            return Word((word, *(form.word for form in forms[1:])), gender, source, "anim" in reading.tag)
    return None


def _also_genitive(word: str) -> bool:
    """Whether a plural looks like the genitive of the singular: директора, няни."""
    return any({"NOUN", "gent", "sing"} in one.tag for one in dictionary().parse(word))


def _by_tail(word: str, animate: bool) -> Word | None:
    """A word that ends with a head word: медиацентр, соцпедагог."""
    if "-" in word:
        return None
    for start in range(2, len(word) - _SHORTEST_TAIL + 1):
        row = head_word(word[start:], animate=animate)
        if row and row[2] is animate:
            return Word((word, *(word[:start] + form for form in row[1])), row[0], LEXICON, animate)
    return None


def _by_suffix(word: str) -> Word | None:
    row = ending(word, "suffixes")
    if row is None or "-" in word:
        return None
    gender, *endings = row
    return Word(inflect(word, " ".join(endings)), gender, SUFFIXES, animate=True)


def only_noun(word: str) -> bool:
    """Whether the general dictionary knows the word as a noun (in any case: поручений) and never as an adjective."""
    if not _RUSSIAN.fullmatch(word):
        return False
    parts = {str(one.tag.POS) for one in dictionary().parse(word) if one.is_known}
    return "NOUN" in parts and not parts & {"ADJF", "PRTF"}


def is_adjective(word: str) -> bool:
    """Whether the general dictionary knows the word as an adjective or a participle in the nominative.

    >>> is_adjective("сухая"), is_adjective("гулая"), is_adjective("той")
    (True, False, False)
    """
    return any({"nomn"} in one.tag and "Apro" not in one.tag for one in _adjectives(word))


def is_possessive(word: str) -> bool:
    """Whether the general dictionary knows the word as a possessive adjective: рыбачий, лисья."""
    return any({"nomn", "Poss"} in one.tag for one in _adjectives(word))


@lru_cache(maxsize=1024)
def is_thing(word: str) -> bool:
    """Whether the general dictionary knows the word as a common noun that declines as one, and as no adjective."""
    if _adjectives(word):
        return False
    genitives = (one.inflect({"gent"}) for one in _readings(word) if one.is_known and not _PERSONAL & one.tag.grammemes)
    return any(form and not form.word.endswith(("ого", "его")) for form in genitives)


@lru_cache(maxsize=1024)
def _adjectives(word: str) -> tuple[Any, ...]:
    known = dictionary().parse(word) if _RUSSIAN.fullmatch(word) else ()
    return tuple(one for one in known if one.is_known and one.tag.POS in {"ADJF", "PRTF"})


def plural_forms(word: str) -> tuple[str, ...]:
    """The six forms of the plural of a noun in the singular; none when the general dictionary does not know it.

    >>> plural_forms("требование")[4]
    'требованиями'
    """
    reading = next((one for one in _readings(word.lower()) if "sing" in one.tag), None)
    forms = [reading.inflect({case, "plur"}) for case in _CASES] if reading else []
    return tuple(form.word for form in forms) if all(forms) else ()


def _readings(word: str) -> list[Any]:
    # The dictionary fails on signs that have no name in Unicode; it knows Russian words only.
    if not _RUSSIAN.fullmatch(word):
        return []
    return [one for one in dictionary().parse(word) if {"NOUN", "nomn"} in one.tag]


def like(word: str, form: str) -> str:
    """A form in the letters of the word: ДИРЕКТОР, Директор, директор."""
    if word.islower():
        return form
    if word.isupper() and len(word) > 1:
        return form.upper()
    pairs = zip(word.lower(), form, strict=False)
    shared = next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(word), len(form)))
    return word[:shared] + form[shared:]


@cache
def dictionary() -> Any:
    """The general dictionary of Russian words, read when it is first wanted."""
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 a fifth of a second, wanted only for words outside the lexicon

    return MorphAnalyzer()
