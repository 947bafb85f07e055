"""Figures of indicators: the weeks there are, a week read and written."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from flask import g

from sferum_docs.directives.weekdays import monday_of
from sferum_docs.indicators.entering.doubts import doubts_of
from sferum_docs.indicators.model import PEOPLE, PERCENT, unit_of
from sferum_docs.indicators.series import Value
from sferum_docs.indicators.taking import MOST as MOST_PEOPLE
from sferum_docs.indicators.taking import compare_values
from sferum_docs.reading.faults import Fault, FaultsError, errors
from sferum_docs.reading.records import Record, parse_day
from sferum_docs.services.indicators.figures import figures_of
from sferum_docs.services.indicators.values import MOST_REASON, MOST_WEEKS, keep_values, value_faults, week_faults
from sferum_docs.services.users.tokens import Scope
from sferum_docs.web.api.operations import Answer, Call, Operation
from sferum_docs.web.api.parts.acts import ACT, pack_of
from sferum_docs.web.api.problems import NOT_FOUND, ProblemError
from sferum_docs.web.api.schemas import many, named, record
from sferum_docs.web.current import today

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.directives.indicators import Indicator
    from sferum_docs.indicators.series import Figures
    from sferum_docs.web.api.schemas import Schema

_MOST_INDICATORS, _DIGITS = 100, 6
_KNOWN, _STATES = "known", ("known", "unknown", "not_applicable")
_LINE: Schema = {"type": "string", "maxLength": 500}
_AMOUNT = {"type": ["number", "null"], "minimum": 0, "maximum": MOST_PEOPLE}
_VALUE: dict[str, Schema] = {
    "indicator": {**_LINE, "description": "код показателя"},
    "amount": {**_AMOUNT, "description": "значение; null — не известно"},
    "unit": {"type": "string", "enum": [PEOPLE, PERCENT], "description": "люди или проценты"},
    "base": {"type": ["integer", "null"], "minimum": 0, "maximum": MOST_PEOPLE, "description": "из скольких"},
    "state": {"type": "string", "enum": [*_STATES], "description": "известно, не известно, не подаётся"},
}
_MONDAY = {"type": "string", "format": "date", "description": "понедельник недели"}
SCHEMAS = {
    "Indicator": record(
        {"indicator": _LINE, "name": _LINE, "unit": {"type": "string", "enum": [PEOPLE, PERCENT]}},
        ["indicator", "name", "unit"],
    ),
    "Figures": record(
        {
            "indicators": many(named("Indicator"), _MOST_INDICATORS, "что считают по этому акту"),
            "weeks": many(_MONDAY, MOST_WEEKS, "недели, за которые что-то записано"),
        },
        ["indicators", "weeks"],
    ),
    "FigureValue": record(_VALUE, ["indicator", "amount", "unit", "state"]),
    "Week": record({"week": _MONDAY, "values": many(named("FigureValue"), _MOST_INDICATORS)}, ["week", "values"]),
    "WeekChange": record(
        {
            "values": many(record(_VALUE, ["indicator"]), _MOST_INDICATORS, "только то, что пишется"),
            "reason": {"type": "string", "maxLength": MOST_REASON, "description": "почему записанное исправлено"},
        },
        ["values"],
    ),
}


def _figures(call: Call) -> Figures:
    return figures_of(call.school_id, pack_of(call))


def _list(call: Call) -> Answer:
    figures = _figures(call)
    indicators = [{"indicator": item.id, "name": item.name, "unit": unit_of(item)} for item in figures.set.indicators]
    return Answer({"indicators": indicators, "weeks": [week.isoformat() for week in figures.weeks]})


def _week_of(call: Call) -> date:
    week = parse_day(call.values["monday"])
    if week is None or week != monday_of(week):
        raise ProblemError(NOT_FOUND, "api_not_monday")
    return week


def _state(call: Call) -> object:
    week = _week_of(call)
    return [_told(value) | {"version": value.version} for value in _figures(call).values if value.week == week]


def _read(call: Call) -> Answer:
    week = _week_of(call)
    values = [_told(value) for value in _figures(call).values if value.week == week]
    return Answer({"week": week.isoformat(), "values": values})


def _told(value: Value) -> dict[str, Any]:
    amount = None if value.amount is None else int(value.amount) if value.unit == PEOPLE else float(value.amount)
    return {
        "indicator": value.indicator, "amount": amount, "unit": value.unit, "base": value.base, "state": value.state,
    }  # fmt: skip


def _write(call: Call) -> Answer:
    week, figures = _week_of(call), _figures(call)
    faults: list[Fault] = week_faults(week, today())
    sent = Record(call.body, "", faults)
    reason = sent.text("reason", required=False)
    if len(reason) > MOST_REASON:
        sent.fault("reason", "too_long", limit=MOST_REASON)
    values = [_value(row, week, figures, reason) for row in sent.records("values")]
    sent.done()
    if not values:
        sent.fault("values", "empty")
    known = tuple(value for value in values if value is not None)
    if not errors(faults):
        faults += [fault for value in known for fault in value_faults(value, figures.set, today())]
    if not errors(faults):
        faults += _asked(figures, known, reason)
    if wrong := errors(faults):
        raise FaultsError(wrong)
    keep_values(call.school_id, pack_of(call), known, call.by, today=today(), reason=reason)
    g.pop("pack", None)
    return _read(call)


def _asked(figures: Figures, values: tuple[Value, ...], reason: str) -> list[Fault]:
    """What a person is asked about, too: it is taken when a reason is given."""
    if reason:
        return []
    taken = compare_values(figures, values)
    names = {item.id: item.short or item.name for item in figures.set.indicators}
    changed = [change for change in (*taken.changed, *taken.held) if change.needs_reason]
    doubts = [replace(doubt, warning=False) for doubt in doubts_of(figures, values)]
    return doubts + [
        Fault("indicator_reason", f"amount-{change.value.indicator}",
              {"name": names[change.value.indicator], "week": f"{change.value.week:%d.%m.%Y}"})
        for change in changed
    ]  # fmt: skip


def _value(row: Record, week: date, figures: Figures, reason: str) -> Value | None:
    key = row.text("indicator")
    indicator = figures.set.named(key)
    if indicator is None:
        if key:
            row.fault("indicator", "indicator_unknown", text=key[:40])
        return None
    amount = _amount(row, indicator)
    base = row.number("base", required=False, high=MOST_PEOPLE)
    unit = row.text("unit", required=False) or unit_of(indicator)
    state = row.text("state", required=False) or ("unknown" if amount is None else _KNOWN)
    row.done()
    for name, text, options in (("unit", unit, (PEOPLE, PERCENT)), ("state", state, _STATES)):
        if text not in options:
            row.fault(name, "not_a_choice", text=text[:40], options=", ".join(options))
            return None
    own = reason if amount is None else ""
    return Value(indicator.id, week, amount, unit, base, state, reason=own)  # type: ignore[arg-type]  # one of them


def _amount(row: Record, indicator: Indicator) -> Decimal | None:
    sent = row.raw("amount")
    if sent is None:
        return None
    is_number = isinstance(sent, int | float | Decimal) and not isinstance(sent, bool)
    amount = Decimal(str(sent)) if is_number else None
    if amount is None or not amount.is_finite() or not 0 <= amount <= MOST_PEOPLE or not _is_short(amount):
        row.fault("amount", "indicator_number", name=indicator.short or indicator.name, text=str(sent)[:40])
        return None
    return amount


def _is_short(amount: Decimal) -> bool:
    exponent = amount.normalize().as_tuple().exponent
    return isinstance(exponent, int) and exponent >= -_DIGITS


_OF_WEEK = {**ACT, "monday": "понедельник недели: 2023-10-16"}
OPERATIONS = (
    Operation(
        "figures.list", "GET", "/acts/<act>/figures", Scope.FIGURES_READ, "Показатели акта", _list, named("Figures"),
        "Что считают и за какие недели записано.", arguments=ACT,
    ),
    Operation(
        "figures.read", "GET", "/acts/<act>/figures/<monday>", Scope.FIGURES_READ, "Показатели недели", _read,
        named("Week"), state=_state, arguments=_OF_WEEK,
    ),
    Operation(
        "figures.write", "PATCH", "/acts/<act>/figures/<monday>", Scope.FIGURES_WRITE, "Записать показатели недели",
        _write, named("Week"),
        "Пишутся названные показатели, остальные не меняются. Исправление записанного и сомнительное число "
        "(больше базы, меньше прежнего) принимаются с reason.",
        takes=named("WeekChange"), state=_state, arguments=_OF_WEEK,
        example={"values": [{"indicator": "I1", "amount": 28, "base": 35}]},
    ),
)  # fmt: skip
