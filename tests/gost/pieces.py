"""What the tables of faulty documents are made of."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sferum_docs.gost.model import Facts, Profile
from tests.gost.documents import CONTACTS, KNOWN, LETTER, ORDER, order, text
from tests.gost.word import p, row, section, table

ORDER_FONT = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{0}" w:hAnsi="{0}"/><w:sz w:val="28"/>'
    '<w:lang w:val="ru-RU"/></w:rPr></w:rPrDefault></w:docDefaults>'
)
LETTER_TOP = LETTER["top"]
NB = "\u00a0"
LANDSCAPE = section(16838, 11906)
OWN = section(numbers='<w:pgNumType w:start="1"/>')
ONE, TWO = ORDER["annex_one"], ORDER["annex_two"]
HEAD = row("№", "Мероприятие", head=True)
TEXT = "1. Назначить Исаеву" + NB + "Ш.А., заместителя директора, ответственной за проект (далее — РОП)."
LONG_POST = "Исполняющий обязанности директора по учебно-воспитательной и методической работе"
STAMP = "УТВЕРЖДАЮ", "Директор", "__________ М.А." + NB + "Омаров", "16.10.2023"
AGREED = "СОГЛАСОВАНО", "Председатель профкома", "__________ А.А." + NB + "Алиев", "16.10.2023"
TRUE = "Верно", "Секретарь", "__________ А.А." + NB + "Алиев", "17.10.2023"
E_MARK = (
    "Документ подписан электронной подписью",
    "Сертификат: 00AB12CD34",
    "Владелец: Омаров М.А.",
    "Действителен до 01.01.2024",
)
REFERENCE = (
    "Во исполнение постановления администрации Горного района от 13.10.2023 №" + NB + "262 «О реализации проекта»"
)


def stamp(*lines: str, left: int = 5103) -> str:
    return "".join(p(line, left=left) for line in lines)


def split(*cells: str) -> str:
    return table(HEAD, *cells, lined=True)


def after(*lines: str) -> str:
    return ORDER["signature"] + "".join(p(line) for line in lines)


def extract(kind: str, *lines: str) -> bytes:
    return order(kind=p(kind, jc="center", before=360, after=240), after="".join(p(line) for line in lines))


NO_ANNEXES = {"two": text("2. Исаевой" + NB + "Ш.А. вести учёт РОП."), "annex_one": "", "annex_two": ""}
SINGLE = {"two": text("2. Исаевой" + NB + "Ш.А. вести учёт РОП (приложение)."), "annex_two": ""}
FEW = replace(KNOWN, kind="приказ")
EXTRACT = replace(KNOWN, kind="выписка из приказа")
SIGNED = replace(KNOWN, e_signed=True)
COPY = replace(KNOWN, copy=True)


def letter_top(contacts: str) -> str:
    return LETTER_TOP.replace(CONTACTS, contacts)


@dataclass(frozen=True)
class Wrong:
    rule: str
    what: str
    data: bytes
    facts: Facts
    profile: Profile


def wrong(rule: str, what: str, data: bytes, facts: Facts = KNOWN, profile: Profile = Profile()) -> Wrong:  # noqa: B008  frozen value
    return Wrong(rule, what, data, facts, profile)
