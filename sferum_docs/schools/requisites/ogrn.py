"""ОГРН: number of an organisation in the state register (ЕГРЮЛ), 13 digits; control digit by python-stdnum.

>>> check("1070548000775")
>>> check("1070548000776")
'control_digit'
"""

from __future__ import annotations

import stdnum.ru.ogrn

NAME = "ОГРН"
LENGTH = 13


def compact(text: str) -> str:
    """The digits without spaces and dashes."""
    return str(stdnum.ru.ogrn.compact(text)).replace("-", "")


def check(text: str) -> str | None:
    """The code of the fault, or None when the number is right."""
    number = compact(text)
    if not (number.isascii() and number.isdigit()):
        return "digits_only"
    if len(number) != LENGTH:
        return "wrong_length"
    return None if stdnum.ru.ogrn.is_valid(number) else "control_digit"
