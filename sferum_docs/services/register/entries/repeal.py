"""A repealed order: which one repealed it, told on both entries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.requests.text_limits import length_faults
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.live import locked_live
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sferum_docs.packs.succession import ReplacedOrder
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction
    from sferum_docs.store.register.entry import Entry


def repeal(school_id: int, entry_id: int, by_entry: int | None, words: str, by: Actor) -> Entry:
    """Marks an entry as repealed by another entry, or by an act named in words; neither takes the mark away."""
    if faults := length_faults({"repealed_note": words}):
        raise FaultsError(faults)
    with writing() as session:
        entry = locked_live(session, school_id, entry_id, "repealed_by")
        other = None if by_entry is None else register.locked(session, school_id, by_entry)
        if by_entry is not None and other is None:
            raise FaultsError([Fault("no_such_entry", "repealed_by")])
        if other is not None:
            fault = _fault(school_id, entry, other)
            if fault is not None:
                raise FaultsError([fault])
        action = "register.repealed" if other or words else "register.in_force"
        record_event(
            session,
            school_id,
            by,
            action,
            f"№ {entry.number}",
            entry_id=entry.id,
            repealing=other.number if other else words,
        )
        return register.change(session, entry, repealed_by_id=other.id if other else None, repealed_note=words)


def end_orders(session: Transaction, entry: Entry, orders: Iterable[ReplacedOrder], by: Actor) -> None:
    """An order that ends those of a succeeded pack is in force: each that is still in force says so."""
    for order in orders:
        other = register.locked(session, entry.school_id, order.entry)
        if other is None or other.void or register.out_of_force(entry.school_id, [other]):
            continue
        if may_repeal(other, entry):
            register.change(session, other, repealed_by_id=entry.id)
            about = f"№ {other.number}"
            record_event(
                session, entry.school_id, by, "register.repealed", about, entry_id=other.id, repealing=entry.number
            )


def may_repeal(entry: Entry, other: Entry) -> bool:
    """Whether the other order may repeal this one: it is of the same day or later, and no lower number."""
    same_series = (entry.register, entry.period) == (other.register, other.period)
    return other.signed_on >= entry.signed_on and not (same_series and _place(other) < _place(entry))


def _place(entry: Entry) -> tuple[int, str]:
    return entry.ordinal, entry.letter


def _fault(school_id: int, entry: Entry, other: Entry) -> Fault | None:
    if entry.id == other.id:
        return Fault("repeals_itself", "repealed_by")
    if other.void:
        return Fault("entry_void", "repealed_by", {"number": other.number})
    if not may_repeal(entry, other):
        code = "repealed_earlier" if other.signed_on < entry.signed_on else "repealed_by_lower"
        return Fault(code, "repealed_by", {"number": other.number, "text": entry.number})
    if entry.id in _repealers(school_id, other):
        return Fault("repeals_in_a_ring", "repealed_by", {"number": other.number, "text": entry.number})
    return None


def _repealers(school_id: int, entry: Entry) -> set[int]:
    """What repealed an entry, what repealed that, and so on."""
    found: set[int] = set()
    by = entry.repealed_by_id
    while by is not None and by not in found:
        found.add(by)
        above = register.find(school_id, by)
        by = None if above is None else above.repealed_by_id
    return found
