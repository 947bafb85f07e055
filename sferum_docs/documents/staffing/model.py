"""What papers tell of somebody who leaves, moves or comes: who takes what over, which orders are to be known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.schools.model import Person


class ChangeKind(StrEnum):
    """What happens to a worker."""

    DISMISSED = "dismissed"
    MOVED = "moved"  # to another post
    LEAVE = "leave"  # long leave: nothing is asked until the return
    HIRED = "hired"

    @property
    def leaves(self) -> bool:
        """Whether all that the worker holds has to pass to others."""
        return self in {ChangeKind.DISMISSED, ChangeKind.LEAVE}

    def passes_on(self, day: date) -> date:
        """The first day of those who take over: the day of a dismissal is the last one at work (ТК, article 84.1).

        >>> from datetime import date
        >>> ChangeKind.DISMISSED.passes_on(date(2026, 12, 7)), ChangeKind.MOVED.passes_on(date(2026, 12, 7))
        (datetime.date(2026, 12, 8), datetime.date(2026, 12, 7))
        """
        return day + timedelta(days=1) if self is ChangeKind.DISMISSED else day


class ChangeState(StrEnum):
    """How far a change has come."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"  # taken back
    RETURNED = "returned"  # the worker came back
    ERASED = "erased"  # the data of the worker are gone


@dataclass(frozen=True, slots=True)
class KnownOrder:
    """An order of the register that a paper names."""

    entry: int
    kind: str
    day: date
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class PassedRole:
    """A role that passes to another: «ответственный за питание»; `key`: under which the school keeps its holder."""

    label: str
    to: Person
    key: str = ""


@dataclass(frozen=True, slots=True)
class PassedChat:
    """A chat that passes to another."""

    name: str
    platform: str
    to: Person


@dataclass(frozen=True, slots=True)
class OrdersToKnow:
    """The orders that a worker has to be acquainted with."""

    person: Person
    orders: tuple[KnownOrder, ...]


@dataclass(frozen=True)
class Staffing:
    """All that the papers of one change tell.

    `amended` is the order in force that appointed, `others` those that charge the same worker. `class_of`: the class
    that the worker led and who leads it now.
    """

    change: int
    kind: ChangeKind
    person: Person
    day: date
    ground: str = ""
    amended: KnownOrder | None = None
    others: tuple[KnownOrder, ...] = ()
    roles: tuple[PassedRole, ...] = ()
    class_name: str = ""
    class_to: Person | None = None
    chats: tuple[PassedChat, ...] = ()
    to_know: tuple[OrdersToKnow, ...] = ()

    @property
    def passes_on(self) -> date:
        """The first day of those who take over."""
        return self.kind.passes_on(self.day)

    @property
    def successors(self) -> tuple[Person, ...]:
        """Everybody who takes something over, each once."""
        named = (
            *(item.to for item in self.roles),
            *((self.class_to,) if self.class_to else ()),
            *(item.to for item in self.chats),
        )
        return tuple(dict.fromkeys(named))

    def is_gone(self, day: date) -> bool:
        """Whether the worker has left before that day: an order of it can demand nothing of them any more."""
        return self.kind.leaves and self.passes_on <= day

    def charged(self, day: date) -> tuple[Person, ...]:
        """Everybody of whom an order of a day demands something: who takes over, and who hands the chats over."""
        hands_over = (self.person,) if self.chats and not self.is_gone(day) else ()
        return tuple(dict.fromkeys((*self.successors, *hands_over)))
