"""The parts of a document as values: annexes, and the document with what was found of its requisites."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sferum_docs.gost.words import (
    DATE,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sferum_docs.gost.reading.document import Paragraph
    from sferum_docs.gost.reading.signatures import Signature

_ANY_DATE = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?<!_)__.*20|от\s_+|\d{1,2}\s?[а-я]+\s?\d{4}")
_BODY_LENGTH = 60
_BEFORE_NUMBER = re.compile(r"(?:№|от\s|\d|«?_|дата|приказ|распоряжение)", re.IGNORECASE)


@dataclass(frozen=True)
class Annex:
    """An annex: the mark, the number in it, the heading and the text; `apart` when the file is the annex itself."""

    mark: tuple[Paragraph, ...]
    number: int | None
    heading: Paragraph | None
    body: tuple[Paragraph, ...]
    titled: bool
    apart: bool

    @property
    def start(self) -> Paragraph:
        """The first line of the mark."""
        return self.mark[0]

    @property
    def words(self) -> str:
        """The mark as one text."""
        return " ".join(paragraph.words for paragraph in self.mark)


@dataclass(frozen=True)
class Outline:
    """The parts; what was not found is None or empty."""

    head: tuple[Paragraph, ...] = ()
    names: tuple[Paragraph, ...] = ()
    kind: Paragraph | None = None
    dated: Paragraph | None = None
    numbered: Paragraph | None = None
    place: Paragraph | None = None
    heading: Paragraph | None = None
    preamble: tuple[Paragraph, ...] = ()
    ordering: Paragraph | None = None
    clauses: tuple[Paragraph, ...] = ()
    signatures: tuple[Signature, ...] = ()
    after: tuple[Paragraph, ...] = ()
    annexes: tuple[Annex, ...] = ()
    guessed_kind: str = ""
    body: tuple[Paragraph, ...] = field(default=())

    @property
    def date_line(self) -> str:
        """The line of the head that bears the date."""
        return line_of(self.dated, bears_date)

    @property
    def number_line(self) -> str:
        """The line of the head that bears the number."""
        return line_of(self.numbered, bears_number)

    @property
    def text(self) -> tuple[Paragraph, ...]:
        """Preamble and clauses."""
        return (*self.preamble, *self.clauses)

    @property
    def signature(self) -> Signature | None:
        """The one under the document itself."""
        first = self.annexes[0].start.index if self.annexes and not self.annexes[0].apart else None
        return next((item for item in self.signatures if first is None or item.where.index < first), None)

    def requisites(self) -> tuple[tuple[Paragraph, ...], ...]:
        """Lines of each requisite of the head and of each annex mark."""
        groups: list[Sequence[Paragraph]] = [self.names] if self.names else []
        groups += [(item,) for item in (self.kind, self.place, self.heading) if item is not None]
        groups += [annex.mark for annex in self.annexes]
        return tuple(tuple(group) for group in groups)


def line_of(item: Paragraph | None, wanted: Callable[[str], bool]) -> str:
    """The first wanted line of a paragraph that breaks into several."""
    lines = [] if item is None else [" ".join(line.split()) for line in item.text.split("\n")]
    return next((line for line in lines if wanted(line)), "")


def bears_date(line: str) -> bool:
    """A short line with a date, or with a place for one."""
    return len(line) < _BODY_LENGTH and bool(DATE.search(line) or _ANY_DATE.search(line))


def bears_number(line: str) -> bool:
    """A line with the number, not a name such as «школа № 1»."""
    return "№" in line and bool(_BEFORE_NUMBER.match(line))
