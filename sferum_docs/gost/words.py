"""Patterns and word lists by which the parts of a document are known."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

WORDS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))

HEADED = frozenset(
    {"приказ", "распоряжение", "постановление", "письмо", "выписка из приказа"}
)  # kinds with a head and a running text
ORDERS = frozenset({"приказ", "распоряжение", "постановление"})
MONTHS: list[str] = WORDS["text"]["known_months"]
_MONTH = "|".join(MONTHS)
_UP, _LOW = "[А-ЯЁ]", "[а-яё]"
_SURNAME = rf"{_UP}{_LOW}+(?:-{_UP}{_LOW}+)?"
_INITIAL = rf"{_UP}{_LOW}?\.(?:[\u2011-]{_UP}\.)?"  # U+2011: the hyphen that does not break
_INITIALS = rf"{_INITIAL}(?:\s?{_INITIAL}){{0,2}}"
INITIALS_FIRST = re.compile(rf"{_INITIALS}\s?{_SURNAME}(?:\s(?:младш|старш){_LOW}{{2,3}})?")
SURNAME_FIRST = re.compile(rf"{_SURNAME}\s{_INITIALS}")
FULL_NAME = re.compile(
    rf"{_SURNAME}\s{_UP}{_LOW}+\s(?:{_UP}{_LOW}+(?:вич|вна|чна|ича|вне|вичу|вны)|{_UP}?{_LOW}+\s(?:оглы|кызы))\b"
)
NAME = re.compile(rf"(?:{INITIALS_FIRST.pattern}|{SURNAME_FIRST.pattern}|{FULL_NAME.pattern})")
DATE = re.compile(rf"\b(?:(\d{{2}})\.(\d{{2}})\.(\d{{4}})|(\d{{1,2}})\s({_MONTH})\s(\d{{4}})\s?г(?:\.|ода))(?!\d)")
# anything that wants to be a date: other separators, two digits of the year, «г.» run together
LOOSE_DATE = re.compile(
    rf"(?<![\d.№])(?<!№\s)(?:\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{4}}(?:\s?г\.?)?|"
    rf"(?<=от )\d{{1,2}}[./]\d{{1,2}}[./]\d{{2}}(?:\s?г\.?)?|"
    rf"\d{{1,2}}[./]\d{{1,2}}[./]\d{{2}}\s?г\b\.?|\d{{1,2}}\s?(?:{_MONTH})\s?\d{{2,4}}(?:\s?г(?:\.|ода)?)?)(?![\d.]*\d)"
)
# a run of underscores is begun once and never given back: the time grows with the text, not with its cube
BLANK_DATE = re.compile(r"(?<!_)__++»?(?:\s?_*+\s?20|(?:\s_+)?\s{1,2}__|__)|_{4}|от\s___")
NUMBER = re.compile(r"№\s?([^\s,;«»]+(?<![.,;]))")
PHONE = re.compile(
    r"(?:\+7|\b8)?[\s(]{0,4}\d{3,5}[)\s\u2011-]{0,4}\d{1,3}[\s\u2011-]?\d{2}[\s\u2011-]?\d{2}\b"
    r"|\b\d{1,3}[\u2011-]\d{2}[\u2011-]\d{2}\b"  # U+2011: the hyphen that does not break
)
POST = re.compile(
    r"\b(?:директор\w*|заведующ\w+|заместител\w+|председател\w+|начальник\w*|глав\w+|секретар\w+|руководител\w+|"
    r"исполняющ\w+|делопроизводител\w+|специалист\w*|учител\w+|ответственн\w+|инспектор\w*|методист\w*)",
    re.IGNORECASE,
)
ORDERING = re.compile(r"п\s?р\s?и\s?к\s?а\s?з\s?ы\s?в\s?а\s?ю(?![а-яё])|постановля(?:ю|ет)(?=\s*:)", re.IGNORECASE)
HEADING = re.compile(r"^[«\"„“]?(?:О|Об|Обо)\s")
ORGANISATION = re.compile(
    r"учреждени|школ|лице[йя]|гимнази|детский сад|\bМ[БАК]?Д?ОУ\b|\bГ[БК]ОУ\b|администраци", re.IGNORECASE
)
STAMP = re.compile(r"^«?(УТВЕРЖД[ЕЁ]Н[АОЫ]?)\b", re.IGNORECASE)
ANNEX = re.compile(r"^приложение(?:\s?№?\s?(\d{1,4}))?(?:$|\s+к\s)", re.IGNORECASE)
LETTER_ANNEX = re.compile(r"^приложени[ея]\s?:", re.IGNORECASE)
ACQUAINTED = re.compile(r"ознакомлен", re.IGNORECASE)


def plain(text: str) -> str:
    """Lower case, ё as е, single spaces.

    >>> plain("  УТВЕРЖДЁН   приказом")
    'утвержден приказом'
    """
    return " ".join(text.lower().replace("ё", "е").split())


def closed_up(text: str) -> str:
    """A word set with spaces between its letters, closed up.

    >>> closed_up("П Р И К А З"), closed_up("О приёме")
    ('ПРИКАЗ', 'О приёме')
    """
    letters = text.split()
    return "".join(letters) if len(letters) > 2 and all(len(letter) == 1 for letter in letters) else text  # noqa: PLR2004  «О и Я» is a text


def day_of(match: re.Match[str]) -> date | None:
    """The day of a DATE match; None when there is no such day."""
    day, month, year, day_in_words, month_in_words, year_in_words = match.groups()
    try:
        if year:
            return date(int(year), int(month), int(day))
        return date(int(year_in_words), MONTHS.index(month_in_words) + 1, int(day_in_words))
    except ValueError:
        return None


def names_kind(text: str, kind: str) -> bool:
    """Whether a title names the kind, perhaps after an adjective or two.

    >>> names_kind("Еженедельный отчёт о работе", "отчёт"), names_kind("О сроках сдачи и форме отчёта", "отчёт")
    (True, False)
    """
    words = plain(closed_up(text)).split()
    return any(f"{' '.join(words[start:])} ".startswith(f"{plain(kind)} ") for start in range(3))


def kind_of_line(text: str) -> str:
    """The kind of document that a line names; empty when it names none.

    >>> kind_of_line("П Р И К А З"), kind_of_line("План мероприятий"), kind_of_line("О плане")
    ('приказ', 'план', '')
    """
    line = plain(closed_up(text))
    names = sorted(WORDS["kind"]["names"], key=len, reverse=True)
    return next((name for name in names if line == name or line.startswith((f"{name} ", f"{name},"))), "")
