"""The tables of files: what each holds by its heading or as a person said, and its entries, not checked yet."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault
from sferum_docs.reading.sheets.sheet_remarks import column_name
from sferum_docs.schools.columns import cell_name
from sferum_docs.schools.district_lists.model import (
    Cell,
    Finding,
    FoundTable,
    LeftRow,
    Level,
    Place,
    RawBody,
    RawPerson,
    TableColumn,
    TableKind,
    Told,
)
from sferum_docs.schools.district_lists.tables.blocks import Block, blocks_of
from sferum_docs.schools.district_lists.tables.cards import pairs_of, read_cards
from sferum_docs.schools.district_lists.tables.columns import COLUMNS, NAMES
from sferum_docs.schools.district_lists.tables.staff_rows import read_staff_rows
from sferum_docs.schools.heading import Layout
from sferum_docs.schools.table_rows import SECTION, skipped_as

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sferum_docs.reading.sheets.sheets import Sheet, SheetRow, TableBook

_SAMPLES, _SHOWN = 3, 80
NO_NAME = "нет названия"
_LEGAL = re.compile(
    r"[«\"№]|\b[МГЧ][КБА]?[А-Я]{0,3}(?:ОУ|УДО|ОО|У ДО)\b"
)  # what a name has and a section of a list has not


@dataclass(slots=True)
class Raw:
    """The entries of all files as they are written."""

    tables: list[FoundTable] = field(default_factory=list)
    bodies: list[RawBody] = field(default_factory=list)
    people: list[RawPerson] = field(default_factory=list)
    left: list[LeftRow] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    titles: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)  # above the lists of a sheet


def read_files(files: Sequence[tuple[str, TableBook]], told: Told) -> Raw:
    """The entries of files, in their order."""
    raw = Raw()
    for name, book in files:
        raw.findings += [Finding(Level.WARNING, fault, Place(name)) for fault in book.remarks]
        bodies, people = len(raw.bodies), len(raw.people)
        seen = any(sheet.visible for sheet in book.sheets)
        for sheet in book.sheets:
            if sheet.visible or not seen:
                _read_sheet(name, sheet, told, raw)
            else:
                raw.findings.append(Finding(Level.INFO, Fault("district_sheet_hidden"), Place(name, sheet.name)))
        if len(raw.bodies) == bodies + 1:
            raw.bodies[bodies] = replace(raw.bodies[bodies], alone=True)
            mine = ((at, person) for at, person in enumerate(raw.people[people:], people) if person.group < 0)
            for at, person in list(mine):
                raw.people[at] = replace(person, group=bodies)
    return raw


def _read_sheet(file: str, sheet: Sheet, told: Told, raw: Raw) -> None:
    place = Place(file, sheet.name)
    raw.findings += [Finding(Level.INFO, fault, place) for fault in sheet.remarks]
    hidden = [row.number for row in sheet.rows if row.hidden]
    if hidden:
        values = {"count": len(hidden), "lines": ", ".join(map(str, hidden[:_SAMPLES]))}
        raw.findings.append(Finding(Level.WARNING, Fault("district_rows_hidden", values=values), place))
    blocks = blocks_of(sheet.rows)
    if not blocks:
        raw.findings.append(Finding(Level.INFO, Fault("district_sheet_unknown"), place))
    card = -1
    for found_block in blocks:
        table, block = _understood(file, sheet, found_block, told)
        rows = sheet.rows[block.start : block.end]
        before = len(raw.bodies), len(raw.people)
        if table.kind is TableKind.CARD:
            raw.bodies += _cards(rows, file, sheet.name, table)
            card = len(raw.bodies) - 1 if len(raw.bodies) == before[0] + 1 else card
        elif table.kind is TableKind.BODIES:
            _bodies(rows, block, file, sheet.name, raw)
        elif table.kind is TableKind.STAFF:
            found = read_staff_rows(rows, _counted(block), file, sheet.name)
            raw.people += [replace(person, group=card) for person in found.people]
            raw.left += found.left
            raw.findings += found.findings
            raw.titles.setdefault((file, sheet.name), block.titles)
        count = len(raw.bodies) - before[0] + len(raw.people) - before[1]
        raw.tables.append(replace(table, count=count))


def _counted(block: Block) -> Layout:
    """The layout with rows counted from the first of the block."""
    return Layout(block.layout.first - block.start, block.layout.cells, block.layout.names)


def _understood(file: str, sheet: Sheet, block: Block, told: Told) -> tuple[FoundTable, Block]:
    """A table with its columns as a person said, or as their headings do."""
    rows = sheet.rows[block.start : block.end]
    columns = _card_columns(rows) if block.kind is TableKind.CARD else _columns(sheet.rows, block)
    signature = sha256("|".join(column.heading.casefold() for column in columns).encode()).hexdigest()[:16]
    said = told.tables.get(signature, {})
    kind = next((each for each in TableKind if each.value == said.get("kind")), block.kind)
    kind = kind if (kind is TableKind.CARD) == (block.kind is TableKind.CARD) or kind is TableKind.NONE else block.kind
    keys = said.get("columns")
    if isinstance(keys, list) and len(keys) == len(columns):
        known = {column.key for column in COLUMNS[kind]}
        columns = tuple(
            replace(column, key=str(key) if key in known else "") for column, key in zip(columns, keys, strict=True)
        )
        cells = {column.key: column.at for column in reversed(columns) if column.key}
        block = replace(block, kind=kind, layout=Layout(block.layout.first, cells, block.layout.names))
    number = sheet.rows[block.start].number if sheet.rows else 0
    return FoundTable(file, sheet.name, kind, signature, columns, 0, number, block.titles), block


def _columns(rows: Sequence[SheetRow], block: Block) -> tuple[TableColumn, ...]:
    below = rows[block.layout.first : block.end][:_SHOWN]
    width = max((len(row.cells) for row in (*below, *rows[block.start : block.layout.first])), default=0)
    keys = {at: key for key, at in block.layout.cells.items()}
    names = block.layout.names
    return tuple(
        TableColumn(at, column_name(at), names[at] if at < len(names) else "", keys.get(at, ""), _samples(below, at))
        for at in range(width)
    )


def _samples(rows: Sequence[SheetRow], at: int) -> tuple[str, ...]:
    texts = (row.cells[at] for row in rows if at < len(row.cells) and row.cells[at])
    return tuple(dict.fromkeys(text[:_SHOWN] for text in texts))[:_SAMPLES]


def _card_columns(rows: Sequence[SheetRow]) -> tuple[TableColumn, ...]:
    found: dict[str, TableColumn] = {}
    for row in rows:
        for pair in pairs_of(row):
            samples = (pair.text[:_SHOWN],) if pair.text else ()
            found.setdefault(pair.key, TableColumn(row.number, str(row.number), pair.caption, pair.key, samples))
    return tuple(found.values())


def _cards(rows: Sequence[SheetRow], file: str, sheet: str, table: FoundTable) -> list[RawBody]:
    said = {column.heading: column.key for column in table.columns}
    bodies = []
    for card in read_cards(rows):
        cells = {}
        for pair in card.values.values():
            if key := said.get(pair.caption, pair.key):
                place = Place(file, sheet, cell_name(pair.row.number, pair.at))
                cells[key] = Cell(pair.text, place, pair.row.kinds[pair.at : pair.at + 1] == "n")
        if any(cells[key].text for key in (*NAMES, "inn") if key in cells):
            headings = {pair.key: pair.caption for pair in card.values.values()}
            bodies.append(RawBody(cells, next(iter(cells.values())).place, alone=True, headings=headings))
    return bodies


def _bodies(rows: Sequence[SheetRow], block: Block, file: str, sheet: str, raw: Raw) -> None:
    layout = _counted(block)
    headings = {key: layout.names[at] for key, at in layout.cells.items() if at < len(layout.names)}
    for row in rows[layout.first :]:
        cells = _row_cells(row, layout.cells, file, sheet)
        reason = skipped_as(row, layout, of_people=False) or _no_body(row, cells)
        place = Place(file, sheet, cell_name(row.number, 0))
        if reason:
            raw.left.append(LeftRow(place, reason, " · ".join(dict.fromkeys(filter(None, row.cells)))[:_SHOWN]))
            continue
        for at in sorted(row.formulas.intersection(layout.cells.values())):
            text = row.cells[at][:_SHOWN] if at < len(row.cells) else ""
            values = {"cell": cell_name(row.number, at), "text": text}
            fault = Fault("formula", values=values) if text else Fault("formula_empty", values=values)
            raw.findings.append(Finding(Level.WARNING, fault, Place(file, sheet, values["cell"]), written=text))
        raw.bodies.append(RawBody(cells, place, headings=headings, remarks=_remarks(row, layout, file, sheet)))


def _remarks(row: SheetRow, layout: Layout, file: str, sheet: str) -> tuple[Cell, ...]:
    """What a row says beside the columns that are taken."""
    beside = [at for at, text in enumerate(row.cells) if text and at not in layout.cells.values()]
    return tuple(Cell(row.cells[at], Place(file, sheet, cell_name(row.number, at))) for at in beside)


def _row_cells(row: SheetRow, places: Mapping[str, int], file: str, sheet: str) -> dict[str, Cell]:
    return {
        key: Cell(
            row.cells[at] if at < len(row.cells) else "",
            Place(file, sheet, cell_name(row.number, at)),
            row.kinds[at : at + 1] == "n",
        )
        for key, at in places.items()
    }


def _no_body(row: SheetRow, cells: Mapping[str, Cell]) -> str:
    names = [cells[key].text for key in NAMES if key in cells and cells[key].text]
    filled = {cell for cell in row.cells if cell and not cell.isdigit()}
    if not names:
        return "" if cells.get("inn") and cells["inn"].text else NO_NAME
    return SECTION if len(filled) == 1 and not _LEGAL.search(names[0]) else ""
