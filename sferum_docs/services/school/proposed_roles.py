"""Who can be proposed for the roles of acts: by the posts of the staff list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.schools.posts import PostKind, kind_for

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sferum_docs.packs.roles import Role
    from sferum_docs.schools.model import Person, School
    from sferum_docs.services.school.roles import RoleChoice


def proposed_responsible(school: School, choices: Sequence[RoleChoice]) -> dict[str, str]:
    """Role → the worker whose post fits it, for acts of which nobody is chosen; nobody stands in for themselves.

    Where no post fits, a role that has to be held and that the head may hold is the head's: in a small school or a
    kindergarten there is nobody else.
    """
    begun = {choice.pack.id for choice in choices if choice.key in school.responsible}
    chosen: dict[str, str] = {}
    for choice in choices:
        if choice.shared is None and choice.pack.id not in begun:
            barred = {chosen.get(other.id) for other in choice.pack.roles.stood_in_for(choice.role)}
            chosen[choice.key] = proposed_holder(school, choice.role, barred)
    return {key: name for key, name in chosen.items() if name}


def proposed_holder(school: School, role: Role, barred: Collection[str | None]) -> str:
    """The worker whose post fits a role best, else the head where the role is for him; «» when there is nobody."""
    people = (person for post in role.posts for person in _holding(school, post))
    fit = (person.full_name for person in people if _may_hold(school, person, role))
    return next((name for name in fit if name not in barred), "") or _head_for(school, role, barred)


def _head_for(school: School, role: Role, barred: Collection[str | None]) -> str:
    """The head, as the list of workers has him; «» where the role is not for him."""
    head = school.worker(school.head.person.full_name) if school.head else None
    fits = role.required and role.may_be_head and head is not None and not head.exempt
    return head.full_name if head is not None and fits and head.full_name not in barred else ""


def _holding(school: School, post: str) -> list[Person]:
    return [person for person in school.staff if not person.exempt and is_post_like(person.post, post)]


def _may_hold(school: School, person: Person, role: Role) -> bool:
    return not role.administrative or kind_for(school, person) is PostKind.ADMINISTRATIVE


def is_post_like(post: str, pattern: str) -> bool:
    """Whether a post has all these parts of words, one after the other; «|» stands between two that will both do.

    >>> is_post_like("Заместитель директора по ИКТ", "заместитель информ|икт")
    True
    """
    place = 0
    written = post.casefold()
    for part in pattern.casefold().split():
        found = [(at, len(word)) for word in part.split("|") if word and (at := written.find(word, place)) >= 0]
        if not found:
            return False
        place = sum(min(found))
    return True
