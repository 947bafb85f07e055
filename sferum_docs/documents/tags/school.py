"""Tags of the school: what it is called and how it is registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.docengine import Kind
from sferum_docs.documents.tags.declaration import Gap, Group, Tag
from sferum_docs.documents.tags.fields import FieldTags
from sferum_docs.grammar.values import Noun
from sferum_docs.schools.bodies.words import body_words
from sferum_docs.schools.fields.requisites import REQUISITES

if TYPE_CHECKING:
    from sferum_docs.schools.model import Requisites

_FIRST = ("name", "contacts", "numbers")  # the groups of the page by how often a template wants them; the rest follow
_FOUNDER: Tag[Requisites] = Tag(
    "есть_учредитель", Kind.FLAG, "указан ли учредитель", lambda school: bool(school.founder)
)
_JOURNAL: Tag[Requisites] = Tag(
    "ведёт_эжд", Kind.FLAG, "ведёт ли электронный журнал", lambda school: school.kind.keeps_journal
)

_SMALL: Tag[Requisites] = Tag(
    "дошкольная",
    Kind.FLAG,
    "учит ли только дошкольников: в чатах не они, а их родители",
    lambda school: school.kind.is_of_small_children,
)
_MEANINGS = {
    "слово": "как называется сама: школа, детский сад, учреждение",
    "группа": "класс, группа или объединение",
    "группы": "классы, группы или объединения",
    "своя_группа": "свой класс, своя группа, своё объединение",
    "все_группы": "всё, у чего есть чаты: классы, группы и объединения",
    "обучающиеся": "обучающиеся, воспитанники или студенты",
    "семьи": "обучающиеся и их родители (законные представители); в детском саду — только родители",
    "наставник": "кто ведёт класс или группу: классный руководитель, воспитатель, педагог",
}


def _word(name: str) -> Tag[Requisites]:
    return Tag(name, Kind.WORDS, _MEANINGS[name], lambda school: Noun(body_words(school).by_tag()[name]))


SCHOOL: Group[Requisites] = Group(
    "школа",
    "Школа",
    lambda situation: situation.school.requisites,
    (
        *FieldTags(after={"founder": _FOUNDER, "teachers": _JOURNAL}).of(
            sorted(REQUISITES, key=lambda field: (*_FIRST, field.group).index(field.group))
        ),
        _SMALL,
        *map(_word, _MEANINGS),
    ),
    Gap("реквизиты школы", "school#inn"),
)
