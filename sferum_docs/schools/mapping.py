"""The columns of a foreign table shown to a person: what each seems to hold, and the table as the person says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.reading.sheets.sheets import SheetRow
from sferum_docs.schools.columns import layout_of
from sferum_docs.schools.heading import Layout, find_heading

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.schools.columns import Column

_SAMPLES = 3
_NUMBERS = {"", "№", "no", "n", "№ п/п", "п/п", "номер", "№ п.п."}
_NOT_TAKEN = "—"  # no heading that any column is known by


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column as it stands in the table; `caption` is the column of ours that it seems to be, or empty."""

    place: int
    heading: str
    samples: tuple[str, ...]
    caption: str
    common: bool = False  # most rows hold something there
    guessed: bool = False  # the caption is told by what stands there, against a heading that says something unknown

    @property
    def unclear(self) -> bool:
        """Whether a person must say what it is: it holds something, and its heading tells nothing known."""
        if (self.caption and not self.guessed) or not self.samples:
            return False
        if self.heading:
            return self.heading.casefold().strip(" .") not in _NUMBERS
        return self.common and not all(sample.isdigit() for sample in self.samples)


def sheet_columns(rows: Sequence[SheetRow], columns: Sequence[Column]) -> tuple[SheetColumn, ...]:
    """All columns of a table; without a heading, what stands in them tells what it can."""
    layout = _layout(rows, columns)
    captions = {place: column.caption for column in columns if (place := layout.cells.get(column.key)) is not None}
    below = rows[layout.first :]
    by_look = find_heading(rows, columns) is None
    columns_seen = []
    for place in range(max((len(row.cells) for row in rows), default=0)):
        heading = layout.names[place] if place < len(layout.names) else ""
        samples = tuple(row.cells[place] for row in below if place < len(row.cells) and row.cells[place])
        common = bool(layout.cells) and len(samples) * 2 > len(below)
        guessed = by_look and bool(heading)
        columns_seen.append(SheetColumn(place, heading, samples[:_SAMPLES], captions.get(place, ""), common, guessed))
    return tuple(columns_seen)


def relabelled(
    rows: Sequence[SheetRow], columns: Sequence[Column], captions: Mapping[int, str]
) -> tuple[SheetRow, ...]:
    """The table under headings of ours: `captions` says by place what each column is; the others are not taken."""
    first = _layout(rows, columns).first
    width = max((len(row.cells) for row in rows), default=0)
    heading = tuple(captions.get(place) or _NOT_TAKEN for place in range(width))
    return (SheetRow(rows[first - 1].number if first else 0, heading), *rows[first:])


def fits(rows: Sequence[SheetRow], columns: Sequence[Column]) -> bool:
    """Whether a sheet holds such a table: the columns that must be there are found."""
    in_parts = tuple(column for column in columns if not column.full_name)
    whole = tuple(column for column in columns if column.key not in {"last", "first", "middle"})
    return any(layout_of(rows, each) is not None for each in (whole, in_parts))


def _layout(rows: Sequence[SheetRow], columns: Sequence[Column]) -> Layout:
    whole = tuple(column for column in columns if column.key not in {"last", "first", "middle"})
    return find_heading(rows, columns) or layout_of(rows, whole) or Layout(0, {})
