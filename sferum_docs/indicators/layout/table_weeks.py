"""The week of a whole table: where it is said, and whether two places say different ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.indicators.layout.weeks import has_period, week_in

if TYPE_CHECKING:
    from sferum_docs.indicators.layout.heading import Table
    from sferum_docs.indicators.model import Week


def week_of_table(table: Table, file: str, sheet: str, year: int | None) -> tuple[Week | None, str]:
    """The week that is said of a whole table, and where."""
    named = week_in(sheet, year)
    places = (
        (named if has_period(sheet) else None, "имя листа"), (week_in(table.title, year), "надпись над таблицей"),
        (named, "имя листа"), (week_in(file, year), "имя файла"),
    )  # fmt: skip
    return next(((week, where) for week, where in places if week), (None, ""))


def weeks_against(table: Table, sheet: str, year: int | None) -> tuple[Week, Week] | None:
    """The week of the caption and that of the sheet's name where they are not the same."""
    named, titled = (week_in(sheet, year) if has_period(sheet) else None), week_in(table.title, year)
    return (titled, named) if named and titled and named != titled else None


def is_dated(table: Table) -> bool:
    """Whether each row or column says of which week it is."""
    return any(role.kind in {"week", "week_start"} or role.week for role in table.roles)
