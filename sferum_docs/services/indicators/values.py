"""Values of weeks kept: the same again changes nothing, another is a new version and says why."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.indicators.model import PERCENT
from sferum_docs.indicators.series import Source
from sferum_docs.indicators.taking import FIRST_WEEK, MOST, WHOLE, Taken, as_kept, compare_values
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.indicators.figures import figures_of, indicators_of
from sferum_docs.services.packs.acts import require_in_work
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.indicators.values import add_versions

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date
    from decimal import Decimal

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.series import Value
    from sferum_docs.indicators.taking import Change
    from sferum_docs.packs.model import Pack
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction

_MOST_SHOWN = "1\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}000"
MOST_WEEKS = 520  # of a school under one set: ten years
MOST_REASON = 500
_FILE, _CELL = 255, 200  # letters of what is told of a source


def keep_values(
    school_id: int, pack: Pack, values: Iterable[Value], by: Actor, *, today: date, reason: str = ""
) -> Taken:
    """Keeps values of weeks: all of them, or none and a FaultsError.

    `reason` stands for every value that changes and has none of its own. A value that is not known takes the place of
    a known one only for a reason of its own; without it the known one stays (`Taken.held`).
    """
    with writing() as session:
        return write_values(session, school_id, pack, values, by, today=today, reason=reason)


def write_values(
    session: Transaction,
    school_id: int,
    pack: Pack,
    values: Iterable[Value],
    by: Actor,
    *,
    today: date,
    reason: str,
    with_base: bool = False,
) -> Taken:
    """What `keep_values` does, within a transaction that writes more than values."""
    known = indicators_of(pack)
    given = tuple(map(_exact, values))
    if faults := [*_twice(given), *(fault for value in given for fault in value_faults(value, known, today))]:
        raise FaultsError(faults)
    require_in_work(school_id, pack.id)
    figures = figures_of(school_id, pack)
    taken = compare_values(figures, given, with_base=with_base)
    taken = replace(taken, changed=tuple(_with_reason(change, reason) for change in taken.changed))
    faults = [fault for change in taken.changed for fault in _reason_faults(change, known)]
    if len({*figures.weeks, *(value.week for value in taken.new)}) > MOST_WEEKS:
        faults.append(Fault("indicator_weeks", values={"limit": MOST_WEEKS}))
    if faults:
        raise FaultsError(faults)
    fresh = (*taken.new, *(change.value for change in taken.changed))
    if fresh:
        add_versions(session, school_id, known.key, (replace(value, at=by.at, by=by.name) for value in fresh))
        _tell(session, school_id, known, taken, by)
    return taken


def _with_reason(change: Change, reason: str) -> Change:
    return replace(change, value=replace(change.value, reason=change.value.reason or reason.strip()))


def value_faults(value: Value, known: IndicatorSet, today: date) -> list[Fault]:
    """What is wrong with a value whatever else is kept; the place names the field of a form («amount-I1»)."""
    indicator = known.named(value.indicator)
    if indicator is None:
        return [Fault("indicator_unknown", values={"text": value.indicator[:40]})]
    faults = week_faults(value.week, today)
    told = {"name": indicator.short or indicator.name}
    if (value.amount is None) != (value.state != "known"):
        faults.append(Fault("indicator_state", f"amount-{indicator.id}", told))
    if value.amount is not None and not _is_possible(value.amount, value.unit):
        code = "indicator_share" if value.unit == PERCENT else "indicator_people"
        faults.append(Fault(code, f"amount-{indicator.id}", {**told, "limit": _MOST_SHOWN}))
    if value.base is not None and not 0 <= value.base <= MOST:
        faults.append(Fault("indicator_base", f"base-{indicator.id}", {**told, "limit": _MOST_SHOWN}))
    if len(value.reason) > MOST_REASON:
        faults.append(Fault("too_long", f"reason-{indicator.id}", {"limit": MOST_REASON}))
    return faults


def week_faults(week: date, today: date) -> list[Fault]:
    """What is wrong with a week."""
    if week.weekday() or week < FIRST_WEEK:
        return [Fault("indicator_week", values={"text": f"{week:%d.%m.%Y}"})]
    return [Fault("indicator_future", values={"text": f"{week:%d.%m.%Y}"})] if week > today else []


def _exact(value: Value) -> Value:
    source, amount = value.source, None if value.amount is None else as_kept(value.amount, value.unit)
    told = Source(source.file[:_FILE], source.sheet[:_CELL], source.cell[:_CELL], source.written[:_CELL])
    return replace(value, amount=amount, source=told, reason=value.reason.strip())


def _is_possible(amount: Decimal, unit: str) -> bool:
    if not amount.is_finite() or amount < 0:
        return False
    return amount <= WHOLE if unit == PERCENT else amount <= MOST and amount == int(amount)


def _twice(values: Sequence[Value]) -> list[Fault]:
    keys = [(value.indicator, value.week) for value in values]
    twice = dict.fromkeys(key for key in keys if keys.count(key) > 1) if len(set(keys)) < len(keys) else {}
    return [Fault("indicator_twice", values={"text": name, "week": f"{week:%d.%m.%Y}"}) for name, week in twice]


def _reason_faults(change: Change, known: IndicatorSet) -> list[Fault]:
    value, indicator = change.value, known.named(change.value.indicator)
    place = f"reason-{value.indicator}"
    if len(value.reason) > MOST_REASON:
        return [Fault("too_long", place, {"limit": MOST_REASON})]
    if value.reason or not change.needs_reason or indicator is None:
        return []
    told = {"name": indicator.short or indicator.name, "week": f"{value.week:%d.%m.%Y}"}
    return [Fault("indicator_reason", place, told)]


def _tell(session: Transaction, school_id: int, known: IndicatorSet, taken: Taken, by: Actor) -> None:
    """The journal: which indicators of which week; neither reasons nor names of files, a person may be named there."""
    changed = {change.value.week for change in taken.changed}
    for week in sorted({*(value.week for value in taken.new), *changed}):
        fresh = (*taken.new, *(change.value for change in taken.changed))
        named = {value.indicator for value in fresh if value.week == week}
        ids = [indicator.id for indicator in known.indicators if indicator.id in named]
        action = "indicators.corrected" if week in changed else "indicators.kept"
        record_event(session, school_id, by, action, week_subject(known, week), indicators=ids)


def week_subject(known: IndicatorSet, week: date) -> str:
    """What the journal calls a week of a set."""
    return f"неделя {week:%d.%m.%Y}: {known.name}"
