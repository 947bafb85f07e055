"""What a sheet of indicators is read into: figures that remember their cell, cells left out, questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from sferum_docs.directives.weekdays import monday_of
from sferum_docs.reading.sheets.sheet_remarks import column_name

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from sferum_docs.directives.indicators import Indicator, IndicatorSet

State = Literal["known", "unknown", "not_applicable"]
PEOPLE, PERCENT = "people", "percent"


def unit_of(indicator: Indicator) -> str:
    """In what figures of an indicator are given."""
    return PEOPLE if indicator.counts_people else PERCENT


def plain(amount: Decimal | None, unit: str = PEOPLE) -> str:
    """A number with all its digits, as a person types it; empty when it is not known.

    >>> from decimal import Decimal
    >>> plain(Decimal("45.10"), PERCENT), plain(Decimal("1E+2")), plain(None)
    ('45,1 %', '100', '')
    """
    if amount is None:
        return ""
    told = f"{amount:f}"
    told = told.rstrip("0").rstrip(".") if "." in told else told
    return told.replace(".", ",") + (" %" if unit == PERCENT else "")


@dataclass(frozen=True, slots=True)
class Place:
    """A cell: its file, its sheet (empty where a file is one table), its row as people count and its column from 0."""

    file: str
    sheet: str
    row: int
    column: int

    @property
    def cell(self) -> str:
        """What Excel calls it."""
        return f"{column_name(self.column)}{self.row}"


@dataclass(frozen=True, slots=True)
class Week:
    """The days that figures are of."""

    start: date
    end: date

    @classmethod
    def of(cls, day: date) -> Week:
        """The week from Monday to Sunday that holds a day."""
        monday = monday_of(day)
        return cls(monday, monday + timedelta(days=6))

    @property
    def shown(self) -> str:
        """As a person reads it."""
        return f"{self.start:%d.%m.%Y}–{self.end:%d.%m.%Y}"


@dataclass(frozen=True, slots=True)
class School:
    """A body of the list: its names, and how many teachers and pupils it has where that is known."""

    id: str
    name: str
    full_name: str = ""
    teachers: int | None = None
    students: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """One value of one indicator, as it stands in its cell; None is «not known», never 0."""

    week: Week
    school_id: str
    school: str
    indicator: str
    amount: Decimal | None
    unit: str
    base: int | None
    state: State
    place: Place
    written: str
    correction: bool = False
    set: str = ""  # key of the set that its indicator is of

    @property
    def about(self) -> tuple[Week, str, str, str]:
        """What the value is of: two figures with the same answer speak of one thing."""
        return self.week, self.school_id or self.school, self.set, self.indicator


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A cell that gave no figure, and why."""

    place: Place
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a person must decide, where it stands and what may be answered."""

    kind: str
    text: str
    places: tuple[Place, ...]
    options: tuple[str, ...]
    school_id: str = ""
    week: Week | None = None
    indicators: tuple[str, ...] = ()
    about: str = ""  # what an answer is kept under: a name as written, a column of a heading

    @property
    def key(self) -> str:
        """The same for the same question, however many others there are: what it is of and its cells."""
        cells = (
            f"{'/'.join(filter(None, (place.file, place.sheet)))}!{place.cell}" for place in dict.fromkeys(self.places)
        )
        return f"{self.kind}: {', '.join(cells)}"


@dataclass(frozen=True, slots=True)
class Statistics:
    """All that some files say."""

    figures: tuple[Figure, ...]
    questions: tuple[Question, ...]
    left_out: tuple[LeftOut, ...]
    sets: tuple[IndicatorSet, ...] = ()  # those that were met
