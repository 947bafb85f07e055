"""A chart as a value: what is drawn, of what, in which words. How it is written: `part`, `workbook`, `drawing`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

Amount: TypeAlias = "int | Decimal | None"  # None: it is not known, and nothing is drawn there

MAX_SERIES, MAX_CATEGORIES, MAX_WORDS = 20, 400, 500
MAX_AMOUNT = 10**12
MAX_DECIMALS = 2


class ChartKind(StrEnum):
    """How the numbers are shown."""

    LINE = "line"
    COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers; its dash and its marker tell it from the others where there is no colour."""

    name: str
    values: tuple[Amount, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart for a paragraph of its own. `breaks`: places of categories before which no line is drawn through.

    `title` stands over the chart, empty where a caption of the document names it; `description` is read out to those
    who do not see it; `empty` is said in its place when no number is known.
    """

    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    description: str
    title: str = ""
    across: str = ""  # the name of the lower axis
    upwards: str = ""  # of the other: what is counted, in what
    breaks: tuple[int, ...] = ()
    empty: str = "Данных для диаграммы нет."

    def __post_init__(self) -> None:
        if len(self.series) > MAX_SERIES or len(self.categories) > MAX_CATEGORIES:
            raise ValueError("too many series or categories")
        if any(len(item.values) != len(self.categories) for item in self.series):
            raise ValueError("a series has a value for each category")
        if not all(_is_plain(value) for item in self.series for value in item.values):
            raise ValueError("a value is a number of moderate size")
        if not all(0 < place < len(self.categories) for place in self.breaks):
            raise ValueError("a break stands between two categories")
        words = (self.title, self.description, self.across, self.upwards, self.empty, *self.categories)
        if any(len(text) > MAX_WORDS for text in (*words, *(item.name for item in self.series))):
            raise ValueError("too many words")

    def __bool__(self) -> bool:
        return any(value is not None for item in self.series for value in item.values)

    def __str__(self) -> str:
        return self.description if self else self.empty

    @property
    def columns(self) -> tuple[tuple[str, ...], tuple[Series, ...]]:
        """The categories and the series with an empty place for each break: a line is not drawn over it."""
        places = sorted(set(self.breaks), reverse=True)
        return _parted(self.categories, places, ""), tuple(
            Series(item.name, _parted(item.values, places, None)) for item in self.series
        )

    @property
    def decimals(self) -> int:
        """How many digits its numbers have behind the comma."""
        exponents = (
            value.normalize().as_tuple().exponent
            for item in self.series
            for value in item.values
            if isinstance(value, Decimal) and value.is_finite()
        )
        return min(MAX_DECIMALS, max((0, *(-each for each in exponents if isinstance(each, int)))))


def _is_plain(value: object) -> bool:
    if isinstance(value, Decimal):
        return value.is_finite() and abs(value) < MAX_AMOUNT
    return value is None or (type(value) is int and abs(value) < MAX_AMOUNT)


def _parted(items: tuple[Any, ...], places: Sequence[int], gap: Any) -> tuple[Any, ...]:
    found = list(items)
    for place in places:
        found.insert(place, gap)
    return tuple(found)


def digits(value: Decimal | int) -> str:
    """A number as a file holds it.

    >>> digits(Decimal("45.30")), digits(1000)
    ('45.3', '1000')
    """
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
