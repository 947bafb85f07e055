"""ИНН: number of a taxpayer, 10 digits for an organisation, given by the tax service.

Source: приказ ФНС России от 29.06.2012 № ММВ-7-6/435@; the control digit by python-stdnum.

>>> check("0527001634")
>>> check("0527001635")
'control_digit'
"""

from __future__ import annotations

import stdnum.ru.inn

from sferum_docs.schools.requisites import digits

NAME = "ИНН"
LENGTH = 10


compact = digits.compact


def check(text: str) -> str | None:
    """The code of the fault, or None when the number is right."""
    return digits.check(text, (LENGTH,), stdnum.ru.inn.is_valid)
