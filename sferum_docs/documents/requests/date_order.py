"""Which days fit a place of a register: numbers and days go up together, but for what is marked as out of order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


@dataclass(frozen=True, slots=True)
class NumberPlace:
    """An entry as the order of days sees it. One that does not bind is void, or marked as out of order."""

    ordinal: int
    letter: str
    number: str
    day: date
    binds: bool = True


def day_fault_at(places: Iterable[NumberPlace], ordinal: int, letter: str, day: date) -> Fault | None:
    """Why this day does not fit after these ordinal and letter, or None.

    Neighbours that contradict each other bind nobody: no day would fit between them.
    """
    binding = [place for place in places if place.binds]
    before = max(
        (item for item in binding if (item.ordinal, item.letter) <= (ordinal, letter)),
        key=lambda item: item.day,
        default=None,
    )
    after = min(
        (item for item in binding if (item.ordinal, item.letter) > (ordinal, letter)),
        key=lambda item: item.day,
        default=None,
    )
    is_early, is_late = before is not None and day < before.day, after is not None and day > after.day
    if not (is_early or is_late) or (before is not None and after is not None and before.day > after.day):
        return None
    values = {
        "first": f"{before.day:%d.%m.%Y}" if before else "",
        "before": before.number if before else "",
        "last": f"{after.day:%d.%m.%Y}" if after else "",
        "after": after.number if after else "",
    }
    code = "not_between" if before and after else "not_earlier" if before else "not_later"
    return Fault(code, "signed_on", values)
