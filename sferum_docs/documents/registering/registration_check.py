"""Whether a finished file says the number and the day that stand in the register."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sferum_docs.documents.registering.registration_marks import Mark, MarkKind, Registration
from sferum_docs.reading.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


@dataclass(frozen=True)
class Expected:
    """What the register says: of the paper, or of the order it is an annex of; and of orders it must name rightly.

    `must_have` is whether the paper needs a line of date and number: what is registered itself needs it.
    """

    title: str
    own: Registration | None
    orders: Mapping[str, Registration] = field(default_factory=dict)
    must_have: bool = True


def disagreements(marks: Sequence[Mark], expected: Expected) -> tuple[Fault, ...]:
    """What a file says otherwise than the register; nothing when they agree."""
    found = [fault for mark in marks for fault in _of_mark(mark, expected)]
    if expected.must_have and not any(mark.kind is MarkKind.LINE for mark in marks):
        found.insert(0, Fault("no_registration_line", values={"title": expected.title}))
    return tuple(fault for place, fault in enumerate(found) if fault not in found[:place])


def wanted_at(mark: Mark, own: Registration | None, orders: Mapping[str, Registration]) -> Registration | None:
    """Which number and day belong at a place; None when the register has no word for it."""
    if mark.kind is MarkKind.REFERENCE:
        return orders.get(mark.refers)
    return own


def _of_others(mark: Mark, wanted: Registration) -> bool:
    """Whether a form of a ministry, say, names the order that it annexes: «к приказу Минздрава от … № 834н»."""
    return not mark.numberless and mark.number != wanted.number


def _of_mark(mark: Mark, expected: Expected) -> list[Fault]:
    wanted = wanted_at(mark, expected.own, expected.orders)
    if wanted is None or mark.by_hand or (mark.within and mark.kind is MarkKind.ANNEX and _of_others(mark, wanted)):
        return []
    values = {"title": expected.title, "where": mark.where, "text": mark.number, "day": f"{wanted.day:%d.%m.%Y}"}
    found = []
    if mark.number != wanted.number:
        found.append(Fault("number_lacking" if mark.numberless else "number_fixed", values=values))
    if mark.day != wanted.day:
        code = "day_lacking" if mark.dayless else "day_fixed"
        found.append(Fault(code, values={**values, "text": mark.day_text.strip()}))
    return found
