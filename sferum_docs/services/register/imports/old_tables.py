"""The tables of an old register: kept until they are written, their sheets chosen, their columns named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.registering.old_register import YEAR
from sferum_docs.documents.requests.old_days import read_old_day, year_of
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.columns import Column
from sferum_docs.schools.heading import Layout, find_heading, heading_at
from sferum_docs.schools.table_rows import COLUMN_NUMBERS, HEADING, skipped_as
from sferum_docs.services.register.lists.registers import book_or_none, registers_of
from sferum_docs.store.database import writing
from sferum_docs.store.register import register_imports
from sferum_docs.store.register.register_imports import RegisterImport

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from sferum_docs.documents.registering.registers import Register
    from sferum_docs.reading.sheets.table import Sheet, SheetRow
    from sferum_docs.store.audit import Actor

__all__ = [
    "MOST_OPEN", "OLD_COLUMNS", "OldSheet", "RegisterImport", "SheetGroup", "drop_table", "grouped", "imports_of",
    "keep_table", "named_rows", "table_of",
]  # fmt: skip

OLD_COLUMNS = (
    Column("number", "Номер", ("номер", "рег", "вх", "исх", "приказа", "приказ!"), required=True),
    Column("day", "Дата", ("дата", "число!"), required=True),
    Column("title", "Содержание", ("заголов", "содерж", "кратк", "наимен", "о чем", "назван", "тема"), required=True),
    Column("signer", "Кем подписан", ("подпис", "кем подпис", "кто подпис")),
    Column("executor", "Исполнитель", ("исполнит", "подготов", "отв")),
    Column("sheets", "Листов, приложений", ("лист", "колич", "кол во", "кол!", "прилож")),
    Column("due", "Срок исполнения", ("срок",)),
    Column("executed", "Отметка об исполнении", ("исполнен", "выполнен", "отметка об исполн", "дата исполн")),
    Column("file_index", "Дело", ("дело", "в дело", "номенклат")),
    Column("addressee", "Адресат", ("адресат", "кому", "получат", "куда")),
    Column("sender", "От кого", ("от кого", "отправит", "корреспонд", "откуда")),
    Column("sender_number", "№ и дата документа", ("и дата документа", "номер и дата док", "исх номер отправ")),
    Column("reply_to", "На входящий №", ("на вх", "ответ на")),
    Column("person", "О ком", ("о ком", "работник", "сотрудник", "фио", "ф и о", "учен", "учащ")),
    Column("basis", "Основание", ("основан",)),
    Column("kind", "Вид документа", ("вид док", "вид!")),
    Column("note", "Примечание", ("примеч", "прим!", "отметк")),
)
_SIGNS = {"№", "n", "no", "№ п/п", "п/п", "№ приказа", "№№"}
MOST_OPEN = 10
_SAMPLES = 3


@dataclass(frozen=True, slots=True)
class OldSheet:
    """A sheet: its place, name, where its lines begin."""

    place: int
    name: str
    layout: Layout
    rows: tuple[SheetRow, ...]
    proposed: bool  # people see it, and it holds days

    @property
    def lines(self) -> tuple[SheetRow, ...]:
        """The rows under the heading."""
        return self.rows[self.layout.first :]


@dataclass(frozen=True, slots=True)
class SheetGroup:
    """Sheets with one heading: what stands in their columns (heading, samples), and what each seems to be."""

    sheets: tuple[OldSheet, ...]
    headings: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    keys: Mapping[int, str]


def keep_table(school_id: int, register_id: str, sheets: Sequence[Sheet], file_name: str, by: Actor) -> int:
    """Keeps a table that is to come in; the same one is kept once. FaultsError."""
    content, mark = register_imports.packed(sheets)
    with writing() as session:
        if book_or_none(registers_of(school_id), register_id) is None:
            raise FaultsError([Fault("no_such_register", "register")])
        known = register_imports.same_open(session, school_id, register_id, mark)
        if known is not None:
            return known.id
        if register_imports.count_open(session, school_id, register_id) >= MOST_OPEN:
            raise FaultsError([Fault("old_too_many", values={"limit": MOST_OPEN})])
        row = register_imports.add(
            session, school_id=school_id, register=register_id, file_name=file_name[:200], sha256=mark,
            content=content, at=by.at, by_name=by.name,
        )  # fmt: skip
        return row.id


def imports_of(school_id: int, register_id: str) -> tuple[RegisterImport, ...]:
    """What was brought for a register, the newest first."""
    return register_imports.listed(school_id, register_id)


def table_of(school_id: int, register_id: str, import_id: int, today: date) -> tuple[SheetGroup, ...]:
    """The sheets of a table that is not written yet. LookupError; FaultsError when it is written already."""
    row = register_imports.get(school_id, register_id, import_id)
    if row is None:
        raise LookupError(import_id)
    if row.done_at is not None:
        raise FaultsError([Fault("old_undone" if row.undone_at else "old_done")])
    return grouped(register_imports.sheets_of(import_id), today)


def drop_table(school_id: int, register_id: str, import_id: int) -> bool:
    """Throws a table away that is not written; tells whether there was one."""
    with writing() as session:
        row = register_imports.locked(session, school_id, register_id, import_id)
        if row is None or row.done_at is not None:
            return False
        register_imports.drop(session, import_id)
        return True


def grouped(sheets: Sequence[Sheet], today: date) -> tuple[SheetGroup, ...]:
    """The sheets by their headings; one without a heading is read as the first that has one."""
    read = [_read(place, sheet, today) for place, sheet in enumerate(sheets)]
    usual = next((_named(sheet.layout) for sheet in read if sheet.layout.cells), {})
    groups: dict[tuple[str, ...], list[OldSheet]] = {}
    for sheet in read:
        mark = tuple(name.casefold() for name in sheet.layout.names)
        groups.setdefault(mark, []).append(sheet)
    return tuple(_group(found, usual) for found in groups.values())


def _group(sheets: Sequence[OldSheet], usual: Mapping[int, str]) -> SheetGroup:
    names = sheets[0].layout.names
    width = max((len(row.cells) for sheet in sheets for row in sheet.rows), default=0)
    headings = tuple(names[place] if place < len(names) else "" for place in range(width))
    lines = [row for sheet in sheets for row in sheet.lines[:50]]
    samples = tuple(
        tuple(dict.fromkeys(filter(None, (row.cells[place] for row in lines if row.cells[place:]))))[:_SAMPLES]
        for place in range(width)
    )
    keys = _named(sheets[0].layout) if names else usual
    return SheetGroup(tuple(sheets), headings, samples, {place: key for place, key in keys.items() if place < width})


def _named(layout: Layout) -> dict[int, str]:
    """Place → what the column seems to be; one headed «№» is the number when nothing else is."""
    keys = {place: key for key, place in layout.cells.items()}
    if "number" not in keys.values():
        signs = (place for place, name in enumerate(layout.names) if name.casefold().strip(" .") in _SIGNS)
        keys |= {place: "number" for place in list(signs)[:1] if place not in keys}
    return keys


def _read(place: int, sheet: Sheet, today: date) -> OldSheet:
    """The heading stands above the first line with a day: no line of the register is taken for it."""
    rows = sheet.rows
    first = next(
        (at for at, row in enumerate(rows) if any(read_old_day(cell, (2000,), today)[0] for cell in row.cells)),
        len(rows),
    )
    layout = find_heading(rows[:first], OLD_COLUMNS) or Layout(0, {})
    return OldSheet(place, sheet.name, layout, rows, sheet.visible and first < len(rows))


def named_rows(
    groups: Sequence[SheetGroup], keys: Sequence[Mapping[int, str]], chosen: Collection[int]
) -> list[tuple[str, Mapping[str, str]]]:
    """(place in words, text by field) of every line of the chosen sheets, in their order. FaultsError.

    `keys` are the columns of each group as a person named them.
    """
    faults: list[Fault] = []
    found: list[tuple[int, OldSheet, Mapping[int, str]]] = []
    for group, named in zip(groups, keys, strict=True):
        taken = [sheet for sheet in group.sheets if sheet.place in chosen]
        if taken:
            faults += [fault for fault in _column_faults(named) if fault not in faults]
        found += [(sheet.place, sheet, named) for sheet in taken]
    if not found:
        faults.append(Fault("old_no_sheet", "sheets"))
    if faults:
        raise FaultsError(faults)
    several = sum(len(group.sheets) for group in groups) > 1
    found.sort(key=lambda item: item[0])
    return [line for _, sheet, named in found for line in _lines(sheet, named, several)]


def _column_faults(named: Mapping[int, str]) -> list[Fault]:
    said = [key for key in named.values() if key]
    faults = [
        Fault("no_name_column", values={"column": column.caption})
        for column in OLD_COLUMNS
        if column.required and column.key not in said
    ]
    return [*faults, *([Fault("columns_twice")] if len(set(said)) < len(said) else [])]


def _lines(sheet: OldSheet, named: Mapping[int, str], several: bool) -> list[tuple[str, Mapping[str, str]]]:
    year = str(year_of(sheet.name) or _year_above(sheet) or "")
    lines: list[tuple[str, Mapping[str, str]]] = []
    for index, row in enumerate(sheet.rows[sheet.layout.first :], start=sheet.layout.first):
        again = _heading_again(sheet.rows, index)
        if again is not None:
            named = named if again.cells.items() <= sheet.layout.cells.items() else _named(again)
            continue
        if skipped_as(row, sheet.layout, of_people=False) in {COLUMN_NUMBERS, HEADING}:
            continue
        place = f"«{sheet.name}», строка {row.number}" if several else f"строка {row.number}"
        values = {key: row.cells[at] for at, key in named.items() if key and at < len(row.cells)}
        lines.append((place, {**values, YEAR: year}))
    return lines


def _heading_again(rows: Sequence[SheetRow], index: int) -> Layout | None:
    """The heading of a page or a table further down, in whatever words and order: no line of a register is like it."""
    if any(char.isdigit() for cell in rows[index].cells for char in cell):
        return None
    found = heading_at(rows[: index + 1], index, OLD_COLUMNS)
    return found[0] if found is not None and {"day", "title"} <= set(found[0].cells) else None


def _year_above(sheet: OldSheet) -> int | None:
    """The year that the title above the heading tells: «Журнал приказов за 2019 год»."""
    texts = dict.fromkeys(cell for row in sheet.rows[: max(sheet.layout.first - 1, 0)] for cell in row.cells if cell)
    years = {year for text in texts if (year := year_of(text))}
    return years.pop() if len(years) == 1 else None


def book_of(school_id: int, register_id: str) -> Register:
    """The register that is to take the lines. FaultsError: there is none, or it is closed."""
    book = book_or_none(registers_of(school_id), register_id)
    if book is None:
        raise FaultsError([Fault("no_such_register", "register")])
    return book
