"""The list of bodies that figures may be of: key, short and full names, numbers of teachers and pupils."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.indicators.layout.captions import begins, words_of
from sferum_docs.indicators.layout.cells import read_cell
from sferum_docs.indicators.model import School
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.sheets.sheets import read_book

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.reading.sheets.sheets import SheetRow

_COLUMNS = {
    "id": ("id", "код", "ключ"),
    "full": ("полн",),
    "name": ("кратк", "сокращ", "наимен", "назван", "организац", "школ", "учрежден", "name"),
    "teachers": ("учител", "педагог", "teachers"),
    "students": ("ученик", "учащ", "обучающ", "students"),
}
_SEARCHED = 10


def read_schools(data: bytes) -> tuple[School, ...]:
    """The bodies of a table in any format of tables; FaultsError when it has no column of names."""
    rows = read_book(data).first.rows
    for index, row in enumerate(rows[:_SEARCHED]):
        columns = _columns(row)
        if "name" in columns or "full" in columns:
            return tuple(filter(None, (_school(below, columns) for below in rows[index + 1 :])))
    raise FaultsError([Fault("statistics_no_schools")])


def _columns(row: SheetRow) -> Mapping[str, int]:
    found: dict[str, int] = {}
    for place, cell in enumerate(row.cells):
        words = words_of(cell)
        key = next((key for key, beginnings in _COLUMNS.items() if begins(words, beginnings)), "")
        if key:
            found.setdefault(key, place)
    return found


def _school(row: SheetRow, columns: Mapping[str, int]) -> School | None:
    name = _at(row.cells, columns.get("name")) or _at(row.cells, columns.get("full"))
    if not name:
        return None
    numbers = {key: _count(_at(row.cells, columns.get(key))) for key in ("teachers", "students")}
    return School(_at(row.cells, columns.get("id")) or name, name, _at(row.cells, columns.get("full")), **numbers)


def _at(cells: Sequence[str], place: int | None) -> str:
    return cells[place] if place is not None and place < len(cells) else ""


def _count(text: str) -> int | None:
    amount = read_cell(text).amount
    return int(amount) if amount is not None and amount == int(amount) and amount >= 0 else None
