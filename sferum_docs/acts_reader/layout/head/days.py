"""The date of an act as its head prints it."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = ["янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"]
DATE = (
    r"[«\"“„]?\s?\d{1,2}\s?[»\"”]?\s?(?:\.\s?\d{1,2}\s?\.\s?|(?:янв|фев|мар|апр|мая|июн|июл|авг|сен|окт|ноя|дек)[а-я]{0,7}\s)"
    r"(?:\d{4}|\d\d)(?!\d)(?:\s?(?:года|год|г)\b\.?)?"
)
_PARTS = re.compile(r"(\d{1,2})\W{1,3}([а-я]{3,8}|\d{1,2})\W{1,3}(\d{4}|\d\d)", re.IGNORECASE)
_CENTURY = 100


def day_of(text: str) -> date | None:
    """The day that a printed date means; None where it means none."""
    found = _PARTS.search(text)
    if found is None:
        return None
    day, month, year = found.groups()
    number = int(month) if month.isdigit() else next(
        (place for place, name in enumerate(_MONTHS, 1) if month.lower().startswith(name)), 0
    )  # fmt: skip
    try:
        return date(int(year) + (2000 if int(year) < _CENTURY else 0), number, int(day))
    except ValueError:
        return None
