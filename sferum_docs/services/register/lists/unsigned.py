"""One list of who has not signed, across all orders; many signatures marked by one day."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.register import acquaintance, unsigned
from sferum_docs.store.register.unsigned import MissingSignature, UnsignedFilter, UnsignedTotals, totals

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sferum_docs.store.audit import Actor
    from sferum_docs.store.register.entry import Entry

__all__ = ["Marked", "MissingSignature", "UnsignedFilter", "UnsignedGroup", "UnsignedPage", "mark_signed", "totals",
           "unsigned_by_entry", "unsigned_by_person"]  # fmt: skip

_AT_ONCE = 5000  # signatures marked by one button
_NAMED = 5  # orders that a fault names


@dataclass(frozen=True, slots=True)
class UnsignedGroup:
    """What one person has not signed, or who has not signed one order."""

    title: str
    about: str
    entry_id: int | None
    lines: tuple[MissingSignature, ...]


@dataclass(frozen=True, slots=True)
class UnsignedPage:
    """A page of the list with the figures of all of it."""

    groups: tuple[UnsignedGroup, ...]
    totals: UnsignedTotals
    number: int
    pages: int


@dataclass(frozen=True, slots=True)
class Marked:
    """How many signatures were marked now, and how many somebody had settled before."""

    now: int
    before: int


def unsigned_by_person(school_id: int, wanted: UnsignedFilter, number: int, size: int) -> UnsignedPage:
    """By person, with the orders that each must sign."""
    sums = totals(school_id, wanted)
    number, pages = _page(number, sums.people, size)
    names = unsigned.people(school_id, wanted, size, (number - 1) * size)
    lines = unsigned.of_people(school_id, wanted, names)
    groups = [(name, tuple(found)) for name, found in groupby(lines, key=lambda line: line.name)]
    shown = tuple(UnsignedGroup(name, found[0].post, None, found) for name, found in groups)
    return UnsignedPage(shown, sums, number, pages)


def unsigned_by_entry(school_id: int, wanted: UnsignedFilter, number: int, size: int) -> UnsignedPage:
    """By order, with the people who must sign it."""
    sums = totals(school_id, wanted)
    number, pages = _page(number, sums.entries, size)
    lines = unsigned.of_entries(school_id, wanted, unsigned.entries(school_id, wanted, size, (number - 1) * size))
    groups = [(key, tuple(found)) for key, found in groupby(lines, key=lambda line: line.entry_id)]
    shown = tuple(
        UnsignedGroup(f"№ {found[0].number} от {found[0].signed_on:%d.%m.%Y}", found[0].title, key, found)
        for key, found in groups
    )
    return UnsignedPage(shown, sums, number, pages)


def _page(number: int, total: int, size: int) -> tuple[int, int]:
    pages = max(1, -(-total // size))
    return min(max(1, number), pages), pages


def mark_signed(school_id: int, lines: Collection[int], day: date, by: Actor) -> Marked:
    """Marks that these lines are signed on this day; what others settled meanwhile stays as it is. FaultsError.

    Nothing is marked when the day suits one of the orders not.
    """
    faults = [] if lines else [Fault("nobody_chosen", "line")]
    if len(lines) > _AT_ONCE:
        faults.append(Fault("too_many_signatures", "line", {"limit": _AT_ONCE}))
    if day > by.at.astimezone().date():
        faults.append(Fault("signature_ahead", "day", {"text": f"{day:%d.%m.%Y}"}))
    if faults:
        raise FaultsError(faults)
    with writing() as session:
        unsettled = [line for line in unsigned.lines_of(session, school_id, lines) if not line.settled]
        orders = {line.entry.id: line.entry for line in unsettled}
        late = [entry for entry in orders.values() if entry.signed_on > day]
        if late:
            raise FaultsError([_too_early(day, late)])
        acquaintance.sign(session, {line.id: day for line in unsettled})
        for entry in orders.values():
            signed = {line.name: day.isoformat() for line in unsettled if line.entry.id == entry.id}
            record_event(
                session, school_id, by, "acquaintance.signed", f"№ {entry.number}", entry_id=entry.id, people=signed
            )
    return Marked(len(unsettled), len(lines) - len(unsettled))


def _too_early(day: date, entries: list[Entry]) -> Fault:
    named = ", ".join(f"№ {entry.number} от {entry.signed_on:%d.%m.%Y}" for entry in entries[:_NAMED])
    more = f" и ещё {len(entries) - _NAMED}" if len(entries) > _NAMED else ""
    return Fault("signed_before_orders", "day", {"text": f"{day:%d.%m.%Y}", "orders": f"{named}{more}"})
