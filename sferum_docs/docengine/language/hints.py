"""What an author may have meant: the nearest name, the same letters of the other alphabet, words of Jinja2."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Letters that look alike in both alphabets.
LATIN, CYRILLIC = "aceopxyABCEHKMOPTXkmnrbu", "асеорхуАВСЕНКМОРТХкмпгьи"
_TO_CYRILLIC, _TO_LATIN = str.maketrans(LATIN, CYRILLIC), str.maketrans(CYRILLIC, LATIN)
# Filters that authors know from Jinja2, and what to write here.
ELSEWHERE = {
    "default": 'Пишется: {{ имя if имя else "—" }}.',
    "d": 'Пишется: {{ имя if имя else "—" }}.',
    "safe": "Он не нужен: значение печатается как есть.",
    "escape": "Он не нужен: значение печатается как есть.",
    "e": "Он не нужен: значение печатается как есть.",
    "count": "Есть: length.",
    "capitalize": "Есть: upper, lower.",
    "trim": "Он не нужен: пробелы по краям убирают в данных.",
}


def mixed(name: str) -> bool:
    """Tell whether a word mixes Latin and Cyrillic letters.

    >>> mixed("дирeктор"), mixed("директор"), mixed("ИНН_1")
    (True, False, False)
    """
    latin = any("a" <= letter.lower() <= "z" for letter in name)
    return latin and any("а" <= letter.lower() <= "я" or letter in "ёЁ" for letter in name)


def hint_for(name: str, known: Iterable[str], before: str = "") -> str:
    """Give the nearest known name as a hint, the same letters of the other alphabet first."""
    names = list(known)
    before = f"{before}." if before else ""
    for variant in (name.translate(_TO_CYRILLIC), name.translate(_TO_LATIN), name.lower(), name.replace("ё", "е")):
        if variant in names:
            return f"Есть: {before}{variant}."
    by_case = {item.lower(): item for item in names}
    close = get_close_matches(name.lower(), by_case, n=1, cutoff=0.6)
    return f"Похоже на: {before}{by_case[close[0]]}." if close else ""


def by_last_step(step: str, known: Iterable[str]) -> str:
    """Give the known names that end with this step as a hint."""
    same = [name for name in known if name.rsplit(".", 1)[-1] == step][:3]
    return f"Есть: {', '.join(same)}." if same else ""
