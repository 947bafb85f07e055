"""The rows below a heading: figures, or the reason why a cell is none. Nothing is passed over in silence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sferum_docs.indicators.captions import begins, indicator_named, words_of
from sferum_docs.indicators.cells import is_number, read_cell
from sferum_docs.indicators.heading import week_of_row
from sferum_docs.indicators.model import PERCENT, LeftOut, Place, Week
from sferum_docs.indicators.skipping import cell_at, not_data
from sferum_docs.indicators.weeks import day_in, week_in, year_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sferum_docs.indicators.captions import Role
    from sferum_docs.indicators.heading import Table
    from sferum_docs.reading.sheets.sheets import SheetRow

_RATING = ("рейтинг", "лидер", "аутсайд", "антирейтинг", "топ", "отстающ", "лучш", "худш")
_CORRECTION = ("уточн", "исправл", "корректир", "поправк")
_LARGEST_SHARE = Decimal("1.5")  # shares as fractions: none of a table is above this


@dataclass(frozen=True, slots=True)
class Entry:
    """A value as it stands in a row, its school and week still in the words of the sheet."""

    school: str
    school_place: Place
    week: Week | None
    indicator: str
    amount: Decimal | None
    unit: str
    state: str
    place: Place
    written: str
    base: int | None
    correction: bool


@dataclass
class TableReading:
    """What the rows of a table gave."""

    table: Table
    entries: list[Entry] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    unreadable: list[Entry] = field(default_factory=list)
    unnamed: dict[str, Place] = field(default_factory=dict)  # what a long list calls an indicator, and nobody knows


@dataclass(frozen=True, slots=True)
class _Where:
    file: str
    sheet: str
    week: Week | None  # of the caption, the sheet, the file
    year: int | None
    school: str  # of a table that has no column of schools
    correction: bool


def read_rows(
    table: Table,
    file: str,
    sheet: str,
    *,
    year: int | None = None,
    school: str = "",
    is_school: Callable[[str], bool] = lambda _name: False,
) -> TableReading:
    """All cells of a table: figures, and whatever is none with the reason."""
    table = _with_shares(table)
    reading = TableReading(table)
    year = year_in(f"{table.title} {sheet} {file}") or year
    week = next((week for text in (table.title, sheet, file) if (week := week_in(text, year))), None)
    correction = begins(words_of(f"{table.title} {sheet}"), _CORRECTION) or any(
        role.key == "corrected" for role in table.roles
    )
    where = _Where(file, sheet, week, year, school, correction)
    for rows, reason in ((table.titles, "надпись над таблицей"), (table.heading, "заголовок таблицы")):
        for row in rows:
            reading.left_out += _all_of(row, where, reason)
    fractions = _are_fractions(table)
    rating = not table.first and begins(words_of(table.title), _RATING)
    above: SheetRow | None = None
    for row in table.rows:
        texts = [cell for cell in row.cells if cell]
        if len(set(texts)) == 1 and not row.formulas and not is_school(texts[0]):
            rating = rating or begins(words_of(texts[0]), _RATING)
            told = week_of_row(row, year)
            where = _Where(file, sheet, week_in(told, year), year, school, correction) if told else where
        reason = "рейтинг" if rating else not_data(row, table, where.school, is_school)
        if reason:
            reading.left_out += _all_of(row, where, reason)
        else:
            above = _carried(row, above, table)
            _read_row(above, where, reading, fractions=fractions)
    return reading


def _carried(row: SheetRow, above: SheetRow | None, table: Table) -> SheetRow:
    """In a long list a school or a week that is not written again is that of the row above."""
    if above is None or table.place_of("indicator_name") is None:
        return row
    cells = list(row.cells)
    for kind in ("school", "week", "week_start", "week_end"):
        place = table.place_of(kind)
        if place is not None and place < len(cells) and not cells[place]:
            cells[place] = cell_at(above, place)
    return replace(row, cells=tuple(cells))


def _all_of(row: SheetRow, where: _Where, reason: str) -> Iterator[LeftOut]:
    for place, cell in enumerate(row.cells):
        if cell or place in row.formulas:
            yield LeftOut(Place(where.file, where.sheet, row.number, place), cell, reason)


def _with_shares(table: Table) -> Table:
    """The table whose columns of shares are known by what stands in them where the heading does not say it."""
    roles = list(table.roles)
    for place, role in enumerate(roles):
        if role.kind == "indicator" and role.unit != PERCENT and replace(role, unit=PERCENT) not in roles:
            cells = [read_cell(row.cells[place]) for row in table.rows if place < len(row.cells)]
            numbers = [cell for cell in cells if cell.amount is not None]
            shares = [cell for cell in numbers if cell.share or (cell.amount or 0) % 1]
            if len(shares) * 2 > len(numbers):
                roles[place] = replace(role, unit=PERCENT)
    return replace(table, roles=tuple(roles))


def _are_fractions(table: Table) -> bool:
    """Whether shares without the sign stand as 0.451 and not as 45.1."""
    places = [place for place, role in enumerate(table.roles) if role.unit == PERCENT]
    cells = [read_cell(row.cells[place]) for row in table.rows for place in places if place < len(row.cells)]
    amounts = [cell.amount for cell in cells if cell.amount is not None and not cell.share]
    return bool(amounts) and max(amounts) <= _LARGEST_SHARE and any(amount % 1 for amount in amounts)


def _read_row(row: SheetRow, where: _Where, reading: TableReading, *, fractions: bool) -> None:
    table = reading.table
    at_school = table.place_of("school")
    school = cell_at(row, at_school) or where.school
    bases = {
        role.key: _whole(cell_at(row, at))
        for at, role in enumerate(table.roles)
        if role.kind == "base" and role.unit != PERCENT
    }
    listed = table.place_of("indicator_name")
    indicator = indicator_named(cell_at(row, listed), table.known) if listed is not None else None
    week = _week_of(row, table, where)
    counted = {
        role.key for at, role in enumerate(table.roles) if role.kind in {"indicator", "value"} and role.unit != PERCENT
    }
    for at in range(max(len(row.cells), len(table.roles))):
        cell, place = cell_at(row, at), Place(where.file, where.sheet, row.number, at)
        role = table.roles[at] if at < len(table.roles) else None
        if role is None or role.kind not in {"indicator", "value"}:
            _left(reading, place, cell, row, _REASONS.get(role.kind if role else "other", "столбец не о показателях"))
            continue
        key = indicator.key if role.kind == "value" and indicator else role.key if role.kind == "indicator" else ""
        if not key:
            _left(reading, place, cell, row, "показатель не узнан")
            if is_number(cell):
                reading.unnamed.setdefault(
                    cell_at(row, listed), Place(where.file, where.sheet, row.number, listed or 0)
                )
        elif role.unit == PERCENT and (role.key in counted or (role.kind == "value" and counted)):
            _left(reading, place, cell, row, "доля рядом с числом")
        elif not _is_absent(row, table, role, cell):
            base = bases.get(_population(table, key)) if role.unit != PERCENT else None
            _take(
                reading,
                _entry(
                    Entry(
                        school,
                        Place(where.file, where.sheet, row.number, at_school or 0),
                        week_in(role.week, where.year) if role.week else week,
                        key,
                        None,
                        role.unit,
                        "",
                        place,
                        cell,
                        base,
                        where.correction,
                    ),
                    fractions=fractions,
                ),
            )


def _is_absent(row: SheetRow, table: Table, role: Role, cell: str) -> bool:
    """A long list has a row for each value: an empty cell of another unit is none."""
    return (
        role.kind == "value"
        and not cell
        and not row.formulas
        and any(other != role and other.kind == "value" and cell_at(row, at) for at, other in enumerate(table.roles))
    )


_REASONS: Mapping[str, str] = {
    "number": "номер строки", "school": "название организации", "week": "неделя", "week_start": "неделя",
    "week_end": "неделя",
    "indicator_name": "название показателя", "base": "база", "was": "прежнее значение", "rank": "место",
    "derived": "среднее, итог или сравнение", "unclear": "неясно, что в столбце",
}  # fmt: skip


def _left(reading: TableReading, place: Place, cell: str, row: SheetRow, reason: str) -> None:
    if cell or place.column in row.formulas:
        reading.left_out.append(LeftOut(place, cell, reason))


def _take(reading: TableReading, entry: Entry) -> None:
    (reading.unreadable if entry.state == "unreadable" else reading.entries).append(entry)


def _entry(entry: Entry, *, fractions: bool) -> Entry:
    """The entry with what its cell says; a count that is a fraction, below nothing or a share is not readable."""
    said = read_cell(entry.written)
    amount, state = said.amount, said.state
    if amount is not None and entry.unit == PERCENT and fractions and not said.share:
        amount *= 100
    wrong = amount is not None and (
        amount < 0 or (entry.unit != PERCENT and (said.share or amount != amount.to_integral_value()))
    )
    return replace(entry, amount=None if wrong else amount, state="unreadable" if wrong else state)


def _population(table: Table, key: str) -> str:
    indicator = table.known.named(key)
    return indicator.population if indicator else ""


def _week_of(row: SheetRow, table: Table, where: _Where) -> Week | None:
    places = {kind: table.place_of(kind) for kind in ("week", "week_start", "week_end")}
    if places["week_start"] is not None:
        first, last = (day_in(cell_at(row, places[kind]), where.year) for kind in ("week_start", "week_end"))
        if first and last and first <= last:
            return Week(first, last)
        return week_in(cell_at(row, places["week_start"]), where.year)
    if places["week"] is not None:
        return week_in(cell_at(row, places["week"]), where.year)
    return where.week


def _whole(text: str) -> int | None:
    amount = read_cell(text).amount
    return int(amount) if amount is not None and amount >= 0 and amount == amount.to_integral_value() else None
