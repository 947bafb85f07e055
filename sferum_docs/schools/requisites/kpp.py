"""КПП: reason code of registration with a tax office: 4 digits of the office, 2 signs of the reason, 3 digits.

No control digit. Source: приказ ФНС России от 29.06.2012 № ММВ-7-6/435@.

>>> check("052701001")
>>> check("05270100")
'bad_kpp'
"""

from __future__ import annotations

import re

from sferum_docs.schools.requisites import digits

NAME = "КПП"
LENGTH = 9
_PATTERN = re.compile(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}", re.ASCII)


compact = digits.compact


def check(text: str) -> str | None:
    """The code of the fault, or None when the number is right."""
    return None if _PATTERN.fullmatch(compact(text)) else "bad_kpp"


def differs_from_inn(kpp: str, inn: str) -> bool:
    """Whether the two name different tax offices: usual for neither, wrong for none, worth a warning."""
    return compact(kpp)[:4] != inn[:4]
