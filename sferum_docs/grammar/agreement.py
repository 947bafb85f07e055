"""Prepositions that agree with the next sound, and words that agree with a person's gender."""

import re

from sferum_docs.grammar.case import Case, Gender
from sferum_docs.grammar.words.adjectives import adjective
from sferum_docs.grammar.words.paradigm import CASES

_SPELLED = re.compile(r"\W*[ЛМНРСФ][БВГДЖЗКЛМНПРСТФХЦЧШЩ][А-Я]*\b")  # об МКОУ: эм-ка-о-у
_CONSONANT = "[бвгджзйклмнпрстфхцчшщ]"
_FIRST: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "о": (
        (re.compile(r"(?:мне|всех|вс[её]м|всей|вся)\b", re.IGNORECASE), "обо"),
        (re.compile(r"\W*[аиоуэы]", re.IGNORECASE), "об"),
        (_SPELLED, "об"),
    ),
    "с": ((re.compile(rf"\W*(?:[сзшж]{_CONSONANT}|щ|мно[йю]|льв|вс[её]|вс{_CONSONANT}|втор)", re.IGNORECASE), "со"),),
    "к": ((re.compile(rf"\W*(?:мне|льв|вс[её]|вс{_CONSONANT}|втор)", re.IGNORECASE), "ко"),),
    "в": ((re.compile(rf"\W*(?:[вф]{_CONSONANT}|льв|мне|мног)", re.IGNORECASE), "во"),),
}


def with_preposition(text: str, preposition: str) -> str:
    """The text after о, с, к or в in the form its first sound asks for.

    >>> with_preposition("Алиеве", "о"), with_preposition("Шамилем", "с"), with_preposition("всеми", "с")
    ('об Алиеве', 'с Шамилем', 'со всеми')
    """
    for first, form in _FIRST.get(preposition, ()):
        if first.match(text):
            return f"{form} {text}"
    return f"{preposition} {text}"


def by_gender(word: str, gender: Gender | None, case: Case | str = Case.NOMINATIVE) -> str:
    """A masculine adjective or participle as the person's gender asks; both when it is not known.

    >>> by_gender("ответственный", Gender.FEMALE), by_gender("ознакомлен", Gender.FEMALE)
    ('ответственная', 'ознакомлена')
    >>> by_gender("ответственный", Gender.FEMALE, "винительный")
    'ответственную'
    """
    male, female = (_in_case(form, Case(case)) for form in (word, feminine(word)))
    if gender is None:
        return male if male == female else f"{male}/{female}"
    return male if gender is Gender.MALE else female


def feminine(word: str) -> str:
    """The feminine of a masculine adjective, participle or past tense."""
    reflexive = word.endswith("ся")
    stem = word.removesuffix("ся") if reflexive else word
    for ending, other in (
        ("кий", "кая"),
        ("гий", "гая"),
        ("хий", "хая"),
        ("ний", "няя"),
        ("ий", "ая"),
        ("ый", "ая"),
        ("ой", "ая"),
    ):
        if stem.endswith(ending):
            return stem.removesuffix(ending) + other + ("ся" if reflexive else "")
    return stem + "ась" if reflexive else f"{stem}а"


def _in_case(word: str, case: Case) -> str:
    found = adjective(word, animate=True)
    return found.forms[CASES.index(case)] if found else word
