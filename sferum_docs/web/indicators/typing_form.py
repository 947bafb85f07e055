"""The fields of a week: what is kept, what is offered where nothing is, what was sent."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import request

from sferum_docs.directives.weekdays import monday_of
from sferum_docs.indicators.entering.typed import Typed, read_typed, typed_of
from sferum_docs.indicators.model import PEOPLE, plain
from sferum_docs.indicators.reports.of_school import bases_of, not_submitted
from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.records import parse_day
from sferum_docs.services.indicators.figures import figures_of, history_of
from sferum_docs.services.indicators.values import value_faults, week_subject
from sferum_docs.web.current import current_pack, current_school, current_school_id, today
from sferum_docs.web.forms.edit_token import Kept, Part, short

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from datetime import date

    from sferum_docs.directives.indicators import Indicator
    from sferum_docs.indicators.series import Figures, Source, Value
    from sferum_docs.reading.faults import Fault

ACTIONS = ("indicators.kept", "indicators.corrected")


@dataclass(frozen=True, slots=True)
class Line:
    """An indicator of the week: what its fields show, what is kept, the known value before, every version, faults."""

    indicator: Indicator
    typed: Typed
    kept: Value | None
    before: Value | None
    history: tuple[Value, ...]
    remarks: tuple[str, ...] = ()
    base_remarks: tuple[str, ...] = ()


def current_figures() -> Figures:
    """What is kept under the set of the act of this page."""
    return figures_of(current_school_id(), current_pack())


def week_kept(monday: str) -> Kept:
    """Each value of the week by its indicator."""
    figures, week = current_figures(), parse_week(monday)
    parts = {each.id: _part(figures, each, week) for each in figures.set.indicators} if week else {}
    return Kept(parts, week_subject(figures.set, week) if week else "", ACTIONS)


def _part(figures: Figures, indicator: Indicator, week: date) -> Part:
    kept = figures.value(indicator.id, week)
    typed = typed_of(kept) if kept else offered(indicator, week)
    fields = tuple(f"{name}-{indicator.id}" for name in ("amount", "base", "absent"))
    return Part(indicator.name, _said(indicator, typed), value_words(kept), fields[0], fields)


def week_sent(monday: str) -> dict[str, object]:
    """What was sent of each, in the shape of what is kept."""
    asked = current_figures().set.indicators if parse_week(monday) else ()
    return {each.id: _said(each, typed) for each in asked if (typed := sent_typed(each)) is not None}


def _said(indicator: Indicator, typed: Typed) -> Typed:
    """What fields say: of how many is offered beforehand, without a number nobody has said it; a share has none."""
    return typed if typed.amount and indicator.counts_people else replace(typed, base="")


def sent_typed(indicator: Indicator) -> Typed | None:
    """The fields of an indicator as they came; None: they were not on the page."""
    if f"amount-{indicator.id}" not in request.form:
        return None
    amount, base = (clean_line(request.form.get(f"{name}-{indicator.id}", "")) for name in ("amount", "base"))
    return Typed(amount, base, f"absent-{indicator.id}" in request.form)


def offered(indicator: Indicator, week: date) -> Typed:
    """What stands in the fields before anything is kept: of how many, as the week before or the school says."""
    figures, school = current_figures(), current_school()
    before = known_before(figures, indicator, week)
    base = before.base if before is not None else None
    base = bases_of(school, figures.set).get(indicator.id) if base is None else base
    return Typed("", "" if base is None else str(base), indicator.id in not_submitted(school.requisites, figures.set))


def known_before(figures: Figures, indicator: Indicator, week: date) -> Value | None:
    """The newest known value of a week before."""
    known = (
        each
        for each in figures.values
        if each.indicator == indicator.id and each.week < week and each.amount is not None
    )
    return max(known, key=lambda each: each.week, default=None)


def sent_values(week: date, changed: Container[str]) -> tuple[tuple[Value, ...], list[Fault]]:
    """The values to be kept: those that the sender changed, and what of the week has no value yet; what is wrong."""
    figures, values, faults = current_figures(), [], []
    for indicator in figures.set.indicators:
        typed, kept = sent_typed(indicator), figures.value(indicator.id, week)
        if typed is None or (short(indicator.id) not in changed and kept is not None):
            continue
        value, wrong = read_typed(typed, indicator, week, kept)
        # what stands there and was only looked at keeps its base unwritten: it is offered, nobody has said it
        values.append(value if value.amount is not None else replace(value, base=None))
        faults += wrong or value_faults(value, figures.set, today())
    return tuple(values), faults


def lines_of(week: date, remarks: Mapping[str, tuple[str, ...]]) -> tuple[Line, ...]:
    """The week as the page shows it."""
    figures, history = current_figures(), history_of(current_school_id(), current_pack(), week)
    found = []
    for indicator in figures.set.indicators:
        kept = figures.value(indicator.id, week)
        found.append(
            Line(
                indicator,
                typed_of(kept) if kept is not None else offered(indicator, week),
                kept,
                known_before(figures, indicator, week),
                history.get(indicator.id, ()),
                remarks.get(f"amount-{indicator.id}", ()),
                remarks.get(f"base-{indicator.id}", ()),
            )
        )
    return tuple(found)


def amount_words(value: Value) -> str:
    """A value as a person reads it.

    >>> from datetime import date
    >>> from decimal import Decimal
    >>> from sferum_docs.indicators.series import Value
    >>> amount_words(Value("I1", date(2023, 10, 16), Decimal("45.1000"), "percent"))
    '45,1 %'
    """
    if value.amount is None:
        return "не подаётся" if value.state == "not_applicable" else "нет данных"
    return plain(value.amount, value.unit)


def value_words(value: Value | None) -> str:
    """A value in words: «12 из 40», «нет данных», «не подаётся»; empty: nothing was asked."""
    if value is None:
        return ""
    told = amount_words(value)
    has_base = value.amount is not None and value.base is not None and value.unit == PEOPLE
    return f"{told} из {value.base}" if has_base else told


def source_words(source: Source) -> str:
    """Where a value stands; empty: it was typed."""
    if not source.file:
        return ""
    return ", ".join(filter(None, (source.file, f"лист «{source.sheet}»" if source.sheet else "", source.cell)))


def parse_week(text: str) -> date | None:
    """The Monday of the week of a day («2023-10-18»); None when it is no day."""
    day = parse_day(text)
    return None if day is None else monday_of(day)
