"""A kept form of a sheet filled with the figures of one body: a sheet for each week, or all weeks in one list."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from sferum_docs.indicators.layout.redated import with_period, with_week
from sferum_docs.indicators.layout.week_numbers import dated_instead
from sferum_docs.indicators.layout.weeks import has_period, week_in, year_in
from sferum_docs.indicators.model import PEOPLE, PERCENT, Week

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from sferum_docs.indicators.export.sheet_form import Line, SheetForm
    from sferum_docs.indicators.layout.captions import Role
    from sferum_docs.indicators.series import Figures, Value

NOT_SUBMITTED = "х"
_ROUND = Decimal("0.01")  # percent points of a share that is worked out


@dataclass(frozen=True, slots=True)
class Share:
    """A number of percent."""

    percent: Decimal


Cell = str | int | Share


@dataclass(frozen=True, slots=True)
class FilledSheet:
    """A sheet to be written: rows by the number that people see; those of `head` are captions and heading."""

    name: str
    head: tuple[Line, ...]
    titles: int  # how many rows of the head stand above the heading
    rows: tuple[tuple[Cell, ...], ...]
    told: tuple[bool, ...]  # of each column, whether its captions say that it is of percent
    turned: bool = False  # rows and heading are written as columns, below the captions


@dataclass(frozen=True, slots=True)
class _Body:
    """Whose figures are written, by indicator and week."""

    name: str
    figures: Figures
    values: Mapping[tuple[str, date], Value]


def filled_sheets(form: SheetForm, figures: Figures, school: str, weeks: Sequence[date]) -> tuple[FilledSheet, ...]:
    """The sheets with the figures of these weeks; what is not known stays empty."""
    body = _Body(school, figures, figures.by_place)
    if form.has("week", "week_start"):
        return (_listed(form, body, weeks),)
    labels = _labels(form)
    step = max(len(labels), 1)
    parts = [weeks[at : at + step] for at in range(0, len(weeks), step)]
    return _named_apart([_of_weeks(form, body, part, dict(zip(labels, part, strict=False))) for part in parts])


def _labels(form: SheetForm) -> list[str]:
    """The weeks that columns of the heading name, the earliest first."""
    found = dict.fromkeys(role.week for role in form.roles if role.week)
    return sorted(found, key=lambda label: week.start.toordinal() if (week := week_in(label, 2000)) else 0)


def _listed(form: SheetForm, body: _Body, weeks: Sequence[date]) -> FilledSheet:
    """All weeks one under another."""
    rows: list[tuple[Cell, ...]] = []
    for week in weeks:
        rows += _rows(form, body, week, {}, before=len(rows))
    name = _one_week(form.sheet, weeks)
    return FilledSheet(name, _head(form, weeks, {}), len(form.titles), tuple(rows), _told(form), form.turned)


def _of_weeks(form: SheetForm, body: _Body, weeks: Sequence[date], labels: Mapping[str, date]) -> FilledSheet:
    """The sheet of one week, or of those that stand side by side."""
    kept = [at for at, role in enumerate(form.roles) if not role.week or role.week in labels]
    form = replace(form, roles=tuple(form.roles[at] for at in kept), heading=_picked(form.heading, kept))
    titled = any(week_in(cell, weeks[0].year) for _number, cells in form.titles for cell in cells)
    name = _one_week(form.sheet, weeks, told=titled)
    if not titled and not labels and not has_period(name):
        name = Week.of(weeks[0]).shown  # nothing else says of which week it is
    rows = tuple(_rows(form, body, weeks[0], labels))
    return FilledSheet(name, _head(form, weeks, labels), len(form.titles), rows, _told(form), form.turned)


def _picked(lines: Iterable[Line], places: Sequence[int]) -> tuple[Line, ...]:
    return tuple((number, tuple(cells[at] if at < len(cells) else "" for at in places)) for number, cells in lines)


def _head(form: SheetForm, weeks: Sequence[date], labels: Mapping[str, date]) -> tuple[Line, ...]:
    # beside a period a single day is no week: «к письму от 24.10.2023»
    periods = any(has_period(cell) for _number, cells in form.titles for cell in cells)
    titles = [
        (number, tuple(_one_week(cell, weeks) if has_period(cell) or not periods else cell for cell in cells))
        for number, cells in form.titles
    ]
    heading = [
        (
            number,
            tuple(_labelled(cell, form.roles[at], weeks, labels) for at, cell in enumerate(cells[: len(form.roles)])),
        )
        for number, cells in form.heading
    ]
    return (*titles, *heading)


def _labelled(text: str, role: Role, weeks: Sequence[date], labels: Mapping[str, date]) -> str:
    """A cell of the heading about the week of its column."""
    return with_week(text, labels[role.week]) if role.week in labels else _one_week(text, weeks)


def _one_week(text: str, weeks: Sequence[date], *, told: bool = False) -> str:
    """A text about the only week; of several it tells the first and the last day."""
    if len(weeks) > 1:
        return with_period(text, weeks[0], Week.of(weeks[-1]).end)
    week = Week.of(weeks[0])
    year = week.start.year if told and week.start.year == week.end.year else None
    return dated_instead(with_week(text, week.start, year), week)


def _told(form: SheetForm) -> tuple[bool, ...]:
    """Of each column, whether words above it say that it is of percent."""
    above = " ".join(cell for _number, cells in form.titles[-3:] for cell in cells)
    return tuple(
        role.unit == PERCENT
        and _says_percent(" ".join([above, *(cells[at] for _n, cells in form.heading if at < len(cells))]))
        for at, role in enumerate(form.roles)
    )


def _says_percent(text: str) -> bool:
    said = text.casefold()
    return any(word in said for word in ("%", "процент", "доля", "доли", "удельн"))


def _rows(
    form: SheetForm, body: _Body, week: date, labels: Mapping[str, date], before: int = 0
) -> Iterator[tuple[Cell, ...]]:
    """A row for the body, or one for each indicator where a row is of one."""
    listed = form.has("indicator_name")
    for number, indicator in enumerate(body.figures.set.indicators if listed else [None], before + 1):
        key = indicator.id if indicator else ""
        weeks = [labels.get(role.week, week) for role in form.roles]
        if listed and all((key, each) not in body.values for each in weeks):
            continue
        name = form.names.get(key, indicator.name) if indicator else ""
        yield tuple(
            _key_cell(form, role, body, weeks[at], number=number, name=name)
            if role.kind not in {"indicator", "value", "base"}
            else _figure(form, role, body, weeks[at], key)
            for at, role in enumerate(form.roles)
        )


def _key_cell(form: SheetForm, role: Role, body: _Body, week: date, *, number: int, name: str) -> Cell:
    days, sample = Week.of(week), form.samples.get(role.kind, "")
    if role.kind == "week_end":
        return with_week(sample, week) if _is_whole(sample) else f"{days.end:%d.%m.%Y}"
    told: Mapping[str, Cell] = {
        "number": number,
        "school": body.name,
        "indicator_name": name,
        "week": with_week(sample, week) if _is_whole(sample) else days.shown,
        "week_start": with_week(sample, week) if _is_whole(sample) else f"{week:%d.%m.%Y}",
    }
    return told.get(role.kind, "")


def _is_whole(text: str) -> bool:
    """Whether a text names its week with the year."""
    return bool(text) and week_in(text) is not None and year_in(text) is not None


def _figure(form: SheetForm, role: Role, body: _Body, week: date, key: str) -> Cell:
    if role.kind == "base":
        return _base(body, week, role) if role.unit == PEOPLE else ""
    key = role.key if role.kind == "indicator" else key
    if not key:
        return ""
    if body.figures.set.named(key) is None:  # the district asks for it, and this body has nobody to count
        return NOT_SUBMITTED
    value = body.values.get((key, week))
    if value is None or value.state == "not_applicable":
        return NOT_SUBMITTED if value is not None else ""
    beside = any(
        other.unit == PERCENT and (other.kind, other.key, other.week) == (role.kind, role.key, role.week)
        for other in form.roles
    )
    return _amount(value, role.unit, percent_beside=beside)


def _amount(value: Value, unit: str, *, percent_beside: bool) -> Cell:
    """The number in the unit of its column; people are never worked out of a share."""
    if value.amount is None:
        return ""
    if value.unit == PERCENT:
        return Share(value.amount) if unit == PERCENT or not percent_beside else ""
    if unit == PEOPLE:
        return int(value.amount)
    return Share((value.amount * 100 / value.base).quantize(_ROUND)) if value.base else ""


def _base(body: _Body, week: date, role: Role) -> Cell:
    of_week = (body.values.get((each.id, week)) for each in body.figures.set.indicators if each.population == role.key)
    return next((value.base for value in of_week if value is not None and value.base is not None), "")


def _named_apart(sheets: Sequence[FilledSheet]) -> tuple[FilledSheet, ...]:
    """Sheets of one name by their weeks or their numbers."""
    names = [sheet.name for sheet in sheets]
    return tuple(
        replace(sheet, name=sheet.name if names.count(sheet.name) == 1 else f"{sheet.name} {number}".strip())
        for number, sheet in enumerate(sheets, 1)
    )
