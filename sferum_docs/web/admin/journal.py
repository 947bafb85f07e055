"""The audit journal: who did what, when, from where."""

from __future__ import annotations

import io
import tomllib
from datetime import date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Blueprint, render_template, request

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.records import parse_day
from sferum_docs.services.installation.audit import Search, read_journal, whole_journal
from sferum_docs.web.current import known_school_id
from sferum_docs.web.files import file_answer
from sferum_docs.web.forms.wording import moment
from sferum_docs.web.protection.numbers import sent_number

if TYPE_CHECKING:
    from collections.abc import Mapping

    from werkzeug.wrappers import Response
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

blueprint = Blueprint("journal", __name__)
PAGE = 50
_LAST_PAGE = 100_000  # of a number typed into the address
_SAID = ("words", "who", "action", "since", "until")  # with anything else an address could lead elsewhere
ROWS_OF_SHEET = 1_000_000
_HEADINGS = {"Когда": 18, "Кто": 32, "Что": 28, "О чём": 44, "Подробности": 60, "Откуда": 18}


@cache
def words() -> dict[str, dict[str, str]]:
    """Code → words, of actions, of details and of their values."""
    return tomllib.loads(Path(__file__).with_name("actions.toml").read_text(encoding="utf-8"))


@blueprint.get("/journal")
def page() -> str:
    """The newest lines, or those that are looked for."""
    number = min(sent_number(request.args.get("page", "")) or 1, _LAST_PAGE)
    found = read_journal(known_school_id(), _search(), PAGE, (number - 1) * PAGE)
    filters = {name: text for name in _SAID if (text := request.args.get(name, ""))}
    return render_template(
        "admin/journal.html",
        journal=found,
        words=words()["actions"],
        details=details_text,
        number=number,
        pages=-(-found.total // PAGE),
        filters=filters,
    )


@blueprint.get("/journal.xlsx")
def export() -> Response:
    """What is looked for as a sheet."""
    from xlsxwriter import Workbook  # noqa: PLC0415  wanted when a sheet is

    target = io.BytesIO()
    plain = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(target, plain) as book:
        lines = iter(whole_journal(known_school_id(), _search()))
        sheet, number = _sheet(book, 1), 1
        for place, line in enumerate(lines):
            row = place % ROWS_OF_SHEET + 1
            if place // ROWS_OF_SHEET + 1 > number:
                number += 1
                sheet = _sheet(book, number)
            told = words()["actions"].get(line.action, line.action)
            cells = (moment(line.at), line.user_name, told, line.subject, details_text(line.details), line.address)
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell)
    target.seek(0)
    return file_answer(target, "Журнал действий.xlsx")


def _sheet(book: Workbook, number: int) -> Worksheet:
    """The next sheet: one of Excel holds 1,048,576 rows."""
    sheet = book.add_worksheet("Журнал действий" if number == 1 else f"Журнал действий {number}")
    bold = book.add_format({"bold": True})
    for column, (heading, width) in enumerate(_HEADINGS.items()):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, bold)
    sheet.freeze_panes(1, 0)
    return sheet


def details_text(details: Mapping[str, Any]) -> str:
    """The details in one line."""
    named, told = words()["details"], words()["values"]
    lists = {key: _items(value) for key, value in details.items()}
    return "; ".join(
        f"{named.get(key, key)}: {', '.join(told.get(str(item), str(item)) for item in items)}"
        for key, items in lists.items()
    )


def _items(value: object) -> list[object]:
    """What stands under one name: whoever is named with a day (or with nothing) stands with it in words."""
    if isinstance(value, dict):
        return [f"{name} — {_day(told)}" if told else name for name, told in value.items()]
    return value if isinstance(value, list) else [value]


def _day(told: object) -> str:
    try:
        return f"{date.fromisoformat(str(told)):%d.%m.%Y}"
    except ValueError:
        return str(told)


def _search() -> Search:
    return Search(
        words=clean_line(request.args.get("words", "")),
        user_name=clean_line(request.args.get("who", "")),
        action=clean_line(request.args.get("action", "")),
        since=_midnight("since"),
        until=_midnight("until", days=1),
    )


def _midnight(name: str, days: int = 0) -> datetime | None:
    """The beginning of the day asked for, or so many days later; None at the ends of the calendar."""
    day = parse_day(request.args.get(name, ""))
    try:
        return datetime.combine(day + timedelta(days), time()).astimezone() if day else None
    except (OverflowError, ValueError):
        return None
