"""What a person types for an indicator of a week, and what a value looks like in the field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.indicators.layout.cells import read_cell
from sferum_docs.indicators.model import PEOPLE, PERCENT, plain, unit_of
from sferum_docs.indicators.series import Source, Value
from sferum_docs.reading.faults import Fault

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from sferum_docs.directives.indicators import Indicator
    from sferum_docs.indicators.model import State

_ABSENT = ("не подаётся", "не подается", "не применяется")
_MOST_LETTERS = 40
_DIGITS = 4  # of a share after the comma


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of an indicator: the number, of how many, whether it is not submitted at all."""

    amount: str = ""
    base: str = ""
    absent: bool = False


def typed_of(value: Value | None) -> Typed:
    """How a value stands in the fields.

    >>> from datetime import date; from decimal import Decimal
    >>> typed_of(Value("M1", date(2026, 9, 7), Decimal("45.10"), "percent", 50))
    Typed(amount='45,1 %', base='50', absent=False)
    """
    if value is None:
        return Typed()
    base = "" if value.base is None else str(value.base)
    return Typed(plain(value.amount, value.unit), base, value.state == "not_applicable")


def read_typed(typed: Typed, indicator: Indicator, week: date, kept: Value | None) -> tuple[Value, list[Fault]]:
    """The value meant, and what is wrong with the fields; an empty field is «not known», never 0."""
    told = {"name": indicator.label}
    base, faults = _base(typed.base, f"base-{indicator.id}", told)
    text = " ".join(typed.amount.split())
    cell = read_cell(text)
    is_absent = typed.absent or cell.state == "not_applicable" or text.casefold() in _ABSENT
    if is_absent:
        if cell.state == "known":
            faults.append(Fault("indicator_state", f"amount-{indicator.id}", told))
        return _value(indicator, week, "not_applicable", base=base, written=text), faults
    if cell.state == "unreadable" or len(text) > _MOST_LETTERS:
        faults.append(Fault("indicator_number", f"amount-{indicator.id}", {**told, "text": text[:_MOST_LETTERS]}))
    if cell.amount is None:
        return _value(indicator, week, "unknown", base=base, written=text), faults
    unit = PERCENT if cell.share or unit_of(indicator) == PERCENT else PEOPLE
    if unit != unit_of(indicator) and (kept is None or kept.unit != unit):
        faults.append(Fault("indicator_unit", f"amount-{indicator.id}", {**told, "text": text}))
    exponent = cell.amount.normalize().as_tuple().exponent
    if unit == PERCENT and isinstance(exponent, int) and exponent < -_DIGITS:
        faults.append(Fault("indicator_digits", f"amount-{indicator.id}", {**told, "limit": _DIGITS}))
    return _value(indicator, week, "known", cell.amount, unit, base, text), faults


def _base(text: str, place: str, told: dict[str, str]) -> tuple[int | None, list[Fault]]:
    cell = read_cell(" ".join(text.split()))
    if cell.state in {"unknown", "not_applicable"}:
        return None, []
    if cell.amount is None or cell.share or cell.amount != int(cell.amount):
        return None, [Fault("indicator_base_number", place, {**told, "text": text[:_MOST_LETTERS]})]
    return int(cell.amount), []


def _value(
    indicator: Indicator,
    week: date,
    state: State,
    amount: Decimal | None = None,
    unit: str = "",
    base: int | None = None,
    written: str = "",
) -> Value:
    return Value(
        indicator.id, week, amount, unit or unit_of(indicator), base, state, Source(written=written[:_MOST_LETTERS])
    )
