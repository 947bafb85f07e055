"""What can be proposed from the staff list: chats of the school and its classes, people for the roles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.schools.model import Audience

if TYPE_CHECKING:
    from sferum_docs.schools.model import Person, School
    from sferum_docs.web.forms.tables import Typed

_STAFF_CHAT = "Педагогический коллектив"
_FOR_STUDY = r"заместитель.*(?:информ|икт|цифр)"
_DEPUTY = r"заместитель.*(?:учебно|увр|учебн)"
_TEACHER = r"учитель.*информатик"
_ENGINEER = r"системн\w* администратор|администратор сети|инженер.*(?:программист|систем)|лаборант.*информатик"
# role → posts in the order in which we would ask them
_POSTS = {
    "sferum": (_FOR_STUDY, _DEPUTY, _TEACHER),
    "my_school": (_DEPUTY, _FOR_STUDY, _TEACHER),
    "administrator": (_ENGINEER, _TEACHER, _FOR_STUDY),
    "deputy": (_TEACHER, _DEPUTY, _ENGINEER),
}


def proposed_responsible(school: School) -> dict[str, str]:
    """Role → the worker whose post fits it; who stands in is never the one stood in for."""
    chosen: dict[str, str] = {}
    for role, posts in _POSTS.items():
        barred = chosen.get("sferum") if role == "deputy" else None
        people = (person for post in posts for person in _holding(school, post))
        chosen[role] = next((person.full_name for person in people if person.full_name != barred), "")
    return chosen


def proposed_chats(school: School) -> tuple[Typed, ...]:
    """The chat of the staff, and two for each class with its class teacher as owner."""
    keeper = school.responsible.sferum or proposed_responsible(school)["sferum"]
    rows: list[Typed] = [{"name": _STAFF_CHAT, "audience": Audience.STAFF.value, "owner": keeper}]
    for person in school.staff:
        if person.form:
            rows += _class_chats(person)
    return tuple(rows)


def _class_chats(person: Person) -> list[Typed]:
    pairs = ((Audience.PUPILS, "обучающиеся"), (Audience.PARENTS, "родители"))
    return [
        {"name": f"{person.form}, {who}", "audience": audience.value, "owner": person.full_name}
        for audience, who in pairs
    ]


def _holding(school: School, post: str) -> list[Person]:
    return [person for person in school.staff if re.search(post, person.post.casefold()) and not person.exempt]
