"""Tags of those who answer for what: they follow from the roles that a pack declares."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.docengine import Kind
from sferum_docs.documents.tags.declaration import Gap, Group, Rows, Tag
from sferum_docs.documents.tags.people import PERSON, full_name, post, post_of_instruction
from sferum_docs.reading.typography import whole_number
from sferum_docs.schools.bodies.words import body_words
from sferum_docs.schools.model import Sex

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.packs.roles import Role, RoleConflict, Roles, SameHolder
    from sferum_docs.schools.model import Person


def role_tags(roles: Roles) -> tuple[Group[Person] | Tag[Situation], ...]:
    """What templates may say of each role: its holder, and what is true of them."""
    return (
        *(_holder(role) for role in roles.all),
        *(_same_holder(item) for item in roles.same_holder),
        *(_chosen(role) for role in roles.all if not role.required),
        *(_held_by_head(role) for role in roles.all if role.may_be_head),
    )


def role_place(role: Role) -> str:
    """Where a role is chosen: page and field."""
    return f"responsible#{role.id}"


def _holder(role: Role) -> Group[Person]:
    title = role.label if role.required else f"{role.label}; есть, если {role.chosen_flag}"
    gap = Gap(role.label, role_place(role)) if role.required else None
    return Group(role.tag, title, lambda situation: situation.responsible(role.id), PERSON, gap)


def _same_holder(item: SameHolder) -> Tag[Situation]:
    return Tag(item.tag, Kind.FLAG, item.label, lambda situation: _is_one_person(situation, item))


def _is_one_person(situation: Situation, item: SameHolder) -> bool:
    return len({situation.responsible(role) for role in item.roles}) == 1


def _chosen(role: Role) -> Tag[Situation]:
    title = f"выбран ли {role.label}"
    return Tag(role.chosen_flag, Kind.FLAG, title, lambda situation: situation.responsible(role.id) is not None)


def _held_by_head(role: Role) -> Tag[Situation]:
    title = f"сам ли руководитель — {role.label}"
    return Tag(role.head_flag, Kind.FLAG, title, lambda situation: situation.held_by_head(role.id))


def role_gaps(situation: Situation, names: Collection[str]) -> tuple[Gap, ...]:
    """The holders named by a template whom the rules of their roles forbid."""
    roles = situation.pack.roles
    found = roles.conflicts(situation.holders, situation.head_name, situation.school.exempt)
    return tuple(Gap(_forbidden(item), role_place(item.role)) for item in found if item.role.tag in names)


_FORBIDDEN = {"role_of_head": "не сам руководитель", "role_of_exempt": "не тот, кто не регистрируется"}


def _forbidden(conflict: RoleConflict) -> str:
    if conflict.other is None:
        return f"{conflict.role.label} — {_FORBIDDEN[conflict.code]}"
    return f"{conflict.role.label} — не тот же человек, что и {conflict.other.label}"


@dataclass(frozen=True, slots=True)
class Appointed:
    """A worker with all that the order appoints to."""

    person: Person
    duties: tuple[str, ...]
    substitute: Person | None


def appointed(situation: Situation) -> tuple[Appointed, ...]:
    """Workers named by the order, each once, with what each is appointed to."""
    return tuple(_appointed(situation, person) for person in situation.named)


def _appointed(situation: Situation, person: Person) -> Appointed:
    held = [role for role in situation.pack.roles.all if situation.responsible(role.id) == person]
    unit = body_words(situation.school.requisites).unit_of(person.class_name)[1]
    of_class = (f"чаты {unit} {person.class_name}",) if person.class_name else ()
    substitutes = (
        substitute
        for role in held
        for other in situation.pack.roles.substitutes(role)
        if (substitute := situation.responsible(other.id)) is not None and substitute != person
    )
    return Appointed(person, (*(role.duty for role in held), *of_class), next(substitutes, None))


APPOINTED: Rows[Appointed] = Rows(
    "назначенные",
    "Назначенные приказом, каждый один раз",
    appointed,
    (
        Tag("фио", Kind.WORDS, "фамилия, имя, отчество", lambda row: full_name(row.person)),
        Tag("должность", Kind.WORDS, "должность", lambda row: post(row.person)),
        Tag("направление", Kind.TEXT, "за что отвечает", lambda row: "; ".join(row.duties)),
        Tag("телефон", Kind.TEXT, "телефон, как записан", lambda row: whole_number(row.person.phone)),
        Tag("почта", Kind.TEXT, "электронная почта", lambda row: row.person.email),
        Tag("есть_замещающий", Kind.FLAG, "есть ли замещающий", lambda row: row.substitute is not None),
        Tag("замещающий", Kind.WORDS, "кто замещает", lambda row: full_name(row.substitute or row.person)),
    ),
)


@dataclass(frozen=True, slots=True)
class RoleHolder:
    """A worker with the roles held, class teaching left out."""

    person: Person
    roles: frozenset[str]


def role_holders(situation: Situation) -> tuple[RoleHolder, ...]:
    """Those who hold the roles of the pack, each once; the head agrees with the founder, not with oneself."""
    held = ((situation.responsible(role.id), role.id) for role in situation.pack.roles.all)
    holders = [(person, role) for person, role in held if person is not None and not situation.held_by_head(role)]
    return tuple(
        RoleHolder(person, frozenset(role for holder, role in holders if holder == person))
        for person in dict.fromkeys(holder for holder, _role in holders)
        if situation.is_given(person)
    )


def _holds(role: str) -> Callable[[RoleHolder], bool]:
    return lambda row: role in row.roles


def role_holder_rows(roles: Roles) -> Rows[RoleHolder]:
    """The list of role holders; without any role it is empty."""
    first = next((role for role in roles.all if role.required), None)
    return Rows(
        "ответственные_лица",
        "Кто за что отвечает: каждый один раз, без классных руководителей и без руководителя",
        role_holders,
        (
            Tag("фио", Kind.WORDS, "фамилия, имя, отчество", lambda row: full_name(row.person)),
            Tag("должность", Kind.WORDS, "должность", lambda row: post(row.person)),
            Tag(
                "чьей_должности",
                Kind.WORDS,
                "чья должностная инструкция: должность в родительном падеже, без «и. о.» и «по совместительству»",
                lambda row: post_of_instruction(row.person),
            ),
            Tag("женщина", Kind.FLAG, "женщина ли", lambda row: row.person.sex is Sex.FEMALE),
            *(Tag(role.flag, Kind.FLAG, f"он ли {role.label}", _holds(role.id)) for role in roles.all),
        ),
        Gap(first.label, role_place(first)) if first else None,
    )


COMMISSION: Rows[Person] = Rows(
    "комиссия",
    "Комиссия, первый — председатель; в ней нет тех, кто исполнял проверяемое",
    lambda situation: situation.commission(situation.spec),
    (
        Tag("фио", Kind.WORDS, "фамилия, имя, отчество", full_name),
        Tag("должность", Kind.WORDS, "должность", post),
    ),
)
