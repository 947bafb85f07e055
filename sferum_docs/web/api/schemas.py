"""JSON Schema of what programs send and get, out of the declarations that read and write it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from sferum_docs.schools.fields.declaration import SchoolField, ValueKind, offered_values

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Schema: TypeAlias = dict[str, Any]

_TEXTS: Mapping[ValueKind, str] = {
    ValueKind.TEXT: "",
    ValueKind.ORGANISATION: "",
    ValueKind.DIGITS: "",
    ValueKind.PHONE: "",
    ValueKind.EMAIL: "",
    ValueKind.MASK: "",
    ValueKind.OFFERED: "",
}


def _text(field: SchoolField) -> Schema:
    return {"type": "string", "maxLength": field.limit}


def _count(field: SchoolField) -> Schema:
    return {"type": "integer", "minimum": field.low, "maximum": field.high}


def _choice(field: SchoolField) -> Schema:
    return {"type": "string", "enum": [*offered_values(field)]}


_OTHERS: Mapping[ValueKind, Callable[[SchoolField], Schema]] = {
    ValueKind.COUNT: _count,
    ValueKind.FLAG: lambda _field: {"type": "boolean"},
    ValueKind.ANSWER: lambda _field: {"type": "boolean"},
    ValueKind.CHOICE: _choice,
    ValueKind.DAY: lambda _field: {"type": "string", "format": "date"},
}


def field_schema(field: SchoolField) -> Schema:
    """One field.

    >>> field_schema(SchoolField("day", ValueKind.DAY, "День", "день подписания"))
    {'type': 'string', 'format': 'date', 'description': 'день подписания'}
    """
    known = _text(field) if field.kind in _TEXTS else _OTHERS[field.kind](field)
    return {**known, "description": field.meaning}


def record_of(fields: Sequence[SchoolField], about: str = "", **more: Schema) -> Schema:
    """A record of declared fields; `more` are parts of it that are no fields."""
    return record(
        {**{field.kept_as: field_schema(field) for field in fields}, **more},
        [field.kept_as for field in fields if field.required],
        about,
    )


def record(parts: Mapping[str, Schema], required: Sequence[str] = (), about: str = "") -> Schema:
    """A record of these parts and no others."""
    return {
        "type": "object",
        **({"description": about} if about else {}),
        "properties": dict(parts),
        **({"required": [*required]} if required else {}),
        "additionalProperties": False,
    }


def texts(about: str, longest: int = 500) -> Schema:
    """A record of texts under names that are not known beforehand."""
    return {"type": "object", "description": about, "additionalProperties": {"type": "string", "maxLength": longest}}


def many(of: Schema, most: int, about: str = "") -> Schema:
    """A list."""
    return {"type": "array", "items": of, "maxItems": most, **({"description": about} if about else {})}


def named(name: str) -> Schema:
    """What stands among the schemas of the document."""
    return {"$ref": f"#/components/schemas/{name}"}


def page_of(name: str, most: int) -> Schema:
    """A part of a list: with `next` there is more of it."""
    told = "передайте в after, чтобы получить продолжение; нет поля — это конец"
    return record(
        {"items": many(named(name), most), "next": {"type": "string", "description": told}},
        ["items"],
    )
