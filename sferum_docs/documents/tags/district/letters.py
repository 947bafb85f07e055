"""Tags of a letter to one body: its head in every case, what is lacking and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.docengine import Kind
from sferum_docs.documents.tags.declaration import Group, Rows, Tag
from sferum_docs.grammar import Gender
from sferum_docs.grammar.values import FullName, Organisation, Post

if TYPE_CHECKING:
    from sferum_docs.documents.district.model import Lack, Recipient

_ANY_HEAD = "руководитель"  # of a body whose head nobody has told


def _gender(to: Recipient) -> Gender:
    return Gender.MALE if to.is_male else Gender.FEMALE


def _name(to: Recipient) -> FullName:
    return FullName(*(to.names or ("", "", "")), _gender(to))


RECIPIENT: Group[Recipient] = Group(
    "получатель",
    "Организация, которой направляется письмо",
    lambda situation: situation.district.recipient if situation.district else None,
    (
        Tag("название", Kind.TEXT, "краткое наименование", lambda to: to.name),
        Tag("организация", Kind.WORDS, "краткое наименование, изменяется по падежам", lambda to: Organisation(to.name)),
        Tag("должность", Kind.WORDS, "должность руководителя", lambda to: Post(to.post or _ANY_HEAD, _gender(to))),
        Tag("фио", Kind.WORDS, "фамилия, имя, отчество руководителя", _name),
        Tag("известен", Kind.FLAG, "указан ли руководитель", lambda to: to.names is not None),
    ),
)
LACKS: Rows[Lack] = Rows(
    "недостатки",
    "Что организация не исполнила, по строке на недостаток",
    lambda situation: situation.district.lacks if situation.district else (),
    (
        Tag("пункт", Kind.TEXT, "пункт акта; тире, если недостаток не к пункту", lambda lack: lack.label or "—"),
        Tag("что", Kind.TEXT, "чего нет", lambda lack: lack.what),
        Tag(
            "срок",
            Kind.TEXT,
            "срок по акту; тире, если его нет",
            lambda lack: f"{lack.due:%d.%m.%Y}" if lack.due else "—",
        ),
    ),
)
