"""The officers that a clause tells to appoint."""

from __future__ import annotations

import re

from sferum_docs.acts_reader.words.addressees.appointing import post_before
from sferum_docs.acts_reader.words.deadlines.deadline import deadline_places
from sferum_docs.acts_reader.words.mended import mended
from sferum_docs.grammar import Case
from sferum_docs.grammar.backwards import NAME

_APPOINTS = re.compile(
    r"\b(?:назнач(?:ить|аю|ается)|определ(?:ить|яю)|утверд(?:ить|ждаю)|закреп(?:ить|ляю)|выделить|считать|о\sназначении)\b",
    re.IGNORECASE,
)
_ROLE = re.compile(
    r"\bответственн\w{2,3}(?:\s(?:лиц\w{0,2}|работник\w{0,3}|сотрудник\w{0,3}|должностн\w{2,3}\sлиц\w{0,2}))?(?:\sиз\sчисла\s[^,.;]{1,60}?)?(?:\sв\s(?:каждо\w{1,2}|сво\w{1,2}|подведомственн\w{2,3})\s[^,.;]{1,60}?)?\s(за|по)\s"
    r"|\bуполномоченн\w{2,3}(?:\sлиц\w{0,2})?\s(по|на)\s"
    r"|\b(координатор|куратор|администратор|оператор|организатор|наставник|секретар|руководител)(?:а|ов|ом|ами|ей|я|ем|ём|ями)?(?:\s|(?=[.;]|$))",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"[.;:(]|,\s(?:из|котор|а|и\s|обеспечи|возложи|утверди|назнач|социальн|заместител|учител)|\sи\s(?:обеспечи|утверди|возложи|направи|представи|довести|разместить)|\sиз\sчисла|\sв\sсрок|\sв\s(?:каждо|сво)|\s[А-ЯЁ][а-яё]+(?:у|а|ой|ого|ому)\s[А-ЯЁ]\."
)
_SINGULAR = {
    "координатор": "Координатор",
    "куратор": "Куратор",
    "администратор": "Администратор",
    "оператор": "Оператор",
    "организатор": "Организатор",
    "наставник": "Наставник",
    "секретар": "Секретарь",
    "руководител": "Руководитель",
}
_BELOW = re.compile(r"(?:за|по)\s(?:(?!\s[–—-]\s).){3,160}(?=\s[–—-]\s)")
_LONGEST = 160


def officers_demanded(text: str, above_text: str = "") -> tuple[str, ...]:
    """The roles to be filled, in the nominative; under «Назначить ответственными:» each item is one.

    >>> officers_demanded("Назначить ответственных за организацию питания до 1 сентября.")
    ('Ответственный за организацию питания',)
    >>> officers_demanded("Назначить ответственного за питание и координатора чатов.")
    ('Ответственный за питание', 'Координатор чатов')
    """
    plain = mended(text)
    below = _BELOW.match(plain) if _APPOINTS.search(above_text) and "ответствен" in above_text.lower() else None
    if below:
        return (f"Ответственный {below[0].strip()}",)
    appoints = _APPOINTS.search(plain)
    if appoints is None:
        return ()
    limits = [start for start, _end in deadline_places(text)]
    found = []
    roles = [*_ROLE.finditer(plain, appoints.end())]
    limits += [role.start() for role in roles]  # where the next one is named
    for role in roles:
        stop = min([*(limit for limit in limits if limit >= role.end()), *_persons(plain, role.end()), len(text)])
        end = _ENDS.search(plain, role.end(), stop)
        rest = text[role.end() : end.start() if end else stop].strip(" ,.;").removesuffix(" и").rstrip(" ,")
        if len(rest) <= _LONGEST and (rest or role[3]):
            found.append(f"{_head(role)} {rest}".strip())
    return tuple(dict.fromkeys(found))


def _persons(plain: str, begin: int) -> list[int]:
    """Where the persons appointed to a role are named, with their posts."""
    return [post_before(plain, begin, name.start(), Case.ACCUSATIVE) for name in NAME.finditer(plain, begin)]


def _head(role: re.Match[str]) -> str:
    if role[1]:
        return f"Ответственный {role[1].lower()}"
    return f"Уполномоченный {role[2].lower()}" if role[2] else _SINGULAR[role[3].lower()]
