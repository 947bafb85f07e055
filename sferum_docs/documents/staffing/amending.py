"""A school as an order about somebody who leaves has changed it: an older order is held against that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.documents.staffing.model import ChangeKind
from sferum_docs.schools.model import Responsible

if TYPE_CHECKING:
    from sferum_docs.documents.staffing.model import Staffing
    from sferum_docs.schools.model import Person, School


def amended(school: School, told: Staffing) -> School:
    """The school of an older order with what passed: roles, chats, class, and without who was dismissed."""
    name = told.person.full_name
    roles = {item.key: item.to.full_name for item in told.roles}
    chats = {item.name: item.to.full_name for item in told.chats}
    return replace(
        school,
        staff=tuple(person for each in school.staff if (person := _changed(each, told)) is not None),
        chats=tuple(
            replace(chat, owner=chats[chat.name]) if chat.owner == name and chat.name in chats else chat
            for chat in school.chats
        ),
        responsible=Responsible({
            key: roles.get(key, holder) if holder == name else holder for key, holder in school.responsible.items()
        }),
    )  # fmt: skip


def _changed(person: Person, told: Staffing) -> Person | None:
    if person.full_name == told.person.full_name:
        return None if told.kind is ChangeKind.DISMISSED else person
    leads = told.class_to is not None and person.full_name == told.class_to.full_name
    return replace(person, class_name=told.class_name) if leads else person
