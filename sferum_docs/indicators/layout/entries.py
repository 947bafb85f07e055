"""What the rows of a table give before it is known whose they are."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from sferum_docs.indicators.layout.heading import Table
    from sferum_docs.indicators.model import LeftOut, Place, Week


@dataclass(frozen=True, slots=True)
class Entry:
    """A value as it stands in a row, its school and week still in the words of the sheet."""

    school: str
    school_place: Place
    week: Week | None
    indicator: str
    amount: Decimal | None
    unit: str
    state: str
    place: Place
    written: str
    base: int | None
    correction: bool
    number: int = 0  # of its week where that is counted and not dated


@dataclass
class TableReading:
    """What the rows of a table gave."""

    table: Table
    file: str = ""
    sheet: str = ""
    week: Week | None = None  # of the rows that do not say one of their own
    week_from: str = ""  # in words, where it stands
    entries: list[Entry] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    unreadable: list[Entry] = field(default_factory=list)
    weeks: tuple[Week, Week] | None = None  # one of the two is meant
    doubt: str = ""  # why it may be either
    numbered: list[tuple[int, Week]] = field(default_factory=list)  # weeks that are counted and dated
    unnamed: dict[str, Place] = field(default_factory=dict)  # what a long list calls an indicator, and nobody knows
