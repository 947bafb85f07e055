"""The columns of a foreign table shown to a person: what each seems to hold, and the table as the person says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.reading.sheets import Row
from sferum_docs.schools.columns import SEARCHED_ROWS, headings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.schools.columns import Column

_SAMPLES = 3
_NAMED = 2  # one word of ours may stand in a row of data: «классный руководитель»
_NUMBERS = {"", "№", "no", "n", "№ п/п", "п/п", "номер", "№ п.п."}
_NOT_TAKEN = "—"  # no heading that any column is known by


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column as it stands in the table; `caption` is the column of ours that it seems to be, or empty."""

    place: int
    heading: str
    samples: tuple[str, ...]
    caption: str

    @property
    def unclear(self) -> bool:
        """Whether a person must say what it is: it holds something, and its heading tells nothing known."""
        return not self.caption and bool(self.samples) and self.heading.casefold().strip(" .") not in _NUMBERS


def sheet_columns(rows: Sequence[Row], columns: Sequence[Column]) -> tuple[SheetColumn, ...]:
    """All columns of a table. The row that names most of ours is its heading."""
    found, first = _heading(rows, columns)
    captions = {place: column.caption for column in columns if (place := found.get(column.key)) is not None}
    named = rows[first - 1].cells if first else ()
    below = rows[first:]
    return tuple(
        SheetColumn(
            place,
            named[place] if place < len(named) else "",
            tuple(row.cells[place] for row in below if place < len(row.cells) and row.cells[place])[:_SAMPLES],
            captions.get(place, ""),
        )
        for place in range(max((len(row.cells) for row in rows), default=0))
    )


def relabelled(rows: Sequence[Row], columns: Sequence[Column], captions: Mapping[int, str]) -> tuple[Row, ...]:
    """The table under headings of ours: `captions` says by place what each column is; the others are not taken."""
    first = _heading(rows, columns)[1]
    width = max((len(row.cells) for row in rows), default=0)
    heading = tuple(captions.get(place) or _NOT_TAKEN for place in range(width))
    return (Row(rows[first - 1].number if first else 0, heading), *rows[first:])


def _heading(rows: Sequence[Row], columns: Sequence[Column]) -> tuple[Mapping[str, int], int]:
    """Which of ours the heading names, and how many rows stand above the data."""
    named = [headings(row.cells, columns) for row in rows[:SEARCHED_ROWS]]
    best = max(range(len(named)), key=lambda index: len(named[index]), default=None)
    return ({}, 0) if best is None or len(named[best]) < _NAMED else (named[best], best + 1)
