"""What becomes of values handed in: which are new, which take the place of another, which say what is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from sferum_docs.indicators.model import PERCENT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sferum_docs.indicators.series import Figures, Value

MOST, WHOLE = 1_000_000, 100  # people, per cent: no more can be kept
FIRST_WEEK = date(2020, 1, 6)
_DIGITS = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Change:
    """A value and the one in whose place it comes."""

    was: Value
    value: Value

    @property
    def needs_reason(self) -> bool:
        """Whether something known is said otherwise; what was lacking may be filled in without a word."""
        if self.was.state != "known":
            return False
        return _said(self.was) != _said(self.value) or self.was.base is not None

    @property
    def is_loss(self) -> bool:
        """Whether something known is known no more: done only for a reason given for this very value."""
        return self.was.state == "known" and self.value.state != "known"


@dataclass(frozen=True, slots=True)
class Taken:
    """What would become of values: `held` are unknown and do not take the place of a known one."""

    new: tuple[Value, ...] = ()
    changed: tuple[Change, ...] = ()
    same: tuple[Value, ...] = ()
    held: tuple[Change, ...] = ()


def compare_values(figures: Figures, values: Iterable[Value], *, with_base: bool = False) -> Taken:
    """What becomes of values beside those that are kept. Each indicator and week comes once.

    A base that is not told stays what it was, unless the values are given back `with_base`.
    """
    kept = figures.by_place
    new, changed, same, held = [], [], [], []
    for given in values:
        was = kept.get((given.indicator, given.week))
        if was is None:
            new.append(replace(given, version=1))
            continue
        value = replace(
            given, version=was.version + 1, base=was.base if given.base is None and not with_base else given.base
        )
        change = Change(was, value)
        if _said(value) == _said(was) and value.base == was.base:
            same.append(was)
        elif change.is_loss and not given.reason:
            held.append(change)
        else:
            changed.append(change)
    return Taken(tuple(new), tuple(changed), tuple(same), tuple(held))


def as_kept(amount: Decimal, unit: str) -> Decimal:
    """An amount as it is kept: a share to its fourth digit; one that cannot be kept at all stays as it is.

    >>> as_kept(Decimal("45.00005"), "percent"), as_kept(Decimal("9e30"), "percent")
    (Decimal('45.0001'), Decimal('9E+30'))
    """
    is_share = unit == PERCENT and amount.is_finite() and abs(amount) <= MOST
    return amount.quantize(_DIGITS, ROUND_HALF_UP) if is_share else amount


def _said(value: Value) -> tuple[Decimal | None, str, str]:
    return value.amount, value.unit if value.amount is not None else "", value.state
