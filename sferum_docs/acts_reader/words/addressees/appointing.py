"""Who is appointed by a clause: «назначить Калинину Ирину Павловну, социального педагога, ответственной за …»."""

from __future__ import annotations

import re

from sferum_docs.acts_reader.words.addressees.ends import end_of
from sferum_docs.acts_reader.words.addressees.leads import (
    FROZEN,
    GOVERNED,
    HEADS,
    NOBODY_NAMED,
    WORD,
    Opening,
    after_deadline,
    begins_here,
)
from sferum_docs.grammar import Case
from sferum_docs.grammar.backwards import NAME, readings

APPOINTS = re.compile(
    r"(?:назнач(?:ить|аю)|утверд(?:ить|ждаю)|определ(?:ить|яю)|считать|признать|закреп(?:ить|ляю)|освободить|включить|направить|ввести)\s",
    re.IGNORECASE,
)
_ROLE_FIRST = re.compile(
    r"(?:[а-яё]{3,20}(?:ым|им|ой)\s)?(?:ответственн(?:ым|ой|ыми)|руководител(?:ем|ями)|координатор(?:ом|ами)|куратор(?:ом|ами)"
    r"|председателем|секретар[её]м|администратор(?:ом|ами)|организатор(?:ом|ами))\s(?:лиц(?:ом|ами)\s)?.{0,250}?"
    r"\b(?:назначить|считать|определить|утвердить)\s",
    re.IGNORECASE,
)
_INSTRUMENTAL = re.compile(
    r"\s(?:на\sдолжность|из\sчисла|в\sкачестве|ответственн\w{2,3}|лиц(?:ом|ами)|координатор(?:ом|ами)|куратор(?:ом|ами)|руководител(?:ем|ями)|секретар[её]м|председател[ея]м|наставник(?:ом|ами)|уполномоченн\w{2,3}|администратор(?:ом|ами)|организатор(?:ом|ами)|классн\w{2,3}\sруководител\w{2,3}|член(?:ом|ами)|оператор(?:ом|ами))\b",
    re.IGNORECASE,
)


def named_later(text: str, begin: int, case: Case) -> Opening | None:
    """Who is named behind what is handed over: «Поручить ведение журнала учителю физики Ивановой И.И.»."""
    name = next((one for one in NAME.finditer(text, begin) if "(" not in text[begin : one.start()]), None)
    if name is None:
        return _heads_later(text, begin, case)
    start = post_before(text, begin, name.start(), case)
    end = end_of(text, start)
    return Opening(start, max(end.place, name.end()), case, "addressee_where")


def _heads_later(text: str, begin: int, case: Case) -> Opening | None:
    """«Указать на недостаточный контроль директорам школ»."""
    for word in WORD.finditer(text, begin, begin + 300):
        if HEADS.match(word[0]) and not GOVERNED.search(text[: word.start()][-20:]):
            found = [one for one in readings(word[0], case) if one.animate and not one.adjective]
            if found:
                return Opening(word.start(), end_of(text, word.start()).place, case, "addressee_where")
    return None


def appointed(text: str, _above: str) -> Opening | None:
    """«Назначить Калинину Ирину Павловну, социального педагога, ответственной за …», or the person at the end."""
    found = APPOINTS.match(text, after_deadline(text))
    if found is None:
        return None
    begin = after_deadline(text, found.end())
    name = next((one for one in NAME.finditer(text, begin) if not _quoted(text[begin : one.start()])), None)
    role = _INSTRUMENTAL.search(text, max(begin - 1, 0))
    if name is None:
        return _only_post(text, begin, role.start() + 1 if role else -1)
    if not (role or found[0].lower().startswith(("назнач", "закреп"))):
        return None
    if role and role.start() < name.start():
        return _behind_the_role(text, role.end(), name)
    if begins_here(text, begin, Case.ACCUSATIVE):
        return Opening(begin, role.start() if role else end_of(text, begin).place, Case.ACCUSATIVE)
    last = _role_end(text, begin, name.start())
    return _behind_the_role(text, last, name) if last > begin else NOBODY_NAMED


def role_first(text: str, _above: str) -> Opening | None:
    """«Ответственным за питание назначить социального педагога Калинину И.П.»."""
    found = _ROLE_FIRST.match(text)
    if found is None:
        return None
    name = next((one for one in NAME.finditer(text, found.end()) if not _quoted(text[: one.start()])), None)
    if name:
        return Opening(found.end(), max(end_of(text, found.end(), dashes=True).place, name.end()), Case.ACCUSATIVE)
    begins = begins_here(text, found.end(), Case.ACCUSATIVE, living=True)
    return Opening(found.end(), end_of(text, found.end()).place, Case.ACCUSATIVE) if begins else NOBODY_NAMED


def _behind_the_role(text: str, begin: int, name: re.Match[str]) -> Opening:
    start = post_before(text, begin, name.start(), Case.ACCUSATIVE)
    end = max(end_of(text, start, dashes=True).place, name.end())
    return Opening(start, end, Case.ACCUSATIVE, "" if start == name.start() else "addressee_where")


def _role_end(text: str, begin: int, end: int) -> int:
    """Where a role in the instrumental ends: «техническим специалистом учителя …»."""
    last = begin
    for word in WORD.finditer(text, begin, end):
        if not readings(word[0], Case.INSTRUMENTAL):
            break
        last = word.end()
    return last


def _quoted(before: str) -> bool:
    return before.count("«") != before.count("»")


def _only_post(text: str, begin: int, role: int) -> Opening:
    """«Назначить заместителя директора по УВР ответственным за …»; «назначить ответственных лиц» names nobody."""
    word = WORD.match(text, begin)
    living = word and any(
        one.animate and not one.adjective and not one.plural for one in readings(word[0], Case.ACCUSATIVE)
    )
    known = role > begin and living and not word[0].lower().startswith(("ответств", "лиц", "координатор", "кураторо"))  # type: ignore[index]
    return Opening(begin, role, Case.ACCUSATIVE) if known else NOBODY_NAMED


def post_before(text: str, begin: int, end: int, case: Case) -> int:
    """Where the post that stands right before a person begins; the person himself where there is none."""
    words = list(WORD.finditer(text, begin, end))
    start = end
    for place, word in enumerate(words):
        found = [one for one in readings(word[0], case) if one.animate and not one.adjective and not one.plural]
        if found or FROZEN.match(text, word.start()):
            start, gender = word.start(), found[0].gender if found else ""
            before = place - 1
            while (
                before >= 0
                and any(one.adjective and one.gender == gender for one in readings(words[before][0], case))
                and text[words[before].end() : words[before + 1].start()] == " "
            ):
                start, before = words[before].start(), before - 1
            break
    return start
