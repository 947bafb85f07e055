"""What a paper of an office tells of the bodies that it watches: frozen, kept with the paper, cut to what it prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ClauseCell:
    """How far a body has come with a clause, in the words of a table; `share`: the percentage of people acquainted."""

    words: str
    done: bool = False
    late: bool = False
    own: bool = True  # whether the clause is put to the body
    number: str = ""
    day: date | None = None
    share: int | None = None


@dataclass(frozen=True, slots=True)
class WeekFigure:
    """An indicator of a body in a week. Shares are percent; `change` is in the unit of the amount.

    `fell_by` is below zero; `fell_since` is the week it is reckoned from, where vacations lie between.
    """

    amount: Decimal | None = None
    share: Decimal | None = None
    change: Decimal | None = None
    fell_by: Decimal | None = None  # None: it did not fall
    asked: bool = True  # whether the body has anybody to count
    base: int | None = None
    in_percent: bool = False  # the body sent a share, no people
    fell_since: date | None = None

    @property
    def fell(self) -> bool:
        """Whether it stands lower than what a fall is judged by."""
        return self.fell_by is not None


@dataclass(frozen=True, slots=True)
class WatchedBody:
    """A body with its cells in the order of the clauses, its figures in the order of the indicators."""

    id: int
    name: str
    is_school: bool = True
    state: str = ""  # why nothing is asked of it now, in words; empty: it works by the act
    cells: tuple[ClauseCell, ...] = ()
    figures: tuple[WeekFigure, ...] = ()
    place: int | None = None  # in a ranking; None: none is told, or it has sent nothing

    @property
    def has_figures(self) -> bool:
        """Whether any number of the week is known."""
        return any(figure.amount is not None for figure in self.figures)

    @property
    def owes_figures(self) -> bool:
        """Whether it has anybody to count."""
        return any(figure.asked for figure in self.figures)


@dataclass(frozen=True, slots=True)
class WatchedClause:
    """A clause that bodies carry out; `label` as papers cite it, `due` its last day, `when` the act's own words."""

    path: str
    label: str
    text: str
    due: date | None = None
    when: str = ""


@dataclass(frozen=True, slots=True)
class WatchedOrder:
    """A document that bodies issue, and the ids of those that have not."""

    id: str
    name: str
    lacking: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WatchedIndicator:
    """An indicator of the week, with what all bodies together have."""

    id: str
    name: str
    total: WeekFigure
    counts_people: bool = True


@dataclass(frozen=True, slots=True)
class Lack:
    """What a body is reminded of; `key` tells it from every other matter of the same body."""

    key: str
    label: str  # of the clause: «п. 1.3»; a dash where it stands in none
    what: str
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Recipient:
    """The body to which a letter goes, with its head: surname, first name, patronymic; no name when nobody is told."""

    id: int
    name: str
    names: tuple[str, str, str] | None = None
    is_male: bool = True
    post: str = ""


@dataclass(frozen=True)
class District:
    """What a paper of an office tells, as of a day."""

    day: date
    total: int = 0  # bodies that work by the act
    clauses: tuple[WatchedClause, ...] = ()
    bodies: tuple[WatchedBody, ...] = ()
    orders: tuple[WatchedOrder, ...] = ()
    week: date | None = None  # its Monday
    holiday: bool = False
    indicators: tuple[WatchedIndicator, ...] = ()
    ranked: bool = False
    reminded: int = 0  # letters sent before
    recipient: Recipient | None = None
    lacks: tuple[Lack, ...] = ()

    @property
    def in_work(self) -> tuple[WatchedBody, ...]:
        """The bodies that work by the act."""
        return tuple(body for body in self.bodies if not body.state)

    @property
    def silent(self) -> tuple[WatchedBody, ...]:
        """The bodies that have sent no figures of the week though they have whom to count."""
        return tuple(body for body in self.in_work if body.owes_figures and not body.has_figures)
