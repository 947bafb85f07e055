"""The fields of what is sent and answered, as the page shows them: the same schemas, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sferum_docs.web.api.table import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.web.api.schemas import Schema

_KINDS = {
    "string": "строка", "integer": "целое число", "number": "число", "boolean": "true или false", "null": "null",
    "object": "набор полей", "array": "список",
}  # fmt: skip
_FORMATS = {"date": "день", "date-time": "время"}
_FEW = 12  # values of a choice that a line holds
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field: where it stands («staff[].name»), what it holds, whether it must be there, what it is."""

    place: str
    kind: str
    required: bool
    about: str


def shown_fields(schema: Schema | None) -> tuple[ShownField, ...]:
    """All fields of a schema, those within others by their whole place.

    >>> [item.place for item in shown_fields({"$ref": "#/components/schemas/StaffPage"})][:3]
    ['items', 'items[].name', 'items[].post']
    """
    return tuple(_fields(_whole(schema), "", _DEEPEST)) if schema is not None else ()


def _fields(schema: Schema, at: str, depth: int) -> Iterator[ShownField]:
    for name, part in schema.get("properties", {}).items():
        field = _whole(part)
        place = f"{at}{name}"
        yield ShownField(place, _kind(field), name in schema.get("required", ()), field.get("description", ""))
        inner = _whole(field.get("items", {})) if field.get("type") == "array" else field
        if depth and inner.get("properties"):
            yield from _fields(inner, f"{place}{'[]' if inner is not field else ''}.", depth - 1)


def _whole(schema: Schema) -> Schema:
    named = schema.get("$ref", "").rpartition("/")[2]
    return SCHEMAS[named] if named else schema


def _kind(field: Schema) -> str:
    if values := field.get("enum"):
        return "одно из: " + ", ".join(map(str, values[:_FEW])) + (" …" if len(values) > _FEW else "")
    told: Any = field.get("type", "")
    if field.get("format") in _FORMATS:
        return _FORMATS[field["format"]]
    words = [_KINDS[item] for item in (told if isinstance(told, list) else [told]) if item]
    most = f", до {field['maxLength']} знаков" if "maxLength" in field else ""
    return " или ".join(words) + most
