"""Who answers for what in a school, over all acts that it carries out: what is asked, what the rules forbid."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.documents.making.role_needs import documents_by_role
from sferum_docs.reading.faults import Fault
from sferum_docs.schools.posts import PostKind, kind_for, post_key, post_kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sferum_docs.packs.model import Pack
    from sferum_docs.packs.roles import Role
    from sferum_docs.schools.model import Person, School

_TOLD = 6  # documents that a sentence names
_CAUTIONS = {PostKind.PEDAGOGICAL: "role_pedagogical", PostKind.UNKNOWN: "role_post_asked"}


@dataclass(frozen=True)
class RoleChoice:
    """A role to be chosen for an act; `shared` is an act before it whose holder counts while nobody else is chosen."""

    key: str  # under which the school keeps the holder
    role: Role
    pack: Pack
    shared: Pack | None = None


def role_choices(packs: Iterable[Pack]) -> tuple[RoleChoice, ...]:
    """Every role of these acts; one of the same name in a second act is asked for there only where it differs."""
    found: list[RoleChoice] = []
    first: dict[str, Pack] = {}
    for pack in packs:
        for role in pack.roles.all:
            shared = first.get(role.id)
            key = role.id if shared is None else f"{pack.id}-{role.id}"
            found.append(RoleChoice(key, role, pack, shared))
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
            Fault(conflict.code, keys[conflict.role.id], _named(conflict.role, conflict.other, holders, school))
            for conflict in pack.roles.conflicts(holders, head, school.exempt)
        ]
    return faults


def _named(role: Role, other: Role | None, holders: Mapping[str, str], school: School) -> dict[str, object]:
    name = holders[role.id]
    ground = school.exempt.get(name, "")
    return {"role": role.label, "other": other.label if other else "", "person": name, "ground": ground}


def unchosen(choices: Iterable[RoleChoice], school: School) -> list[Fault]:
    """The roles that have to be held and nobody holds."""
    empty: dict[str, list[RoleChoice]] = {}
    for choice in choices:
        if not school.responsible.in_act(choice.pack.id, choice.role.id):
            empty.setdefault(choice.role.id, []).append(choice)
    return [_unheld(found) for found in empty.values() if any(choice.role.required for choice in found)]


def _unheld(choices: Sequence[RoleChoice]) -> Fault:
    documents = [document for choice in choices for document in documents_by_role(choice.pack)[choice.role.id]]
    code = "role_unheld" if documents else "role_unheld_alone"
    return Fault(code, choices[0].key, {"role": choices[0].role.label, "documents": _few(documents)})


def _few(ids: Sequence[str]) -> str:
    """The first documents by id, and how many more."""
    more = f" и ещё {len(ids) - _TOLD}" if len(ids) > _TOLD else ""
    return f"{', '.join(ids[:_TOLD])}{more}"


def post_cautions(choices: Iterable[RoleChoice], school: School) -> list[Fault]:
    """Whose post does not fit a role that writes the papers of the office, or has to be asked about."""
    found = (post_caution(choice, school) for choice in choices)
    return [fault for fault in found if fault is not None]


def post_caution(choice: RoleChoice, school: School) -> Fault | None:
    """Why the holder of an administrative role should hold another post; None when all is well."""
    person = school.holder(choice.pack.id, choice.role.id) if choice.role.administrative else None
    if person is None or (choice.shared is not None and choice.key not in school.responsible):
        return None
    code = _CAUTIONS.get(kind_for(school, person))
    values = {"person": person.full_name, "post": person.post, "role": choice.role.label}
    return Fault(code, choice.key, values, warning=True) if code else None


def posts_to_ask(choices: Iterable[RoleChoice], school: School) -> tuple[str, ...]:
    """The posts of those chosen for administrative roles of which nobody has said yet what they are."""
    holders = (school.holder(choice.pack.id, choice.role.id) for choice in choices if choice.role.administrative)
    unknown = (person.post for person in holders if person and post_kind(person.post) is PostKind.UNKNOWN)
    return tuple({post_key(post): post for post in unknown}.values())


@dataclass(frozen=True)
class NeededRole:
    """A role whose holder the documents about to be made name; `fault` forbids it, `advice` does not."""

    role: Role
    holder: Person | None
    documents: str  # the first of them by id, and how many more
    fault: Fault | None
    advice: Fault | None


def roles_of_packet(school: School, pack: Pack, documents: Iterable[str]) -> tuple[NeededRole, ...]:
    """The roles that these documents of a pack need, before any of them is made."""
    wanted = set(documents)
    choices, needs = role_choices([pack]), documents_by_role(pack)
    faults = {fault.place: fault for fault in (*choice_faults(choices, school), *unchosen(choices, school))}
    return tuple(
        NeededRole(
            choice.role,
            school.holder(pack.id, choice.role.id),
            _few(among),
            faults.get(choice.key),
            post_caution(choice, school),
        )
        for choice in choices
        if (among := tuple(document for document in needs[choice.role.id] if document in wanted))
    )


def keepers_cautions(school: School, pack: Pack, documents: Iterable[str]) -> tuple[Fault, ...]:
    """Who keeps journals and reports by these documents and holds no administrative post, each with the reason."""
    found = (item.advice for item in roles_of_packet(school, pack, documents))
    return tuple(replace(fault, place="") for fault in found if fault is not None)


def role_labels(packs: Iterable[Pack]) -> dict[str, str]:
    """Under what a school keeps the holder of each role of these acts → how the role is called."""
    labels: dict[str, str] = {}
    for pack in packs:
        for role in pack.roles.all:
            labels.setdefault(role.id, role.label)
            labels[f"{pack.id}-{role.id}"] = role.label
    return labels
