"""Who answers for what in a school, over all acts that it carries out: what is asked, what the rules forbid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.making.role_needs import documents_by_role
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.packs.choose import find_pack, known_packs

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sferum_docs.packs.model import Pack
    from sferum_docs.packs.roles import Role
    from sferum_docs.schools.model import School

_TOLD = 6  # documents that a sentence names


@dataclass(frozen=True)
class RoleChoice:
    """A role to be chosen for an act; `shared` is an act before it whose holder counts while nobody else is chosen."""

    key: str  # under which the school keeps the holder
    role: Role
    pack: Pack
    documents: tuple[str, ...]  # that name the holder
    shared: Pack | None = None


def role_choices(packs: Iterable[Pack]) -> tuple[RoleChoice, ...]:
    """Every role of these acts; one of the same name in a second act is asked for there only where it differs."""
    found: list[RoleChoice] = []
    first: dict[str, Pack] = {}
    for pack in packs:
        documents = documents_by_role(pack)
        for role in pack.roles.all:
            shared = first.get(role.id)
            key = role.id if shared is None else f"{pack.id}-{role.id}"
            found.append(RoleChoice(key, role, pack, documents[role.id], shared))
            first.setdefault(role.id, pack)
    return tuple(found)


def choice_faults(choices: Sequence[RoleChoice], school: School) -> list[Fault]:
    """What the rules of the roles forbid in the choice that a school holds."""
    head = school.head.person.full_name if school.head else ""
    faults: list[Fault] = []
    for pack in {choice.pack.id: choice.pack for choice in choices}.values():
        holders = {role.id: school.responsible.in_act(pack.id, role.id) for role in pack.roles.all}
        keys = {choice.role.id: choice.key for choice in choices if choice.pack.id == pack.id}
        faults += [
            Fault(conflict.code, keys[conflict.role.id], _named(conflict.role, conflict.other, holders))
            for conflict in pack.roles.conflicts(holders, head)
        ]
    return faults


def _named(role: Role, other: Role | None, holders: Mapping[str, str]) -> dict[str, object]:
    return {"role": role.label, "other": other.label if other else "", "person": holders[role.id]}


def unchosen(choices: Iterable[RoleChoice], school: School) -> list[Fault]:
    """The roles that have to be held and nobody holds."""
    empty = (
        choice
        for choice in choices
        if choice.role.required and not school.responsible.in_act(choice.pack.id, choice.role.id)
    )
    return [
        Fault("role_unheld", choice.key, {"role": choice.role.label, "documents": _documents(choice.documents)})
        for choice in empty
        if choice.shared is None
    ]


def _documents(ids: Sequence[str]) -> str:
    more = f" и ещё {len(ids) - _TOLD}" if len(ids) > _TOLD else ""
    return f"{', '.join(ids[:_TOLD])}{more}"


def role_label(key: str) -> str:
    """How a role that a school keeps is called, by the packs that there are."""
    for name in known_packs():
        try:
            roles = find_pack(name).roles
        except FaultsError:  # told where packs are looked after
            continue
        role = roles.by_id.get(key) or roles.by_id.get(key.removeprefix(f"{name}-"))
        if role is not None:
            return role.label
    return key
