"""A compiled template, and the way from data to a document."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sferum_docs.docengine.file.assembly import Packed, assemble
from sferum_docs.docengine.file.media import Links, added_members
from sferum_docs.docengine.file.stamp import Outfit, Stamp, in_corner
from sferum_docs.docengine.integrity import Finished, read_finished
from sferum_docs.docengine.marking import highlighted, marking
from sferum_docs.docengine.render import LONG, RenderState, explain
from sferum_docs.docengine.values import check_context

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sferum_docs.docengine.charts.charting import Charting
    from sferum_docs.docengine.compiling.codegen import Source
    from sferum_docs.docengine.compiling.identity import Identities
    from sferum_docs.docengine.compiling.names import FieldUse
    from sferum_docs.docengine.compiling.numbering import Numbering
    from sferum_docs.docengine.compiling.tree import Tree
    from sferum_docs.docengine.findings import Finding
    from sferum_docs.docengine.written import Foreknown


@dataclass(frozen=True)
class LivePart:
    """A part that is written anew for every document."""

    name: str
    write: Callable[[dict[str, Any], list[bytes], RenderState, Callable[[Any], bytes]], None]
    tree: Tree
    source: Source


@dataclass(frozen=True)
class Made:
    """A document just made: its bytes, and what a reading of them tells."""

    content: bytes
    finished: Finished


@dataclass(frozen=True)
class Template:
    """A compiled template: immutable, may be cached and shared between threads."""

    fields: tuple[FieldUse, ...]
    warnings: tuple[Finding, ...]
    _packed: Packed
    _live: tuple[LivePart, ...]
    _known: Identities
    _value_types: frozenset[type]
    _links: dict[str, Links]
    _lists: Numbering | None
    _write: Callable[[Any], bytes]
    _outfit: Outfit
    _foreknown: Foreknown | None
    _charts: Charting | None

    @cached_property
    def names(self) -> frozenset[str]:
        """The dotted names that it needs."""
        return frozenset(field.name for field in self.fields)

    @cached_property
    def top_names(self) -> frozenset[str]:
        """The first parts of the dotted names that it needs."""
        return frozenset(name.partition(".")[0] for name in self.names)

    def render(self, context: dict[str, Any], stamp: Stamp | None = None, *, marked: bool = False) -> bytes:
        """Give the document as the bytes of a .docx; the same context and stamp always give the same bytes.

        With `marked` the words of every printed value are highlighted: to be looked at, not to be kept.
        """
        packed, changing = self._write_parts(context, stamp, marked=marked)
        return assemble(packed, changing)

    def make(self, context: dict[str, Any], stamp: Stamp | None = None, *, marked: bool = False) -> Made:
        """Give the same document with its faults and its bookmarks; it is read again only where it must be."""
        packed, changing = self._write_parts(context, stamp, marked=marked)
        content = assemble(packed, changing)
        bookmarks = self._foreknown.bookmarks(dict(changing)) if self._foreknown else None
        return Made(content, read_finished(content) if bookmarks is None else Finished((), bookmarks))

    def _write_parts(
        self, context: dict[str, Any], stamp: Stamp | None, *, marked: bool
    ) -> tuple[Packed, list[tuple[str, bytes]]]:
        """Give the members that never change, and the others as this context makes them."""
        longest = check_context(context, self._value_types)
        state = RenderState(self._known, self._lists, self._value_types, marked=marked)
        state.media.charts = self._charts.first if self._charts else 1
        write = state.counted(self._write) if longest > LONG else self._write
        if marked:
            write = marking(write)
        changing = []
        for part in self._live:
            pieces: list[bytes] = []
            state.part, state.formats, state.frames = part.name, part.tree.formats, part.tree.frames
            try:
                part.write(context, pieces, state, write)
            except Exception as error:  # noqa: BLE001 -- a filter may raise anything; the author is told the tag
                raise explain(error, part.tree, part.source.tags) from None
            text = b"".join(pieces)
            changing.append((part.name, highlighted(text) if marked else text))
        if self._lists:
            changing.append((self._lists.name, self._lists.part(state.fresh)))
        if stamp is None:
            if self._links:
                changing += added_members(self._links, state.media)
            if self._charts:
                changing.append(self._charts.types.member(state.media))
            return self._packed, changing
        return self._outfit.packed, list(self._stamped(changing, stamp, state))

    def _stamped(
        self, changing: list[tuple[str, bytes]], stamp: Stamp, state: RenderState
    ) -> Iterator[tuple[str, bytes]]:
        """Give what a stamped file adds to the members that never change."""
        main = self._outfit.main
        written = {main: self._outfit.still, **dict(changing)}
        if stamp.corner is not None:
            link = state.media.link(main, stamp.corner)
            written[main] = in_corner(written[main], stamp.corner, link, state.number().decode())
        yield from written.items()
        yield from added_members(self._outfit.links, state.media)
        if self._outfit.types:
            yield self._outfit.types.member(state.media)
        yield from self._outfit.parts(stamp)
