"""A name printed in capitals, as a sentence writes it."""

from __future__ import annotations

import re

from sferum_docs.acts_reader.layout.vocabulary import words

SPACED = re.compile(r"(?:\b\w\s){2,}\w\b")
_WORD = re.compile(r"[«\"“][^«»\"“”]*[»\"”]|(?:[А-ЯЁ]\.\s?)+|[\w-]+|\S")
_ADJECTIVE = re.compile(r"[\w-]+(?:[сц]кого|[сц]кой|[сц]кий|[сц]кая|[сц]кое|ных|ого)")
_BEFORE_SIGN, _AFTER_BRACKET = re.compile(r"\s([,.;:)])"), re.compile(r"\(\s")
ABBREVIATION = re.compile(
    r"(?:[МГОФКЧНАБ]{1,5}Д?О?П?(?:ОУ|КУ|БУ|АУ|У)|[СОН]ОШ|РФ|ДОУ|ЦДТ|ЦДО|ДЮСШ|АНО|МО|УО|ГО|ЧС|ООО|МВД|МЧС)(?![^\W\d_])"
)
_INITIALS = re.compile(r"(?:[А-ЯЁ]\.\s?)+")
_NAMES = ("республики", "республика", "российской", "российская", "федерации", "федерация")


def sentence_case(text: str) -> str:
    """A name in capitals as a sentence writes it; what is written so already stays.

    >>> sentence_case("АДМИНИСТРАЦИЯ КЛЕНОВСКОГО МУНИЦИПАЛЬНОГО РАЙОНА")
    'Администрация Кленовского муниципального района'
    """
    text = SPACED.sub(lambda found: "".join(found[0].split()), text).strip(" ,;")
    letters = [letter for letter in text if letter.isalpha()]
    if sum(letter.isupper() for letter in letters) * 2 <= len(letters):
        return text[:1].upper() + text[1:]
    found = _WORD.findall(text)
    said, named = [], False
    for place, word in enumerate(found):
        before, after = (
            found[place - 1].lower() if place else "",
            found[place + 1].lower() if found[place + 1 :] else "",
        )
        named = (before in words("before_names") or named) and not _common(word)
        said.append(_said(word, after, named=named))
    whole = _AFTER_BRACKET.sub("(", _BEFORE_SIGN.sub(r"\1", " ".join(word.strip() for word in said)))
    return whole[:1].upper() + whole[1:]


def _common(word: str) -> bool:
    """Whether a word of an issuer's name is no name of a place."""
    low = word.lower()
    lists = ("after_names", "kind_adjectives", "before_names", "bodies", "institutions", "common")
    return any(low in words(name) for name in lists) and low not in _NAMES


def _said(word: str, after: str, *, named: bool) -> str:
    low = word.lower()
    if _INITIALS.fullmatch(word):
        return word
    if word[0] in '«"“':
        return word[0] + sentence_case(word[1:-1]) + word[-1]
    if ABBREVIATION.fullmatch(word):
        return word
    if not word.isupper():
        return low if low in words("bodies") else word
    place = _ADJECTIVE.fullmatch(low) and after.startswith(words("after_names")) and low not in words("kind_adjectives")
    return low.title() if place or named or low in _NAMES else low
