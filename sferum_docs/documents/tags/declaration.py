"""One declaration gives the vocabulary, the context, the dictionary of tags, and what is missing.

A tag takes its value out of a source; a group is a record of tags, rows are a list of such records.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeAlias, TypeVar

from sferum_docs.docengine import Field, Kind
from sferum_docs.reading.typography import no_break

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sferum_docs.documents.requests.situation import Situation

S = TypeVar("S")


Wanted: TypeAlias = "frozenset[str] | None"  # the names of a record that a template uses; None: all


@dataclass(frozen=True)
class Tag(Generic[S]):
    """One value of a source."""

    name: str
    kind: Kind
    title: str
    value: Callable[[S], Any]
    items: tuple[Tag[Any], ...] = ()  # of a list of records; a list without them holds texts

    @property
    def field(self) -> Field:
        """The tag as the template engine knows it."""
        if self.items:
            return Field(self.name, self.kind, self.title, tuple(item.field for item in self.items))
        plain = (Field("", Kind.TEXT, self.title),) if self.kind is Kind.LIST else ()
        return Field(self.name, self.kind, self.title, plain)

    def build(self, source: S, wanted: Wanted = None) -> Any:
        """The value for a template, texts with no-break spaces: here typed words enter a document."""
        value = self.value(source)
        if self.items:
            items = _among(self.items, wanted)
            return [{item.name: item.build(row) for item in items} for row in value]
        if type(value) is str:
            return no_break(value)
        return [no_break(item) for item in value] if self.kind is Kind.LIST else value


@dataclass(frozen=True)
class Gap:
    """What a document lacks: the sentence and the field that fills it (page#field)."""

    what: str
    place: str


@dataclass(frozen=True)
class Group(Generic[S]):
    """A record: `{{ директор.фио }}`. Its source may be missing; `gap` says what to fill in then."""

    name: str
    title: str
    source: Callable[[Situation], S | None]
    tags: tuple[Tag[S], ...]
    gap: Gap | None = None

    @property
    def field(self) -> Field:
        """The group as the template engine knows it."""
        return Field(self.name, Kind.RECORD, self.title, tuple(tag.field for tag in self.tags))

    def is_empty(self, situation: Situation) -> bool:
        """Whether there is nothing to make the record of."""
        return self.source(situation) is None

    def build(self, situation: Situation, wanted: Wanted = None) -> dict[str, Any] | None:
        """The record for a template, or None when its source is missing."""
        source = self.source(situation)
        return None if source is None else {tag.name: tag.build(source) for tag in _among(self.tags, wanted)}


@dataclass(frozen=True)
class Rows(Generic[S]):
    """A list of records: `{% for сотрудник in сотрудники %}`. `gap` says what to fill in when it is empty."""

    name: str
    title: str
    source: Callable[[Situation], Sequence[S]]
    tags: tuple[Tag[S], ...]
    gap: Gap | None = None

    @property
    def field(self) -> Field:
        """The list as the template engine knows it."""
        return Field(self.name, Kind.LIST, self.title, tuple(tag.field for tag in self.tags))

    def is_empty(self, situation: Situation) -> bool:
        """Whether the list has no rows."""
        return not self.source(situation)

    def build(self, situation: Situation, wanted: Wanted = None) -> list[dict[str, Any]]:
        """The list for a template."""
        tags = _among(self.tags, wanted)
        return [{tag.name: tag.build(item) for tag in tags} for item in self.source(situation)]


def _among(tags: tuple[Tag[S], ...], wanted: Wanted) -> tuple[Tag[S], ...]:
    """The tags that a template uses; one at least, for a record without any would count as nothing."""
    return tags if wanted is None else tuple(tag for tag in tags if tag.name in wanted) or tags[:1]
