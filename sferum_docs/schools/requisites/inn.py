"""ИНН: number of a taxpayer, 10 digits for an organisation, given by the tax service.

Source: приказ ФНС России от 29.06.2012 № ММВ-7-6/435@; the control digit by python-stdnum.

>>> check("0527001634")
>>> check("0527001635")
'control_digit'
"""

from __future__ import annotations

import stdnum.exceptions
import stdnum.ru.inn

NAME = "ИНН"
LENGTH = 10


def compact(text: str) -> str:
    """The digits without spaces and dashes."""
    return str(stdnum.ru.inn.compact(text)).replace("-", "")


def check(text: str) -> str | None:
    """The code of the fault, or None when the number is right."""
    number = compact(text)
    if not (number.isascii() and number.isdigit()):
        return "digits_only"
    if len(number) != LENGTH:
        return "wrong_length"
    return None if stdnum.ru.inn.is_valid(number) else "control_digit"
