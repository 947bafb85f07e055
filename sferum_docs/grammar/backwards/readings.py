"""What a word in an oblique case may be, with its nominative, by the general dictionary."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sferum_docs.grammar.case import Case
from sferum_docs.grammar.words.lexicon import head_word
from sferum_docs.grammar.words.nouns import GENDERS, dictionary, like

_TAGS = {
    Case.NOMINATIVE: "nomn", Case.GENITIVE: "gent", Case.DATIVE: "datv", Case.ACCUSATIVE: "accs",
    Case.INSTRUMENTAL: "ablt", Case.PREPOSITIONAL: "loct",
}  # fmt: skip
_RUSSIAN = re.compile(r"[а-яё]+", re.IGNORECASE)
_ADJECTIVES = {"ADJF", "PRTF"}
_PLURALS = {
    "учители": "учителя",
    "директоры": "директора",
    "мастеры": "мастера",
    "докторы": "доктора",
    "профессоры": "профессора",
}
_PERSONAL = frozenset({"Surn", "Name", "Patr", "Geox", "Abbr"})


@dataclass(frozen=True, slots=True)
class Nominative:
    """A text in the nominative; not certain where the rules only guess, with the other ways it may be."""

    text: str
    certain: bool = True
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A word read as a form of a case: its nominative in the same number, gender m, f, n or p, what it is."""

    nominative: str
    gender: str
    adjective: bool
    animate: bool
    known: bool = True

    @property
    def plural(self) -> bool:
        """Whether it speaks of several."""
        return self.gender == "p"


@lru_cache(maxsize=8192)
def readings(word: str, case: Case) -> tuple[Reading, ...]:
    """The readings of a word as that case, the likelier first; nouns of names of persons are none.

    >>> [one.nominative for one in readings("Директорам", Case.DATIVE)]
    ['Директора']
    """
    first, hyphen, last = word.rpartition("-")
    if hyphen:
        return _joined(first, last, case)
    if not _RUSSIAN.fullmatch(word):
        return ()
    found = [_reading(word, one, case) for one in dictionary().parse(word.lower()) if _TAGS[case] in one.tag]
    return tuple(dict.fromkeys(one for one in found if one))


def is_body(word: str, case: Case) -> bool:
    """Whether a noun names a body (отдел, школа, управление) by our lexicon, in the singular or the plural.

    >>> is_body("Отделу", Case.DATIVE), is_body("спорту", Case.DATIVE)
    (True, False)
    """
    parsed = [one for one in dictionary().parse(word.lower()) if _TAGS[case] in one.tag and "NOUN" in one.tag]
    return any(_organisation(one.normal_form) for one in parsed)


def _organisation(word: str) -> bool:
    row = head_word(word, animate=False)
    return row is not None and not row[2]


def _joined(first: str, last: str, case: Case) -> tuple[Reading, ...]:
    """«Учителям-предметникам», «педагогу-психологу», «IT-специалисту», «культурно-массовому»."""
    ends = readings(last, case)
    starts = readings(first, case)
    found = []
    for end in ends:
        start = next((one for one in starts if one.gender == end.gender or one.adjective is end.adjective), None)
        beginning = start.nominative if start and not end.adjective else first
        found.append(Reading(f"{beginning}-{end.nominative}", end.gender, end.adjective, end.animate, end.known))
    return tuple(found)


def _reading(word: str, parsed: object, case: Case) -> Reading | None:
    tag = parsed.tag  # type: ignore[attr-defined]
    adjective = str(tag.POS) in _ADJECTIVES
    if (not adjective and tag.POS != "NOUN") or (_PERSONAL & tag.grammemes):
        return None
    number = "plur" if "plur" in tag else "sing"
    gender = "p" if number == "plur" else GENDERS.get(str(tag.gender), "c")
    if adjective:
        asked = {"nomn", number} | ({str(tag.gender)} if number == "sing" else set())
        form = parsed.inflect(asked)  # type: ignore[attr-defined]
        living = case is not Case.ACCUSATIVE or "inan" not in tag
    else:
        form = parsed.inflect({"nomn", number})  # type: ignore[attr-defined]
        living = "anim" in tag
    if form is None:
        return None
    return Reading(like(word, _PLURALS.get(form.word, form.word)), gender, adjective, living, bool(parsed.is_known))  # type: ignore[attr-defined]
