"""Which word of a full name is the surname, the first name, the patronymic; initials."""

import re

from sferum_docs.grammar.case import Part
from sferum_docs.grammar.cleaning import clean_name

_INITIALS = re.compile(r"(?:[А-ЯЁA-Z][а-яё]?\.-?)+")
_SERVANTS = re.compile(r"(?:оглы|оглу|кызы|гызы|кыз|улы|уулу|углы|кизи)", re.IGNORECASE)
_PATRONYMIC = re.compile(
    r".*(?:(?:ов|ев|ёв|ав|ыв)(?:ич|на)|(?:ь|м|к|т|в)ич|(?:ин|ич)ична|ична|[- ]?(?:оглы|кызы))", re.IGNORECASE
)
_NBSP = "\N{NO-BREAK SPACE}"
Token = tuple[str, Part | None]


def split_name(text: str) -> tuple[Token, ...]:
    """The words of a full name with their parts; an initial has none."""
    words = _words(clean_name(text).text)
    full = [word for word in words if not _INITIALS.fullmatch(word)]
    roles = iter((Part.LAST,) * len(full) if len(full) < len(words) else _roles(full))
    return tuple((word, None if _INITIALS.fullmatch(word) else next(roles)) for word in words)


def _words(text: str) -> list[str]:
    words: list[str] = []
    for word in text.split():
        if words and _SERVANTS.fullmatch(word):
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _roles(words: list[str]) -> tuple[Part, ...]:
    patronymic = [bool(_PATRONYMIC.fullmatch(word)) for word in words]
    match words:
        case [_]:
            return (Part.LAST,)
        case [_, _]:
            return (Part.FIRST, Part.MIDDLE) if patronymic[1] else (Part.LAST, Part.FIRST)
        case [_, _, _] if patronymic[1] and not patronymic[2]:
            return (Part.FIRST, Part.MIDDLE, Part.LAST)
        case _:
            return (Part.LAST, *(Part.FIRST,) * (len(words) - 2), Part.MIDDLE)


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
