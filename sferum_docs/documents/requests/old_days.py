"""Days as people write them in old registers: in figures, in words, without a year, as the number Excel keeps."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sferum_docs.reading.records import parse_day

if TYPE_CHECKING:
    from collections.abc import Collection

_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_FIGURES_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})(?:[./-](\d{4}|\d{2}))?\.?", re.ASCII)
_WORD_DAY = re.compile(r"[«\"“„]?(\d{1,2})[»\"”“]? ?([а-я]{3,9})\.?(?: (\d{4}))?")
_AROUND = re.compile(r"^от |\s*(?:г\.?|года?)$|[ t]\d{1,2}:\d\d(?::\d\d(?:\.0+)?)?$")
_SERIAL = re.compile(r"\d{5}(?:\.0+)?", re.ASCII)
_EXCEL_ZERO = date(1899, 12, 30)
_YEAR = re.compile(r"(?<!\d)(19\d\d|20\d\d)(?!\d)", re.ASCII)

AS_WRITTEN, SHORT_YEAR, NO_YEAR, SERIAL = "", "old_short_year", "old_year_of_heading", "old_serial_day"


def read_old_day(text: str, years: Collection[int], today: date) -> tuple[date | None, str]:
    """The day, and what of it is a guess; `years` are those that the heading or the line above tells.

    >>> read_old_day("12.01.19", (2019,), date(2026, 11, 28)), read_old_day("12 января", (), date(2026, 11, 28))
    ((datetime.date(2019, 1, 12), ''), (None, ''))
    """
    text = text.casefold().strip()
    for _each in range(2):
        text = _AROUND.sub("", text).strip()
    if found := _FIGURES_DAY.fullmatch(text):
        return _figured(int(found[1]), int(found[2]), found[3] or "", years, today)
    if found := _WORD_DAY.fullmatch(text):
        month = next((place for place, name in enumerate(_MONTHS, 1) if found[2].startswith(name)), 0)
        return _figured(int(found[1]), month, found[3] or "", years, today)
    if _SERIAL.fullmatch(text):
        return _EXCEL_ZERO + timedelta(days=int(text[:5])), SERIAL
    return parse_day(text), AS_WRITTEN


def year_of(text: str) -> int | None:
    """The one year that a heading or the name of a sheet tells.

    >>> year_of("Приказы за 2019 год"), year_of("2018-2019"), year_of("Лист1")
    (2019, None, None)
    """
    found = set(_YEAR.findall(text))
    return int(found.pop()) if len(found) == 1 else None


def _figured(day: int, month: int, year: str, years: Collection[int], today: date) -> tuple[date | None, str]:
    guess = AS_WRITTEN
    if not year:
        if not years:
            return None, AS_WRITTEN
        year, guess = str(max(years)), NO_YEAR
    elif len(year) == 2:  # noqa: PLR2004  two figures
        century = 2000 if int(year) <= today.year % 100 else 1900
        year = str(century + int(year))
        guess = AS_WRITTEN if int(year) in years else SHORT_YEAR
    return parse_day(f"{day:02}.{month:02}.{year}"), guess
