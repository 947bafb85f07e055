"""How a table was understood, as a value that a person confirms or mends: by the signature of its heading, in JSON."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sferum_docs.indicators.export.sheet_form import form_record, read_form
from sferum_docs.indicators.layout.captions import Role
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.sheets.sheet_remarks import column_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from sferum_docs.indicators.export.sheet_form import SheetForm
    from sferum_docs.indicators.layout.entries import TableReading
    from sferum_docs.indicators.layout.heading import Table
    from sferum_docs.indicators.model import Week

KINDS = {
    "number": "номер строки", "school": "организация", "week": "неделя", "week_start": "начало недели",
    "week_end": "конец недели", "indicator_name": "название показателя", "indicator": "показатель", "base": "база",
    "value": "значение", "was": "прежнее значение", "rank": "место", "derived": "среднее, итог, сравнение",
    "other": "не берётся", "unclear": "неясно",
}  # fmt: skip
UNITS = {"people": "чел.", "percent": "%"}
_VERSION = 1


@dataclass(frozen=True, slots=True)
class TableMapping:
    """The headings known by signature, and the bodies known by what is written instead of their names."""

    tables: Mapping[str, tuple[Role, ...]] = field(default_factory=dict)
    schools: Mapping[str, str] = field(default_factory=dict)
    told: Mapping[str, Any] = field(default_factory=dict)  # the tables as they stand in the file
    weeks: Mapping[tuple[str, str, int], Week] = field(default_factory=dict)  # of a file, a sheet, a table of it
    first_week: date | None = None  # from which counted weeks («3 неделя») are counted
    indicators: Mapping[str, str] = field(default_factory=dict)  # what a long list calls one; empty: not taken
    strange: frozenset[str] = frozenset()  # names whose rows are not taken
    answers: Mapping[str, Any] = field(default_factory=dict)  # by the keys of questions
    nameless: Mapping[str, str] | None = None  # signature → the body that a table without names is of

    def applied(self, table: Table) -> Table:
        """The table as a person said, or as it was guessed."""
        roles = self.tables.get(table.signature)
        if not roles or len(roles) != len(table.roles):
            return table
        dated = zip(roles, table.roles, strict=True)
        return replace(table, roles=tuple(replace(role, week=guessed.week) for role, guessed in dated))


def read_mapping(told: object) -> TableMapping:
    """The mapping of a JSON file; FaultsError when it is none."""
    if not isinstance(told, dict) or told.get("version") != _VERSION:
        raise FaultsError([Fault("statistics_mapping")])
    try:
        tables = {str(key): tuple(map(_role, entry["columns"])) for key, entry in told["tables"].items()}
        schools = {str(written): str(school) for written, school in told.get("schools", {}).items()}
        answers = {str(key): answer for key, answer in told.get("answers", {}).items() if answer != ""}
        return TableMapping(tables, schools, dict(told["tables"]), answers=answers)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise FaultsError([Fault("statistics_mapping")]) from error


def written_mapping(known: TableMapping, tables: Iterable[TableReading]) -> dict[str, Any]:
    """The mapping with every table that was met, as JSON; what stood there stays.

    With its columns each keeps its form, so that figures can be given back as they came.
    """
    found: dict[str, Any] = dict(known.told)
    for read in tables:
        table, where = read.table, f"{read.file} {read.sheet}".strip()
        entry = {"set": table.known.key, "where": where, "columns": list(_columns(table))}
        found.setdefault(table.signature, {**entry, "form": form_record(table, read.sheet)})
    return {"version": _VERSION, "tables": found, "schools": dict(known.schools)}


def _columns(table: Table) -> Iterable[dict[str, str]]:
    for place, (levels, role) in enumerate(zip(table.captions, table.roles, strict=True)):
        entry = {"column": column_name(place), "heading": " / ".join(levels), "holds": KINDS[role.kind]}
        if role.key:
            entry["key"] = role.key
        if role.kind in {"indicator", "base", "value"}:
            entry["unit"] = UNITS[role.unit]
        yield entry


def mapped_form(entry: Mapping[str, Any]) -> SheetForm | None:
    """The form of a table that is kept, with its columns as they are understood; None when it has none."""
    try:
        roles = tuple(map(_role, entry["columns"]))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return read_form(entry.get("form"), roles)


def _role(entry: Mapping[str, str]) -> Role:
    kinds = {words: kind for kind, words in KINDS.items()}
    units = {words: unit for unit, words in UNITS.items()}
    key = entry.get("key", "")
    if not isinstance(key, str):
        raise TypeError
    return Role(kinds[entry["holds"]], key, units[entry.get("unit", UNITS["people"])])
