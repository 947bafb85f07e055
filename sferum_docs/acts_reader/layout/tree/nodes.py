"""The nodes of the tree while it grows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.layout.rows import joined
from sferum_docs.acts_reader.layout.tree.marks import PLAIN, Mark, Style
from sferum_docs.acts_reader.model import DraftNode, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sferum_docs.acts_reader.layout.rows import Row


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a node is doubted: the code of its sentence, the field, what the sentence names."""

    code: str
    field: str = "text"
    weight: int = 5
    said: str = ""


@dataclass(slots=True)
class Growing:
    """A node whose lines are still being read."""

    mark: Mark = PLAIN
    row: Row | None = None  # its first one
    last: Row | None = None
    pieces: list[str] = field(default_factory=list)
    children: list[Growing] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its text as far as it is read."""
        return joined(self.pieces)

    @property
    def tail(self) -> str:
        """How its text ends."""
        return self.pieces[-1].rstrip() if self.pieces else ""

    @property
    def leads(self) -> bool:
        """Whether it announces what follows."""
        return self.tail.endswith(":")

    @property
    def indent(self) -> int:
        """How far from the edge it begins."""
        return self.row.line.indent if self.row else 0

    @property
    def number(self) -> str:
        """The number of the clause; none for letters, dashes and brackets below it."""
        return ".".join(map(str, self.mark.parts)) if self.mark.style is Style.DECIMAL else ""

    def take(self, row: Row, text: str) -> None:
        """One more of its lines."""
        self.pieces.append(text)
        self.last = row

    def walk(self) -> Iterator[Growing]:
        """The node and all below it."""
        yield self
        for child in self.children:
            yield from child.walk()

    def node(self) -> DraftNode:
        """The node as a value, without its path."""
        first, last = (self.row.number if self.row else 0), (self.last.number if self.last else 0)
        below = tuple(child.node() for child in self.children)
        return DraftNode("", self.number, self.mark.printed, self.text, Span(first, last), children=below)
