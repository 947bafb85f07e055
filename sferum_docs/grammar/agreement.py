"""Words that agree with a person's gender.

>>> by_gender("ответственный", Gender.FEMALE, "винительный"), by_gender("нашёл", Gender.FEMALE)
('ответственную', 'нашла')
"""

from functools import lru_cache
from typing import Any

from sferum_docs.grammar.case import Case, Gender
from sferum_docs.grammar.counting import UnknownWordError
from sferum_docs.grammar.words.adjectives import adjective, pronoun
from sferum_docs.grammar.words.nouns import dictionary, like
from sferum_docs.grammar.words.paradigm import CASES

_FULL = (
    ("кий", "кая"), ("гий", "гая"), ("хий", "хая"), ("ний", "няя"), ("ий", "ая"), ("ый", "ая"), ("ой", "ая"),
)  # fmt: skip
# Parts of speech that take the gender of what they speak of: нужен, ознакомлен, нашёл, сам, ответственный.
_AGREEING = ("PRTS", "ADJS", "VERB", "ADJF", "PRTF")
_UNCHANGED = frozenset({"его", "её", "их"})


def by_gender(word: str, gender: Gender | None, case: Case | str = Case.NOMINATIVE) -> str:
    """A masculine adjective, participle or past tense as the person's gender asks; both when it is not known.

    UnknownWordError when the word takes no gender, or does not take the case.
    """
    male, female = (_in_case(form, Case(case)) for form in (word, feminine(word)))
    if gender is None:
        return male if male == female else f"{male}/{female}"
    return male if gender is Gender.MALE else female


@lru_cache(maxsize=1024)
def feminine(word: str) -> str:
    """The feminine of a masculine adjective, participle or past tense.

    >>> feminine("нужен"), feminine("третий"), feminine("обучающийся")
    ('нужна', 'третья', 'обучающаяся')
    """
    lower = word.lower()
    if lower in _UNCHANGED:
        return word
    form = _from_dictionary(lower) or _by_ending(lower)
    if form is None:
        raise UnknownWordError(
            f"у слова «{word}» нет женского рода: напишите прилагательное, причастие или глагол прошедшего времени "
            "в мужском роде"
        )
    return like(word, form)


def _from_dictionary(word: str) -> str | None:
    readings = [one for one in dictionary().parse(word) if one.is_known] if word.isalpha() else []
    readings.sort(key=lambda one: _AGREEING.index(one.tag.POS) if one.tag.POS in _AGREEING else len(_AGREEING))
    return next(filter(None, map(_feminine_of, readings)), None)


def _feminine_of(reading: Any) -> str | None:
    tag = reading.tag
    if tag.POS not in _AGREEING or tag.gender != "masc" or (tag.POS in {"ADJF", "PRTF"} and tag.case != "nomn"):
        return None
    form = reading.inflect({"femn", "sing"})
    return str(form.word) if form else None


def _by_ending(word: str) -> str | None:
    """A word outside the dictionary, by what every adjective and participle ends with."""
    if any(one.is_known for one in dictionary().parse(word)) or adjective(word, animate=True) is None:
        return f"{word}а" if word.endswith(("ован", "ирован", "изован", "ячен", "лен")) else None
    stem, tail = (word[:-2], "ся") if word.endswith("ся") else (word, "")
    return next((stem.removesuffix(end) + other + tail for end, other in _FULL if stem.endswith(end)), None)


def _in_case(word: str, case: Case) -> str:
    if case is Case.NOMINATIVE:
        return word
    found = adjective(word, animate=True) or pronoun(word)
    if found is None:
        raise UnknownWordError(f"слово «{word}» не склоняется: уберите падеж или напишите полное прилагательное")
    return found.forms[CASES.index(case)]
