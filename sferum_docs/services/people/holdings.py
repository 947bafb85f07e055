"""What a worker holds: roles, chats, a class, orders that name them, signatures that are missing, a way in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.services.packs.acts import packs_in_work
from sferum_docs.services.people.naming import OrderNaming, appointing_order, papers_naming
from sferum_docs.services.users.bearers import bears
from sferum_docs.services.users.manage import list_users
from sferum_docs.store.register import unsigned
from sferum_docs.store.register.unsigned import MissingSignature, UnsignedFilter

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sferum_docs.documents.staffing.model import KnownOrder
    from sferum_docs.packs.model import Pack
    from sferum_docs.packs.roles import Role
    from sferum_docs.schools.model import Chat, Person, School
    from sferum_docs.services.users.manage import User


@dataclass(frozen=True)
class RoleInAct:
    """A role that a worker holds for an act, and the order in force that appointed to it."""

    pack: Pack
    role: Role
    appointed: KnownOrder | None


@dataclass(frozen=True)
class HeldRole:
    """A role under the key by which the school keeps its holder; one key may count for several acts."""

    key: str
    acts: tuple[RoleInAct, ...]

    @property
    def label(self) -> str:
        """How it is called in the first of its acts."""
        return self.acts[0].role.label

    @property
    def required(self) -> bool:
        """Whether somebody has to hold it."""
        return any(item.role.required for item in self.acts)


@dataclass(frozen=True)
class Holdings:
    """All that a worker holds."""

    person: Person
    is_head: bool
    roles: tuple[HeldRole, ...]
    chats: tuple[Chat, ...]
    orders: tuple[OrderNaming, ...]  # in force, which name the worker in their text
    drafts: tuple[OrderNaming, ...]  # papers that nobody has registered yet
    unsigned: tuple[MissingSignature, ...]
    users: tuple[User, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing has to pass to anybody."""
        return not (self.roles or self.chats or self.person.class_name or self.is_head)


def holdings_of(school_id: int, school: School, person: Person, today: date) -> Holdings:
    """All that this worker of the school holds."""
    packs = packs_in_work(school_id, today)
    named = [item for pack in packs for item in papers_naming(school_id, pack, person.full_name)]
    head = school.head.person.full_name if school.head else ""
    return Holdings(
        person,
        head == person.full_name,
        held_roles(school_id, school, person.full_name, packs),
        tuple(chat for chat in school.chats if chat.owner == person.full_name),
        tuple(item for item in named if item.order is not None),
        tuple(item for item in named if item.order is None),
        unsigned.of_people(school_id, UnsignedFilter(), [person.full_name]),
        users_of(school_id, person),
    )


def held_roles(school_id: int, school: School, name: str, packs: Sequence[Pack]) -> tuple[HeldRole, ...]:
    """The roles of acts in work that a worker holds, each under its key."""
    found: dict[str, list[RoleInAct]] = {}
    for pack in packs:
        for role in pack.roles.all:
            if school.responsible.in_act(pack.id, role.id) == name:
                own = f"{pack.id}-{role.id}"
                key = own if own in school.responsible else role.id
                appointed = appointing_order(school_id, pack, role)
                found.setdefault(key, []).append(RoleInAct(pack, role, appointed))
    return tuple(HeldRole(key, tuple(acts)) for key, acts in found.items())


def users_of(school_id: int, person: Person) -> tuple[User, ...]:
    """The active users of the program who may bear this name: in full, with initials, a part of it."""
    return tuple(user for user in list_users(school_id) if user.active and bears(user.name, person))
