"""The mask of registration numbers: «{номер}-О», «{номер}/{год}», «01-10/{номер}».

ГОСТ Р 7.0.97 leaves the shape of the index to the organisation; the number itself is digits, given by the register.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault

if TYPE_CHECKING:
    from datetime import date

NUMBER, YEAR, SHORT_YEAR = "{номер}", "{год}", "{гг}"
PARTS = (NUMBER, YEAR, SHORT_YEAR)
PLAIN = NUMBER
MAX_MASK = 40
# Latin letters that look like Russian ones: the eye does not tell them apart
_TAKEN_FOR = str.maketrans("aceopxymhtbk", "асеорхумнтвк")
_BRACED = re.compile(r"\{[^{}]*\}")
# what a file list and a register write between the parts; a space would break the number after «№»
_SIGNS = re.compile(r"[\w/.,()\u2010-\u2015-]*")


def mask_fault(mask: str, place: str = "") -> Fault | None:
    """What is wrong with a mask, or None.

    >>> mask_fault("{номер}-О"), mask_fault("О-{год}").code
    (None, 'mask_number')
    """
    for part in _BRACED.findall(mask):
        if part not in PARTS:
            russian = part.casefold().translate(_TAKEN_FOR)
            if russian in PARTS and russian != part.casefold():
                return Fault("mask_layout", place, {"text": part, "right": russian})
            return Fault("mask_part", place, {"text": part, "known": ", ".join(PARTS)})
    rest = _BRACED.sub("", mask)
    if "{" in rest or "}" in rest:
        return Fault("mask_brace", place, {"text": mask})
    if mask.count(NUMBER) != 1:
        return Fault("mask_number", place, {"text": mask})
    if len(mask) > MAX_MASK:
        return Fault("too_long", place, {"limit": MAX_MASK})
    wrong = _SIGNS.sub("", rest)
    return Fault("mask_sign", place, {"text": wrong[0]}) if wrong else None


def number_by_mask(mask: str, number: int | str, day: date) -> str:
    """The registration number as it is printed; `number` may bear a letter («45а»), the day is that of signing.

    >>> from datetime import date
    >>> number_by_mask("{номер}/{год}", 45, date(2023, 10, 16))
    '45/2023'
    >>> number_by_mask("01-10/{номер}-{гг}", "45а", date(2023, 10, 16))
    '01-10/45а-23'
    """
    values = {NUMBER: str(number), YEAR: f"{day.year}", SHORT_YEAR: f"{day.year % 100:02}"}
    return _BRACED.sub(lambda match: values[match[0]], mask)
