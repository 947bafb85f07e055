"""How Word writes the number of an item: ECMA-376 part 1, 17.18.59 (ST_NumberFormat), those met in Russian papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"  # without ё, й, ъ, ь
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST = 30_000  # of letters and Roman figures; beyond it figures are shorter


def counted(number: int, form: str) -> str:
    """A number in a form; one that is not known here is written in figures.

    >>> [counted(10, form) for form in ("decimal", "russianLower", "upperRoman", "ordinal", "none", "001")]
    ['10', 'к', 'X', '10-й', '', '010']
    """
    if form.isdecimal():  # the first number as an author wants it
        return str(number).zfill(min(len(form), 9))
    write = _FORMS.get(form)
    return str(number) if write is None or not 0 < number < _MOST else write(number)


def _letters(alphabet: str) -> Callable[[int], str]:
    """а … я, аа … яя, ааа: the letter is repeated."""
    return lambda number: alphabet[(number - 1) % len(alphabet)] * min((number - 1) // len(alphabet) + 1, 9)


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN:
        times, number = divmod(number, value)
        written += sign * times
    return written


_FORMS: dict[str, Callable[[int], str]] = {
    "russianLower": _letters(_RUSSIAN),
    "russianUpper": _letters(_RUSSIAN.upper()),
    "lowerLetter": _letters(_LATIN),
    "upperLetter": _letters(_LATIN.upper()),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "decimalZero": lambda number: f"{number:02}",
    "ordinal": lambda number: f"{number}-й",
    "none": lambda _number: "",
}
