"""What was typed as machines and haste write it: straight quotes, words in capitals. What it should be is offered.

Nothing is changed by itself: a name is as its charter says, and the program cannot know every abbreviation.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_docs.schools.fields.chat import CHAT
from sferum_docs.schools.fields.declaration import ValueKind
from sferum_docs.schools.fields.person import PERSON
from sferum_docs.schools.fields.requisites import HEAD, REQUISITES
from sferum_docs.schools.tidy import tidy_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sferum_docs.schools.fields.declaration import SchoolField
    from sferum_docs.schools.model import School

_QUOTES = frozenset('"“”„‟«»')
_OUTER, _INNER = "«»", "„“"
_SINGLE = re.compile(r"(?<!\w)'(?=\w)([^']{2,200})(?<=[\w.!])'(?!\w)")
_BEFORE_OPENING = frozenset(" \t\u00a0([-–—/«„")
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = frozenset("АЕЁИОУЫЭЮЯ")
_SHOUTED = 6  # letters: shorter ones in capitals are abbreviations oftener than words
_SHOUTED_POST = 4  # «ПОВАР»: posts have fewer abbreviations
_NAMES = 4  # words after «имени»: Героя России Ивана Иванова
_MENDED = {ValueKind.TEXT, ValueKind.ORGANISATION}


@dataclass(frozen=True, slots=True)
class Correction:
    """A value that may be written better: where it stands, how that is called, what it is and what it would be."""

    place: str
    label: str
    was: str
    now: str


def corrections(school: School) -> tuple[Correction, ...]:
    """Everything of a school that may be written better, in the order of its pages."""
    found = [*_of("requisites", "", school.requisites, REQUISITES)]
    if school.head is not None:
        found += _of("head", "Руководитель", school.head.person, HEAD[:2])
        found += _of("head", "Руководитель", school.head, HEAD[2:])
    for number, person in enumerate(school.staff):
        found += _of(f"staff.{number}", f"Строка {number + 1} сотрудников", person, PERSON)
    for number, chat in enumerate(school.chats):
        found += _of(f"chats.{number}", f"Чат {number + 1}", chat, [field for field in CHAT if field.name != "owner"])
    return tuple(found)


def _of(place: str, whose: str, value: object, fields: Sequence[SchoolField]) -> Iterator[Correction]:
    for field in fields:
        is_person = field.name == "name" and hasattr(value, "full_name")
        was = getattr(value, "full_name" if is_person else field.name, "")
        if not was or not isinstance(was, str) or field.kind not in _MENDED:
            continue
        now = tidy_name(was) if is_person else better_written(was, field)
        if now != was:
            yield Correction(f"{place}.{field.name}", f"{whose}, {field.caption}" if whose else field.label, was, now)


def better_written(text: str, field: SchoolField) -> str:
    """The text of a field with angle quotes, and with capitals where they belong."""
    quoted = angle_quotes(text)
    if field.name == "post":
        return post_in_small(quoted)
    if field.kind is ValueKind.ORGANISATION or field.name in {"place", "address"}:
        return in_usual_capitals(quoted)
    return quoted


def angle_quotes(text: str) -> str:
    """The text with «ёлочки», and „лапки“ within them; quotes that do not pair are left as they are.

    >>> angle_quotes('МБОУ "Школа "Росток" № 1"'), angle_quotes('5 "А"'), angle_quotes('доска 5"')
    ('МБОУ «Школа „Росток“ № 1»', '5 «А»', 'доска 5"')
    """
    text = _SINGLE.sub(r'"\1"', text).replace("''", '"')
    text = text.replace('""', '"') if text.count('""') * 2 == text.count('"') else text
    signs, depth = list(text), 0
    for place, sign in enumerate(signs):
        if sign in _QUOTES:
            opens = sign in {"«", "„"} or (sign != "»" and _opens(text, place, depth))
            depth += opens
            if depth < 1:
                return text
            pair = _OUTER if depth == 1 else _INNER
            signs[place] = pair[0] if opens else pair[1]
            depth -= not opens
    return "".join(signs) if depth == 0 else text


def _opens(text: str, place: int, depth: int) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    if not before or before in _BEFORE_OPENING:
        return bool(after) and not after.isspace()
    return depth == 0 or (before in '"“' and after.isalnum())


def post_in_small(text: str) -> str:
    """A post that begins with a capital or is written in capitals, in small letters; abbreviations stay.

    >>> post_in_small("УЧИТЕЛЬ НАЧАЛЬНЫХ КЛАССОВ"), post_in_small("Зам. директора по УВР")
    ('учитель начальных классов', 'зам. директора по УВР')
    """
    if _is_shouted(text, _SHOUTED_POST):
        text = _WORD.sub(_small_unless_abbreviation, text)
    first = _WORD.search(text)
    if first is None or first.start() or not first[0][1:].islower():
        return text
    return text[0].lower() + text[1:]


def _small_unless_abbreviation(found: re.Match[str]) -> str:
    return found[0] if len(found[0]) > 1 and _is_abbreviation(found[0]) else found[0].lower()


def in_usual_capitals(text: str) -> str:
    """The name of an organisation or of a place that is written in capitals, as such names are written.

    >>> in_usual_capitals("МБОУ «НИЖНЕМАХАРГИНСКАЯ СОШ ИМЕНИ М.-С. АБДУЛКАДЫРОВА»")
    'МБОУ «Нижнемахаргинская СОШ имени М.-С. Абдулкадырова»'
    >>> in_usual_capitals("АДМИНИСТРАЦИЯ СЕРГОКАЛИНСКОГО РАЙОНА РЕСПУБЛИКИ ДАГЕСТАН"), in_usual_capitals("С. МУРГУК")
    ('Администрация Сергокалинского района Республики Дагестан', 'с. Мургук')
    """
    if not _is_shouted(text):
        return text
    words = list(_WORD.finditer(text))
    pieces, last, named = [], 0, 0
    for number, word in enumerate(words):
        before = text[last : word.start()]
        named = 0 if set("»,") & set(before) else named
        following = words[number + 1][0] if number + 1 < len(words) else ""
        small = word[0].lower()
        capital = not last or before.endswith(("«", "„")) or named or _heads_a_place(following, small) or _is_own(small)
        is_small = _is_small(text, word, following, is_name=bool(named))
        if not word[0].isupper() or (_is_abbreviation(word[0]) and not is_small):
            pieces += [before, word[0]]
        else:
            pieces += [before, small.capitalize() if capital and not is_small else small]
        if len(word[0]) > 1 or is_small:
            named = _names_after(small, is_small=is_small) or max(named - 1, 0)
        last = word.end()
    return "".join([*pieces, text[last:]])


def _is_shouted(text: str, least: int = _SHOUTED) -> bool:
    words = [word for word in _WORD.findall(text) if len(word) > 1 and not _is_abbreviation(word)]
    shouted = [word for word in words if word.isupper()]
    return any(len(word) >= least for word in shouted) and len(shouted) * 2 > len(words)


def _is_abbreviation(word: str) -> bool:
    """Whether a word is written in capitals by itself: МБОУ, УВР, СОШ; one letter is an initial."""
    if not word.isupper():
        return False
    return len(word) == 1 or word in _table()["abbreviations"] or not _VOWELS & set(word)


def _is_small(text: str, word: re.Match[str], following: str, *, is_name: bool) -> bool:
    """Whether a word is small among capitals: «для», and «с.», «ул.» before a name; an initial is not."""
    small = word[0].lower()
    if text[word.end() : word.end() + 1] == ".":
        is_number = text[word.end() + 1 :].lstrip()[:1].isdigit()
        return small in _table()["shortened"] and (len(small) > 1 or is_number or (not is_name and len(following) > 1))
    return small in _table()["small"]


def _heads_a_place(following: str, word: str) -> bool:
    parts = tuple(_table()["parts_of_the_country"])
    is_adjective = word.endswith(("ский", "ского", "ская", "ской", "ный", "ного"))
    return following.casefold().startswith(parts) and is_adjective and not word.startswith(parts)


def _is_own(word: str) -> bool:
    return word.startswith(tuple(_table()["own"]))


def _names_after(word: str, *, is_small: bool) -> int:
    """How many words after this one are a name."""
    if word in _table()["named_after"]:
        return _NAMES
    return int(word.startswith(tuple(_table()["before_a_place"])) or (is_small and word in _table()["shortened"]))


@cache
def _table() -> dict[str, frozenset[str]]:
    data = tomllib.loads(Path(__file__).with_name("spelling.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in data.items()}
