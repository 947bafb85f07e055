"""Whole numbers in what people and files hand in: int() fails on «²», a digit to Python, and on 5,000 digits."""

from __future__ import annotations

MOST_DIGITS = 9
_LARGEST = 10**MOST_DIGITS
_EXACT = 10**15  # a float keeps so many digits


def digits(text: str | None, most: int = MOST_DIGITS) -> int | None:
    """The number that plain digits write, no more of them than `most`; None for everything else.

    >>> digits("17"), digits("²"), digits("٣"), digits("-1"), digits("9" * 5000), digits(None)
    (17, None, None, None, None, None)
    """
    return int(text) if text and len(text) <= most and text.isascii() and text.isdigit() else None


def whole(text: str | None) -> int | None:
    """A measure as a whole number; fractions occur in files of other programs, and figures no sheet of paper has.

    >>> whole("709"), whole("12.6"), whole("-5"), whole("x"), whole("nan"), whole("1e300"), whole(None)
    (709, 13, -5, None, None, None, None)
    """
    try:
        number = None if text is None else round(float(text[:40]))
    except (ValueError, OverflowError):
        return None
    return number if number is not None and abs(number) < _LARGEST else None


def plain_number(text: str) -> str:
    """A number of a table without its power of ten, as the cell shows it; every other text as it is.

    >>> plain_number("8.9280000002E10"), plain_number("1.5"), plain_number("1e999"), plain_number("x")
    ('89280000002', '1.5', '1e999', 'x')
    """
    try:
        number = float(text[:40]) if "e" in text.casefold() else None
    except ValueError:
        return text
    return str(int(number)) if number is not None and abs(number) < _EXACT and number.is_integer() else text
