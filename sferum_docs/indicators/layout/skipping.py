"""Rows below a heading that hold no figures: totals, averages, headings again, sections, signatures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.indicators.layout.captions import indicator_named, words_of
from sferum_docs.indicators.layout.cells import is_number, read_cell
from sferum_docs.indicators.names import taken_apart

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sferum_docs.indicators.layout.heading import Table
    from sferum_docs.reading.sheets.sheets import SheetRow

_TOTALS = re.compile(
    r"(?:итог(?:о|и|ов[а-я]{2,3})?|всего|сумма|максимум|максимальн[а-я]{2,3}|минимум|минимальн[а-я]{2,3}|медиана|план"
    r"|общ(?:ий|ее|ая) итог|справочно|в средн[а-я]{2,3}|средн(?:ее|ий)|средняя доля|доля по|в целом"
    r"|по (?:район|город|округ|муницип)[а-я]{0,9})(?![а-я])"
)
_OF_ALL = frozenset({"район", "району", "района", "округ", "округу", "округа", "городу", "муниципалитет"})
_VALUES = frozenset({"indicator", "value"})


def not_data(row: SheetRow, table: Table, school: str, is_school: Callable[[str], bool]) -> str:
    """Why a row below the heading holds no figures, or empty; `school`: of a table without a column of schools."""
    texts = [cell for cell in row.cells if cell]
    first = next((text for text in texts if not is_number(text)), "")
    name = cell_at(row, table.place_of("school"))
    named = name or ("" if indicator_named(first, table.known) else first)
    if not is_school(named) and (_TOTALS.match(" ".join(words_of(named))) or _is_of_all(named)):
        return "итог или среднее"
    if _repeats(row, table):
        return "повтор заголовка"
    if _are_column_numbers(texts):
        return "номера столбцов"
    if len(set(texts)) <= 1 and not is_school(name):
        return "раздел, подпись или примечание"
    return _without_key(table, name, school) or (
        "" if _has_values(row, table) or is_school(name or school) else "строка без значений"
    )


def cell_at(row: SheetRow, place: int | None) -> str:
    """The text in a column, or nothing."""
    return row.cells[place] if place is not None and place < len(row.cells) else ""


def _without_key(table: Table, name: str, school: str) -> str:
    """Why nobody can say whose a row is."""
    if table.place_of("school") is None:
        return "" if school else "не сказано, какая организация"
    unnamed = (not name or is_number(name)) and not table.carries_school
    return "строка без организации" if unnamed else ""


def _are_column_numbers(texts: Sequence[str]) -> bool:
    if len(texts) < 2 or not all(text.isascii() and text.isdigit() and len(text) < 4 for text in texts):  # noqa: PLR2004  at most 999 columns
        return False
    numbers = list(map(int, texts))
    return numbers[0] <= 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _is_of_all(text: str) -> bool:
    words = words_of(text)
    return bool(words) and not _OF_ALL.isdisjoint(words[-2:]) and not taken_apart(text).kinds


def _repeats(row: SheetRow, table: Table) -> bool:
    named = [(place, cell) for place, cell in enumerate(row.cells) if cell]
    same = [place for place, cell in named if place < len(table.captions) and cell in table.captions[place]]
    key = any(table.roles[place].kind in {"school", "indicator_name"} for place in same)
    return len(named) > 1 and len(same) * 2 > len(named) and key


def _has_values(row: SheetRow, table: Table) -> bool:
    """Whether any cell of figures holds a number or says that there is none."""
    places = [place for place, role in enumerate(table.roles) if role.kind in _VALUES]
    said = any((cell := cell_at(row, place)) and read_cell(cell).state != "unreadable" for place in places)
    return said or bool(row.formulas.intersection(places))
