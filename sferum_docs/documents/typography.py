"""No-break spaces where a line must not break: № and number, number and unit, article and its number.

Source: ГОСТ Р 7.0.97, rule G20 of our table (initials and surname, № and number, number and month).
"""

from __future__ import annotations

import re

_NO_BREAK = "\u00a0"
_PLACES = re.compile(
    r"(?<=№) (?=\S)"
    r"|(?<=\d) (?=(?:г\.|%|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря)(?!\w))"
    r"|(?<=(?:стать[еюияёй]|.част[ьию]|пункт[аеу]|..пункт)) (?=\d)"
)


def no_break(text: str) -> str:
    r"""The text with no-break spaces at those places.

    >>> no_break("от 13 октября 2023 г. № 262, 100 %")
    'от 13\xa0октября 2023\xa0г. №\xa0262, 100\xa0%'
    """
    return _PLACES.sub(_NO_BREAK, text)
