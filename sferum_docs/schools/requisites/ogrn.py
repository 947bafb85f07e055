"""ОГРН: number of an organisation in the state register (ЕГРЮЛ), 13 digits; control digit by python-stdnum.

>>> check("1070548000775")
>>> check("1070548000776")
'control_digit'
"""

from __future__ import annotations

import stdnum.ru.ogrn

from sferum_docs.schools.requisites import digits

NAME = "ОГРН"
LENGTH = 13


compact = digits.compact


def check(text: str) -> str | None:
    """The code of the fault, or None when the number is right."""
    return digits.check(text, (LENGTH,), stdnum.ru.ogrn.is_valid)
