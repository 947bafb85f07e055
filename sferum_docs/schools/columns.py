"""Which column of a table holds what: by its heading, or by what stands in it when there is no heading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault
from sferum_docs.schools.names import has_odd_signs, split_full_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.reading.sheets import Row

SEARCHED_ROWS = 15  # a title and a line or two may stand above the heading


@dataclass(frozen=True, slots=True)
class Column:
    """A column that we look for: its key, its caption, the beginnings of headings that mean it."""

    key: str
    caption: str
    headings: tuple[str, ...]
    required: bool = False
    full_name: bool = False  # holds «Фамилия Имя Отчество», and is found by that where there are no headings


@dataclass(frozen=True, slots=True)
class Draft:
    """A row as read, not checked yet: the number that people see and the text by key."""

    number: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the data starts and which cell holds which key; `width` is the number of headings."""

    first: int
    cells: Mapping[str, int]
    width: int | None


def drafts(rows: Sequence[Row], columns: Sequence[Column]) -> tuple[tuple[Draft, ...], list[Fault]]:
    """The rows below the heading by key, and a fault for every row that does not fit the heading."""
    layout = _by_heading(rows, columns) or _by_content(rows, columns)
    if layout is None:
        missing = next(column for column in columns if column.required)
        return (), [Fault("no_name_column", values={"column": missing.caption})]
    faults: list[Fault] = []
    found = []
    for row in rows[layout.first :]:
        if layout.width is not None and len(row.cells) > layout.width:
            faults.append(Fault("row_too_long", f"строка {row.number}", {"text": " · ".join(row.cells)[:80]}))
        faults += [
            Fault("formula", f"ячейка {cell_name(row.number, place)}")
            for place in layout.cells.values()
            if place in row.formulas
        ]
        values = {key: row.cells[index] for key, index in layout.cells.items() if index < len(row.cells)}
        if not any(values.get(column.key) for column in columns if column.required):
            if set(values.values()) - {""}:
                faults.append(Fault("row_too_short", f"строка {row.number}", {"text": " · ".join(row.cells)[:80]}))
            continue
        found.append(Draft(row.number, values))
    return tuple(found), faults


def cell_name(row: int, place: int) -> str:
    """What Excel calls a cell.

    >>> cell_name(20, 0), cell_name(3, 27)
    ('A20', 'AB3')
    """
    letters = ""
    while place >= 0:
        place, rest = divmod(place, 26)
        letters, place = chr(65 + rest) + letters, place - 1
    return f"{letters}{row}"


def _by_heading(rows: Sequence[Row], columns: Sequence[Column]) -> Layout | None:
    for index, row in enumerate(rows[:SEARCHED_ROWS]):
        cells = headings(row.cells, columns)
        if all(column.key in cells for column in columns if column.required):
            return Layout(index + 1, cells, len(row.cells))
    return None


def headings(cells: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    """Key of a column → the place of the cell that names it."""
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        heading = re.sub(r"[\W_]+", " ", cell.casefold().replace("ё", "е")).strip()
        for column in columns:
            if column.key not in found and heading.startswith(column.headings):
                found[column.key] = index
                break
    return found


def _by_content(rows: Sequence[Row], columns: Sequence[Column]) -> Layout | None:
    """Without headings: the first column that reads as full names, the others follow in our order."""
    if not columns[0].full_name:
        return None
    width = max(len(row.cells) for row in rows)
    for index in range(width):
        cells = [row.cells[index] for row in rows if index < len(row.cells)]
        named = sum(split_full_name(cell) is not None and not has_odd_signs(cell) for cell in cells)
        if named * 2 > len(rows):
            follow = enumerate(columns[: width - index])
            return Layout(0, {column.key: index + offset for offset, column in follow}, None)
    return None
