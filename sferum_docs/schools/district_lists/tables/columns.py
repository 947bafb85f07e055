"""The columns that tables of organisations and of their staff may have, by the words of headings."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from sferum_docs.schools.columns import Column, declared_columns
from sferum_docs.schools.district_lists.model import TableKind
from sferum_docs.schools.fields.requisites import REQUISITES
from sferum_docs.schools.heading import named_columns
from sferum_docs.schools.staff_sheet import OFFERED_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_HEADS = ("руководител", "директор", "заведующ", "начальник")


def _of_head(*words: str) -> tuple[str, ...]:
    """«Руководитель: телефон» and «телефон руководителя»."""
    return tuple(f"{one} {two}" for head, word in product(_HEADS, words) for one, two in ((head, word), (word, head)))


_BODY_NAME = (
    "наименовани", "название", "образовательная орг", "организаци", "учреждени", "школа!", "оу!", "оо!", "доу!",
    "юридическое лицо", "детский сад", "доо!", "полное наим", "краткое наим", "место работы",
)  # fmt: skip
BODY_COLUMNS = (
    *declared_columns(REQUISITES),
    Column("name", "Наименование", _BODY_NAME[:-3]),
    Column("head_name", "Руководитель", (*_HEADS, *_of_head("фио", "ф и о"), "фио", "ф и о", "фамилия имя")),
    Column("head_last", "Фамилия руководителя", ("фамилия!", *_of_head("фамили"))),
    Column("head_first", "Имя руководителя", ("имя!", *_of_head("имя"))),
    Column("head_middle", "Отчество руководителя", ("отчеств", *_of_head("отчеств"))),
    Column("head_post", "Должность руководителя", ("должност", *_of_head("должност"))),
    Column("head_sex", "Пол руководителя", ("пол!", *_of_head("пол!"))),
    Column("head_phone", "Телефон руководителя", ("моб", "сот", *_of_head("тел", "моб", "сот", "номер"))),
    Column("head_email", "Почта руководителя", _of_head("e mail", "email", "эл", "почта")),
    Column("acting", "И. о.", ("и! о!", "ио!", "врио", "исполня", "исполнение обяз", *_of_head("и! о!"))),
    Column("ground", "Основание", ("основани", "приказ", "акт!", *_of_head("основани"))),
    Column(
        "staff_count",
        "Работников",
        ("работник", "сотрудник", "всего работ", "всего сотр", "персонал", "штат", "количество работ"),
    ),
)
SCHOOL_COLUMNS = (
    Column("school", "Организация", _BODY_NAME),
    Column("school_inn", "ИНН организации", ("инн!",)),
)
STAFF_COLUMNS = (*SCHOOL_COLUMNS, *OFFERED_COLUMNS)
COLUMNS: Mapping[TableKind, Sequence[Column]] = {
    TableKind.BODIES: BODY_COLUMNS,
    TableKind.CARD: BODY_COLUMNS,
    TableKind.STAFF: STAFF_COLUMNS,
    TableKind.NONE: (),
}
NAMES = ("full_name", "short_name", "name")
CODES = ("inn", "kpp", "ogrn", "okpo")
# what only a table of organisations has
STRONG = frozenset(
    {
        *("inn", "kpp", "ogrn", "okpo", "address", "site", "founder", "students", "teachers", "kind", "place"),
        *("staff_count", "ground", "acting"),
    }
)
_FOUNDER = "учредит"
# whose phone or name is no business of ours
_OTHERS = (_FOUNDER, "бухгалтер", "заместител", "ответственн", "председател", "секретар", "родител", "куратор")
_CONTACTS = re.compile(
    r"^\s*контакт\w*(?:\s(?:данн|информац)\w*)?[\s:,.-]+(?=тел|эл|e-?mail|почт|сайт|адрес)", re.IGNORECASE
)
_FOUNDERS_MAIL = re.compile(r"\s*(?:адрес\s)?(?:e-?mail|эл[\w.]*\s?почт\w*|почта)\s{1,3}учредит", re.IGNORECASE)
_PARTS = {"ф": "фамилия", "и": "имя", "о": "отчество"}  # «Ф», «И», «О» over three columns
_NAMING = re.compile(r"\s*(?:наимен|назв)", re.IGNORECASE)
_WHICH = (("полн", "Полное наименование"), ("кратк", "Краткое наименование"), ("сокр", "Краткое наименование"))


def named(kind: TableKind, headings: Sequence[str]) -> dict[str, int]:
    """Key of a column → the place of the heading that names it.

    >>> named(TableKind.BODIES, ["№", "Наименование (полное)", "ИНН/КПП", "Руководитель Телефон"])
    {'full_name': 1, 'inn': 2, 'head_phone': 3}
    >>> named(TableKind.BODIES, ["ИНН", "Учредитель", "Почта учредителя", "E-mail", "Тел. учредителя"])
    {'inn': 0, 'founder': 1, 'founder_email': 2, 'email': 3}
    """
    usual = _as_usual if kind in {TableKind.BODIES, TableKind.CARD} else str
    letters = {"ф", "и", "о"} <= {_letters(heading) for heading in headings}
    texts = [_PARTS.get(_letters(heading), heading) if letters else heading for heading in headings]
    found = named_columns([usual(text) for text in texts], COLUMNS[kind])
    if kind is TableKind.STAFF and "last" in found and "first" in found:
        found.pop("name", None)
    return found


def _letters(heading: str) -> str:
    return heading.casefold().strip(" .")


def _as_usual(heading: str) -> str:
    """«Наименование организации: полное» by the words that say which; nothing where somebody else is meant."""
    low = heading.casefold()
    if _FOUNDERS_MAIL.match(low):
        return heading
    if any(other in low and not (other == _FOUNDER and low.startswith(other)) for other in _OTHERS):
        return ""
    heading = _CONTACTS.sub("", heading)
    return next((usual for word, usual in _WHICH if word in low), heading) if _NAMING.match(heading) else heading


def is_of_staff(names: Mapping[str, int], strong: Mapping[str, int], headings: Sequence[str]) -> bool:
    """Whether a heading is that of a staff list: people by name, and not what is said of organisations."""
    has_people = "name" in names or {"last", "first"} <= names.keys()
    if not has_people or len(names) < 2:  # noqa: PLR2004  a name alone heads no list
        return False
    who = headings[names["name"] if "name" in names else names["last"]].casefold()
    if any(word in who for word in _HEADS):
        return False
    people = {names.get(key) for key in ("name", "last", "first", "middle")}
    of_bodies = {key for key in STRONG & strong.keys() if strong[key] not in people}  # «Работник» heads names here
    return not of_bodies or (of_bodies == {"inn"} and "post" in names)  # who has a post beside is a worker
