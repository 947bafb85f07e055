"""How files are understood for one school: their tables, whose rows are its own, what it is told of each week."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sferum_docs.indicators.asking.asking import FIRST_WEEK
from sferum_docs.indicators.importing.changes import OwnSheet
from sferum_docs.indicators.importing.own_school import OwnNames, own_names, written_names
from sferum_docs.indicators.layout.weeks import has_period
from sferum_docs.indicators.mapping import read_mapping
from sferum_docs.indicators.model import LeftOut
from sferum_docs.indicators.reader import read_tables, statistics_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.layout.entries import TableReading
    from sferum_docs.indicators.mapping import TableMapping
    from sferum_docs.indicators.model import Question, School, Week
    from sferum_docs.reading.faults import Fault
    from sferum_docs.reading.sheets.sheets import TableBook

    TableKey = tuple[str, str, int]

ANOTHER, ANOTHER_SET = "другая организация", "таблица другого набора показателей"
TWO_WEEKS = "не сказано, какая из двух недель"
_OF_TABLES = frozenset({"column", "week"})


@dataclass(frozen=True, slots=True)
class Told:
    """What a person has said of the tables: columns by signature, weeks of tables, names, weeks that are others."""

    tables: Mapping[str, Any] = field(default_factory=dict)
    weeks: Mapping[TableKey, Week] = field(default_factory=dict)
    names: Mapping[str, bool] = field(default_factory=dict)
    nameless: Mapping[str, bool] = field(default_factory=dict)
    moved: Mapping[date, date] = field(default_factory=dict)
    listed: Mapping[str, str] = field(default_factory=dict)  # what a long list calls an indicator; empty: not taken
    mondays: Mapping[str, int] = field(default_factory=dict)  # signature → which of the two weeks a Monday means
    first: date | None = None  # from which counted weeks («3 неделя») are counted


@dataclass(frozen=True, slots=True)
class Understood:
    """What files are taken to say; `asked` is what must be told of their tables."""

    tables: tuple[TableReading, ...]  # those of the act's own set
    names: OwnNames
    nameless: tuple[TableReading, ...]  # tables that nobody is named in
    sheet: OwnSheet
    mapping: Mapping[str, Any]  # signature → how its table is understood
    asked: tuple[Question, ...]
    faults: tuple[Fault, ...]  # files in which nothing was found
    other_sets: tuple[str, ...]

    @property
    def unlisted(self) -> tuple[str, ...]:
        """What a long list calls an indicator, and nobody knows."""
        return tuple(dict.fromkeys(name for table in self.tables for name in table.unnamed))

    @property
    def counts_weeks(self) -> bool:
        """Whether weeks are told by numbers, and not from which day these are counted."""
        return any(question.about == FIRST_WEEK for question in self.asked)

    @property
    def weeks(self) -> tuple[date, ...]:
        """The weeks of the own figures."""
        return tuple(sorted({figure.week.start for figure in self.sheet.figures}))


def understand(
    books: Sequence[tuple[str, TableBook]],
    own: School,
    told: Told,
    sets: Sequence[IndicatorSet],
    known: IndicatorSet,
    today: date,
) -> Understood:
    """The own figures of some files, everything else with the reason why it is not taken."""
    mapping = _mapping(own, told)
    read = read_tables(books, (own,), mapping=mapping, sets=sets)
    if weeks := _weeks_meant(read.tables, told):
        mapping = replace(mapping, weeks={**mapping.weeks, **weeks})
        read = read_tables(books, (own,), mapping=mapping, sets=sets)
    tables = tuple(table for table in read.tables if table.table.known.key == known.key)
    foreign = [table for table in read.tables if table.table.known.key != known.key]
    names = own_names(written_names(tables), own, told.names)
    read.tables[:] = [_only(_sure(table), names.ours) for table in tables]
    read.left_out += [left for table in foreign for left in _whole(table)]
    sure = replace(mapping, schools=dict.fromkeys(names.ours, own.id))
    reading = statistics_of(read, (replace(own, teachers=None, students=None),), today=today, mapping=sure)
    said = reading.statistics
    asked = tuple(question for question in said.questions if question.kind in _OF_TABLES)
    return Understood(
        tables,
        names,
        tuple(table for table in tables if _is_nameless(table, mapping)),
        OwnSheet(said.figures, tuple(question for question in said.questions if question not in asked), said.left_out),
        reading.mapping["tables"],
        asked,
        tuple(fault for fault in read.faults if all(fault.place != table.file for table in tables)),
        tuple(dict.fromkeys(table.table.known.name for table in foreign)),
    )


def is_of_monday(table: TableReading) -> bool:
    """Whether the week of a table is in doubt because its figures were given on a Monday."""
    return table.weeks is not None and not has_period(table.sheet)


def _weeks_meant(tables: Sequence[TableReading], told: Told) -> dict[TableKey, Week]:
    """The weeks of tables given on a Monday, as a person said of the same heading before: past or begun."""
    return {
        (table.file, table.sheet, table.table.number): table.weeks[told.mondays[table.table.signature]]
        for table in tables
        if table.weeks and is_of_monday(table) and table.table.signature in told.mondays
    }


def _mapping(own: School, told: Told) -> TableMapping:
    found = read_mapping({"version": 1, "tables": dict(told.tables), "schools": {}})
    nameless = {signature: own.name for signature, ours in told.nameless.items() if ours}
    return replace(found, weeks=told.weeks, nameless=nameless, indicators=told.listed, first_week=told.first)


def _is_nameless(table: TableReading, mapping: TableMapping) -> bool:
    """Whether nothing in a table, nor above it, says whose it is."""
    if table.table.place_of("school") is not None:
        return False
    named = any(entry.school for entry in table.entries)
    return not named or (mapping.nameless or {}).get(table.table.signature) is not None


def _sure(table: TableReading) -> TableReading:
    """The table without its values where two weeks may be meant: one is asked, none is guessed."""
    if table.weeks is None:
        return table
    left = (LeftOut(entry.place, entry.written, TWO_WEEKS) for entry in (*table.entries, *table.unreadable))
    return replace(table, entries=[], unreadable=[], left_out=[*table.left_out, *left])


def _only(table: TableReading, ours: frozenset[str]) -> TableReading:
    """The table with the rows of the own school; every cell of the others is accounted for."""
    strange = [entry for entry in (*table.entries, *table.unreadable) if entry.school not in ours]
    return replace(
        table,
        entries=[entry for entry in table.entries if entry.school in ours],
        unreadable=[entry for entry in table.unreadable if entry.school in ours],
        left_out=[*table.left_out, *(LeftOut(entry.place, entry.written, ANOTHER) for entry in strange)],
    )


def _whole(table: TableReading) -> list[LeftOut]:
    taken = [LeftOut(each.place, each.written, ANOTHER_SET) for each in (*table.entries, *table.unreadable)]
    return [*table.left_out, *taken]
