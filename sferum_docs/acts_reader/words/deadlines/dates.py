"""Dates as acts print them, in figures and in words, with a year and without one.

>>> from datetime import date
>>> day_of("20.10.2023г.", date(2023, 10, 13)), day_of("«11» ноября", date(2025, 12, 3))
(datetime.date(2023, 10, 20), datetime.date(2026, 11, 11))
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

_MONTHS = (
    "январь января январе", "февраль февраля феврале", "март марта марте", "апрель апреля апреле", "май мая мае",
    "июнь июня июне", "июль июля июле", "август августа августе", "сентябрь сентября сентябре",
    "октябрь октября октябре", "ноябрь ноября ноябре", "декабрь декабря декабре",
)  # fmt: skip
_MONTH_OF = {form: place for place, forms in enumerate(_MONTHS, 1) for form in forms.split()}
_ORDINALS = [
    "первого",
    "второго",
    "третьего",
    "четвертого",
    "пятого",
    "шестого",
    "седьмого",
    "восьмого",
    "девятого",
    "десятого",
    "одиннадцатого",
    "двенадцатого",
    "тринадцатого",
    "четырнадцатого",
    "пятнадцатого",
    "шестнадцатого",
    "семнадцатого",
    "восемнадцатого",
    "девятнадцатого",
    "двадцатого",
]
_DAY_OF = {word: day for day, word in enumerate(_ORDINALS, 1)}
_DAY_OF |= {f"двадцать {word}": 20 + day for day, word in enumerate(_ORDINALS[:9], 1)}
_DAY_OF |= {"тридцатого": 30, "тридцать первого": 31}
_DAY_OF |= {word.removesuffix("ого") + "ому": day for word, day in _DAY_OF.items() if word.endswith("ого")}
_DAY_OF |= {"третьему": 3, "двадцать третьему": 23}
_CENTURY = 100


def torn(word: str) -> str:
    """A pattern of the word that a scan may have torn by a space: «сентя бря»."""
    return r"\s?".join(word)


def _genitive(forms: str) -> str:
    word = forms.split()[1]
    return torn(word) + ("" if len(word) < 4 else r"\b")  # noqa: PLR2004 «мая»


_YEAR_SIGN = r"(?:\s?(?:года|году|год)\b|\s?[гr]\b(?:\s?\.)?)"
_SHORT_MONTHS = {
    "янв": 1,
    "фев": 2,
    "февр": 2,
    "апр": 4,
    "авг": 8,
    "сен": 9,
    "сент": 9,
    "окт": 10,
    "ноя": 11,
    "нояб": 11,
    "дек": 12,
}
_MONTH = rf"(?:(?:янв|февр?|апр|авг|сент?|окт|нояб?|дек)\.|{'|'.join(_genitive(forms) for forms in _MONTHS)})"
_IN_WORDS = "|".join(sorted((word.replace("е", "[её]").replace(" ", r"\s") for word in _DAY_OF), key=len, reverse=True))
DAY = rf"(?:[«\"“]\s?\d{{1,2}}\s?[»\"”]|\d{{1,2}}(?:\s?-?\s?(?:го|му|е)\b)?|(?:{_IN_WORDS})\b)"
_YEAR = (
    rf"(?:\s?(?:(?:19|20)\d\d(?![\d/–-]){_YEAR_SIGN}?|\d\d{_YEAR_SIGN})"
    r"|\s(?:текущего|следующего|этого|сего|нынешнего)\s(?:\w{1,14}\s)?года|\s[стн]\.\s?г\.)"
)
WRITTEN = rf"{DAY}\s{_MONTH}{_YEAR}?"
NUMERIC = (
    rf"(?:\d{{1,2}}\s?\.\s?\d{{1,2}}\s?\.\s?(?:(?:19|20)\d\d|\d\d)(?![\d])|\d{{1,2}}[/-]\d{{1,2}}[/-](?:19"
    rf"|20)\d\d(?!\d)|(?:19|20)\d\d-\d\d-\d\d(?!\d)){_YEAR_SIGN}?"
)
DATE = rf"(?:{NUMERIC}|{WRITTEN})"
MONTH_ONLY = rf"(?:{'|'.join(torn(form) for forms in _MONTHS for form in forms.split()[1:])})\b"

MONTHS = "янв фев март апр май мая мае июн июл авг сен окт ноя дек"
IN_FIGURES = "\N{DIGIT ONE FULL STOP}"  # stands for a date in figures among the needles
DATED = f"{MONTHS} {IN_FIGURES}"

_ANY = re.compile(DATE, re.IGNORECASE)
_FIGURES = re.compile(r"(\d{1,4})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{4}|\d{1,2})")
_DAY_MONTH = re.compile(rf"({DAY})\s({_MONTH})(.{{0,40}})", re.IGNORECASE)
_NUMBER = re.compile(r"\d{1,2}")
_YEAR_IN = re.compile(r"(?:19|20)\d\d|\d\d")
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Printed:
    """A date as printed: a year of 0 is not printed, `next_year` is «следующего года»."""

    day: int
    month: int
    year: int = 0
    next_year: bool = False
    this_year: bool = False

    def on(self, act_day: date | None) -> date | None:
        """The day of the calendar: without a year that of the act, or the next one if it had passed by then."""
        if self.year:
            return _day(self.year, self.month, self.day)
        if act_day is None:
            return None
        year = act_day.year + self.next_year
        day = _day(year, self.month, self.day)
        passed = day is not None and day < act_day and not self.this_year
        return _day(year + 1, self.month, self.day) if passed else day

    def before(self, end: date) -> date | None:
        """The last such day up to an end; the one printed where its year is."""
        if self.year:
            return _day(self.year, self.month, self.day)
        day = _day(end.year, self.month, self.day)
        return _day(end.year - 1, self.month, self.day) if day and day > end else day


def day_of(text: str, act_day: date | None) -> date | None:
    """The day that a printed date means; None where it means none (31.02.2026) or no year can be told."""
    printed = read_date(text, act_day)
    return printed.on(act_day) if printed else None


def read_date(text: str, act_day: date | None) -> Printed | None:
    """The first date of the text as it is printed; a year of two figures belongs to the century of the act."""
    return _printed(text, (act_day or date(2000, 1, 1)).year // _CENTURY * _CENTURY)


@lru_cache(maxsize=512)
def _printed(text: str, century: int) -> Printed | None:
    found = _ANY.search(text)
    figures = _FIGURES.match(found[0]) if found else None
    if found is None:
        return None
    if figures:
        first, month, last = figures.groups()
        iso = len(first) > len("31")
        return Printed(int(last if iso else first), int(month), _year(first if iso else last, century))
    written = _DAY_MONTH.match(found[0])
    if written is None:
        return None
    day, month, rest = written.groups()
    year = _YEAR_IN.search(rest)
    said = rest.casefold()
    return Printed(
        _number(day), _month(month), _year(year[0], century) if year else 0,
        "следующ" in said, "год" in said or ".г" in _BLANK.sub("", said),
    )  # fmt: skip


def dates_in(text: str) -> list[tuple[int, int]]:
    """Where dates stand in the text."""
    return [found.span() for found in _ANY.finditer(text)]


def _number(day: str) -> int:
    figures = _NUMBER.search(day)
    return int(figures[0]) if figures else _DAY_OF[_BLANK.sub(" ", day.strip()).casefold().replace("ё", "е")]


def _month(word: str) -> int:
    name = _BLANK.sub("", word).casefold()
    return _SHORT_MONTHS[name.rstrip(".")] if name.endswith(".") else _MONTH_OF[name]


def _year(text: str, century: int) -> int:
    year = int(text)
    return year if year >= _CENTURY else century + year


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
