"""ОКПО: code of an organisation in the statistical register, 8 digits.

The last digit is the remainder by 11 of the sum of the others weighted 1, 2, 3 …; when that is 10 the
weights start at 3, and a second 10 gives 0 (ПР 50.1.024-2005, Росстандарт).

>>> check("04047027")
>>> check("04047028")
'control_digit'
"""

from __future__ import annotations

from sferum_docs.schools.requisites import digits

NAME = "ОКПО"
LENGTH = 8
_MODULUS = 11
_TEN = 10


compact = digits.compact


def check(text: str) -> str | None:
    """The code of the fault, or None when the number is right."""
    return digits.check(text, (LENGTH,), _is_right)


def _is_right(number: str) -> bool:
    return control_digit(number[:-1]) == int(number[-1])


def control_digit(seven: str) -> int:
    """The control digit of the seven digits before it."""
    for start in (1, 3):
        remainder = sum(weight * int(digit) for weight, digit in enumerate(seven, start=start)) % _MODULUS
        if remainder < _TEN:
            return remainder
    return 0
