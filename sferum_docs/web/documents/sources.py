"""What a document takes from the data of the school, and the pages where this is changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.making.templates import compiled, template_bytes
from sferum_docs.documents.tags.chats import TAGS as TAGS_OF_CHATS
from sferum_docs.documents.tags.roles import role_place
from sferum_docs.web.forms.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.packs.roles import Role, Roles
    from sferum_docs.schools.model import Person

_ALL_ROLES = frozenset({"назначенные", "ответственные_лица", "одно_лицо", "ознакомить", "комиссия", "листы"})


@dataclass(frozen=True, slots=True)
class Source:
    """One line: what it is, what stands there now, the page that changes it."""

    caption: str
    value: str
    place: str


def sources(situation: Situation) -> tuple[Source, ...]:
    """Everything the template of this document takes beside its own questions."""
    spec = situation.spec
    used = compiled(template_bytes(spec, situation.school), spec.fields, spec.roles, spec.for_office).top_names
    found = [(item, item.value(situation)) for item in _all_sources(situation.pack.roles) if item.names & used]
    return tuple(
        Source(item.caption, value or "не заполнено", item.place) for item, value in found if value or item.needed
    )


def _all_sources(roles: Roles) -> tuple[_Known, ...]:
    held = (
        _Known(role.question, _ALL_ROLES | {role.tag}, _role(role), role_place(role), needed=role.required)
        for role in roles.all
    )
    return (*_BEFORE_ROLES, *held, *_AFTER_ROLES)


def _role(role: Role) -> Callable[[Situation], str]:
    return lambda situation: _named(situation.responsible(role.id))


def _named(person: Person | None) -> str:
    return f"{person.full_name}, {person.post}" if person else ""


def _head(situation: Situation) -> str:
    return _named(situation.school.head.person) if situation.school.head else ""


def _staff(situation: Situation) -> str:
    count = len(situation.school.staff)
    return counted(count, "работник", "работника", "работников") if count else ""


def _chats(situation: Situation) -> str:
    count = len(situation.school.chats)
    return counted(count, "чат", "чата", "чатов") if count else ""


def _teachers(situation: Situation) -> str:
    count = len(situation.class_teachers)
    return counted(count, "человек", "человека", "человек") if count else ""


@dataclass(frozen=True, slots=True)
class _Known:
    """A source that templates may take from: its caption, the names that take from it, what stands there."""

    caption: str
    names: frozenset[str]
    value: Callable[[Situation], str]
    place: str
    needed: bool = True  # told also while it is empty


_BEFORE_ROLES = (
    _Known("Организация", frozenset({"школа"}), lambda situation: situation.school.requisites.short_name, "school"),
    _Known("Руководитель", frozenset({"директор"}), _head, "school#head-name"),
)
_AFTER_ROLES = (
    _Known(
        "Классные руководители", frozenset({"классные_руководители", "назначенные", "наставники"}), _teachers, "staff"
    ),
    _Known(
        "Сотрудники",
        frozenset(
            {
                "сотрудники",
                "сотрудников_всего",
                "сотрудников_подлежит",
                "освобождённые",
                "ознакомить",
                "листы",
                "комиссия",
            }
        ),
        _staff,
        "staff",
    ),
    _Known(
        "Чаты",
        frozenset(tag.name for tag in TAGS_OF_CHATS),
        _chats,
        "chats",
    ),
)
