"""The workers of a staff table, each with what tells the organisation: a column, a section above, a title."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault
from sferum_docs.schools.columns import Skipped, cell_name, entries_below
from sferum_docs.schools.district_lists.kinds import kind_as_written
from sferum_docs.schools.district_lists.model import Finding, LeftRow, Level, Place, RawPerson
from sferum_docs.schools.district_lists.tables.columns import STAFF_COLUMNS
from sferum_docs.schools.heading import Layout
from sferum_docs.schools.lists.name_with_post import parted
from sferum_docs.schools.staff_sheet import name_joined, tidied
from sferum_docs.schools.table_rows import SECTION

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.reading.sheets.sheets import SheetRow
    from sferum_docs.schools.columns import Draft, Reading

_IN_PARTS = ("last", "first", "middle")
_MARKS = ("«", '"', "№")
_TOLD_OF_ROWS = {"formula", "formula_empty", "name_crowd", "phone_scientific"}
_MOST_WORDS = 14
_PARTS_OF_ONE = ("групп", "корпус", "филиал", "отделени", "персонал", "работник", "педагог", "служащ", "совместител")


@dataclass(frozen=True, slots=True)
class StaffRows:
    """What a staff table holds."""

    people: tuple[RawPerson, ...] = ()
    left: tuple[LeftRow, ...] = ()
    findings: tuple[Finding, ...] = ()


def looks_like_body(text: str) -> bool:
    """Whether a text names an organisation, rather than a part of its staff.

    >>> looks_like_body("МБОУ «Росток»"), looks_like_body("Ключевская СОШ"), looks_like_body("Администрация")
    (True, True, False)
    """
    low = text.casefold()
    if len(text.split()) > _MOST_WORDS or any(word in low for word in _PARTS_OF_ONE):
        return False
    return kind_as_written(text) is not None or any(mark in text for mark in _MARKS)


def read_staff_rows(rows: Sequence[SheetRow], layout: Layout, file: str, sheet: str) -> StaffRows:
    """The workers of the rows of a table; `layout` counts from the first of them."""
    layout, rows = _with_posts(rows, layout)
    whole = "name" in layout.cells
    columns = tuple(
        column for column in STAFF_COLUMNS if (column.key not in _IN_PARTS if whole else column.key != "name")
    )
    reading = entries_below(rows, layout, columns)
    if not whole:
        reading = replace(reading, drafts=tuple(map(name_joined, reading.drafts)))
    reading = _without_sections(tidied(reading))
    places = _places(layout)
    people = _people(reading, places, file, sheet)
    left = tuple(LeftRow(Place(file, sheet, cell_name(row.number, 0)), row.reason, row.text) for row in reading.skipped)
    return StaffRows(people, left, tuple(_findings(reading, places, file, sheet)))


def _with_posts(rows: Sequence[SheetRow], layout: Layout) -> tuple[Layout, Sequence[SheetRow]]:
    """«Иванова Анна Петровна, учитель» in one cell, parted into two columns."""
    if "post" in layout.cells or "name" not in layout.cells:
        return layout, rows
    divided = parted(rows[layout.first :])
    if len(divided) == len(rows) - layout.first and divided and len(divided[0].cells) > _width(rows):
        post = len(divided[0].cells) - 1
        return Layout(0, {**layout.cells, "post": post}, layout.names), divided
    return layout, rows


def _width(rows: Sequence[SheetRow]) -> int:
    return max((len(row.cells) for row in rows), default=0)


def _places(layout: Layout) -> dict[str, int]:
    """Where the values stand: a name in parts is where the surname is; a post parted from a name, where the name is."""
    places = dict(layout.cells)
    places.setdefault("name", places.get("last", 0))
    if layout.names and places.get("post", 0) >= len(layout.names):
        places["post"] = places["name"]
    return places


def _without_sections(reading: Reading) -> Reading:
    """«Ключевская СОШ» alone in the column of names is no person: it heads those below."""

    def heads(draft: Draft) -> bool:
        filled = [text for text in draft.values.values() if text]
        return len(set(filled)) == 1 and bool(draft.values["name"]) and looks_like_body(draft.values["name"])

    heading = [draft for draft in reading.drafts if heads(draft)]
    if not heading:
        return reading
    numbers = {draft.number for draft in heading}
    more = [Skipped(draft.number, SECTION, draft.values["name"]) for draft in heading]
    return replace(
        reading,
        drafts=tuple(draft for draft in reading.drafts if draft.number not in numbers),
        skipped=tuple(sorted([*reading.skipped, *more], key=lambda row: row.number)),
    )


def _people(reading: Reading, places: dict[str, int], file: str, sheet: str) -> tuple[RawPerson, ...]:
    sections = [(row.number, row.text) for row in reading.skipped if looks_like_body(row.text)]
    fills = _named_once([draft.values.get("school", "") for draft in reading.drafts])
    people, at, section, above = [], 0, ("", ""), ""
    for draft in reading.drafts:
        while at < len(sections) and sections[at][0] < draft.number:
            section, above = (sections[at][1], cell_name(sections[at][0], 0)), ""
            at += 1
        school = draft.values.get("school", "")
        above = school or (above if fills else "")
        people.append(RawPerson(draft.values, places, draft.number, file, sheet, above, section[0], section[1]))
    return tuple(people)


def _named_once(schools: Sequence[str]) -> bool:
    """Whether a name stands over its people and not beside each: then an empty cell means the name above."""
    filled = [(at, name) for at, name in enumerate(schools) if name]
    return bool(filled) and len(filled) < len(schools) and len({name for _at, name in filled}) == len(filled)


def _findings(reading: Reading, places: dict[str, int], file: str, sheet: str) -> list[Finding]:
    found = []
    for doubt in (*reading.doubts, *reading.notes):
        number = doubt.place.rpartition(" ")[2]
        if not number.isdigit() or (doubt.code not in _TOLD_OF_ROWS and not doubt.warning):
            continue
        key = "phone" if doubt.code.startswith("phone") else "name"
        cell = str(doubt.values.get("cell", "")) or cell_name(int(number), places.get(key, 0))
        level = Level.ERROR if doubt.code == "phone_scientific" else Level.WARNING
        fault = Fault(doubt.code, values=doubt.values)
        found.append(Finding(level, fault, Place(file, sheet, cell), written=str(doubt.values.get("text", ""))))
    return found
