"""Names of persons back to the nominative: what may have been declined into the form is declined again and compared.

>>> nominative_name("Снегирёву О.В.", Case.ACCUSATIVE).text, nominative_name("Пчёлкину Д.О.", Case.DATIVE).text
('Снегирёва О.В.', 'Пчёлкин Д.О.')
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sferum_docs.grammar.backwards.readings import Nominative
from sferum_docs.grammar.case import Case, Gender, Part
from sferum_docs.grammar.persons.gender import detect_gender, is_first_name
from sferum_docs.grammar.persons.names import name_paradigm
from sferum_docs.grammar.words.nouns import dictionary
from sferum_docs.grammar.words.rules import listed

_WORD = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ]?[а-яё]+)?"
_INITIALS = r"[А-ЯЁ]\.(?:\s?-?[А-ЯЁ]\.)?"
_PATRONYMIC = (
    r"[А-ЯЁ][а-яё]+(?:вич(?:у|а|ем|е)?|вн(?:а|е|у|ой|ы)|ичн(?:а|е|у|ой|ы)|ьич(?:у|а|ом)?|мич(?:у|а|ем)?|тич(?:у|а"
    r"|ем)?)|[А-ЯЁ][а-яё]+\s(?:оглы|кызы)"
)
NAME = re.compile(rf"(?:{_WORD}\s{_WORD}\s(?:{_PATRONYMIC})|{_WORD}\s{_INITIALS}|{_INITIALS}\s?{_WORD})(?![а-яёА-ЯЁ])")
_SURNAME_INITIALS = re.compile(rf"({_WORD})(\s{_INITIALS})")
_INITIALS_SURNAME = re.compile(rf"({_INITIALS}\s?)({_WORD})")
_LIKE_ADJECTIVES = {
    Case.DATIVE: "скому:ский ской/цкому:цкий цкой/ому:ой ый ий/ему:ий ей ый/ой:а ая/ей:я яя ая а ея",
    Case.ACCUSATIVE: "ского:ский ской/цкого:цкий цкой/ого:ой ый ий/его:ий ей ый/ую:ая/юю:яя",
    Case.GENITIVE: "ского:ский ской/цкого:цкий цкой/ого:ой ый ий/его:ий ей ый/ой:а ая/ей:я яя ая а",
    Case.INSTRUMENTAL: "ским:ский ской/цким:цкий цкой/ым:ый ой -/им:ий -/ой:а ая/ей:я яя ая а",
}
_LIKE_NOUNS = {
    Case.DATIVE: "у:- о/ю:й ь/ье:ья/е:а я/и:ь ия я",
    Case.ACCUSATIVE: "у:а/ю:я/а:-/я:й ь",
    Case.GENITIVE: "а:-/я:й ь/ы:а/и:ь я а ия",
    Case.INSTRUMENTAL: "ом:-/ем:ь й -/ью:ь",
}


def _ways_back(case: Case) -> list[tuple[str, list[str]]]:
    """Endings of the case with those they may come from; «-» is none."""
    rows = f"{_LIKE_ADJECTIVES[case]}/{_LIKE_NOUNS[case]}".split("/")
    pairs = (row.split(":") for row in rows)
    return [(end, ["" if tail == "-" else tail for tail in tails.split()]) for end, tails in pairs]


_BACK = {case: _ways_back(case) for case in _LIKE_NOUNS}
_SHORTEST = 2
_GUESS = 5  # ranks from here on are no more than a guess


@dataclass(frozen=True, slots=True)
class _Way:
    text: str
    gender: Gender
    rank: int


def nominative_name(text: str, case: Case) -> Nominative:
    """A surname with initials on either side, or a whole name, in the nominative."""
    if case is Case.NOMINATIVE:
        return Nominative(text)
    after = _SURNAME_INITIALS.fullmatch(text)
    before = _INITIALS_SURNAME.fullmatch(text)
    if after:
        return _dressed("", after[1], after[2], case)
    if before:
        return _dressed(before[1], before[2], "", case)
    return _whole(text, case)


def _dressed(before: str, surname: str, after: str, case: Case) -> Nominative:
    ways = surname_ways(surname, case)
    best = [way for way in ways if way.rank == ways[0].rank]
    texts = tuple(dict.fromkeys(f"{before}{way.text}{after}" for way in ways))
    sure = len({way.text for way in best}) == 1 and ways[0].rank < _GUESS
    return Nominative(texts[0], sure, () if sure else texts[1:4])


def _whole(text: str, case: Case) -> Nominative:
    """Surname, first name and patronymic of one gender; the patronymic tells which."""
    words = text.split()
    last, first, middle = words[0], words[1], " ".join(words[2:])
    woman = bool(re.search(r"(?:вн|чн|ничн)(?:е|у|ой|ы|а)$|кызы$", middle))
    gender = Gender.FEMALE if woman else Gender.MALE
    surnames = [way for way in surname_ways(last, case) if way.gender is gender] or list(surname_ways(last, case))
    said = [surnames[0].text, _part(first, Part.FIRST, gender, case), _part(middle, Part.MIDDLE, gender, case)]
    same = len({way.text for way in surnames if way.rank == surnames[0].rank}) == 1
    known = detect_gender(said[0], said[1], said[2]) is gender
    others = tuple(" ".join([way.text, *said[1:]]) for way in surnames[1:3] if way.text != said[0])
    return Nominative(" ".join(said), same and known, () if same else others)


def _part(word: str, part: Part, gender: Gender, case: Case) -> str:
    """A first name or a patronymic whose form is the word; the likeliest one."""
    fits = [text for text in _candidates(word, case) if name_paradigm(text, part, gender).at(case).text == word]
    named = [text for text in fits if part is Part.FIRST and is_first_name(text)]
    ends = [text for text in fits if part is Part.MIDDLE and text.endswith(("вич", "вна", "ична", "ьич", "мич", "тич"))]
    return (named or ends or fits or [word])[0]


@lru_cache(maxsize=4096)
def surname_ways(word: str, case: Case) -> tuple[_Way, ...]:
    """The surnames the word may be a form of, the likeliest first; the word itself when none is found."""
    found = [
        _Way(text, gender, _rank(text, word, gender))
        for text in _candidates(word, case)
        for gender in Gender
        if len(text) >= _SHORTEST and name_paradigm(text, Part.LAST, gender).at(case).text == word
    ]
    found.sort(key=lambda way: way.rank)
    return tuple(found) or (_Way(word, Gender.MALE, 9),)


def _candidates(word: str, case: Case) -> list[str]:
    first, hyphen, last = word.rpartition("-")
    ends = [f"{last.removesuffix(end)}{tail}" for end, tails in _BACK[case] if last.endswith(end) for tail in tails]
    loose = [full for text in ends for full in _with_vowel(text)]
    plain = [last, *ends, *loose]
    if not hyphen:
        return list(dict.fromkeys(plain))
    starts = [first, *_candidates(first, case)]
    return [f"{start}-{end}" for end in dict.fromkeys(plain) for start in dict.fromkeys(starts)]


def _with_vowel(text: str) -> list[str]:
    """The vowel that goes when a surname changes: Зайцу is of Заяц, Кравцу of Кравец, Сачку of Сачок."""
    if not _TWO_CONSONANTS.search(text):
        return []
    if text.endswith("йц"):
        return [f"{text[:-2]}яц", f"{text[:-2]}ец"]
    return [f"{text[:-1]}{vowel}{text[-1]}" for vowel in "ео"]


_TWO_CONSONANTS = re.compile(r"[бвгджзйклмнпрстфхчшщ][цкнлр]$")
_HARDLY = re.compile(r"[бвгджзклмнпрстфхцчшщ](?:й|я)$")  # Ковалй, Дзюбя: no surnames
_POSSESSIVE = re.compile(r".{2,}(?:[оеё]в|ин|ын)а?", re.IGNORECASE)
_FAMILY = re.compile(r".{2,}(?:ск|цк)(?:ий|ая)", re.IGNORECASE)


def _rank(text: str, form: str, gender: Gender) -> int:
    """The likelier first: Иванов and Иванова, Донской of our list, words of the dictionary; what never changes last."""
    lower = text.lower()
    if _POSSESSIVE.fullmatch(lower) and lower.endswith("а") is (gender is Gender.FEMALE):
        return 0
    if _FAMILY.fullmatch(lower) or (lower in listed("stressed") and gender is Gender.MALE):
        return 0
    if lower.endswith(("ец", "яц")) and not form.lower().endswith(("ец", "яц")):
        return 2
    if text == form:
        womans = gender is Gender.FEMALE and lower[-1] not in "аеёиоуыэюя"  # Пак, Кузьмич
        return 1 if lower.endswith(("о", "их", "ых", "э", "дзе", "и")) else 3 if womans else _GUESS + 1
    tags = [one.tag for one in dictionary().parse(lower) if one.is_known and "nomn" in one.tag]
    if any("Surn" in tag for tag in tags):
        return 1
    return _by_ending(lower, adjective=any("ADJF" in tag for tag in tags), noun=any("NOUN" in tag for tag in tags))


def _by_ending(lower: str, *, adjective: bool, noun: bool) -> int:
    if lower.endswith(("ый", "ий", "ая", "яя")):
        return 2 if adjective or noun else 4
    if lower.endswith("ой"):
        return 3 if lower.endswith(("вой", "ной", "кой")) else _GUESS
    if _HARDLY.search(lower):
        return 4
    return 2 if noun or (lower.endswith("ок") and not lower.endswith(("лок", "рок"))) else 3
