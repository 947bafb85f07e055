"""What can be proposed from the staff list: chats of the school and its classes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.schools.lists.audiences import audiences
from sferum_docs.services.school.proposed_roles import proposed_responsible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.schools.lists.audiences import Audience
    from sferum_docs.schools.model import Person, School
    from sferum_docs.services.school.roles import RoleChoice
    from sferum_docs.web.forms.tables import Typed

_SCHOOL, _CLASS, _GROUP = "школа", "класс", "группа"  # as `audiences.toml` says
_AFTER_CLASSES = 100


def proposed_chats(school: School, choices: Sequence[RoleChoice]) -> tuple[Typed, ...]:
    """The chat of the staff with the holder of the first role as owner, those of each class in their order."""
    holders = {**proposed_responsible(school, choices), **school.responsible}
    keeper = next((holders[choice.key] for choice in choices if choice.key in holders), "")
    rows = [_chat(audience, owner=keeper) for audience in audiences() if audience.each == _SCHOOL]
    for person in sorted((person for person in school.staff if person.class_name), key=_place_of_class):
        each = _CLASS if person.class_name[:1].isdigit() else _GROUP
        fit = (audience for audience in audiences() if audience.each == each)
        owner = "" if person.exempt else person.full_name
        rows += [_chat(audience, person.class_name, owner) for audience in fit]
    once: dict[object, Typed] = {}
    for row in rows:
        once.setdefault(row["name"], row)
    return tuple(once.values())


def chat_key(name: object) -> str:
    """What two names of one proposed chat have in common, with the word «класс» and without."""
    words = re.findall(r"\w+", str(name or "").casefold().replace("ё", "е"))
    return "".join(word for word in words if word not in {"класс", "группа"})


def _chat(audience: Audience, of_class: str = "", owner: str = "") -> Typed:
    name = audience.chat.replace("{class}", of_class)
    return {"name": re.sub(r"(?i)\b(класс|группа)\s+\1\b", r"\1", name), "audience": audience.name, "owner": owner}


def _place_of_class(person: Person) -> tuple[int, str]:
    """Classes stand as in a school: 1 «А», 1 «Б», 2, …, 11; groups without a number after them."""
    number = re.match(r"\d{1,2}", person.class_name)
    letters = re.sub(r"[\W\d_]|класс", "", person.class_name.casefold())
    return (int(number[0]) if number else _AFTER_CLASSES), letters
