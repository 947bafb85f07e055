"""The week of a whole table: where it is said, and whether two may be meant."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.indicators.layout.week_numbers import numbered_week, told_on_monday
from sferum_docs.indicators.layout.weeks import has_period, week_in

if TYPE_CHECKING:
    from sferum_docs.indicators.layout.heading import Table
    from sferum_docs.indicators.model import Week


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two weeks of which one is meant, that which is taken until it is known first, and why."""

    weeks: tuple[Week, Week]
    text: str


def week_of_table(table: Table, file: str, sheet: str, year: int | None) -> tuple[Week | None, str]:
    """The week that is said of a whole table, and where."""
    named = week_in(sheet, year)
    titled = week_in(table.title, year) or week_in(table.said_above, year)
    places = (
        (named if has_period(sheet) else None, "имя листа"), (titled, "надпись над таблицей"),
        (named, "имя листа"), (week_in(file, year), "имя файла"),
    )  # fmt: skip
    return next(((week, where) for week, where in places if week), (None, ""))


def doubtful_weeks(table: Table, sheet: str, file: str, year: int | None) -> Doubt | None:
    """Why the week of a table is in doubt: its caption and its sheet name two, or it was told on a Monday."""
    if is_dated(table):
        return None
    named, titled = (week_in(sheet, year) if has_period(sheet) else None), week_in(table.title, year)
    if named and titled and named != titled:
        text = f"надпись говорит о неделе {titled.shown}, а лист называется «{sheet}»"
        return Doubt((named, titled), text)
    for text in () if named else (table.title, sheet, file):
        weeks = told_on_monday(text, year)
        if weeks:
            day = f"показатели даны на понедельник {weeks[1].start:%d.%m.%Y}"
            return Doubt(weeks, f"{day}: за неделю, которая прошла, или за ту, которая началась")
        if week_in(text, year):
            break
    return None


def numbers_of(table: Table, sheet: str, file: str, year: int | None) -> list[tuple[int, Week]]:
    """The weeks that are both counted and dated above a table or over its columns."""
    texts = dict.fromkeys((table.title, sheet, file, *(role.week for role in table.roles if role.week)))
    return [found for text in texts for found in numbered_week(text, year)]


def is_dated(table: Table) -> bool:
    """Whether each row or column says of which week it is."""
    return any(role.kind in {"week", "week_start"} or role.week for role in table.roles)
