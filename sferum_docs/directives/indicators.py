"""A set of indicators: the figures that an act tells to raise, as data of its pack."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

Phrases = tuple[tuple[str, ...], ...]
PEOPLE, PERCENT = "чел.", "%"
STOCK, WEEKLY = "stock", "weekly"
POPULATIONS = ("students", "teachers", "staff", "parents")
FAMILIES = frozenset({"students", "parents"})  # nobody may be pressed: their targets are a guide


@dataclass(frozen=True, slots=True)
class Indicator:
    """A figure that a clause tells to raise; `says` and `hints` are beginnings of the words a heading means it by."""

    id: str
    name: str
    explanation: str
    population: str  # students, teachers, staff, parents
    period: str  # stock: a running total; weekly: counted anew every week
    systems: tuple[str, ...] = ()
    unit: str = PEOPLE
    journal_only: bool = False  # counted only where there is an electronic journal (ЭЖД)
    not_for: tuple[str, ...] = ()  # kinds of bodies in which there is nobody to count
    short: str = ""  # above a narrow column
    general: bool = False  # «how many in all»: gives way to what is more particular
    says: Phrases = ()
    hints: Phrases = ()
    continues: str = ""  # indicator of the set before that counted something like it; never joined with it
    measures: tuple[str, ...] = ()  # what may be done to raise it, offered to a person

    def applies_to(self, kind: str, *, keeps_journal: bool) -> bool:
        """Whether a body of this kind has anybody to count."""
        return kind not in self.not_for and (keeps_journal or not self.journal_only)

    @property
    def label(self) -> str:
        """What it is called where there is little room."""
        return self.short or self.name

    @property
    def counts_people(self) -> bool:
        """Whether it is given as a number of people; else as a share."""
        return self.unit == PEOPLE

    @property
    def is_running(self) -> bool:
        """Whether it is a running total, which falls only with a reason."""
        return self.period == STOCK

    @property
    def is_guide(self) -> bool:
        """Whether it counts families: nothing is demanded of them."""
        return self.population in FAMILIES


@dataclass(frozen=True, slots=True)
class TargetRule:
    """A share that indicators should reach by a day: each a plain value or a question of a document («D06.дата_1»)."""

    indicators: tuple[str, ...]
    share: int | str
    day: date | str


@dataclass(frozen=True, slots=True)
class IndicatorSet:
    """The indicators of a pack, in the order of its act. Figures of different sets are never joined."""

    key: str
    name: str
    indicators: tuple[Indicator, ...]
    pairs: tuple[tuple[str, str], ...] = ()  # the first is never greater than the second
    systems: tuple[str, ...] = ()  # words by which a heading means this set
    populations: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # beginnings of the words that name them
    targets: tuple[TargetRule, ...] = ()
    analysed_by: str = ""  # path of the clause that wants a weekly analysis
    controlled_by: str = ""  # path of the clause that puts them under the head's control
    report: str = ""  # the document that tells of one week
    journal: str = ""  # the document with a row for every week
    note: str = ""  # the document that tells of a period

    def __hash__(self) -> int:
        return hash(self.key)

    @property
    def counted_clauses(self) -> frozenset[str]:
        """The clauses that are carried out by weeks."""
        return frozenset({self.analysed_by, self.controlled_by} - {""}) if self.analysed_by else frozenset()

    def named(self, key: str) -> Indicator | None:
        """The indicator of this id."""
        return next((each for each in self.indicators if each.id == key), None)

    def name_of(self, key: str) -> str:
        """The name of the indicator of this id, or the id of one that the set does not have."""
        found = self.named(key)
        return found.name if found else key
