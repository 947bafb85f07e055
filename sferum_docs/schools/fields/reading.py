"""Declared fields read from a record and written back into one: each value by its kind, all faults at once."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from sferum_docs.schools.contacts import email_fault, phone_fault
from sferum_docs.schools.fields.declaration import MAX_TEXT, ValueKind
from sferum_docs.schools.number_mask import mask_fault
from sferum_docs.schools.requisites.check import digits_fault
from sferum_docs.schools.requisites.digits import compact

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeAlias

    from sferum_docs.reading.faults import Fault
    from sferum_docs.reading.records import Record
    from sferum_docs.schools.fields.declaration import SchoolField

    Read: TypeAlias = Callable[[Record, SchoolField], Any]

YES, NO = "да", "нет"
_SAID = {
    **dict.fromkeys((YES, "есть", "имеются", "имеется", "+", "true", "1", "y", "v", "✓"), True),
    **dict.fromkeys((NO, "не содержит", "отсутствуют", "-", "–", "—", "false", "0", "n"), False),
}


def read_fields(record: Record, fields: Sequence[SchoolField], own: Mapping[str, Read] | None = None) -> dict[str, Any]:
    """The values by name; what was left out or is faulty is not among them. `own` reads what no kind describes."""
    readers = own or {}
    read = {field.name: readers.get(field.name, _READERS[field.kind])(record, field) for field in fields}
    values = {field.name: field.default if read[field.name] is None else read[field.name] for field in fields}
    return {name: value for name, value in values.items() if value is not None}


def are_complete(values: Mapping[str, Any], fields: Sequence[SchoolField]) -> bool:
    """Whether every value that is required is there."""
    return not any(field.required and values.get(field.name) in (None, "") for field in fields)


def written(value: object, fields: Sequence[SchoolField], own: Mapping[str, object] | None = None) -> dict[str, Any]:
    """The record of the fields of a value, ready for JSON; `own` says what is no attribute of it, by name."""
    said = own or {}
    return filled(
        {field.kept_as: said[field.name] if field.name in said else getattr(value, field.name) for field in fields}
    )


def filled(record: Mapping[str, Any]) -> dict[str, Any]:
    """A record without what is empty; days as JSON has them."""
    plain = {key: item.isoformat() if isinstance(item, date) else item for key, item in record.items()}
    return {key: item for key, item in plain.items() if item is not None and item != ""}


def read_text(record: Record, field: SchoolField) -> str:
    """One line, no longer than the field holds."""
    return limited_text(record, field.kept_as, required=field.required, limit=field.limit)


def limited_text(record: Record, key: str, *, required: bool = False, limit: int = MAX_TEXT) -> str:
    """One line of at most so many letters."""
    text = record.text(key, required=required)
    if len(text) > limit:
        record.fault(key, "too_long", limit=limit)
        return ""
    return text


def value_fault(field: SchoolField, text: str, place: str = "") -> Fault | None:
    """The fault of one typed value of a kind with rules of its own; None for all others."""
    check = CHECKS.get(field.kind)
    return check(field, text, place) if check else None


def _digits_fault(field: SchoolField, text: str, place: str) -> Fault | None:
    return digits_fault(field.name, text, place, name=field.label, lengths=field.lengths)


CHECKS: Mapping[ValueKind, Callable[[SchoolField, str, str], Fault | None]] = {
    ValueKind.DIGITS: _digits_fault,
    ValueKind.PHONE: lambda _field, text, place: phone_fault(text, place),
    ValueKind.EMAIL: lambda _field, text, place: email_fault(text, place),
    ValueKind.MASK: lambda _field, text, place: mask_fault(text, place),
}


def _checked(record: Record, field: SchoolField) -> str | None:
    text = read_text(record, field)
    fault = value_fault(field, text, record.at(field.kept_as)) if text else None
    if fault is not None:
        record.faults.append(fault)
    return text if fault is None else None


def _digits(record: Record, field: SchoolField) -> str | None:
    text = _checked(record, field)
    return compact(text) if text else text


def _mask(record: Record, field: SchoolField) -> str | None:
    return _checked(record, field) or None


def _count(record: Record, field: SchoolField) -> int | None:
    return record.number(field.kept_as, required=field.required, low=field.low, high=field.high)


def _flag(record: Record, field: SchoolField) -> bool:
    return record.flag(field.kept_as)


def said_answer(value: object) -> bool | None:
    """What a word says: yes, no, or neither.

    >>> said_answer("Есть"), said_answer("нет"), said_answer("")
    (True, False, None)
    """
    return value if isinstance(value, bool) else _SAID.get(str("" if value is None else value).strip().casefold())


def _answer(record: Record, field: SchoolField) -> bool | None:
    value = record.raw(field.kept_as)
    said = said_answer(value)
    if said is None and str(value or "").strip():
        record.fault(field.kept_as, "not_a_choice", text=value, options=f"{YES}, {NO}")
    return said


def _choice(record: Record, field: SchoolField) -> Any:
    assert field.options is not None  # noqa: S101  every choice has them
    if not record.has(field.kept_as) and not field.required:
        record.raw(field.kept_as)
        return None
    return record.choice(field.kept_as, field.options)


def _day(record: Record, field: SchoolField) -> date | None:
    return record.day(field.kept_as, required=field.required)


_READERS: Mapping[ValueKind, Read] = {
    ValueKind.TEXT: read_text,
    ValueKind.ORGANISATION: read_text,
    ValueKind.DIGITS: _digits,
    ValueKind.PHONE: _checked,
    ValueKind.EMAIL: _checked,
    ValueKind.MASK: _mask,
    ValueKind.COUNT: _count,
    ValueKind.FLAG: _flag,
    ValueKind.ANSWER: _answer,
    ValueKind.CHOICE: _choice,
    ValueKind.OFFERED: read_text,
    ValueKind.DAY: _day,
}
