"""Tags of the school: what it is called and how it is registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.docengine import Kind
from sferum_docs.documents.tags.declaration import Gap, Group, Tag
from sferum_docs.documents.tags.fields import FieldTags
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

SCHOOL: Group[Requisites] = Group(
    "школа",
    "Школа",
    lambda situation: situation.school.requisites,
    FieldTags(after={"founder": _FOUNDER, "teachers": _JOURNAL}).of(
        sorted(REQUISITES, key=lambda field: (*_FIRST, field.group).index(field.group))
    ),
    Gap("реквизиты школы", "school#inn"),
)
