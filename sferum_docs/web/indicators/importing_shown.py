"""What the pages of an import show: tables as they are, what may be said of their columns, cells not taken."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.indicators.layout.captions import Role
from sferum_docs.indicators.layout.skipping import cell_at
from sferum_docs.indicators.layout.table_weeks import is_dated
from sferum_docs.indicators.mapping import KINDS, UNITS
from sferum_docs.reading.sheets.sheet_remarks import column_name
from sferum_docs.web.indicators.importing_form import value_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.importing.understanding import Understood
    from sferum_docs.indicators.layout.entries import TableReading
    from sferum_docs.indicators.model import Figure, LeftOut
    from sferum_docs.reading.sheets.table import SheetRow

MOST_ROWS = 4  # of a table that are shown below its heading, besides the own ones
MOST_CELLS = 60  # of one reason that are named each; the others are counted
_SAMPLES = 3
_POPULATIONS = {"students": "учеников", "teachers": "учителей", "staff": "работников", "parents": "родителей"}
_PLAIN = ("school", "week", "week_start", "week_end", "indicator_name")
_NOT_TAKEN = ("other", "number", "was", "rank", "derived", "unclear")
_VALUE = "value"


@dataclass(frozen=True, slots=True)
class ColumnShown:
    """A column: its place, its letter, its heading, what stands in it, what it is taken for."""

    at: int
    letter: str
    heading: str
    samples: tuple[str, ...]
    value: str
    taken: str  # in a word or two
    is_unclear: bool


@dataclass(frozen=True, slots=True)
class HeadingShown:
    """Tables with one heading: `tables` by their numbers among all, `columns`, the rows of the first as they are."""

    signature: str
    tables: tuple[tuple[int, TableReading], ...]
    columns: tuple[ColumnShown, ...]
    titles: tuple[str, ...]
    rows: tuple[tuple[str, SheetRow], ...]  # heading, own, other
    width: int
    is_dated: bool
    is_known: bool


def headings(found: Understood, known: Iterable[str]) -> tuple[HeadingShown, ...]:
    """The tables by their headings; `known`: the headings that were confirmed before."""
    by_signature: dict[str, list[tuple[int, TableReading]]] = defaultdict(list)
    for at, table in enumerate(found.tables):
        by_signature[table.table.signature].append((at, table))
    confirmed = set(known)
    return tuple(_heading(key, group, found, is_known=key in confirmed) for key, group in by_signature.items())


def _heading(key: str, group: Sequence[tuple[int, TableReading]], found: Understood, *, is_known: bool) -> HeadingShown:
    table = group[0][1].table
    width = max((len(row.cells) for row in (*table.heading, *table.rows[:MOST_ROWS])), default=0)
    own = _own_rows(group, found)
    others = [("other", row) for row in table.rows[:MOST_ROWS] if row not in own]
    rows = [*(("heading", row) for row in table.heading), *others, *(("own", row) for row in own[:MOST_ROWS])]
    titles = tuple(dict.fromkeys(cell for row in table.titles for cell in row.cells if cell))
    columns = tuple(_column(at, table.captions[at], role, group, table.known) for at, role in enumerate(table.roles))
    dated = is_dated(table)
    return HeadingShown(key, tuple(group), columns, titles, tuple(rows), width, dated, is_known)


def _own_rows(group: Sequence[tuple[int, TableReading]], found: Understood) -> list[SheetRow]:
    reading = group[0][1]
    place = reading.table.place_of("school")
    numbers = {entry.place.row for entry in reading.entries if entry.school in found.names.ours}
    if reading.table.is_turned:  # its rows are columns of the sheet
        return [row for row in reading.table.rows if cell_at(row, place) in found.names.ours]
    return [row for row in reading.table.rows if row.number in numbers]


def _column(
    at: int, levels: Sequence[str], role: Role, group: Sequence[tuple[int, TableReading]], known: IndicatorSet
) -> ColumnShown:
    rows = [row for _number, reading in group for row in reading.table.rows[:50]]
    texts = dict.fromkeys(filter(None, (row.cells[at] for row in rows if at < len(row.cells))))
    value = value_of(Role(role.kind, role.key, role.unit))
    heading, unclear = " / ".join(levels), role.kind == "unclear"
    return ColumnShown(at, column_name(at), heading, tuple(texts)[:_SAMPLES], value, _taken(role, known), unclear)


def _taken(role: Role, known: IndicatorSet) -> str:
    """What a column is taken for, in a word or two."""
    indicator = known.named(role.key)
    if role.kind == "indicator" and indicator is not None:
        return f"{indicator.short or indicator.name}, {UNITS[role.unit]}"
    if role.kind == "base":
        return f"всего {_POPULATIONS.get(role.key, '')}, {UNITS[role.unit]}"
    return _words(role.kind)


def choices(known: IndicatorSet, tables: Iterable[TableReading]) -> list[tuple[str, list[tuple[str, str]]]]:
    """What a column may be: groups of (value, words)."""
    people = list(dict.fromkeys(indicator.population for indicator in known.indicators))
    usual = [(value_of(Role("indicator", each.id, unit)), f"{each.name}, {words}")
             for each in known.indicators for unit, words in UNITS.items()]  # fmt: skip
    bases = [
        (value_of(Role("base", each, unit)), f"всего {_POPULATIONS.get(each, each)}, {words}")
        for each in people
        for unit, words in UNITS.items()
    ]
    values = [(value_of(Role(_VALUE, "", unit)), f"значение, {words}") for unit, words in UNITS.items()]
    offered = [
        ("Не берётся", [(value_of(Role(kind)), _words(kind)) for kind in _NOT_TAKEN]),
        ("Показатель", usual),
        ("Сколько их всего", bases),
        ("Чьё и за когда", [(value_of(Role(kind)), KINDS[kind]) for kind in _PLAIN]),
        ("Длинный список", values),
    ]
    there = {value for _caption, group in offered for value, _words_ in group}
    met = {value_of(Role(role.kind, role.key, role.unit)): role for table in tables for role in table.table.roles}
    rest = [(value, KINDS[role.kind]) for value, role in met.items() if value not in there]
    return [*offered, *([("Как понято", rest)] if rest else [])]


def _words(kind: str) -> str:
    return "не брать" if kind == "other" else KINDS[kind]


def matrix(figures: Iterable[Figure], known: IndicatorSet) -> list[tuple[date, list[str]]]:
    """The figures by week, in the order of the act: what was read, at a glance."""
    by_week: dict[date, dict[str, str]] = defaultdict(dict)
    for figure in figures:
        told = by_week[figure.week.start]
        said = figure.written or "пусто"
        told[figure.indicator] = f"{told[figure.indicator]} / {said}" if figure.indicator in told else said
    return [
        (week, [told.get(indicator.id, "") for indicator in known.indicators]) for week, told in sorted(by_week.items())
    ]


def by_reason(left_out: Iterable[LeftOut]) -> Mapping[str, list[LeftOut]]:
    """The cells that are not taken by the reason, the most frequent first."""
    found: dict[str, list[LeftOut]] = defaultdict(list)
    for each in left_out:
        found[each.reason].append(each)
    return dict(sorted(found.items(), key=lambda item: -len(item[1])))
