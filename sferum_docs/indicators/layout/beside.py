"""Tables side by side: where one heading names the school again, another table begins."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sferum_docs.indicators.layout.captions import Role
    from sferum_docs.reading.sheets.sheets import SheetRow

_BEFORE = frozenset({"number", "rank"})  # columns that stand before the names


def parts_of(roles: Sequence[Role]) -> tuple[tuple[int, int], ...]:
    """The first column of each table and that after its last; names without figures part none."""
    named = [place for place, role in enumerate(roles) if role.kind == "school"]
    starts = [0]
    for at, place in enumerate(named[1:], 1):
        before = roles[starts[-1] : place]
        after = roles[place : named[at + 1] if at + 1 < len(named) else len(roles)]
        if any(role.kind == "indicator" for role in before) and any(role.kind == "indicator" for role in after):
            starts.append(place - (place - 1 > starts[-1] and roles[place - 1].kind in _BEFORE))
    return tuple(zip(starts, [*starts[1:], len(roles)], strict=True))


def cut_rows(rows: Iterable[SheetRow], first: int, after: int) -> tuple[SheetRow, ...]:
    """What of the rows stands in these columns, each cell in its place; rows with nothing there are left out."""
    places = frozenset(range(first, after))
    cut = (
        replace(
            row,
            cells=tuple(cell if place in places else "" for place, cell in enumerate(row.cells[:after])),
            formulas=row.formulas & places,
        )
        for row in rows
    )
    return tuple(row for row in cut if row.formulas or any(row.cells))
