"""Tags of those who answer for the platform: who holds which role, and the commission that attests the transfer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.docengine import Kind
from sferum_docs.documents.tags.declaration import Gap, Rows, Tag
from sferum_docs.documents.tags.people import full_name, post
from sferum_docs.schools.model import Sex

if TYPE_CHECKING:
    from collections.abc import Callable

    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.schools.model import Person

_ROLES = ("sferum", "my_school", "administrator", "deputy")


@dataclass(frozen=True, slots=True)
class RoleHolder:
    """A worker with the roles held, class teaching left out."""

    person: Person
    roles: frozenset[str]


def role_holders(situation: Situation) -> tuple[RoleHolder, ...]:
    """Those appointed to the four roles, each once; the head agrees with the founder, not with oneself."""
    holders = [(person, role) for role in _ROLES if (person := situation.responsible(role)) is not None]
    holders = [(person, role) for person, role in holders if not situation.held_by_head(role)] or holders
    return tuple(
        RoleHolder(person, frozenset(role for holder, role in holders if holder == person))
        for person in dict.fromkeys(holder for holder, _role in holders)
    )


def _holds(role: str) -> Callable[[RoleHolder], bool]:
    return lambda row: role in row.roles


ROLE_HOLDERS: Rows[RoleHolder] = Rows(
    "ответственные_лица",
    "Кто за что отвечает: каждый один раз, без классных руководителей",
    role_holders,
    (
        Tag("фио", Kind.WORDS, "фамилия, имя, отчество", lambda row: full_name(row.person)),
        Tag("должность", Kind.WORDS, "должность", lambda row: post(row.person)),
        Tag("женщина", Kind.FLAG, "женщина ли", lambda row: row.person.sex is Sex.FEMALE),
        Tag("за_сферум", Kind.FLAG, "отвечает ли за «Сферум»", _holds("sferum")),
        Tag("за_мою_школу", Kind.FLAG, "отвечает ли за «Мою школу»", _holds("my_school")),
        Tag("администратор", Kind.FLAG, "администратор ли страницы школы", _holds("administrator")),
        Tag("замещает", Kind.FLAG, "замещает ли ответственных", _holds("deputy")),
    ),
    Gap("ответственный за «Сферум»", "responsible#sferum"),
)

_COMMISSION = 3


def commission(situation: Situation) -> tuple[Person, ...]:
    """Three who attest the transfer of chats: role holders first, then other workers; the head approves the act."""
    head = situation.school.head.person.full_name if situation.school.head else ""
    named = [situation.responsible(role) for role in ("my_school", "sferum", "administrator", "deputy")]
    people = [
        *(person for person in named if person),
        *(person for person in situation.school.staff if not person.exempt),
    ]
    return tuple(person for person in dict.fromkeys(people) if person.full_name != head)[:_COMMISSION]


COMMISSION: Rows[Person] = Rows(
    "комиссия",
    "Комиссия, первый — председатель",
    commission,
    (
        Tag("фио", Kind.WORDS, "фамилия, имя, отчество", full_name),
        Tag("должность", Kind.WORDS, "должность", post),
    ),
)
