"""The table of regional holidays read from `holidays.toml`: every fault with its place."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sferum_docs.directives.regional_days import RegionalHoliday, SetDay
from sferum_docs.packs.reader import read_toml
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import Record

if TYPE_CHECKING:
    from pathlib import Path

_LEAP_YEAR = 2024  # 29 February is a day as well


def read_holidays(path: Path) -> tuple[RegionalHoliday, ...]:
    """The holidays of a file; an absent one has none. FaultsError names every row that is no holiday."""
    if not path.is_file():
        return ()
    faults: list[Fault] = []
    root = Record(read_toml(path), "", faults)
    holidays = tuple(_holiday(record) for record in root.records("holidays", "name"))
    root.done()
    if faults:
        raise FaultsError([Fault(fault.code, f"{path.name}: {fault.place}", fault.values) for fault in faults])
    return holidays


def _holiday(record: Record) -> RegionalHoliday:
    region, name, source = record.text("region"), record.text("name"), record.text("source")
    written = record.text("every_year", required=False)
    yearly = _month_and_day(written) if written else None
    if written and yearly is None:
        record.fault("every_year", "bad_month_day", text=written)
    days = tuple(day for row in record.records("days", "date") if (day := _set_day(row)) is not None)
    record.refuse_repeats("days", [f"{day.date:%d.%m.%Y}" for day in days])
    if not written and not record.has("days"):
        record.fault("days", "holiday_without_days")
    record.done()
    return RegionalHoliday(region, name, source, yearly, days)


def _set_day(record: Record) -> SetDay | None:
    day, source = record.day("date"), record.text("source", required=False)
    confirmed = record.flag("confirmed")
    record.done()
    if confirmed and not source:
        record.fault("source", "confirmed_by_nothing")
    return None if day is None else SetDay(day, source, confirmed)


def _month_and_day(text: str) -> tuple[int, int] | None:
    """Month and day of «26.07».

    >>> _month_and_day("26.07"), _month_and_day("31.06")
    ((7, 26), None)
    """
    parts = text.split(".")
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() for part in parts):  # noqa: PLR2004  day and month
        return None
    day, month = (int(part[:3]) for part in parts)
    try:
        date(_LEAP_YEAR, month, day)
    except ValueError:
        return None
    return month, day
