"""What stands between a file and a directive: the lines of an act, and the draft read out of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sferum_docs.directives.model import Deadline, Demand

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from sferum_docs.directives.model import ActReference, Annex, Officer
    from sferum_docs.reading.faults import Fault


NO_DEADLINE = Deadline()


@dataclass(frozen=True, slots=True)
class Line:
    """A line as printed; `mark` is the number that Word counts by itself and does not write («1.1.», «–»)."""

    number: int  # from 1, as the review page shows it
    text: str
    mark: str = ""
    page: int = 1
    indent: int = 0  # in letters, how far the line stands from the left edge
    level: int | None = None  # of Word's own numbering, from 0
    whole: bool = False  # a paragraph of Word: never the middle of one that a printed line's end broke
    cells: tuple[str, ...] = ()  # the cells of a row of a table, beside `text` that joins them
    closed: bool | None = None  # whether the next line's first word had room on this one; None where nobody measured


@dataclass(frozen=True)
class ActText:
    """An act as it came: its lines in order, and what was left out of them (running heads), each told."""

    lines: tuple[Line, ...]
    source: str  # txt, docx, rtf, pdf, html or pasted
    left_out: tuple[Line, ...] = ()
    remarks: tuple[Fault, ...] = ()  # warnings: what was read in spite of its fault, or not read

    @cached_property
    def by_number(self) -> Mapping[int, Line]:
        """Lines by their number."""
        return {line.number: line for line in self.lines}


@dataclass(frozen=True, slots=True)
class Span:
    """Lines from the first to the last, both of them in; (0, 0) stands nowhere."""

    first: int = 0
    last: int = 0


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer to a doubt: what the node's (or the act's) field would be; `says` names it to a person."""

    says: str
    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Where a rule was not sure: the node by its path (empty: the act's own data), the field, and why.

    The sentence of `code` stands in doubts.toml; `weight` orders the queue, the heaviest first (1 … 9).
    """

    path: str
    field: str  # text, level, number, addressee, deadline, demand; of the act: kind, number, date, title, issuer …
    code: str
    values: Mapping[str, str]
    weight: int = 5
    choices: tuple[Choice, ...] = ()  # the first is what the draft holds


@dataclass(frozen=True, slots=True)
class Control:
    """Who watches that the act is carried out: the signatory himself, a person, or only a post."""

    path: str = ""  # the clause that says so
    himself: bool = False
    person: str = ""  # nominative
    person_as_printed: str = ""
    post_as_printed: str = ""


@dataclass(frozen=True, slots=True)
class DraftNode:
    """A node of the draft; its fields are those of a clause of a directive."""

    path: str
    number: str
    marker: str
    text: str
    lines: Span = Span()
    addressee: str = ""
    addressee_raw: str = ""
    addressee_inherited: bool = False
    for_school: bool = True
    deadline: Deadline = NO_DEADLINE
    demand: Demand = Demand.ACTION
    children: tuple[DraftNode, ...] = ()

    def walk(self) -> Iterator[DraftNode]:
        """The node and all below it, in the order of the act."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class ActDraft:
    """An act as the reader understood it; what it did not find is empty, never invented."""

    kind: str = ""
    number: str = ""
    date: date | None = None
    title: str = ""
    issuer: str = ""
    adopting_word: str = ""
    signatory: Officer | None = None
    executor: Officer | None = None
    control: Control | None = None
    preamble: Span = Span()
    references: tuple[ActReference, ...] = ()  # of the preamble
    repeals: tuple[ActReference, ...] = ()
    annexes: tuple[Annex, ...] = ()
    annexes_at: Span = Span()  # the lines after the signature
    entry_into_force: str = ""
    nodes: tuple[DraftNode, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    def walk(self) -> Iterator[DraftNode]:
        """All nodes in the order of the act."""
        for node in self.nodes:
            yield from node.walk()

    @cached_property
    def by_path(self) -> Mapping[str, DraftNode]:
        """Nodes by their path."""
        return {node.path: node for node in self.walk()}
