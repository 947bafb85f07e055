"""The rows below a heading: figures, or the reason why a cell is none. Nothing is passed over in silence."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sferum_docs.indicators.captions import begins, indicator_named, words_of
from sferum_docs.indicators.cells import is_number, read_cell
from sferum_docs.indicators.heading import week_of_row
from sferum_docs.indicators.model import PERCENT, LeftOut, Place, Week
from sferum_docs.indicators.weeks import day_in, week_in, year_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sferum_docs.indicators.captions import Role
    from sferum_docs.indicators.heading import Table
    from sferum_docs.reading.sheets.sheets import SheetRow

_TOTALS = ("итог", "всего", "средн", "в средн", "сумма", "максим", "миним", "медиан", "план", "общий итог", "справочно", "доля по", "по район", "по город", "по округ")
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


@dataclass(frozen=True, slots=True)
class _Where:
    file: str
    sheet: str
    week: Week | None  # of the caption, the sheet, the file
    year: int | None
    school: str  # of a table that has no column of schools
    correction: bool


def read_rows(table: Table, file: str, sheet: str, *, year: int | None = None, school: str = "") -> TableReading:
    """All cells of a table: figures, and whatever is none with the reason."""
    reading = TableReading(table)
    year = year_in(f"{table.title} {sheet} {file}") or year
    week = next((week for text in (table.title, sheet, file) if (week := week_in(text, year))), None)
    correction = begins(words_of(f"{table.title} {sheet}"), _CORRECTION) or any(role.key == "corrected" for role in table.roles)
    where = _Where(file, sheet, week, year, school, correction)
    for rows, reason in ((table.titles, "надпись над таблицей"), (table.heading, "заголовок таблицы")):
        for row in rows:
            reading.left_out += _all_of(row, where, reason)
    fractions = _are_fractions(table)
    rating = not table.first and begins(words_of(table.title), _RATING)
    for row in table.rows:
        texts = [cell for cell in row.cells if cell]
        if len(set(texts)) == 1 and not row.formulas:
            rating = rating or begins(words_of(texts[0]), _RATING)
            told = week_of_row(row, year)
            where = _Where(file, sheet, week_in(told, year), year, school, correction) if told else where
        reason = "рейтинг" if rating else _not_data(row, table, texts, school)
        if reason:
            reading.left_out += _all_of(row, where, reason)
        else:
            _read_row(row, where, reading, fractions=fractions)
    return reading


def _all_of(row: SheetRow, where: _Where, reason: str) -> Iterator[LeftOut]:
    for place, cell in enumerate(row.cells):
        if cell or place in row.formulas:
            yield LeftOut(Place(where.file, where.sheet, row.number, place), cell, reason)


def _are_fractions(table: Table) -> bool:
    """Whether shares without the sign stand as 0.451 and not as 45.1."""
    places = [place for place, role in enumerate(table.roles) if role.unit == PERCENT]
    cells = [read_cell(row.cells[place]) for row in table.rows for place in places if place < len(row.cells)]
    amounts = [cell.amount for cell in cells if cell.amount is not None and not cell.share]
    return bool(amounts) and max(amounts) <= _LARGEST_SHARE and any(amount % 1 for amount in amounts)


def _not_data(row: SheetRow, table: Table, texts: list[str], school: str) -> str:
    """Why a row below the heading holds no figures, or empty."""
    first = next((text for text in texts if not is_number(text)), "")
    name = _cell(row, table.place_of("school"))
    if begins(words_of(name or first)[:2], _TOTALS) or _is_of_all(name or first):
        return "итог или среднее"
    if _repeats(row, table):
        return "повтор заголовка"
    numbers = [text for text in texts if text.isdigit()]
    if len(texts) > 1 and numbers == texts and [int(text) for text in numbers] == list(range(int(numbers[0]), int(numbers[0]) + len(numbers))) and int(numbers[0]) <= 1:
        return "номера столбцов"
    if len(set(texts)) <= 1:
        return "раздел, подпись или примечание"
    if table.place_of("school") is None:
        return "" if school else "не сказано, какая организация"
    if not name or is_number(name):
        return "строка без организации"
    return "" if _has_values(row, table) else "строка без значений"


def _is_of_all(text: str) -> bool:
    words = words_of(text)
    return begins(words, ("район", "округ", "городу", "муниципалитет")) and len(words) <= 4 and "«" not in text  # noqa: PLR2004


def _repeats(row: SheetRow, table: Table) -> bool:
    named = [(place, cell) for place, cell in enumerate(row.cells) if cell]
    same = sum(place < len(table.captions) and cell in table.captions[place] for place, cell in named)
    return len(named) > 1 and same * 2 > len(named) and any(
        same_place < len(table.captions) and cell in table.captions[same_place] and table.roles[same_place].kind in {"school", "indicator_name"}
        for same_place, cell in named
    )


def _has_values(row: SheetRow, table: Table) -> bool:
    """Whether any cell of figures holds a number or says that there is none."""
    places = [place for place, role in enumerate(table.roles) if role.kind in {"indicator", "value"}]
    cells = [_cell(row, place) for place in places]
    return any(cell and read_cell(cell).state != "unreadable" for cell in cells) or bool(row.formulas.intersection(places))


def _read_row(row: SheetRow, where: _Where, reading: TableReading, *, fractions: bool) -> None:
    table = reading.table
    at_school = table.place_of("school")
    school = _cell(row, at_school) or where.school
    bases = {role.key: _whole(_cell(row, at)) for at, role in enumerate(table.roles) if role.kind == "base" and role.unit != PERCENT}
    listed = table.place_of("indicator_name")
    indicator = indicator_named(_cell(row, listed), table.known) if listed is not None else None
    week = _week_of(row, table, where)
    counted = {role.key for at, role in enumerate(table.roles) if role.kind in {"indicator", "value"} and role.unit != PERCENT}
    for at in range(max(len(row.cells), len(table.roles))):
        cell, place = _cell(row, at), Place(where.file, where.sheet, row.number, at)
        role = table.roles[at] if at < len(table.roles) else None
        if role is None or role.kind not in {"indicator", "value"}:
            _left(reading, place, cell, row, _REASONS.get(role.kind if role else "other", "столбец не о показателях"))
            continue
        key = indicator.key if role.kind == "value" and indicator else role.key if role.kind == "indicator" else ""
        if not key:
            _left(reading, place, cell, row, "показатель не узнан")
        elif role.unit == PERCENT and (role.key in counted or (role.kind == "value" and counted)):
            _left(reading, place, cell, row, "доля рядом с числом")
        elif not _is_absent(row, table, role, cell):
            base = bases.get(_population(table, key)) if role.unit != PERCENT else None
            _take(reading, _entry(Entry(school, Place(where.file, where.sheet, row.number, at_school or 0), week, key, None, role.unit, "", place, cell, base, where.correction), fractions=fractions))


def _is_absent(row: SheetRow, table: Table, role: Role, cell: str) -> bool:
    """A long list has a row for each value: an empty cell of another unit is none."""
    return role.kind == "value" and not cell and not row.formulas and any(
        other != role and other.kind == "value" and _cell(row, at) for at, other in enumerate(table.roles)
    )


_REASONS: Mapping[str, str] = {
    "number": "номер строки", "school": "название организации", "week": "неделя", "week_start": "неделя", "week_end": "неделя",
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
    wrong = amount is not None and (amount < 0 or (entry.unit != PERCENT and (said.share or amount != amount.to_integral_value())))
    return replace(entry, amount=None if wrong else amount, state="unreadable" if wrong else state)


def _population(table: Table, key: str) -> str:
    indicator = table.known.named(key)
    return indicator.population if indicator else ""


def _week_of(row: SheetRow, table: Table, where: _Where) -> Week | None:
    places = {kind: table.place_of(kind) for kind in ("week", "week_start", "week_end")}
    if places["week_start"] is not None:
        first, last = (day_in(_cell(row, places[kind]), where.year) for kind in ("week_start", "week_end"))
        if first and last and first <= last:
            return Week(first, last)
        return week_in(_cell(row, places["week_start"]), where.year)
    if places["week"] is not None:
        return week_in(_cell(row, places["week"]), where.year)
    return where.week


def _cell(row: SheetRow, place: int | None) -> str:
    return row.cells[place] if place is not None and place < len(row.cells) else ""


def _whole(text: str) -> int | None:
    amount = read_cell(text).amount
    return int(amount) if amount is not None and amount >= 0 and amount == amount.to_integral_value() else None
