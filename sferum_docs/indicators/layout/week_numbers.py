"""Weeks that are counted and not dated: «3 неделя», «Неделя № 4»; days on which a week is told that is over."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sferum_docs.directives.weekdays import monday_of
from sferum_docs.indicators.layout.weeks import day_in, has_period, week_in
from sferum_docs.indicators.model import Week
from sferum_docs.reading.numbers import digits

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 200
_MOST_WEEKS = 60
_MONTHS = r"янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек"
_NO_DATE = rf"(?!\s?[-–—./]\s?\d|\d|\s?(?:{_MONTHS}))"
_BEFORE = re.compile(rf"(?<![\d.,/-])(\d{{1,2}})\s?(?:-?(?:ая|я|ю|й))?\s?нед(?:еля|елю|\.|(?![а-я])){_NO_DATE}")
_AFTER = re.compile(rf"нед(?:еля|елю|ели|\.)?\s?(?:№|n|no)?\s?(\d{{1,2}}){_NO_DATE}")
_AS_OF = re.compile(r"(?<![а-я])на\s")


def week_number(text: str) -> int:
    """The number that a week is called by; 0 where there is none.

    >>> week_number("3 неделя"), week_number("Неделя № 4"), week_number("3 сообщения за неделю")
    (3, 4, 0)
    >>> week_number("неделя 16.10–22.10")
    0
    """
    said = " ".join(text[:_LONGEST].casefold().replace("_", " ").split())
    found = _AFTER.search(said) or _BEFORE.search(said)
    number = int(found[1]) if found else 0
    return number if number <= _MOST_WEEKS else 0


def dated_instead(text: str, week: Week) -> str:
    """A text that counts its week and does not date it, with the days of another in place of the number.

    >>> dated_instead("Сферум, 3 неделя", Week(date(2023, 10, 16), date(2023, 10, 22)))
    'Сферум, неделя 16.10.2023–22.10.2023'
    """
    said = text[:_LONGEST].casefold().replace("_", " ")
    found = _AFTER.search(said) or _BEFORE.search(said)
    if found is None or len(said) != len(text) or week_in(text, week.start.year):
        return text
    word = "Неделя" if text[found.start()].isupper() else "неделя"
    return f"{text[: found.start()]}{word} {week.shown}{text[found.end() :]}"


def number_alone(text: str) -> int:
    """The number of a week in a column of weeks, where it may stand alone.

    >>> number_alone(" 07"), number_alone("1" + "0" * 20), number_alone("²")
    (7, 0, 0)
    """
    bare = digits(text.strip())
    return week_number(text) if bare is None or bare > _MOST_WEEKS else bare


def numbered_week(text: str, year: int | None) -> list[tuple[int, Week]]:
    """The number and the days of a week that is both counted and dated: «Неделя 1 (16.10–22.10.2023)»."""
    number = week_number(text)
    week = week_in(text, year) if number else None
    return [(number, week)] if week else []


def first_week(known: Iterable[tuple[int, Week]]) -> date | None:
    """The Monday of the week that is called the first; None where nothing tells it or two places differ."""
    firsts = {monday_of(week.start) - timedelta(weeks=number - 1) for number, week in known}
    return next(iter(firsts)) if len(firsts) == 1 else None


def counted_week(first: date, number: int) -> Week:
    """The week of this number."""
    start = first + timedelta(days=7 * (number - 1))
    return Week(start, start + timedelta(days=6))


def told_on_monday(text: str, year: int | None) -> tuple[Week, Week] | None:
    """A report «на 23.10.2023», a Monday, may tell of the week that is over or of the one that begins."""
    week = week_in(text, year)
    said = text[:_LONGEST].casefold()
    if week is None or has_period(text) or "недел" in said or not _AS_OF.search(said):
        return None
    if day_in(text, year) != week.start:  # weeks begin on a Monday
        return None
    return Week(week.start - timedelta(7), week.end - timedelta(7)), week
