"""What lists write in one cell with the name of who leads: that one acts for another, the order, a phone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sferum_docs.schools.names import is_person

_GROUND = re.compile(r"(?:[,;(]\s?|\s)((?:приказ|распоряж|постановл)[^()]{1,200})\)?$", re.IGNORECASE)
_PHONE = re.compile(
    r"(?:[,;:(]\s?|\s)(?:(?:тел|моб|сот)[а-я]{0,8}\.?:?\s?)?(\(?\+?\d[\d\s()+-]{5,30})\)?$", re.IGNORECASE
)
_LONGEST = 400
_WORDS = r"(?:и\.\s?о\.?|и/о|ио|врио|вр\.\s?и\.\s?о\.?|(?:временно\s)?исполняющ[а-я]{2}\sобязанности)"
_BEFORE = re.compile(rf"\(?{_WORDS}\)?\s(?=\S+\s\S)", re.IGNORECASE)  # «И. О. Седых» has initials
_BEHIND = re.compile(rf"(?:\s?[,;]\s?{_WORDS}|\s?\({_WORDS}[а-я\s]{{0,40}}\))$", re.IGNORECASE)
_POSTS = {
    "директора": "директор",
    "заведующего": "заведующий",
    "заведующей": "заведующая",
    "руководителя": "руководитель",
    "начальника": "начальник",
}


@dataclass(frozen=True, slots=True)
class BesideName:
    """A cell taken apart."""

    name: str
    acting: bool = False
    post: str = ""
    ground: str = ""
    phone: str = ""


def beside_name(text: str) -> BesideName:
    """What stands in a cell with a name; the name alone as it is.

    >>> beside_name("И.О. директора Цой Мария Олеговна, приказ № 5 от 01.09.2026")
    BesideName(name='Цой Мария Олеговна', acting=True, post='директор', ground='приказ № 5 от 01.09.2026', phone='')
    >>> beside_name("Пак Денис Олегович (и.о.), 8-900-000-11-22").phone, beside_name("И. О. Седых").acting
    ('8-900-000-11-22', False)
    """
    rest, ground = _cut(_GROUND, text[:_LONGEST])
    rest, phone = _cut(_PHONE, rest)
    rest, _mark = _cut(_BEHIND, rest)
    acting = bool(_mark)
    if found := _BEFORE.match(rest):
        rest, acting = rest[found.end() :], True
    first, _blank, others = rest.partition(" ")
    post = _POSTS.get(first.casefold(), "") if acting else ""
    name = others if post else rest
    if len(text) > _LONGEST or not (acting or is_person(name)):
        return BesideName(text)
    return BesideName(name, acting, post, ground, phone)


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, str]:
    """A text without its end, and what stood there."""
    found = pattern.search(text)
    return (
        (text[: found.start()].rstrip(" ,;("), (found[1] if pattern.groups else found[0]).strip())
        if found
        else (text, "")
    )
