"""The rows below a heading: figures, or the reason why a cell is none. Nothing is passed over in silence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sferum_docs.indicators.layout.captions import OTHER, begins, indicator_named, populations_of, role_of, words_of
from sferum_docs.indicators.layout.cells import is_number, read_cell
from sferum_docs.indicators.layout.entries import Entry, TableReading, cells_left
from sferum_docs.indicators.layout.settle import are_fractions, unit_told, with_shares
from sferum_docs.indicators.layout.skipping import Sums, cell_at, heads_another, is_named, not_data
from sferum_docs.indicators.layout.table_weeks import doubtful_weeks, numbers_of, week_of_table
from sferum_docs.indicators.layout.week_numbers import number_alone, numbered_week, week_number
from sferum_docs.indicators.layout.weeks import day_in, week_in, year_in
from sferum_docs.indicators.model import PERCENT, LeftOut, Place, Week, unit_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sferum_docs.indicators.layout.captions import Role
    from sferum_docs.indicators.layout.heading import Table
    from sferum_docs.reading.sheets.sheets import SheetRow

_VALUES = frozenset({"indicator", "value"})
_NO_NAMES: Mapping[str, str] = {}
_RATING = ("рейтинг", "лидер", "аутсайд", "антирейтинг", "топ", "отстающ", "лучш", "худш")
_CORRECTION = ("уточн", "исправл", "корректир", "поправк")


@dataclass(frozen=True, slots=True)
class _Where:
    file: str
    sheet: str
    week: Week | None  # of the caption, the sheet, the file
    year: int | None
    school: str  # of a table that has no column of schools
    correction: bool
    told: bool = False  # a person says the week
    number: int = 0  # of the week where it is counted and not dated
    names: Mapping[str, str] = field(default_factory=dict)  # what a person says that a long list calls an indicator
    blocks: bool = False  # bodies stand over their rows


def read_rows(
    table: Table,
    file: str,
    sheet: str,
    *,
    year: int | None = None,
    school: str = "",
    is_school: Callable[[str], bool] = lambda _name: False,
    told: Week | None = None,
    names: Mapping[str, str] = _NO_NAMES,
) -> TableReading:
    """All cells of a table: figures, and whatever is none with the reason; `told`: the week that a person says."""
    table, signed = with_shares(table)
    reading, where = _begun(table, file, sheet, year_in(f"{table.title} {sheet} {file}") or year, told)
    where = replace(where, school=school, names=names)
    for rows, reason in ((table.titles, "надпись над таблицей"), (table.heading, "заголовок таблицы")):
        reading.left_out += [left for row in rows for left in cells_left(row, file, sheet, reason)]
    fractions = are_fractions(table)
    rating = table.number > 0 and begins(words_of(table.title), _RATING)
    above, sums, another = None, Sums(table), False
    for row in table.rows:
        texts = [cell for cell in row.cells if cell]
        if len(set(texts)) == 1 and not row.formulas and not is_school(texts[0]):
            rating = rating or begins(words_of(texts[0]), _RATING)
            where = where if where.told else _of_section(texts[0], where, reading)
        where = _of_block(texts, where, table, is_school)
        another = another or heads_another(row, table, is_school)
        reason = "рейтинг" if rating else not_data(row, table, where.school, is_school)
        another = another and reason != "повтор заголовка"
        reason = reason or ("другая таблица" if another else "")
        name = cell_at(row, table.place_of("school"))
        named = is_school(name) or is_named(name)
        reason = reason or ("итог или среднее" if not named and sums.is_total(row) else "")
        if reason:
            reading.left_out += cells_left(row, file, sheet, reason)
        else:
            sums.add(row)
            above = _carried(row, above, table)
            _read_row(above, where, reading, fractions, signed)
    return reading


def _begun(table: Table, file: str, sheet: str, year: int | None, told: Week | None) -> tuple[TableReading, _Where]:
    """What is known of a table before its rows are read."""
    week, week_from = week_of_table(table, file, sheet, year)
    doubt = None if told else doubtful_weeks(table, sheet, file, year)
    week = told or (doubt.weeks[0] if doubt else week)
    reading = TableReading(table, file, sheet, week, "указано вами" if told else week_from)
    if doubt:
        reading.weeks, reading.doubt = doubt.weeks, doubt.text
    reading.numbered += numbers_of(table, sheet, file, year)
    correction = begins(words_of(f"{table.title} {sheet}"), _CORRECTION) or any(
        role.key == "corrected" for role in table.roles
    )
    number = 0 if week else next(filter(None, map(week_number, (table.title, sheet, file))), 0)
    return reading, _Where(file, sheet, week, year, "", correction, told is not None, number)


def _of_section(text: str, where: _Where, reading: TableReading) -> _Where:
    """What holds for the rows below a row that names a week and nothing else."""
    week, number = week_in(text, where.year), week_number(text)
    if week is None:
        return replace(where, week=None, number=number) if number and not where.week else where
    reading.numbered += numbered_week(text, where.year)
    return replace(where, week=week)


def _of_block(texts: list[str], where: _Where, table: Table, is_school: Callable[[str], bool]) -> _Where:
    """What holds for the rows below a row that is the name of a body alone, in a table without a column of names."""
    text = texts[0] if len(set(texts)) == 1 else ""
    if not text or is_number(text) or table.place_of("school") is not None or week_in(text, where.year):
        return where
    if is_school(text) or (is_named(text) and not populations_of((text,), table.known)):
        return replace(where, school=text, blocks=True)
    return replace(where, school="") if where.blocks else where  # a total, a note: of nobody


def _carried(row: SheetRow, above: SheetRow | None, table: Table) -> SheetRow:
    """A week that is not written again is that of the row above, a school too where a row is one of several of it."""
    if above is None:
        return row
    cells = list(row.cells)
    for kind in ("week", "week_start", "week_end", *(("school",) if table.carries_school else ())):
        place = table.place_of(kind)
        if place is not None and place < len(cells) and not cells[place]:
            cells[place] = cell_at(above, place)
    return replace(row, cells=tuple(cells))


@dataclass(frozen=True, slots=True)
class _Line:
    """A row with what holds for all its values."""

    row: SheetRow
    where: _Where
    school: str
    school_place: Place
    week: Week | None
    number: int
    listed: str  # what a long list calls the indicator of this row
    indicator: str
    bases: Mapping[str, int | None]

    def place(self, column: int) -> Place:
        return Place(self.where.file, self.where.sheet, self.row.number, column)


def _read_row(row: SheetRow, where: _Where, reading: TableReading, fractions: bool, signed: frozenset[int]) -> None:
    line = _line(row, where, reading.table)
    roles = reading.table.roles
    single = len({role.unit for role in roles if role.kind == "value"}) == 1
    for at in range(max([len(row.cells), len(roles), *(place + 1 for place in row.formulas)])):
        role = roles[at] if at < len(roles) else OTHER
        cell = cell_at(row, at)
        if role.kind not in _VALUES:
            _left(reading, line, at, _REASONS.get(role.kind, "столбец не о показателях"))
            continue
        key = role.key if role.kind == "indicator" else line.indicator
        if role.kind == "value" and single:
            role = replace(role, unit=unit_told(row.cells, reading.table, line.listed, role.unit))
        if not key:
            other = role_of((line.listed,), reading.table.known).kind
            _left(reading, line, at, _REASONS.get(other, "показатель не узнан"))
            if is_number(cell) and line.listed not in where.names and other not in {"base", "rank", "derived"}:
                reading.unnamed.setdefault(line.listed, line.place(reading.table.place_of("indicator_name") or 0))
        elif not single and _is_beside(role, key, reading.table):
            _left(reading, line, at, "доля рядом с числом" if role.unit == PERCENT else "число рядом с долей")
        elif not _is_absent(row, reading.table, role, cell):
            entry = _entry(_blank(line, role, key, at, reading.table), fractions=fractions, signed=at in signed)
            (reading.unreadable if entry.state == "unreadable" else reading.entries).append(entry)


def _line(row: SheetRow, where: _Where, table: Table) -> _Line:
    at_school = table.place_of("school")
    listed = cell_at(row, table.place_of("indicator_name"))
    named = where.names.get(listed)
    indicator = table.known.named(named) if named is not None else indicator_named(listed, table.known)
    bases = {
        role.key: _whole(cell_at(row, at))
        for at, role in enumerate(table.roles)
        if role.kind == "base" and role.unit != PERCENT
    }
    return _Line(
        row,
        where,
        cell_at(row, at_school) or where.school,
        Place(where.file, where.sheet, row.number, at_school or 0),
        *_week_of(row, table, where),
        listed,
        indicator.id if indicator else "",
        bases,
    )


def _blank(line: _Line, role: Role, key: str, at: int, table: Table) -> Entry:
    """The entry of a cell before the cell is read."""
    indicator = table.known.named(key)
    base = None
    if indicator and role.unit != PERCENT:
        base = line.bases.get(indicator.population, line.bases.get("") if line.listed else None)
    week, number = line.week, line.number
    if role.week and not line.where.told:
        week, number = week_in(role.week, line.where.year), week_number(role.week)
    place, written = line.place(at), cell_at(line.row, at)
    return Entry(
        line.school, line.school_place, week, key, None, role.unit, "", place, written, base, line.where.correction,
        0 if week else number,
    )  # fmt: skip


def _is_beside(role: Role, key: str, table: Table) -> bool:
    """Whether the same value stands in the row in the unit that the indicator is given in."""
    indicator = table.known.named(key)
    return (
        indicator is not None
        and role.unit != (usual := unit_of(indicator))
        and replace(role, unit=usual) in table.roles
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


def _left(reading: TableReading, line: _Line, at: int, reason: str) -> None:
    if cell_at(line.row, at) or at in line.row.formulas:
        reading.left_out.append(LeftOut(line.place(at), cell_at(line.row, at), reason))


def _entry(entry: Entry, *, fractions: bool, signed: bool) -> Entry:
    """The entry with what its cell says; a count that is a fraction, below nothing or a share is not readable."""
    said = read_cell(entry.written)
    if entry.unit == PERCENT and said.beside is not None:
        said = replace(said, amount=said.beside, share=True)
    amount, state = said.amount, said.state
    if amount is not None and entry.unit == PERCENT and fractions and not said.share:
        amount *= 100
    people = entry.unit != PERCENT
    wrong = amount is not None and (
        amount < 0
        or (signed and not said.share and amount > 0)
        or (people and (said.share or amount != amount.to_integral_value()))
    )
    return replace(entry, amount=None if wrong else amount, state="unreadable" if wrong else state)


def _week_of(row: SheetRow, table: Table, where: _Where) -> tuple[Week | None, int]:
    """The week of a row, or the number that it is called by."""
    places = {kind: table.place_of(kind) for kind in ("week", "week_start", "week_end")}
    if not where.told and places["week_start"] is not None:
        first, last = (day_in(cell_at(row, places[kind]), where.year) for kind in ("week_start", "week_end"))
        if first and last and first <= last:
            return Week(first, last), 0
        return _week_of_key(cell_at(row, places["week_start"]), where.year), 0
    if not where.told and places["week"] is not None:
        text = cell_at(row, places["week"])
        return _week_of_key(text, where.year), number_alone(text)
    return where.week, where.number


def _week_of_key(text: str, year: int | None) -> Week | None:
    """The week of a cell that says one."""
    week = week_in(text, year)
    day = None if week else day_in(text, year)
    return Week.of(day) if day else week


def _whole(text: str) -> int | None:
    amount = read_cell(text).amount
    return int(amount) if amount is not None and amount >= 0 and amount == amount.to_integral_value() else None
