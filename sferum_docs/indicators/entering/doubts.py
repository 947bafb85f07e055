"""What cannot be, unless a person says why it is: above the base, a pair broken, a running total that falls."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sferum_docs.indicators.model import PEOPLE, plain
from sferum_docs.reading.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.series import Figures, Value


def doubts_of(figures: Figures, values: Sequence[Value]) -> tuple[Fault, ...]:
    """What is doubtful in values of one week beside those that are kept; what is kept already is not asked again."""
    kept = {value.indicator: value for value in figures.values if value.week == _week(values)}
    now = {**kept, **{value.indicator: value for value in values}}
    fresh = {key for key, value in now.items() if _said(value) != _said(kept.get(key))}
    found = [fault for value in values if value.indicator in fresh for fault in _of_one(figures, value)]
    order = {f"amount-{indicator.id}": place for place, indicator in enumerate(figures.set.indicators)}
    return tuple(sorted((*found, *_pairs(figures.set, now, fresh)), key=lambda doubt: order[doubt.place]))


def doubt_key(doubt: Fault) -> str:
    """What is asked, with the numbers it is asked of: an answer holds for nothing else."""
    return hashlib.sha256(repr((doubt.code, doubt.place, sorted(doubt.values.items()))).encode()).hexdigest()[:12]


def _week(values: Sequence[Value]) -> date | None:
    return values[0].week if values else None


def _said(value: Value | None) -> tuple[object, ...]:
    return () if value is None else (value.amount, value.unit, value.base)


def _of_one(figures: Figures, value: Value) -> Iterator[Fault]:
    indicator = figures.set.named(value.indicator)
    if indicator is None or value.amount is None:
        return
    told = {"name": indicator.label, "amount": plain(value.amount, value.unit)}
    place = f"amount-{indicator.id}"
    if value.unit == PEOPLE and value.base is not None and value.amount > value.base:
        yield Fault("indicator_above", place, {**told, "base": value.base}, warning=True)
    if not indicator.is_running:
        return
    others = [
        each
        for each in figures.values
        if each.indicator == indicator.id and each.unit == value.unit and each.amount is not None
    ]
    before = max((each for each in others if each.week < value.week), key=lambda each: each.week, default=None)
    after = min((each for each in others if each.week > value.week), key=lambda each: each.week, default=None)
    for code, other in (("indicator_fell", before), ("indicator_falls_after", after)):
        if other is None or other.amount is None:
            continue
        less, more = (value, other) if other is before else (other, value)
        if less.amount is not None and more.amount is not None and less.amount < more.amount:
            was = {"was": plain(other.amount, other.unit), "week": f"{other.week:%d.%m.%Y}"}
            yield Fault(code, place, {**told, **was}, warning=True)


def _pairs(known: IndicatorSet, now: Mapping[str, Value], fresh: set[str]) -> Iterator[Fault]:
    for lesser, greater in known.pairs:
        less, more = now.get(lesser), now.get(greater)
        named = known.named(lesser), known.named(greater)
        if less is None or more is None or named[0] is None or named[1] is None or not fresh & {lesser, greater}:
            continue
        if less.amount is None or more.amount is None or less.unit != more.unit or less.amount <= more.amount:
            continue
        told = {"name": named[0].label, "amount": plain(less.amount, less.unit)}
        other = {"other": named[1].label, "most": plain(more.amount, more.unit)}
        yield Fault("indicator_pair", f"amount-{lesser}", {**told, **other}, warning=True)
