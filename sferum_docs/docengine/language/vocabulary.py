"""What a template may name: fields with their kinds, and filters with what they take and give."""

from __future__ import annotations

import inspect
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from sferum_docs.docengine.rich import qr_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Kind(StrEnum):
    """What a value is; decides where a template may use it."""

    TEXT = "текст"
    NUMBER = "число"
    FLAG = "да/нет"
    DATE = "дата"
    WORDS = "слова"  # an inflectable value: a name, a post, an organisation
    RICH = "оформленный текст"
    CHART = "диаграмма"  # stands for a paragraph of its own
    RECORD = "запись"
    LIST = "список"


PRINTABLE = frozenset({Kind.TEXT, Kind.NUMBER, Kind.DATE, Kind.WORDS, Kind.RICH, Kind.CHART})


@dataclass(frozen=True, slots=True)
class Field:
    """One name; `fields` are those of a record or of one item of a list (a plain item is a field named "")."""

    name: str
    kind: Kind
    title: str = ""
    fields: tuple[Field, ...] = ()

    def find(self, name: str) -> Field | None:
        """Give the field of this record, or of an item of this list, that bears the name."""
        return next((field for field in self.fields if field.name == name), None)

    @property
    def item(self) -> Field:
        """One item of this list, as a loop variable sees it."""
        plain = self.find("")
        return plain or Field(self.name, Kind.RECORD, self.title, self.fields)


@dataclass(frozen=True)
class Filter:
    """A pure function a template may call: `{{ value|name("argument") }}`. Arguments are constants.

    `wrong` tells of them why they cannot be used, in a sentence for the author, empty when they can.
    """

    name: str
    function: Callable[..., object]
    accepts: frozenset[Kind]
    gives: Kind = Kind.TEXT
    arguments: tuple[type, ...] = ()
    meaning: str = ""
    wrong: Callable[..., str] | None = None

    @cached_property
    def required(self) -> int:
        """How many of the arguments have no default of their own."""
        try:
            parameters = list(inspect.signature(self.function).parameters.values())[1:]
        except (TypeError, ValueError):
            return len(self.arguments)
        positional = {inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD}
        return sum(1 for item in parameters if item.kind in positional and item.default is inspect.Parameter.empty)


def _join(items: list[object], separator: str = ", ") -> str:
    return separator.join(str(item) for item in items)


_WORDY = frozenset({Kind.TEXT, Kind.NUMBER, Kind.WORDS})
BUILT_IN = (
    Filter("length", len, frozenset({Kind.LIST}), Kind.NUMBER, meaning="сколько строк в списке"),
    Filter("join", _join, frozenset({Kind.LIST}), arguments=(str,), meaning="список в одну строку через запятую"),
    Filter("qr", qr_code, _WORDY, Kind.RICH, (int,), "QR-код; аргумент — сторона в миллиметрах"),
    Filter("upper", lambda value: str(value).upper(), _WORDY, meaning="ПРОПИСНЫМИ БУКВАМИ"),
    Filter("lower", lambda value: str(value).lower(), _WORDY, meaning="строчными буквами"),
)


@dataclass(frozen=True)
class Vocabulary:
    """Everything a template may name. Value types are frozen, hashable, and give their text by str()."""

    fields: tuple[Field, ...]
    filters: tuple[Filter, ...] = ()
    value_types: tuple[type, ...] = ()

    def find(self, dotted: str) -> Field | None:
        """Give the field of a dotted name, through records and items of lists; None when there is none."""
        first, *rest = dotted.split(".")
        field = next((item for item in self.fields if item.name == first), None)
        for name in rest:
            field = field.find(name) if field else None
        return field

    @cached_property
    def by_filter(self) -> dict[str, Filter]:
        """Filters by name, the built-in ones included."""
        return {item.name: item for item in BUILT_IN + self.filters}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every dotted name, in the order of declaration."""
        return tuple(_dotted(self.fields, ""))


def _dotted(fields: tuple[Field, ...], before: str) -> Iterator[str]:
    for field in fields:
        if field.name:
            yield before + field.name
            yield from _dotted(field.fields, f"{before}{field.name}.")
