"""What a person sends on the pages of an import: how tables are understood, whose rows are meant, answers."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from flask import request

from sferum_docs.directives.weekdays import monday_of
from sferum_docs.indicators.importing.model import KEPT, MOVE, REPLACE, Answer
from sferum_docs.indicators.importing.understanding import is_of_monday
from sferum_docs.indicators.layout.captions import Role
from sferum_docs.indicators.mapping import KINDS, UNITS
from sferum_docs.indicators.taking import FIRST_WEEK
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import parse_day

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.importing.model import ChangeList, Matter
    from sferum_docs.indicators.importing.understanding import Understood
    from sferum_docs.indicators.layout.entries import TableReading
    from sferum_docs.indicators.model import Week

_LONGEST = 300
_SHOWN = 40
_PARTS = 3
UNSAID = "?"
_LAST_DAY = date(2199, 12, 31)


def value_of(role: Role) -> str:
    """The value by which a page names what a column holds."""
    return f"{role.kind}|{role.key}|{role.unit}"


def said_of_tables(found: Understood, known: IndicatorSet) -> dict[str, dict[str, Any]]:
    """What the form of tables says. FaultsError: a week is no day."""
    sent = request.form
    heads = {table.table.signature: table for table in found.tables}
    shown = [clean_line(text)[:_LONGEST] for text in sent.getlist("shown")]
    rest = [clean_line(text)[:_LONGEST] for text in sent.getlist("rest")]
    ours = {*rest, *(clean_line(text)[:_LONGEST] for text in sent.getlist("own"))}
    return {
        "tables": {key: _entry(table, found.mapping[key], known) for key, table in heads.items()},
        **_weeks(found.tables),
        "listed": {
            name: key
            for at, name in enumerate(found.unlisted)
            if (key := sent.get(f"listed-{at}", UNSAID)) == "" or known.named(key)
        },
        "names": {text: text in ours for text in dict.fromkeys([*shown, *rest])},
        "nameless": {
            table.table.signature: sent.get(f"whose-{table.table.signature}") == "ours"
            for table in found.nameless
            if f"whose-{table.table.signature}" in sent
        },
    }


def _entry(table: TableReading, known: Mapping[str, Any], of: IndicatorSet) -> dict[str, Any]:
    """How a table is understood, with the columns as they were chosen."""
    columns = []
    for at, column in enumerate(known["columns"]):
        role = _role(request.form.get(f"c-{table.table.signature}-{at}", ""), of)
        mended = {name: text for name, text in column.items() if name not in {"holds", "key", "unit"}}
        columns.append({**mended, **_told(role)} if role is not None else column)
    return {**known, "columns": columns}


def _role(text: str, known: IndicatorSet) -> Role | None:
    """What was chosen for a column; None: nothing that was offered."""
    parts = text.split("|")
    if len(parts) != _PARTS or parts[0] not in KINDS or parts[2] not in UNITS:
        return None
    kind, key, unit = parts
    keys = {"indicator": {each.id for each in known.indicators}, "base": {each.population for each in known.indicators}}
    return Role(kind, key, unit) if not key or key in keys.get(kind, {key}) else None


def _told(role: Role) -> dict[str, str]:
    told = {"holds": KINDS[role.kind]}
    if role.key:
        told["key"] = role.key
    if role.kind in {"indicator", "base", "value"}:
        told["unit"] = UNITS[role.unit]
    return told


def _weeks(tables: Iterable[TableReading]) -> dict[str, dict[str, Any]]:
    found: dict[str, str] = {}
    faults = []
    for at, table in enumerate(tables):
        text = request.form.get(f"week-{at}", "").strip()
        day = _day(text)
        if text and day is None:
            faults.append(Fault("import_day", f"week-{at}", {"text": text[:_SHOWN]}))
        elif f"week-{at}" in request.form:
            found[_key(table)] = monday_of(day).isoformat() if day else ""
    text = request.form.get("first-week", "").strip()
    first = _day(text)
    if text and first is None:
        faults.append(Fault("import_day", "first-week", {"text": text[:_SHOWN]}))
    if faults:
        raise FaultsError(faults)
    mondays = {
        table.table.signature: _days(table.weeks).index(monday)
        for table in tables
        if table.weeks and is_of_monday(table) and (monday := found.get(_key(table), "")) in _days(table.weeks)
    }
    return {"mondays": mondays, "weeks": found, "first": {"day": monday_of(first).isoformat()} if first else {}}


def _key(table: TableReading) -> str:
    return json.dumps([table.file, table.sheet, table.table.number])


def _days(weeks: Iterable[Week]) -> list[str]:
    return [week.start.isoformat() for week in weeks]


def _day(text: str) -> date | None:
    day = parse_day(text) if text else None
    return day if day and FIRST_WEEK <= day <= _LAST_DAY else None


def answers_of(matters: Iterable[Matter]) -> dict[str, Answer]:
    """What was answered to each matter."""
    sent, others = request.form, request.form.get("others", "")
    return {
        matter.key: Answer(
            sent.get(matter.key) or (others if others in {REPLACE, KEPT} else ""),
            {at: clean_line(sent.get(f"{matter.key}-{at}", ""))[:_SHOWN] for at in range(len(matter.values))},
            clean_line(sent.get(f"{matter.key}-reason", ""))[:_LONGEST],
        )
        for matter in matters
    }


def moved_weeks(changes: ChangeList) -> dict[str, str]:
    """Weeks that are said to be others: Monday → Monday. FaultsError: no day is given, or none that is one."""
    found: dict[str, str] = {}
    faults = []
    for matter in changes.matters:
        if request.form.get(matter.key) != MOVE or all(choice.key != MOVE for choice in matter.choices):
            continue
        text = request.form.get(f"{matter.key}-day", "").strip()
        day = _day(text)
        if day is None:
            faults.append(
                Fault("import_day" if text else "import_no_day", f"{matter.key}-day", {"text": text[:_SHOWN]})
            )
        else:
            found[matter.week.isoformat()] = monday_of(day).isoformat()
    if faults:
        raise FaultsError(faults)
    return found
