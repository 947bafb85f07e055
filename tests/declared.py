"""A school whose every declared field holds something: what is forgotten anywhere shows as lost."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sferum_docs.schools.fields.chat import CHAT
from sferum_docs.schools.fields.declaration import ValueKind, offered_values
from sferum_docs.schools.fields.layout import LAYOUT, MARGINS
from sferum_docs.schools.fields.person import BESIDE_NAME
from sferum_docs.schools.fields.requisites import OF_HEAD, REQUISITES
from sferum_docs.schools.model import Chat, Head, LayoutSettings, School, Sex
from tests.builders import a_school

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.schools.fields.declaration import SchoolField

_BY_KIND: dict[ValueKind, Any] = {
    ValueKind.TEXT: "нечто",
    ValueKind.ORGANISATION: "Управление образования",
    ValueKind.PHONE: "+7 (900) 000-00-17",
    ValueKind.EMAIL: "somebody@school.example",
    ValueKind.MASK: "{номер}-я",
    ValueKind.FLAG: True,
    ValueKind.ANSWER: True,
    ValueKind.DAY: date(2023, 11, 17),
    ValueKind.OFFERED: "Республика Дагестан",
}
_BY_NAME = {  # rules of their own
    "inn": "9900000031",
    "kpp": "990001001",
    "ogrn": "1029900000019",
    "okpo": "99000011",
    "owner": "Омарова Зарема Исаевна",
    "sex": Sex.FEMALE,
}


_USUAL = {
    item.default for model in (Chat, LayoutSettings) for item in fields(model) if isinstance(item.default, StrEnum)
}


def a_value(field: SchoolField) -> Any:
    """Something right that the field does not hold by itself."""
    if field.name in _BY_NAME:
        return _BY_NAME[field.name]
    if field.options:
        return next(option for option in field.options if option not in _USUAL)
    if offered := offered_values(field):
        return offered[-1]
    if field.kind is ValueKind.COUNT:
        return field.low + 1
    return "1" * field.lengths[0] if field.lengths else _BY_KIND[field.kind]


def values(fields: Sequence[SchoolField]) -> dict[str, Any]:
    """Something in each field, by name."""
    return {field.name: a_value(field) for field in fields}


def a_full_school() -> School:
    """A right school with something in every field of every part."""
    school = a_school()
    first, *others = (replace(person, **values(BESIDE_NAME)) for person in school.staff)
    staff = (replace(first, exempt=""), *others)  # who is excused owns no chat
    of_chats = {**values(CHAT), "owner": first.full_name}
    return replace(
        school,
        requisites=replace(school.requisites, **values(REQUISITES)),
        head=Head(staff[0], **values(OF_HEAD)),
        staff=staff,
        chats=tuple(replace(chat, **{**of_chats, "name": chat.name}) for chat in school.chats),
        margins=replace(school.margins, **values(MARGINS)),
        layout=replace(school.layout, **values(LAYOUT)),
    )
