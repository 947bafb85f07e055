"""Frozen values as plain JSON and back, exactly; what stands at its default is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from sferum_docs.directives.model import ActReference, Annex, Officer
from sferum_docs.reading.faults import Fault

T = TypeVar("T")
_NAMES = {
    "ActReference": ActReference,
    "Annex": Annex,
    "Fault": Fault,
    "Iterator": Iterator,
    "Mapping": Mapping,
    "Officer": Officer,
    "date": date,
}  # what stands in the annotations of the models for the checker alone


def to_plain(value: Any) -> Any:
    """A value of the models as lists, dictionaries, texts and numbers."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_plain(item) for key, item in value.items()}
    if not is_dataclass(value):
        return value
    kept = {item.name: getattr(value, item.name) for item in fields(value)}
    return {item.name: to_plain(kept[item.name]) for item in fields(value) if kept[item.name] != _default(item)}


def from_plain(kind: type[T], record: Any) -> T:
    """The value again. KeyError, TypeError or ValueError when the record is none of this kind."""
    value: T = _read(kind, record)
    return value


def _default(item: Field[Any]) -> object:
    return item.default_factory() if item.default_factory is not MISSING else item.default


@cache
def _kinds(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind, localns=_NAMES)
    return {item.name: hints[item.name] for item in fields(kind)}


def _read(kind: Any, record: Any) -> Any:
    origin = get_origin(kind)
    if origin in {Union, UnionType}:
        return (
            None if record is None else _read(next(item for item in get_args(kind) if item is not type(None)), record)
        )
    if origin is tuple:
        return tuple(_read(get_args(kind)[0], item) for item in record)
    if origin is Mapping:
        return dict(record)
    if is_dataclass(kind):
        kinds = _kinds(kind)  # type: ignore[arg-type]  # a class, for it comes from an annotation
        return kind(**{name: _read(kinds[name], item) for name, item in record.items()})  # type: ignore[operator]
    if kind is date:
        return date.fromisoformat(record)
    return kind(record) if issubclass(kind, Enum) else _checked(kind, record)


def _checked(kind: type, record: Any) -> Any:
    if not isinstance(record, kind):
        raise TypeError(kind.__name__)
    return record
