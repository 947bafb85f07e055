"""Files of indicators → figures, questions and cells left out, whatever the layout of each."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from sferum_docs.indicators.asking.answers import with_answers, with_answers_of_tables
from sferum_docs.indicators.asking.asking import Asking
from sferum_docs.indicators.blocks.blocks import Blocks, sheet_in_blocks
from sferum_docs.indicators.layout.bare import bare_table
from sferum_docs.indicators.layout.cells import is_number
from sferum_docs.indicators.layout.entries import Entry, TableReading, cells_left, not_told
from sferum_docs.indicators.layout.heading import Table, find_tables
from sferum_docs.indicators.layout.settle import is_of_contacts
from sferum_docs.indicators.layout.table_rows import read_rows
from sferum_docs.indicators.layout.turned import TurnedSheet, turned_sheet
from sferum_docs.indicators.layout.week_numbers import counted_week, first_week
from sferum_docs.indicators.layout.weeks import week_in, year_in
from sferum_docs.indicators.mapping import TableMapping, written_mapping
from sferum_docs.indicators.model import Figure, LeftOut, School, Statistics
from sferum_docs.indicators.names import meant
from sferum_docs.indicators.patience import patience
from sferum_docs.indicators.settling import settled
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.sheets.sheets import read_book

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date
    from typing import Any

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.model import State, Week
    from sferum_docs.reading.sheets.sheets import Sheet, TableBook

_SHOWN_CELLS = 12
_SENTENCE = re.compile(r"[.;,:]\s|\s[–—-]\s")
_ROUNDS = 4  # an answer about a week or a body may raise another question
_NO_MAPPING = TableMapping()
_STATES: Mapping[str, State] = {"known": "known", "not_applicable": "not_applicable"}


@dataclass
class TablesRead:
    """What was gathered of all files before it is asked whose the figures are."""

    tables: list[TableReading] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reading:
    """What files say, how their tables were understood, and what is to be told of files that were read in part."""

    statistics: Statistics
    mapping: dict[str, Any]
    remarks: tuple[Fault, ...]


def read_statistics(
    files: Sequence[tuple[str, bytes]],
    schools: Sequence[School] = (),
    *,
    today: date,
    sets: Sequence[IndicatorSet],
    mapping: TableMapping = _NO_MAPPING,
) -> Reading:
    """All figures of some files; FaultsError, a fault for each file, when none of them has any."""
    books, faults = open_books(files)
    answered = mapping
    for _round in range(_ROUNDS):
        read = read_tables(books, schools, mapping=answered, sets=sets)
        read.faults[:0] = faults
        if not any(reading.entries or reading.unreadable for reading in read.tables):
            nothing = Fault("statistics_nothing", files[0][0] if files else "", {"found": "пусто", "looked": ""})
            raise FaultsError(read.faults or [nothing])
        reading = statistics_of(read, schools, today=today, mapping=answered)
        further = with_answers_of_tables(answered, reading.statistics.questions, read.tables, schools)
        if further == answered:
            break
        answered = further
    statistics = with_answers(reading.statistics, mapping.answers)
    asked = {question.key: "" for question in statistics.questions}
    return replace(reading, statistics=statistics, mapping={**reading.mapping, "answers": {**asked, **mapping.answers}})


def open_books(files: Sequence[tuple[str, bytes]]) -> tuple[list[tuple[str, TableBook]], list[Fault]]:
    """The files that are tables, and why the others are none."""
    books: list[tuple[str, TableBook]] = []
    faults: list[Fault] = []
    for name, data in files:
        try:
            books.append((name, read_book(data)))
        except FaultsError as error:
            faults += [Fault("statistics_file", name, {"text": fault.message()}) for fault in error.faults]
    return books, faults


@patience()
def read_tables(
    books: Sequence[tuple[str, TableBook]],
    schools: Sequence[School] = (),
    *,
    mapping: TableMapping = _NO_MAPPING,
    sets: Sequence[IndicatorSet],
) -> TablesRead:
    """The tables of some files with their rows."""
    read = TablesRead()
    for name, book in books:
        read.remarks += [_remark(name, fault) for fault in book.remarks]
        in_sheets = ((sheet, fault) for sheet in book.sheets for fault in sheet.remarks)
        read.remarks += [_remark(f"{name}, лист «{sheet.name}»", fault) for sheet, fault in in_sheets]
        _read_file(name, book.sheets, sets, schools, mapping, read)
    return read


def statistics_of(
    read: TablesRead, schools: Sequence[School] = (), *, today: date, mapping: TableMapping = _NO_MAPPING
) -> Reading:
    """What tables say of the schools of a list."""
    asking = Asking(schools, today)
    left_out = list(read.left_out)
    figures = list(_figures(read.tables, left_out, schools, mapping, asking))
    left_out += [each for reading in read.tables for each in reading.left_out]
    told = (*read.remarks, *read.faults, *map(_misspelt, asking.taken()))
    return Reading(settled(figures, left_out, asking), written_mapping(mapping, read.tables), told)


def _misspelt(taken: tuple[str, School]) -> Fault:
    return Fault("statistics_misspelt", "", {"text": taken[0], "name": taken[1].name}, warning=True)


def _remark(where: str, fault: Fault) -> Fault:
    return Fault("statistics_file", where, {"text": fault.message()}, warning=True)


def _read_file(
    name: str,
    sheets: Sequence[Sheet],
    sets: Sequence[IndicatorSet],
    schools: Sequence[School],
    mapping: TableMapping,
    read: TablesRead,
) -> None:
    found = 0

    @cache
    def is_school(text: str) -> bool:
        return bool(text) and not is_number(text) and len(meant(text, schools).schools) == 1

    told = [cell for sheet in sheets for row in sheet.rows[:12] for cell in dict.fromkeys(row.cells) if year_in(cell)]
    year = next((year_in(cell) for cell in told if week_in(cell)), year_in(" ".join([name, *told])))
    for sheet in sheets:
        tables, turned = _tables_of(name, sheet, sets, is_school, read.left_out)
        for guessed in tables:
            table = mapping.applied(guessed)
            school = _whose(table, sheet.name, name, schools, mapping)
            reading = read_rows(
                table, name, sheet.name, year=year, school=school, is_school=is_school,
                told=mapping.weeks.get((name, sheet.name, table.number)), names=mapping.indicators,
            )  # fmt: skip
            if turned:
                turned.put_back(reading)
            read.tables.append(reading)
            found += len(reading.entries) + len(reading.unreadable)
        if tables:
            read.left_out += not_told(sheet.rows, read.tables[-len(tables) :], read.left_out)
    if not found and mapping.nameless is not None:
        found = _read_bare(name, sheets, sets[0], is_school, mapping, read)
    if not found:
        read.faults.append(Fault("statistics_nothing", name, {"found": _shown(sheets), "looked": _looked(sets)}))


def _read_bare(
    name: str,
    sheets: Sequence[Sheet],
    known: IndicatorSet,
    is_school: Callable[[str], bool],
    mapping: TableMapping,
    read: TablesRead,
) -> int:
    """Tables without a word that is known: a person may say what their columns hold."""
    found = 0
    for sheet in sheets:
        guessed = bare_table(sheet.rows, known, is_school) if sheet.visible else None
        if guessed is not None:
            read.left_out[:] = [
                each for each in read.left_out if (each.place.file, each.place.sheet) != (name, sheet.name)
            ]
            told = mapping.weeks.get((name, sheet.name, 0))
            reading = read_rows(mapping.applied(guessed), name, sheet.name, is_school=is_school, told=told)
            read.tables.append(reading)
            found += len(reading.entries) + len(reading.unreadable)
    return found


def _tables_of(
    name: str, sheet: Sheet, sets: Sequence[IndicatorSet], is_school: Callable[[str], bool], left_out: list[LeftOut]
) -> tuple[tuple[Table, ...], TurnedSheet | Blocks | None]:
    """The tables of a sheet, and how it was rewritten where they are in blocks or turned; what is none is told."""
    about, rows = f"{name} {sheet.name}", sheet.rows if sheet.visible else ()
    turned: TurnedSheet | Blocks | None = sheet_in_blocks(rows, sets, about, is_school)
    found = () if turned else find_tables(rows, sets, about)
    tables = tuple(table for table in found if not is_of_contacts(table))
    if rows and not turned and all(table.place_of("school") is None for table in tables):
        turned = turned_sheet(rows, sets, about, is_school)
    if turned:
        reason = "надпись над таблицей"
        left_out += [left for row in turned.titles for left in cells_left(row, name, sheet.name, reason)]
        return turned.tables, turned
    if not tables:
        reason = "на листе нет таблицы показателей" if sheet.visible else "скрытый лист"
        left_out += [left for row in sheet.rows for left in cells_left(row, name, sheet.name, reason)]
    return tables, None


def _whose(table: Table, sheet: str, file: str, schools: Sequence[School], mapping: TableMapping) -> str:
    """The body that a table without a column of names is of: as it says above, or as a person says."""
    if table.place_of("school") is not None:
        return ""
    titles = [cell for row in table.titles for cell in dict.fromkeys(row.cells) if cell]
    parts = [part for title in titles for part in _SENTENCE.split(title) if part and part != title]
    for text in (*titles, sheet, file.rpartition(".")[0], *parts):
        if len(meant(text, schools).schools) == 1:
            return text
    if mapping.nameless is not None:
        return mapping.nameless.get(table.signature, "")
    return schools[0].name if len(schools) == 1 else sheet or file.rpartition(".")[0]


def _shown(sheets: Sequence[Sheet]) -> str:
    """The first texts of a file, to tell a person what was seen."""
    cells = [cell for sheet in sheets for row in sheet.rows[:5] for cell in dict.fromkeys(row.cells) if cell]
    return "; ".join(cell[:60] for cell in cells[:_SHOWN_CELLS]) or "пусто"


def _looked(sets: Sequence[IndicatorSet]) -> str:
    return "; ".join(dict.fromkeys(each.name for known in sets for each in known.indicators[:3]))


def _figures(
    tables: Sequence[TableReading],
    left_out: list[LeftOut],
    schools: Sequence[School],
    mapping: TableMapping,
    asking: Asking,
) -> Iterator[Figure]:
    known = {school.id: school for school in schools}
    first = mapping.first_week or first_week(each for reading in tables for each in reading.numbered)
    for reading in tables:
        asking.unclear_columns(reading)
        for entry in (*reading.entries, *reading.unreadable):
            if entry.school in mapping.strange:
                left_out.append(LeftOut(entry.place, entry.written, "организация не берётся: так отвечено"))
                continue
            week = entry.week or (counted_week(first, entry.number) if first and entry.number else None)
            if week is None:
                asking.without_week.append(entry)
                left_out.append(LeftOut(entry.place, entry.written, "не сказано, за какую неделю"))
                continue
            told = mapping.schools.get(entry.school) if schools else None
            school = asking.school_of(replace(entry, week=week)) if told is None else known.get(told)
            figure = _figure(entry, week, school, reading.table.known)
            if entry.state == "unreadable":
                asking.unreadable.append(figure)
            yield figure
        asking.sets[reading.table.known.key] = reading.table.known


def _figure(entry: Entry, week: Week, school: School | None, known: IndicatorSet) -> Figure:
    indicator = known.named(entry.indicator)
    counts = {"teachers": school.teachers, "students": school.students} if school else {}
    base = entry.base if entry.base is not None or indicator is None else counts.get(indicator.population)
    people = indicator is not None and entry.unit == "people"
    return Figure(
        week,
        school.id if school else "",
        school.name if school else entry.school,
        entry.indicator,
        entry.amount,
        entry.unit,
        base if people else None,
        _STATES.get(entry.state, "unknown"),
        entry.place,
        entry.written,
        entry.correction,
        known.key,
    )
