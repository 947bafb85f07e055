"""The entries of a foreign table: by its heading, or by what stands in it when there is no heading."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault
from sferum_docs.reading.sheets.sheet_remarks import column_name
from sferum_docs.schools.heading import SEARCHED_ROWS, Column, Layout, find_heading, next_heading
from sferum_docs.schools.names import is_person, is_short_name, is_title
from sferum_docs.schools.table_rows import ABOVE, HEADING, SIGNATURE, skipped_as

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sferum_docs.reading.sheets.sheets import SheetRow
    from sferum_docs.schools.fields.declaration import SchoolField

__all__ = [
    "Column",
    "Draft",
    "Reading",
    "Skipped",
    "cell_name",
    "declared_columns",
    "entries_below",
    "layout_of",
    "read_entries",
]
_SHOWN = 80
_ERROR = re.compile(r"#(?:REF|ССЫЛКА|N/A|Н/Д|VALUE|ЗНАЧ|DIV/0|ДЕЛ/0|NAME|ИМЯ|NULL|ПУСТО|NUM|ЧИСЛО)[!?]?", re.IGNORECASE)
_PHONE = re.compile(r"(?:\d\D{0,3}){5,}")


@dataclass(frozen=True, slots=True)
class Draft:
    """A row as read, not checked yet: the number that people see and the text by key."""

    number: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that is no entry, and why."""

    number: int
    reason: str
    text: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read: the entries, the rows passed over, doubts by row (they stop nothing), what was put right."""

    drafts: tuple[Draft, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    doubts: tuple[Fault, ...] = ()
    notes: tuple[Fault, ...] = ()
    doubtful: frozenset[int] = field(default=frozenset())  # numbers of the rows with a doubt


def declared_columns(fields: Sequence[SchoolField]) -> tuple[Column, ...]:
    """The columns of ours that the declaration of a list gives."""
    found = ((field, field.sheet) for field in fields if field.sheet is not None)
    return tuple(
        Column(field.kept_as, sheet.caption, sheet.headings, sheet.needed, sheet.full_name) for field, sheet in found
    )


def layout_of(rows: Sequence[SheetRow], columns: Sequence[Column]) -> Layout | None:
    """Which cell of a row holds which key; None when neither a heading nor the contents tell."""
    found = find_heading(rows, columns)
    needed = {column.key for column in columns if column.required}
    if found is not None and needed <= set(found.cells):
        return found
    return _by_content(rows, columns) if found is None else None


def read_entries(rows: Sequence[SheetRow], columns: Sequence[Column], again: Sequence[Column] = ()) -> Reading | None:
    """The rows below the heading by key; None when the table has no column that must be there.

    `again`: the columns by which the heading of another table below the first is known.
    """
    layout = layout_of(rows, columns)
    if layout is None:
        return None
    if not again:
        return entries_below(rows, layout, columns)
    of_people = any(column.full_name for column in again)
    above = tuple(
        Skipped(row.number, ABOVE, _shown(row))
        for row in rows[: layout.first]
        if of_people and any(map(is_person, row.cells))
    )
    readings = [Reading(skipped=above)]
    for first, last, each in _tables(rows, layout, again):
        heading = rows[first : each.first] if len(readings) > 1 else ()
        told = tuple(Skipped(row.number, HEADING, _shown(row)) for row in heading)
        readings += [Reading(skipped=told), entries_below(rows[:last], each, again)]
    return _joined(readings)


def _tables(rows: Sequence[SheetRow], layout: Layout, columns: Sequence[Column]) -> Iterator[tuple[int, int, Layout]]:
    """The tables below one another, each under its own heading: where it begins and ends."""
    first, index = 0, layout.first
    while index < len(rows):
        found = next_heading(rows, index, layout, columns)
        if found is not None:
            yield first, index, layout
            first, layout = index, found
        index = index + 1 if found is None else found.first
    yield first, len(rows), layout


def _joined(readings: Sequence[Reading]) -> Reading:
    """What was read from tables below one another."""
    return Reading(
        tuple(draft for reading in readings for draft in reading.drafts),
        tuple(row for reading in readings for row in reading.skipped),
        tuple(doubt for reading in readings for doubt in reading.doubts),
        doubtful=frozenset(number for reading in readings for number in reading.doubtful),
    )


def entries_below(rows: Sequence[SheetRow], layout: Layout, columns: Sequence[Column]) -> Reading:
    """The rows below a heading that is known, by key."""
    of_people = any(column.full_name or column.key == "last" for column in columns)
    drafts, skipped, doubts = [], [], []
    for row in rows[layout.first :]:
        computed = row.formulas.intersection(layout.cells.values())  # such a row is shown, whatever it holds
        reason = "" if computed else skipped_as(row, layout, of_people=of_people)
        values = {key: _said(row.cells[place]) for key, place in layout.cells.items() if place < len(row.cells)}
        if reason:
            skipped.append(Skipped(row.number, reason, _shown(row)))
        elif computed or any(values.values()):
            drafts.append(Draft(row.number, values))
            doubts += _doubts(row, values, layout, columns)
    if of_people:
        _drop_signature(drafts, skipped)
    numbers = frozenset(int(doubt.place.rpartition(" ")[2]) for doubt in doubts)
    return Reading(tuple(drafts), tuple(skipped), tuple(doubts), doubtful=numbers)


def _drop_signature(drafts: list[Draft], skipped: list[Skipped]) -> None:
    """The last row takes itself out when it is the initials of who signed a list of people with posts."""
    several = [draft for draft in drafts if sum(map(bool, draft.values.values())) > 1]
    if drafts and len(several) * 2 > len(drafts):
        (*_keys, name), number = filter(None, ("", *drafts[-1].values.values())), drafts[-1].number
        if drafts[-1] not in several and is_short_name(name):
            skipped.append(Skipped(number, SIGNATURE, name))
            skipped.sort(key=lambda row: row.number)
            del drafts[-1]


def _doubts(row: SheetRow, values: Mapping[str, str], layout: Layout, columns: Sequence[Column]) -> list[Fault]:
    place = f"строка {row.number}"
    found = [_computed(row, at) for at in sorted(row.formulas.intersection(layout.cells.values()))]
    wrong = [at for at in sorted(layout.cells.values()) if row.cells[at : at + 1] and not _said(row.cells[at])]
    found += [
        Fault("cell_error", place, {"cell": cell_name(row.number, at), "text": row.cells[at]})
        for at in wrong
        if row.cells[at]
    ]
    if layout.names and any(row.cells[len(layout.names) :]):
        found.append(Fault("row_too_long", place, {"text": _shown(row)}))
    if not any(values.get(column.key) for column in columns if column.required):
        found.append(Fault("row_too_short", place, {"text": _shown(row)}))
    return found


def _said(text: str) -> str:
    """A cell of a text table; what Excel writes for a value that it cannot work out is none."""
    return "" if text.startswith("#") and _ERROR.fullmatch(text) else text


def _computed(row: SheetRow, at: int) -> Fault:
    values = {"cell": cell_name(row.number, at), "text": "".join(row.cells[at : at + 1])[:_SHOWN]}
    is_empty = not values["text"]
    return Fault("formula_empty" if is_empty else "formula", f"строка {row.number}", values)


def _shown(row: SheetRow) -> str:
    return " · ".join(dict.fromkeys(filter(None, row.cells)))[:_SHOWN]


def cell_name(row: int, place: int) -> str:
    """What Excel calls a cell.

    >>> cell_name(20, 0), cell_name(3, 27)
    ('A20', 'AB3')
    """
    return f"{column_name(place)}{row}"


def _by_content(rows: Sequence[SheetRow], columns: Sequence[Column]) -> Layout | None:
    """Without headings: the column of full names, and beside it what is known by its look."""
    if not rows or not any(column.full_name for column in columns):
        return None
    width = max(len(row.cells) for row in rows)
    texts = [[row.cells[place] for row in rows if place < len(row.cells)] for place in range(width)]
    people = [sum(is_person(text) or is_short_name(text) for text in column) for column in texts]
    name = max(range(width), key=people.__getitem__)
    if people[name] * 2 < len(rows):
        return None
    first = _first_person(rows, name)
    cells = {next(column.key for column in columns if column.full_name): name}
    known = {column.key for column in columns}
    for place in [*range(name + 1, width), *range(name)]:
        key = _look([text for text in texts[place][first:] if text])
        if key in known and key not in cells:
            cells[key] = place
    return Layout(first, cells, rows[first - 1].cells if first else ())


def _first_person(rows: Sequence[SheetRow], place: int) -> int:
    """The first row of a person: above it may stand headings in words that nobody knows."""
    for index, row in enumerate(rows[:SEARCHED_ROWS]):
        text = row.cells[place] if place < len(row.cells) else ""
        if text and not is_title(text) and len(text.split()) > 1:
            return index
    return 0


def _look(texts: Sequence[str]) -> str:
    """The key of the column that holds such texts."""
    looks = Counter(_look_of(text) for text in texts)
    return looks.most_common(1)[0][0] if looks else ""


def _look_of(text: str) -> str:
    if "@" in text:
        return "email"
    if _PHONE.search(text):
        return "phone"
    if text.casefold().strip(".") in {"м", "ж", "муж", "жен"}:
        return "sex"
    return "post" if sum(char.isalpha() for char in text) * 2 > len(text) else ""
