"""Which word of a full name is the surname, the first name, the patronymic; initials."""

import re

from sferum_docs.grammar.case import Part
from sferum_docs.grammar.cleaning import clean_name
from sferum_docs.grammar.words.rules import listed

_INITIALS = re.compile(r"(?:[А-ЯЁA-Z][а-яё]?\.-?|[а-яё]\.)+|[^\W\d_]")
_PATRONYMIC = re.compile(
    r".+(?:[оеё]вич|[ьмктв]ич|[оеё]вна|ична|[ -](?:оглы|оглу|кызы|гызы|кыз|улы|уулу|углы|кизи))", re.IGNORECASE
)
_SURNAME = re.compile(r".{2,}(?:ов|ев|ёв|ова|ева|ёва|ский|цкий|ская|цкая|енко|швили|дзе)", re.IGNORECASE)
_NBSP = "\N{NO-BREAK SPACE}"
Token = tuple[str, Part | None]


def split_name(text: str) -> tuple[Token, ...]:
    """The words of a full name with their parts; an initial has none.

    >>> [word for word, part in split_name("Ариф Гусейн оглы Мамедов") if part is Part.MIDDLE]
    ['Гусейн оглы']
    """
    words = _words(clean_name(text).text)
    full = [word for word in words if not _INITIALS.fullmatch(word)]
    roles = iter((Part.LAST,) * len(full) if len(full) < len(words) else _roles(full))
    return tuple((word, None if _INITIALS.fullmatch(word) else next(roles)) for word in words)


def is_patronymic(text: str) -> bool:
    """Whether a text ends as a patronymic does, or with «оглы», «кызы».

    >>> is_patronymic("Гасан кызы"), is_patronymic("Гасан")
    (True, False)
    """
    words = _words(clean_name(text).text)
    return len(words) == 1 and bool(_PATRONYMIC.fullmatch(words[0]))


def is_surname(text: str) -> bool:
    """Whether a text can hardly be anything but a surname: -ов, -ева, -ский, -енко, -швили."""
    return bool(_SURNAME.fullmatch(clean_name(text).text))


def _words(text: str) -> list[str]:
    """Words, with «оглы» and «(Омарова)» joined to the word before and «ван» to the word after."""
    words: list[str] = []
    for word in text.split():
        last = words[-1].split()[-1] if words else ""
        particle = last.islower() and last in listed("first_parts")
        if words and (particle or word.startswith("(") or word.lower() in listed("particles")):
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _roles(words: list[str]) -> tuple[Part, ...]:
    """The parts of the words by the place of the patronymic, else by the look of the surname."""
    last, first, middle = Part.LAST, Part.FIRST, Part.MIDDLE
    between = (first,) * (len(words) - 2)
    patronymic = [bool(_PATRONYMIC.fullmatch(word)) for word in words]
    surname = [bool(_SURNAME.fullmatch(word)) for word in words]
    if len(words) < 2:  # noqa: PLR2004 two words are a pair
        return (last,) * len(words)
    if between and patronymic[-1]:
        return (last, *between, middle)
    if between and patronymic[-2]:
        return (*between, middle, last)
    if patronymic[-1] and not surname[0]:
        return (first, middle)
    swapped = surname[-1] and not surname[0]
    return (first, *between, last) if swapped else (last, first, *between)


def initials(text: str, order: str = "before") -> str:
    """«И. О. Фамилия» or, with `after`, «Фамилия И. О.», with no-break spaces.

    >>> initials("Омаров Магомед Алиевич").replace("\N{NO-BREAK SPACE}", " ")
    'М. А. Омаров'
    """
    tokens = split_name(text)
    last = " ".join(word for word, part in tokens if part is Part.LAST)
    short = _NBSP.join(initial(word) for word, part in tokens if part is not Part.LAST)
    pair = (last, short) if order == "after" else (short, last)
    return _NBSP.join(filter(None, pair))


def initial(word: str) -> str:
    """The initial of a word; an initial stays as it is.

    >>> initial("Магомед-Саид")
    'М.'
    """
    return word if _INITIALS.fullmatch(word) else f"{word[:1].upper()}."
