"""Whether a person is a man or a woman, by patronymic, surname and first name; None means ask.

>>> detect_gender("Омаров", "Магомед", "Алиевич")
<Gender.MALE: 'мужской'>
>>> detect_gender("Пак", "Нур") is None
True
"""

import re
from dataclasses import dataclass
from functools import cache

from sferum_docs.grammar.case import Gender
from sferum_docs.grammar.cleaning import clean_name
from sferum_docs.grammar.tables import table
from sferum_docs.grammar.words.nouns import is_adjective
from sferum_docs.grammar.words.rules import alternatives, nouns_like_surnames

_LONGEST = 8  # letters of an ending
_SHORTEST = 4  # letters of a name within a name
_KEYS = {"m": Gender.MALE, "f": Gender.FEMALE}


@dataclass(frozen=True, slots=True)
class Signs:
    """What tells the gender: patterns of patronymics and surnames, known first names and their endings."""

    middle: dict[Gender, re.Pattern[str]]
    last: dict[Gender, re.Pattern[str]]
    last_both: frozenset[str]
    first: dict[str, Gender]
    first_endings: dict[str, Gender]
    first_both: frozenset[str]
    first_tails: frozenset[str]
    not_by_ending: frozenset[str]


def detect_gender(last: str = "", first: str = "", middle: str = "") -> Gender | None:
    """The gender by the patronymic, else by what surname and first name agree upon, else None."""
    signs = _signs()
    by_middle = _match(signs.middle, _plain(middle))
    if by_middle:
        return by_middle
    surname = _plain(last)
    by_last = None if surname in signs.last_both else _by_last(surname.rpartition("-")[2])
    by_first = _by_first(_plain(first))
    if by_last and by_first and by_last is not by_first:
        return None
    return by_last or by_first


def is_first_name(text: str) -> bool:
    """Whether the text is a first name from the table."""
    signs = _signs()
    return _plain(text) in signs.first or _plain(text) in signs.first_both


def is_name_of_other(name: str, gender: Gender) -> bool:
    """Whether a first name is known, and only as one of the other sex.

    >>> is_name_of_other("Тимур", Gender.FEMALE), is_name_of_other("Саша", Gender.FEMALE)
    (True, False)
    """
    signs = _signs()
    plain = _plain(name)
    return plain not in signs.first_both and signs.first.get(plain, gender) is not gender


def _by_last(surname: str) -> Gender | None:
    adjective = surname.endswith("ая") and is_adjective(surname)  # «Сухая», but a man may be «Цулая»
    return Gender.FEMALE if adjective else _match(_signs().last, surname)


def _by_first(name: str) -> Gender | None:
    signs = _signs()
    if name in signs.first_both:
        return None
    known = {signs.first[part] for part in (name, *re.split(r"[ -]", name)) if part in signs.first}
    if known:
        return known.pop() if len(known) == 1 else None
    return _by_two_names(name) or _by_ending(name)


def _by_two_names(name: str) -> Gender | None:
    """The sex of a name joined of two known ones: Абдул+меджид, Патимат+хан."""
    known = _signs().first
    cuts = ((name[:cut], name[cut:]) for cut in range(_SHORTEST, len(name)))
    found = {known[head] for head, tail in cuts if head in known and _follows(tail, known[head])}
    return found.pop() if len(found) == 1 else None


def _follows(tail: str, gender: Gender) -> bool:
    signs = _signs()
    return tail in signs.first_tails or (len(tail) >= _SHORTEST and signs.first.get(tail) is gender)


def _by_ending(name: str) -> Gender | None:
    signs = _signs()
    if name in signs.not_by_ending:
        return None
    ends = (signs.first_endings.get(name[-length:]) for length in range(min(len(name) - 1, _LONGEST), 1, -1))
    return next(filter(None, ends), None)


def _match(patterns: dict[Gender, re.Pattern[str]], word: str) -> Gender | None:
    found = [gender for gender, pattern in patterns.items() if pattern.fullmatch(word)]
    return found[0] if len(found) == 1 else None


def _plain(text: str) -> str:
    return clean_name(text).text.lower().replace("ё", "е") if text else ""


@cache
def _signs() -> Signs:
    rows, names = table("gender"), table("first_names")
    patterns = {
        name: {gender: re.compile(rows[name][key].replace("ё", "е")) for key, gender in _KEYS.items()}
        for name in ("middle", "last")
    }
    for gender, kind in ((Gender.MALE, "sons"), (Gender.FEMALE, "daughters")):
        shown = patterns["middle"][gender].pattern
        patterns["middle"][gender] = re.compile(rf"{shown}|.*(?:{alternatives(kind)})")
    return Signs(
        patterns["middle"],
        patterns["last"],
        frozenset(rows["last_both"]["words"].split()) | nouns_like_surnames(),
        {word: gender for key, gender in _KEYS.items() for words in names[key].values() for word in words.split()},
        {word: gender for key, gender in _KEYS.items() for word in rows["first_endings"][key].split()},
        frozenset(names["both"]["all"].split()),
        frozenset(rows["first_tails"]["words"].split()),
        frozenset(rows["first_not"]["words"].split()),
    )
