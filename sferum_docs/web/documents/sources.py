"""What a document takes from the data of the school, and the pages where this is changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.making.templates import compiled, template_bytes, top_names
from sferum_docs.web.forms.wording import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from sferum_docs.documents.requests.situation import Situation
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
    used = top_names(compiled(template_bytes(situation.spec, situation.school), situation.spec))
    return tuple(
        Source(caption, value(situation) or "не заполнено", place)
        for caption, names, value, place in _SOURCES
        if names & used and (value(situation) or place != "responsible#deputy")
    )


def _role(role: str) -> Callable[[Situation], str]:
    return lambda situation: _named(situation.responsible(role))


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
    count = len(situation.form_teachers)
    return counted(count, "человек", "человека", "человек") if count else ""


_SOURCES: tuple[tuple[str, frozenset[str], Callable[[Situation], str], str], ...] = (
    ("Школа", frozenset({"школа"}), lambda situation: situation.school.requisites.short_name, "school"),
    ("Руководитель", frozenset({"директор"}), _head, "school#head-name"),
    ("За «Сферум»", _ALL_ROLES | {"ответственный"}, _role("sferum"), "responsible#sferum"),
    ("За «Мою школу»", _ALL_ROLES | {"ответственный_моя_школа"}, _role("my_school"), "responsible#my_school"),
    ("Администратор страницы", _ALL_ROLES | {"администратор"}, _role("administrator"), "responsible#administrator"),
    ("Замещающий", _ALL_ROLES | {"замещающий"}, _role("deputy"), "responsible#deputy"),
    ("Классные руководители", frozenset({"классные_руководители", "назначенные"}), _teachers, "staff"),
    (
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
    (
        "Чаты",
        frozenset({"чаты", "чатов_всего", "чатов_переведено", "чатов_осталось", "чатов_закрыто", "чатов_процент"}),
        _chats,
        "chats",
    ),
)
