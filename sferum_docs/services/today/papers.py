"""Documents that wait for the same, counted, with the dates that they bear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.grammar.numbers import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


@dataclass(frozen=True, slots=True)
class Papers:
    """Documents that wait for the same; `day`: the earliest date that they bear, `last`: the latest when it differs."""

    count: int = 0
    orders: int = 0
    day: date | None = None
    last: date | None = None

    def __add__(self, other: Papers) -> Papers:
        days = [day for day in (self.day, self.last, other.day, other.last) if day is not None]
        return Papers(self.count + other.count, self.orders + other.orders, *_ends(days))

    @classmethod
    def of(cls, orders: int, days: Sequence[date | None]) -> Papers:
        """Documents with these dates, of which so many are orders."""
        return cls(len(days), orders, *_ends([day for day in days if day is not None]))

    def __str__(self) -> str:
        return counted(self.count, "приказ" if self.orders == self.count else "документ")


NO_PAPERS = Papers()


def _ends(days: Sequence[date]) -> tuple[date | None, date | None]:
    """The earliest day and, when there are others, the latest."""
    first, last = min(days, default=None), max(days, default=None)
    return first, last if last != first else None
