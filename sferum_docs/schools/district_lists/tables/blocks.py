"""The tables of a sheet: several may stand one below the other, a card over the list of the staff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.schools.columns import layout_of
from sferum_docs.schools.district_lists.head_posts import is_head_post
from sferum_docs.schools.district_lists.model import TableKind
from sferum_docs.schools.district_lists.tables.cards import begins_card
from sferum_docs.schools.district_lists.tables.columns import COLUMNS, NAMES, STAFF_COLUMNS, STRONG, is_of_staff, named
from sferum_docs.schools.heading import Layout, heading_at
from sferum_docs.schools.names import is_person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.reading.sheets.sheets import SheetRow

# how a cell of a heading begins: a row without any is not looked at twice
_HINTS = (
    "фио", "ф.и", "ф. и", "фам", "наимен", "назв", "полн", "кратк", "сокр", "инн", "орган", "образоват", "учрежд",
    "школа", "оу", "оо", "доу", "дир", "рук", "завед", "работ", "сотр", "юрид",
)  # fmt: skip
_LONGEST_HINT = 300
_DATA_DIGITS = 6
_LEAST = 2
_MOST_TITLES = 6
_LOOKED_AT = 40


@dataclass(frozen=True, slots=True)
class Block:
    """A table: what it holds, its rows from `start` to `end`, its heading. `titles` stand above it."""

    kind: TableKind
    start: int
    end: int
    layout: Layout
    titles: tuple[str, ...] = ()


def blocks_of(rows: Sequence[SheetRow]) -> list[Block]:
    """The tables of a sheet in their order; none when nothing is known in it."""
    marks: list[tuple[TableKind, int, Layout]] = []
    at = 0
    while at < len(rows):
        found = _begins_at(rows, at, marks[-1] if marks else None)
        if found is not None:
            marks.append((found[0], at, found[1]))
            at = max(found[1].first, at + 1)
        else:
            at += 1
    if not marks and (layout := _nameless_list(rows)) is not None:
        marks.append((TableKind.STAFF, 0, layout))
    if not marks:
        return []
    ends = [*(start for _kind, start, _layout in marks[1:]), len(rows)]
    return [
        Block(kind, start, end, layout, _titles(rows, start, marks[number - 1][1] if number else -1))
        for number, ((kind, start, layout), end) in enumerate(zip(marks, ends, strict=True))
    ]


def _begins_at(
    rows: Sequence[SheetRow], at: int, current: tuple[TableKind, int, Layout] | None
) -> tuple[TableKind, Layout] | None:
    if not any(_is_hint(cell) for cell in rows[at].cells):
        return None
    kind = current[0] if current else None
    if begins_card(rows, at):
        return None if kind is TableKind.CARD else (TableKind.CARD, Layout(at, {}))
    found = table_at(rows, at)
    if found is not None and current is not None and found[1].names == current[2].names:
        return None  # the heading again, on another page
    return found


def table_at(rows: Sequence[SheetRow], at: int) -> tuple[TableKind, Layout] | None:
    """The table whose heading begins in a row."""
    best: tuple[TableKind, Layout] | None = None
    if sum(map(bool, rows[at].cells)) < _LEAST:
        return None
    for kind in (TableKind.STAFF, TableKind.BODIES):
        found = heading_at(rows, at, COLUMNS[kind])
        if found is None:
            continue
        layout, depth = found
        if any(_is_data(cell) for row in rows[at : at + depth] for cell in row.cells):
            continue
        cells = named(kind, layout.names)
        if kind is TableKind.STAFF and _lists_heads(rows[layout.first :], cells):
            continue
        if _fits(kind, cells, layout) and (best is None or len(cells) > len(best[1].cells)):
            best = kind, Layout(layout.first, cells, layout.names)
            if kind is TableKind.STAFF:
                return best
    return best


def _lists_heads(below: Sequence[SheetRow], cells: dict[str, int]) -> bool:
    """Whether each row is another organisation with who leads it: such a list is of organisations."""
    if not {"post", "school_inn"} <= cells.keys():
        return False
    whose = cells["school_inn"]
    rows = [row.cells for row in below[:_LOOKED_AT] if cells["post"] < len(row.cells) and row.cells[cells["post"]]]
    names = [row[whose] for row in rows if whose < len(row)]
    return len(rows) >= _LEAST and len({*names}) == len(rows) and all(is_head_post(row[cells["post"]]) for row in rows)


def _fits(kind: TableKind, cells: dict[str, int], layout: Layout) -> bool:
    if kind is TableKind.STAFF:
        return is_of_staff(cells, named(TableKind.BODIES, layout.names), layout.names)
    has_name = any(key in cells for key in (*NAMES, "inn"))
    return has_name and len(cells) >= _LEAST and bool((STRONG | {"head_name", "head_last"}) & cells.keys())


def _nameless_list(rows: Sequence[SheetRow]) -> Layout | None:
    """A list of people without headings."""
    columns = tuple(column for column in STAFF_COLUMNS if column.key not in {"last", "first", "middle", "school"})
    layout = layout_of(rows, columns)
    if layout is None or "post" not in layout.cells:
        return None
    place = layout.cells["name"]
    people = sum(is_person(row.cells[place]) for row in rows if place < len(row.cells))
    return layout if people >= _LEAST else None


def _titles(rows: Sequence[SheetRow], start: int, previous: int) -> tuple[str, ...]:
    """What stands right above a table, nearest first."""
    above = rows[max(previous + 1, start - _MOST_TITLES, 0) : start]
    return tuple(dict.fromkeys(cell for row in reversed(above) for cell in row.cells if cell))[:_MOST_TITLES]


def _is_hint(cell: str) -> bool:
    return 0 < len(cell) <= _LONGEST_HINT and cell.casefold().lstrip("№0123456789. (").startswith(_HINTS)


def _is_data(cell: str) -> bool:
    return "@" in cell or sum(char.isdigit() for char in cell) >= _DATA_DIGITS
