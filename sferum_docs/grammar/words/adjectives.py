"""Adjectives and participles in six forms by their endings.

>>> adjective("старшая", animate=True).forms[1], adjective("обучающийся", animate=True).forms[1]
('старшей', 'обучающегося')
"""

from sferum_docs.grammar.words.lexicon import ADJECTIVES, Word, ending
from sferum_docs.grammar.words.nouns import only_noun
from sferum_docs.grammar.words.paradigm import inflect

_SHORTEST = 4  # злой, юный
_NOUN_LIKE = ("ой", "ний", "гий", "хий", "чие", "жие", "шие")  # герой, гений, благополучие


def adjective(word: str, *, animate: bool) -> Word | None:
    """An adjective or participle in the nominative, or None."""
    lower = word.lower()
    if len(lower) < _SHORTEST or (lower.endswith(_NOUN_LIKE) and only_noun(lower)):
        return None
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
