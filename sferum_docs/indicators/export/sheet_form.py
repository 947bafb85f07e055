"""How a sheet looks without its figures: captions, heading, words of its key cells. Kept with what its columns mean."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sferum_docs.indicators.layout.captions import indicator_named
from sferum_docs.indicators.layout.skipping import cell_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sferum_docs.indicators.layout.captions import Role
    from sferum_docs.indicators.layout.heading import Table
    from sferum_docs.reading.sheets.sheets import SheetRow

_MOST_ROWS = 12  # of captions: the last of them, a letter above a table is not its caption
_LONGEST = 300  # letters of a cell
_SAMPLED = ("week", "week_start", "week_end")
Line = tuple[int, tuple[str, ...]]  # a row as people number it, and its cells


@dataclass(frozen=True, slots=True)
class SheetForm:
    """A sheet with nothing below its heading; `roles` say what each column holds, `samples` how weeks are written."""

    sheet: str
    titles: tuple[Line, ...]
    heading: tuple[Line, ...]
    roles: tuple[Role, ...]
    samples: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)  # what a long list calls an indicator
    turned: bool = False  # schools stand in columns: heading and roles are those of its rows

    def has(self, *kinds: str) -> bool:
        """Whether a column is of one of these kinds."""
        return any(role.kind in kinds for role in self.roles)


def form_record(table: Table, sheet: str) -> dict[str, Any]:
    """The form of a table that was met, for JSON."""
    places = {kind: table.place_of(kind) for kind in _SAMPLED}
    samples = {
        kind: text[:_LONGEST]
        for kind, place in places.items()
        if place is not None and (text := next(filter(None, (cell_at(row, place) for row in table.rows)), ""))
    }
    titles = [_title(row) for row in (table.rows_above if table.is_turned else table.titles)[-_MOST_ROWS:]]
    return {
        "sheet": sheet,
        "titles": titles or ([[1, [table.said_above[:_LONGEST]]]] if table.said_above else []),
        "heading": list(_lines(table.heading)),
        "turned": table.is_turned,
        "weeks": [role.week for role in table.roles],
        "samples": samples,
        "names": _names(table),
    }


def read_form(record: object, roles: Sequence[Role]) -> SheetForm | None:
    """The form that was kept with these columns; None where it is none: nothing was kept, or not by us."""
    if not isinstance(record, dict):
        return None
    try:
        weeks = [str(week) for week in record["weeks"]]
        dated = tuple(replace(role, week=week) for role, week in zip(roles, weeks, strict=True))
        return SheetForm(
            str(record["sheet"]),
            _read_lines(record["titles"]),
            _read_lines(record["heading"]),
            dated,
            {str(kind): str(text) for kind, text in record["samples"].items()},
            {str(key): str(name) for key, name in record["names"].items()},
            turned=record["turned"] is True,
        )
    except (KeyError, TypeError, ValueError, AttributeError):
        return None


def _lines(rows: Iterable[SheetRow]) -> Iterable[list[Any]]:
    return ([row.number, [cell[:_LONGEST] for cell in row.cells]] for row in rows)


def _title(row: SheetRow) -> list[Any]:
    """A row of captions; a text that was merged over many cells stands once."""
    cells = [cell[:_LONGEST] if cell not in row.cells[:at] else "" for at, cell in enumerate(row.cells)]
    while cells and not cells[-1]:
        cells.pop()
    return [row.number, cells]


def _read_lines(lines: Iterable[Any]) -> tuple[Line, ...]:
    return tuple((int(number), tuple(map(str, cells))) for number, cells in lines)


def _names(table: Table) -> dict[str, str]:
    place = table.place_of("indicator_name")
    found: dict[str, str] = {}
    for text in dict.fromkeys(cell_at(row, place) for row in table.rows if place is not None):
        indicator = indicator_named(text, table.known) if text else None
        if indicator is not None:
            found.setdefault(indicator.id, text[:_LONGEST])
    return found
