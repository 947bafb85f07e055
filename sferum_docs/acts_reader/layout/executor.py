"""Who prepared the act, with his telephone: the small lines around the signature or at the very end."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.vocabulary import plain
from sferum_docs.directives.model import Officer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.acts_reader.layout.rows import Row

_SURNAME = r"[А-ЯЁ][а-яё]{1,30}(?:-[А-ЯЁ][а-яё]{1,30})?|[А-ЯЁ]{3,30}(?:-[А-ЯЁ]{3,30})?"
_INITIALS = r"[А-ЯЁ]\s?\.(?:\s?[А-ЯЁ]\s?\.)?"
_WORD = r"[А-ЯЁ][а-яё]{1,30}"
_FULL_NAME = rf"{_WORD}\s{{1,3}}{_WORD}\s{{1,3}}{_WORD}(?:вич|вна|ична|оглы|кызы)"
NAME = rf"(?:{_INITIALS}\s?(?:{_SURNAME})|(?:{_SURNAME})\s{{1,3}}{_INITIALS}|{_FULL_NAME})"
_NAMED = re.compile(NAME)
_SHORT_NAME = re.compile(rf"{NAME}|{_SURNAME}")
_EXECUTOR = re.compile(
    r"(?:исп(?:олнитель(?![^\W\d_])|олн\.|\.)|подготовил[а]?|отв\.?\s?исполнитель)\.?\s?:?\s*(.*)", re.IGNORECASE
)
_PHONE = re.compile(
    r"(?:тел(?:ефон)?\b\.?\s?(?:/факс)?:?\s?|т\.\s?)?((?:\+?[78][\s-]?)?(?:\(\d{3,6}\)[\s-]?)?\d[\d\s-]{3,14}\d)(?:\s?\(?доб\.?\s?\d{1,5}\)?)?",
    re.IGNORECASE,
)
_SAID_AFTER = 4
_TOGETHER = re.compile(rf"({NAME}|{_SURNAME}),?\s(.{{5,40}})")


def is_executor(row: Row) -> bool:
    """Whether the row names who prepared the act, or is a telephone."""
    return bool(_EXECUTOR.match(plain(row.text))) or bool(_PHONE.fullmatch(row.text))


def executor_of(near: Sequence[Row], far: Sequence[Row]) -> Officer | None:
    """Who prepared the act: `near` rows stand around the signature, `far` ones after it."""
    return _told([*near, *far]) or _untold(near)


def tidy(name: str) -> str:
    """«Иванов И. И.» as «Иванов И.И.»; a single initial keeps its space."""
    return re.sub(r"(?<=\.)\s(?=[А-ЯЁ]\s?\.)|\s(?=\.)", "", name)


def _told(rows: Sequence[Row]) -> Officer | None:
    """After the word «Исполнитель»."""
    for place, row in enumerate(rows):
        found = _EXECUTOR.match(plain(row.text))
        if not found or (not row.text[:1].isupper() and not row.text.startswith("исп")):
            continue
        said = [row.text[found.start(1) :], *(below.text for below in rows[place + 1 : place + _SAID_AFTER])]
        named = next((match for text in said[:2] if (match := _NAMED.search(text))), None)
        if named is None and said[0]:
            named = _SHORT_NAME.match(said[0])
        phone = next((match[1] for text in said if (match := _PHONE.search(text))), "")
        if named:
            return Officer("", tidy(named[0]), phone.strip())
    return None


def _untold(rows: Sequence[Row]) -> Officer | None:
    """A name with a telephone beside or below it, without any word."""
    for row, below in pairwise([*rows, *rows[-1:]]):
        name, phone = _SHORT_NAME.fullmatch(row.text.rstrip(",")), _PHONE.fullmatch(below.text)
        if name and phone:
            return Officer("", tidy(name[0]), phone[1].strip())
        beside = _TOGETHER.fullmatch(row.text)
        phone = _PHONE.fullmatch(beside[2]) if beside else None
        if beside and phone:
            return Officer("", tidy(beside[1]), phone[1].strip())
    return None
