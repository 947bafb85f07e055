"""The roles of a pack: who answers for what in a school. Which there are, and by which rules, a pack declares."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

HEAD = "head"  # among the duties of a clause: the head of the school, whom nobody appoints to a role


@dataclass(frozen=True, slots=True)
class Role:
    """One role: how it is named, which tags tell of its holder, who may hold it."""

    id: str
    label: str  # «ответственный за «Сферум»»
    tag: str  # the record of its holder in a template
    duty: str  # what its holder sees to, in the list of those appointed
    question: str  # how the page asks who it is
    hint: str
    flag: str  # of a holder among all holders: whether it is this role
    head_flag: str  # whether the head holds it
    required: bool = True
    may_be_head: bool = False
    administrative: bool = False  # its holder has to hold an administrative post
    stands_in_for: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()  # whom to propose, the most fitting post first

    @property
    def chosen_flag(self) -> str:
        """The tag that says whether anybody holds a role which need not be held."""
        return f"есть_{self.tag}"

    @property
    def tags(self) -> tuple[str, ...]:
        """The top names that a template owes to this role."""
        of_head = (self.head_flag,) if self.may_be_head else ()
        return (self.tag, *of_head) if self.required else (self.tag, *of_head, self.chosen_flag)


@dataclass(frozen=True, slots=True)
class SameHolder:
    """A tag that says whether one person holds all of these roles."""

    tag: str
    label: str
    roles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RoleConflict:
    """A holder whom the rules of a role forbid.

    `stands_in_for_itself` (whom it stands in for), `role_of_head` or `role_of_exempt`.
    """

    role: Role
    code: str
    other: Role | None = None


@dataclass(frozen=True)
class Roles:
    """All roles of a pack, in the order in which papers name their holders."""

    all: tuple[Role, ...] = ()
    same_holder: tuple[SameHolder, ...] = ()
    commission: tuple[str, ...] = ()  # in which order their holders come first in a commission

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:  # counted once, for what is worked out of roles is looked up by them all day
        return hash((self.all, self.same_holder, self.commission))

    @cached_property
    def by_id(self) -> dict[str, Role]:
        """Roles by id."""
        return {role.id: role for role in self.all}

    @property
    def tags(self) -> tuple[str, ...]:
        """The top names of a template that tell of single roles."""
        return (*(tag for role in self.all for tag in role.tags), *(item.tag for item in self.same_holder))

    def stood_in_for(self, role: Role) -> tuple[Role, ...]:
        """Whom a role stands in for, at once and through another substitute."""
        found: dict[str, Role] = {}
        waiting = list(role.stands_in_for)
        while waiting:
            other = self.by_id.get(waiting.pop(0))
            if other is not None and other.id not in found:
                found[other.id] = other
                waiting += other.stands_in_for
        return tuple(found.values())

    def substitutes(self, role: Role) -> tuple[Role, ...]:
        """The roles that stand in for this one, at once."""
        return tuple(other for other in self.all if role.id in other.stands_in_for)

    def conflicts(
        self, holders: Mapping[str, str], head: str, exempt: Collection[str] = ()
    ) -> tuple[RoleConflict, ...]:
        """What the rules of the roles forbid in a choice (role → name); each role is told of once.

        `exempt`: who is excused from all of it, on long leave for one.
        """
        found = (self._conflict(role, holders, head, exempt) for role in self.all if holders.get(role.id))
        return tuple(conflict for conflict in found if conflict is not None)

    def _conflict(
        self, role: Role, holders: Mapping[str, str], head: str, exempt: Collection[str]
    ) -> RoleConflict | None:
        name = holders[role.id]
        for other in self.stood_in_for(role):
            if holders.get(other.id) == name:
                return RoleConflict(role, "stands_in_for_itself", other)
        if name in exempt:
            return RoleConflict(role, "role_of_exempt")
        return RoleConflict(role, "role_of_head") if name == head and not role.may_be_head else None


NO_ROLES = Roles()


def role_table(roles: Roles) -> str:
    """The roles as a guide tells them: a table in Markdown."""
    lines = ["| роль | кто это | обязательна | условия |", "|---|---|---|---|"]
    lines += [
        f"| {role.id} | {role.label} | {'да' if role.required else 'нет'} | {_conditions(role, roles)} |"
        for role in roles.all
    ]
    return "\n".join(lines)


def _conditions(role: Role, roles: Roles) -> str:
    stood_in = ", ".join(other.label for other in roles.stood_in_for(role))
    told = (
        f"не тот же человек, что и {stood_in}" if stood_in else "",
        "" if role.may_be_head else "не руководитель",
        "должность административная" if role.administrative else "",
    )
    return "; ".join(filter(None, told)) or "—"
