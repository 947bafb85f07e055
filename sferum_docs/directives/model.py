"""A directive: what an authority demands, of whom, by when, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from sferum_docs.directives.words import ANY_ACT, INDICATOR, POINT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sferum_docs.directives.indicators import Indicator
    from sferum_docs.directives.words import ActWords, ClauseWords


WITHOUT_ACT = "комплект без постановления"  # the kind of a directive that is a list of demands


class DeadlineKind(StrEnum):
    """How a clause says when."""

    NONE = "none"
    DATE = "date"
    RANGE = "range"
    ASAP = "asap"
    PERIODIC = "periodic"
    RELATIVE = "relative"
    EVENT = "event"


class Demand(StrEnum):
    """What a clause wants to see: an act of the school, an action, or nothing of its own."""

    ACT = "act"
    ACTION = "action"
    GROUP = "group"
    RULE = "rule"


class DayType(StrEnum):
    """Which days a span counts."""

    CALENDAR = "calendar"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class Deadline:
    """When a clause must be done, with the words that say so.

    `date` is the last day (`date_from` the first of a range); `period` is P1W, P1M, P3M, P1Y, with `day` of the month
    or `weekday` (1 Monday … 7) where the words give one; `days` of `day_type` count from `event`, as it is printed.
    """

    kind: DeadlineKind = DeadlineKind.NONE
    raw: str = ""
    date_from: date | None = None
    date: date | None = None
    period: str = ""
    day: int = 0
    weekday: int = 0
    days: int = 0
    day_type: DayType | None = None
    event: str = ""


@dataclass(frozen=True, slots=True)
class Clause:
    """A node of the directive, quoted verbatim; `path` is unique in the directive, `number` may repeat."""

    path: str
    number: str
    marker: str
    text: str
    addressee: str
    addressee_inherited: bool
    for_school: bool
    demand: Demand
    deadline: Deadline = Deadline()
    indicator: str = ""
    sources: tuple[str, ...] = ()  # legal acts (by id) that a demand of our own list stands on
    children: tuple[Clause, ...] = ()
    words: ClauseWords = POINT
    addressee_raw: str = ""  # as this very node prints it, in the case of its sentence

    @property
    def label(self) -> str:
        """How a person names the node: «п. 1.3», «требование 3», «показатель I2»."""
        return self.label_in("nominative")

    def label_in(self, case: str) -> str:
        """The same in a case: «срок п. 1.3», «срок требования 3»."""
        if self.indicator:
            return f"{getattr(INDICATOR, case)} {self.indicator}"
        return self.words.cite(self.path, self.number, case)

    def named_in(self, case: str) -> str:
        """The same with whole words: «к пункту 1.3»."""
        return self.words.cite_in_full(self.path, self.number, case) if not self.indicator else self.label_in(case)

    @property
    def sign(self) -> str:
        """What stands before it in a list: its number, its letter, a dash where it has neither."""
        _above, slash, letter = self.path.rpartition("/")
        return self.number or (f"{letter})" if slash and not letter.startswith("-") else "–")

    def walk(self) -> Iterator[Clause]:
        """The node and all below it, in the order of the directive."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Officer:
    """A person named by the directive: who signed it, who controls it, who prepared it."""

    post: str
    name: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class ActReference:
    """Another act as this one names it; `quote` verbatim, `part` when only that part of it is meant («пункт 3»)."""

    kind: str
    number: str
    date: date | None
    title: str = ""
    quote: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """What is added to the act: its mark as printed («приложение № 1», «прилагается») and its title."""

    label: str
    title: str = ""


@dataclass(frozen=True)
class Directive:
    """An act of an authority with its tree of clauses, or a list of demands that no act of an authority unites."""

    kind: str
    number: str
    date: date
    title: str
    clauses: tuple[Clause, ...]
    indicators: tuple[Indicator, ...]
    issuer: str = ""
    issuer_short: str = ""
    adopting_word: str = ""
    signatory: Officer | None = None
    controller: Officer | None = None
    executor: Officer | None = None
    words: ActWords = ANY_ACT
    region: str = ""  # whose holidays are days off for those it binds
    references: tuple[ActReference, ...] = ()  # the acts it stands on
    repeals: tuple[ActReference, ...] = ()  # the acts it makes void
    annexes: tuple[Annex, ...] = ()
    entry_into_force: str = ""  # in its own words
    controls: str = ""  # of what an office keeps control, in the instrumental; empty: of its being carried out

    @property
    def is_act(self) -> bool:
        """Whether an authority issued it; else it is a list of demands, each with a source of its own."""
        return self.kind.casefold() != WITHOUT_ACT

    def walk(self) -> Iterator[Clause]:
        """All nodes in the order of the directive."""
        for clause in self.clauses:
            yield from clause.walk()

    @cached_property
    def by_path(self) -> dict[str, Clause]:
        """Nodes by their path."""
        return {clause.path: clause for clause in self.walk()}
