"""Names of persons by the rules of `names.toml`, with the person's and the school's decisions before them.

>>> from sferum_docs.grammar import Case, Gender
>>> decline_full_name("Омаров Магомед Ильич", Gender.MALE, Case.INSTRUMENTAL).text
'Омаровым Магомедом Ильичом'
"""

import re
from functools import lru_cache
from itertools import groupby
from operator import itemgetter

from sferum_docs.grammar.case import Case, Gender, Part
from sferum_docs.grammar.cleaning import clean_name
from sferum_docs.grammar.declension_overrides import (
    NO_DECISIONS,
    NO_EXCEPTIONS,
    NO_OVERRIDES,
    Decisions,
    Exceptions,
    Kind,
    NameOverrides,
)
from sferum_docs.grammar.persons.gender import detect_gender, is_name_of_other
from sferum_docs.grammar.persons.split import split_name
from sferum_docs.grammar.words.paradigm import (
    FIXED,
    Choice,
    Declined,
    Paradigm,
    doubted,
    fixed,
    inflect,
    joined,
    offered,
)
from sferum_docs.grammar.words.rules import listed, rules_for

_PIECES = re.compile(r"([^\w'’]+)")
_INITIAL = re.compile(r"[^\W\d_]")


def decline_name(
    text: str,
    part: Part | str,
    gender: Gender | str | None,
    case: Case | str,
    *,
    decisions: Decisions = NO_DECISIONS,
) -> Declined:
    """One part of a name in a case."""
    return name_paradigm(text, part, gender, decisions=decisions).at(case)


def decline_full_name(
    text: str,
    gender: Gender | str | None,
    case: Case | str,
    *,
    overrides: NameOverrides = NO_OVERRIDES,
    exceptions: Exceptions = NO_EXCEPTIONS,
) -> Declined:
    """A surname with a first name and a patronymic or with initials, in a case."""
    return full_name_paradigm(text, gender, overrides=overrides, exceptions=exceptions).at(case)


def name_paradigm(
    text: str, part: Part | str, gender: Gender | str | None, *, decisions: Decisions = NO_DECISIONS
) -> Paradigm:
    """The six forms of one part of a name, with the choices where they are doubtful."""
    known = None if gender is None else Gender(gender)
    role = Part(part)
    return decisions.apply(_by_rules(clean_name(text).text, role, known), Kind(role.value), known)


@lru_cache(maxsize=4096)
def undecided_part(text: str, part: Part, gender: Gender | None) -> Paradigm:
    """`name_paradigm` where nobody has decided anything: many people share a first name or a surname."""
    return name_paradigm(text, part, gender)


def full_name_paradigm(
    text: str,
    gender: Gender | str | None,
    *,
    overrides: NameOverrides = NO_OVERRIDES,
    exceptions: Exceptions = NO_EXCEPTIONS,
) -> Paradigm:
    """The six forms of a full name."""
    known = None if gender is None else Gender(gender)
    if overrides is NO_OVERRIDES and exceptions is NO_EXCEPTIONS:
        return _undecided(text, known)
    return _by_parts(text, known, overrides, exceptions)


@lru_cache(maxsize=4096)
def _undecided(text: str, gender: Gender | None) -> Paradigm:
    return _by_parts(text, gender, NO_OVERRIDES, NO_EXCEPTIONS)


def _by_parts(text: str, gender: Gender | None, overrides: NameOverrides, exceptions: Exceptions) -> Paradigm:
    tokens = split_name(text)
    found = {part: " ".join(word for word, role in tokens if role is part) for part in Part}
    known = gender or detect_gender(found[Part.LAST], found[Part.FIRST], found[Part.MIDDLE])
    own = {Part.LAST: overrides.last, Part.FIRST: overrides.first, Part.MIDDLE: overrides.middle}
    pieces: list[Paradigm | str] = []
    for role, words in groupby(tokens, key=itemgetter(1)):
        part = " ".join(word for word, _ in words)
        decided = Decisions(own[role], exceptions) if role else NO_DECISIONS
        pieces += [" ", name_paradigm(part, role, known, decisions=decided) if role else part]
    return joined(pieces[1:] or [clean_name(text).text])


@lru_cache(maxsize=2048)
def _by_rules(text: str, part: Part, gender: Gender | None) -> Paradigm:
    if gender is not None:
        found = _flagged(text, joined(_pieces(text, part, gender)))
        odd = part is Part.FIRST and is_name_of_other(text, gender)
        return doubted(found, "Похоже на имя другого пола") if odd else found
    man, woman = (_by_rules(text, part, one) for one in Gender)
    if man.forms == woman.forms:
        return man
    ways = [Choice("не склонять", (text,) * 6), Choice("мужчина", man.forms), Choice("женщина", woman.forms)]
    return offered(ways, "именительный", "не указан пол")


def _pieces(text: str, part: Part, gender: Gender) -> list[Paradigm | str]:
    words = _PIECES.split(text)
    last = len(words) - 1
    tailed = words[-1].lower() in listed("last_parts")
    pieces: list[Paradigm | str] = []
    for place, word in enumerate(words):
        if place % 2 or not word:
            pieces.append(word)
        elif place == last:
            pieces.append(_piece(word, part, gender))
        elif tailed and part is Part.LAST:
            pieces.append(fixed(word, "правило R17"))
        else:
            pieces.append(_before_hyphen(word, part, gender))
    return pieces


def _before_hyphen(word: str, part: Part, gender: Gender) -> Paradigm:
    """A part of a compound name before the last: Курбанова-Алиева, but Шейх-Алиев, Жан-Жак."""
    unchanged = Choice("не склонять первую часть", inflect(word, FIXED))
    changed = _piece(word, part, gender)
    if part is Part.LAST and word.lower() in listed("first_parts"):
        return fixed(word, "правило R17")
    if changed.source == "правило R8":
        return offered(
            [Choice("склонять обе части", changed.forms), unchanged], "правило R17", "Сама ли фамилия первая часть"
        )
    if part is Part.FIRST and gender is Gender.MALE:
        return offered(
            [unchanged, Choice("склонять обе части", changed.forms)], "правило R17", "Склоняется ли первая часть имени"
        )
    return fixed(word, "правило R17") if changed.source == "именительный" else changed


def _piece(word: str, part: Part, gender: Gender) -> Paradigm:
    if _INITIAL.fullmatch(word):
        return fixed(word, "инициал")
    rule = rules_for(part, gender).find(word.lower())
    if rule is None:
        return fixed(word, "именительный", certain=False, note="нет правила для этого слова")
    ways = [Choice(way.name, inflect(word, way.endings)) for way in rule.ways]
    found = offered(ways, f"правило {rule.name}", rule.ask)
    return doubted(found, rule.ask) if rule.suspect else found


def _flagged(text: str, paradigm: Paradigm) -> Paradigm:
    for note in clean_name(text).suspicious:
        paradigm = doubted(paradigm, note)
    return paradigm
