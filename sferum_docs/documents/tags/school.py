"""Tags of the school: what it is called and how it is registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.docengine import Kind
from sferum_docs.documents.tags.declaration import Gap, Group, Tag
from sferum_docs.grammar.values import Organisation
from sferum_docs.reading.typography import whole_number

if TYPE_CHECKING:
    from sferum_docs.schools.model import Requisites

SCHOOL: Group[Requisites] = Group(
    "школа",
    "Школа",
    lambda situation: situation.school.requisites,
    (
        Tag(
            "полное",
            Kind.WORDS,
            "полное наименование по уставу",
            lambda school: Organisation(school.full_name),
        ),
        Tag(
            "краткое",
            Kind.WORDS,
            "краткое наименование по уставу",
            lambda school: Organisation(school.short_name),
        ),
        Tag("вид", Kind.TEXT, "вид: СОШ, ООШ, гимназия …", lambda school: school.kind.value),
        Tag("учредитель", Kind.WORDS, "учредитель", lambda school: Organisation(school.founder)),
        Tag("есть_учредитель", Kind.FLAG, "указан ли учредитель", lambda school: bool(school.founder)),
        Tag("место", Kind.TEXT, "место издания приказов", lambda school: school.place),
        Tag("адрес", Kind.TEXT, "адрес", lambda school: school.address),
        Tag("телефон", Kind.TEXT, "телефон, как записан", lambda school: whole_number(school.phone)),
        Tag("почта", Kind.TEXT, "электронная почта", lambda school: school.email),
        Tag("сайт", Kind.TEXT, "сайт", lambda school: school.site),
        Tag("инн", Kind.TEXT, "ИНН", lambda school: school.inn),
        Tag("кпп", Kind.TEXT, "КПП", lambda school: school.kpp),
        Tag("огрн", Kind.TEXT, "ОГРН", lambda school: school.ogrn),
        Tag("окпо", Kind.TEXT, "ОКПО", lambda school: school.okpo),
        Tag("учеников", Kind.NUMBER, "сколько обучающихся", lambda school: school.students or 0),
        Tag("учителей", Kind.NUMBER, "сколько учителей", lambda school: school.teachers or 0),
        Tag("ведёт_эжд", Kind.FLAG, "ведёт ли электронный журнал", lambda school: school.kind.keeps_journal),
        Tag("профиль_активен", Kind.FLAG, "активен ли профиль в «Сферуме»", lambda school: school.profile_active),
    ),
    Gap("реквизиты школы", "school#inn"),
)
