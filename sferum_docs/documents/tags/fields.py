"""Tags of declared fields: what a template gets of each kind of value."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from sferum_docs.docengine import Kind
from sferum_docs.documents.tags.declaration import Tag
from sferum_docs.grammar.values import Organisation
from sferum_docs.reading.typography import whole_number
from sferum_docs.schools.fields.declaration import ValueKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import TypeAlias

    from sferum_docs.schools.fields.declaration import SchoolField

    Shown: TypeAlias = tuple[Kind, Callable[[Any], Any]]

S = TypeVar("S")

_TEXT: Shown = (Kind.TEXT, str)
SHOWN: Mapping[ValueKind, Shown] = {
    **dict.fromkeys(ValueKind, _TEXT),
    ValueKind.ORGANISATION: (Kind.WORDS, Organisation),
    ValueKind.PHONE: (Kind.TEXT, whole_number),
    ValueKind.COUNT: (Kind.NUMBER, lambda number: number or 0),
    ValueKind.FLAG: (Kind.FLAG, bool),
    ValueKind.ANSWER: (Kind.FLAG, bool),
    ValueKind.DAY: (Kind.TEXT, lambda day: f"{day:%d.%m.%Y}" if day else ""),
}

_UNTOLD = {ValueKind.COUNT, ValueKind.ANSWER}


@dataclass(frozen=True)
class FieldTags(Generic[S]):
    """How the fields of a source are shown where it is not as their kind says.

    `own`: values that are more than the field; `after`: tags that are told beside a field and follow from it.
    """

    own: Mapping[str, tuple[Kind, Callable[[S], Any]]] = field(default_factory=dict)
    after: Mapping[str, Tag[S]] = field(default_factory=dict)
    shown: Mapping[ValueKind, Shown] = field(default_factory=lambda: SHOWN)
    part: str = ""  # the attribute of the source that has the fields, when not the source itself

    def of(self, fields: Sequence[SchoolField]) -> tuple[Tag[S], ...]:
        """The tags of those fields that templates name, in their order."""
        found: list[Tag[S]] = []
        for item in fields:
            if item.tag:
                kind, value = self.own.get(item.name) or self._by_kind(item)
                found.append(Tag(item.tag, kind, item.meaning, value))
                found += self._told(item, kind)
            if item.name in self.after:
                found.append(self.after[item.name])
        return tuple(found)

    def _told(self, item: SchoolField, kind: Kind) -> list[Tag[S]]:
        """Beside a number or an answer that nobody told and that reads as 0 or as no: whether it was told."""
        if item.kind not in _UNTOLD or kind not in {Kind.NUMBER, Kind.FLAG}:
            return []
        get = self._getter(item)
        title = f"указано ли: {item.meaning}; если нет, это не ноль и не «нет»"
        return [Tag(f"{item.tag}_указано", Kind.FLAG, title, lambda source: get(source) is not None)]

    def _getter(self, item: SchoolField) -> Callable[[S], Any]:
        return attrgetter(f"{self.part}.{item.name}" if self.part else item.name)

    def _by_kind(self, item: SchoolField) -> tuple[Kind, Callable[[S], Any]]:
        kind, show = self.shown[item.kind]
        get = self._getter(item)
        return kind, lambda source: show(get(source))
