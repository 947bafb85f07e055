"""Whose a way in is: sure when it bears the full name or was closed as theirs, else asked about, never guessed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.schools.lists.find_worker import Workers
from sferum_docs.schools.names import same_letters
from sferum_docs.store.users.users import list_users

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sferum_docs.schools.model import Person
    from sferum_docs.store.people.staff_changes import StaffChange
    from sferum_docs.store.users.users import User


@dataclass(frozen=True, slots=True)
class WayIn:
    """A way in that may be of a person. `sure`: it is; `alone`: it fits nobody else, and no other one fits so."""

    user: User
    sure: bool
    alone: bool


def is_named(name: str, person: Person) -> bool:
    """Whether a way in bears the full name."""
    return _plain(name) == _plain(person.full_name)


def bears(name: str, person: Person) -> bool:
    """Whether a person may be meant by the name of a way in: in full, with initials, or by a part of the name."""
    words = same_letters(name).split()
    own = same_letters(person.full_name).split()
    return (bool(words) and {*words} <= {*own}) or Workers((person,)).find(name).person is not None


def is_anothers(name: str, others: Iterable[Person]) -> bool:
    """Whether a name that is not in full may be another's."""
    return any(bears(name, other) for other in others)


def ways_in_of(
    school_id: int, person: Person, changes: Collection[StaffChange], others: Collection[Person]
) -> tuple[WayIn, ...]:
    """The ways in of a person, open and closed; what was closed as another's, or bears another's full name, is not."""
    closed = {item["id"]: change.name for change in changes for item in change.done.get("users", ())}
    found = []
    for user in list_users(school_id):
        sure = is_named(user.name, person) or closed.get(user.id) == person.full_name
        if sure:
            found.append(WayIn(user, sure=True, alone=True))
        elif user.id not in closed and bears(user.name, person) and not _is_named_after(user.name, others):
            found.append(WayIn(user, sure=False, alone=not is_anothers(user.name, others)))
    doubtful = sum(not item.sure for item in found)
    return tuple(replace(item, alone=item.alone and (item.sure or doubtful == 1)) for item in found)


def _is_named_after(name: str, others: Collection[Person]) -> bool:
    return any(is_named(name, other) for other in others)


def _plain(name: str) -> str:
    return "".join(same_letters(name).split())
