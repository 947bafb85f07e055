"""A full name as people write it in one cell, taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sferum_docs.reading.cleaning import clean_line

# letters of any alphabet, hyphen, apostrophe, the dot of an initial; each sign is taken in one way only
_WORD = r"[^\W\d_](?:[^\W\d_]|[-’'.])*"
_NAME = re.compile(rf"{_WORD}(?: {_WORD})*")
_OF_BODIES = frozenset(("ОО", "ОУ", "ДОУ", "ДОО", "ООО", "ИНН", "КПП", "ОГРН", "СОШ", "ООШ", "НОШ"))  # «Тип ОО»
_ENOUGH, _MOST = 2, 5
MAX_NAME = 200
# what tells people of one name apart: of a man, of a woman, short
NAMESAKE_WORDS = (("младший", "младшая", "мл"), ("старший", "старшая", "ст"))
_INITIAL = re.compile(r"(?:-?[^\W\d_]\.)+|[^\W\d_a-zа-яё]")  # «о» of «Сведения о школе» is none
# words of headings and of sections of a list
_NO_NAMES = (
    "фио", "фамили", "имя", "отчеств", "работник", "сотрудник", "должност", "учител", "администрац", "педагог",
    "персонал", "номер", "телефон", "прочие", "младший",
    "служб", "обслужив", "вспомогат", "технич", "начальн", "кафедр", "классн", "совместител", "воспитател", "директор",
    "заместител", "школа", "школы", "учрежден", "список", "итого", "всего", "ваканс",
    "наименов", "образоват", "организац", "юридическ", "контактн",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NameParts:
    """Surname, name, patronymic (with оглы or кызы); the last may be empty."""

    last: str
    first: str
    middle: str


def split_full_name(text: str) -> NameParts | None:
    """The parts of «Фамилия Имя Отчество», or None when there are fewer than two words.

    >>> split_full_name("Алиев Али Гусейн оглы")
    NameParts(last='Алиев', first='Али', middle='Гусейн оглы')
    """
    words = re.sub(r"\.(?=[^\s.-])", ". ", clean_line(text)).split()
    if len(words) < _ENOUGH:
        return None
    return NameParts(words[0], words[1], " ".join(words[2:]))


def same_letters(name: str) -> str:
    """A name as it is compared with another: small letters, ё and е alike.

    >>> same_letters("Артём") == same_letters("АРТЕМ")
    True
    """
    return name.casefold().replace("ё", "е")


def agreed_namesake_word(middle: str, *, female: bool) -> str:
    """A patronymic whose last word tells namesakes apart, with that word in the gender of the person.

    >>> agreed_namesake_word("Магомедовна Младший", female=True), agreed_namesake_word("мл.", female=False)
    ('Магомедовна младшая', 'младший')
    """
    before, blank, last = middle.rpartition(" ")
    pair = next((pair for pair in NAMESAKE_WORDS if last.casefold().strip(".") in pair), None)
    return f"{before}{blank}{pair[female]}" if pair else middle


def is_person(text: str) -> bool:
    """Whether a cell holds a full name: words with capitals, and none of a heading or a section of a list.

    >>> is_person("Омарова Зарема Исаевна"), is_person("Фамилия Имя Отчество"), is_person("учитель физики")
    (True, False, False)
    """
    words = text[:MAX_NAME].split()
    if not _ENOUGH <= len(words) <= _MOST or has_odd_signs(text):
        return False
    if is_title(text) or not _OF_BODIES.isdisjoint(words):
        return False
    return all(word[0].isupper() and (len(word) > 1) for word in words[:_ENOUGH]) and not is_short_name(text)


def is_title(text: str) -> bool:
    """Whether a cell begins as headings and sections of lists do.

    >>> is_title("Педагогические работники"), is_title("Ким Олег")
    (True, False)
    """
    words = text[:MAX_NAME].casefold().replace("ё", "е").split()[:_ENOUGH]
    return any(word.startswith(_NO_NAMES) for word in words)


def is_short_name(text: str) -> bool:
    """Whether a name is written with initials: «Соловей А. И.», «А. И. Соловей».

    >>> is_short_name("Гаджиабдуллаева Э.-П. Н."), is_short_name("Соловей Анна"), is_short_name("Можжевель Марина М.")
    (True, False, True)
    >>> is_short_name("Сведения о школе")
    False
    """
    words = text[:MAX_NAME].replace(".", ". ").split()
    initials = [word for word in words if _INITIAL.fullmatch(word)]
    return bool(initials) and len(initials) < len(words) and not has_odd_signs(text)


def has_odd_signs(text: str) -> bool:
    """Whether something stands there that no name holds: digits, brackets, tags.

    >>> has_odd_signs("Магомедов-Ибрагимов К. А."), has_odd_signs("{{ 6*7 }}")
    (False, True)
    """
    return len(text) > MAX_NAME or _NAME.fullmatch(clean_line(text)) is None
