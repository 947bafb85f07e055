"""The name of a body where there is little room: in the names of its chats."""

from __future__ import annotations

import re
from functools import lru_cache

_OPENING, _CLOSING = "«„“\"'", "»“”\"'"
_FIRST_MARK = re.compile(r"[«„\"]")
# what a long name may do without, the least needed first
_HONOUR = r"\s(?:имени|им\.)\s.*"
_PROFILE = r"\s(?:с\s(?:углубл|изучени|приоритет|этнокультурн)\S*|(?:обще|компенсирующ|комбинированн)\S*\sвида?\b)"
_CUTS = tuple(re.compile(cut, re.IGNORECASE) for cut in (_HONOUR, rf"{_PROFILE}(?:(?!\s№).)*"))
_NUMBER = re.compile(r"№\s?\d+")
_LONGEST = 40


@lru_cache(maxsize=256)
def brief_name(short_name: str) -> str:
    """What stands in the marks of a short name, whole; a long one without its epithets, never without the body.

    >>> brief_name("МБДОУ «Детский сад № 2 «Солнышко»"), brief_name("МКОУ «Ключевская СОШ»"), brief_name("Лицей № 5")
    ('Детский сад № 2 «Солнышко»', 'Ключевская СОШ', 'Лицей № 5')
    >>> brief_name("МАОУ «СОШ с углублённым изучением отдельных предметов № 117 им. дважды Героя А.-Х. Султана»")
    'СОШ № 117'
    """
    name = _within_marks(short_name)
    for cut in _CUTS:
        if len(name) <= _LONGEST:
            break
        shorter = cut.sub("", name)
        lost = _NUMBER.search(name) if not _NUMBER.search(shorter) else None
        name = f"{shorter} {lost[0]}" if lost else shorter
    return _balanced(name if len(name) <= _LONGEST else _first_words(name)) or short_name


def _within_marks(text: str) -> str:
    first = _FIRST_MARK.search(text)
    inside = text[first.end() :].strip() if first else text.strip()
    return _balanced(inside) or text.strip()


def _balanced(text: str) -> str:
    """The text with as many closing marks as opening ones: of two that stood together people write one."""
    for opening, closing in ("«»", "„“"):
        lacking = text.count(opening) - text.count(closing)
        text = text + closing * lacking if lacking > 0 else text
        while text.count(closing) > text.count(opening):
            at = text.rindex(closing)
            text = (text[:at] + text[at + 1 :]).rstrip()
    return text[:-1].rstrip() if text.count('"') % 2 else text


def _first_words(text: str) -> str:
    """As many whole words as there is room for, with the number that tells one body from another."""
    number = _NUMBER.search(text)
    room = _LONGEST - (len(number[0]) + 1 if number else 0)
    kept = text[: room + 1].rpartition(" ")[0] or text[:room]
    kept = re.sub(r"[\s,;:—–-]{1,4}(?:с|и|в|на|для|им\.|имени)?\s?$", "", kept)
    return f"{kept} {number[0]}" if number and number[0] not in kept else kept
