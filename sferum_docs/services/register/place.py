"""Which number a paper gets: the next, the one kept for it, or that of a neighbour with a letter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.registering.registers import next_letter
from sferum_docs.documents.requests.date_order import NumberPlace, day_fault_at
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.number_mask import number_by_mask
from sferum_docs.services.register.free_numbers import take_free
from sferum_docs.services.register.hold import take_held
from sferum_docs.services.register.registration import out_of_order
from sferum_docs.store.register import numbers, register

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sferum_docs.documents.registering.registers import Register
    from sferum_docs.services.register.registration import RegistrationDetails
    from sferum_docs.store.database import Transaction
    from sferum_docs.store.register.entry import Entry


@dataclass(frozen=True, slots=True)
class TakenPlace:
    """A place in a register, taken: its number as printed, and the entry of a held number that is filled."""

    period: int
    ordinal: int
    letter: str
    number: str
    held: int | None = None


def take_place(session: Transaction, school_id: int, book: Register, details: RegistrationDetails) -> TakenPlace:
    """Takes the place that the details ask for. FaultsError; then nothing is taken."""
    period = book.period(details.signed_on)
    if details.held is not None:
        entry = _held(session, school_id, book, details, details.held)
        return TakenPlace(period, entry.ordinal, entry.letter, entry.number, entry.id)
    if details.after is not None:
        ordinal, letter = _after(session, school_id, book, details, details.after)
    else:
        ordinal, letter = _next(session, school_id, book, details), ""
    number = number_by_mask(book.mask, f"{ordinal}-{letter}" if letter else ordinal, details.signed_on)
    return TakenPlace(period, ordinal, letter, number)


def places_of(entries: Iterable[Entry]) -> list[NumberPlace]:
    """The entries as the order of days sees them."""
    return [
        NumberPlace(entry.ordinal, entry.letter, entry.number, entry.signed_on, not (entry.void or entry.out_of_order))
        for entry in entries
        if not entry.held
    ]


def _held(session: Transaction, school_id: int, book: Register, details: RegistrationDetails, held: int) -> Entry:
    places = places_of(register.in_period(session, school_id, book.id, book.period(details.signed_on)))
    return take_held(session, (school_id, held), book, details.signed_on, details.reason, places)


def _next(session: Transaction, school_id: int, book: Register, details: RegistrationDetails) -> int:
    period = book.period(details.signed_on)
    ordinal = take_free(session, school_id, book, details.signed_on)
    last = numbers.last_signed(session, school_id, book.id, period)
    if last is not None and details.signed_on < last and not details.reason:
        raise FaultsError([out_of_order(details.signed_on, last)])
    return ordinal


def _after(
    session: Transaction, school_id: int, book: Register, details: RegistrationDetails, after: int
) -> tuple[int, str]:
    """The place of a forgotten paper: the number of its neighbour with a letter, dated as the neighbours are."""
    year, period = details.signed_on.year, book.period(details.signed_on)
    counter = numbers.lock_counter(session, school_id, book.id, period)
    entries = register.in_period(session, school_id, book.id, period)
    here = [entry for entry in entries if entry.ordinal == after]
    earlier = any(first <= after <= last for first, last in counter.earlier)
    if not here and not earlier:
        raise FaultsError([Fault("no_such_number", "after", {"text": after, "year": year})])
    if not details.reason:
        raise FaultsError([Fault("reason_needed", "reason")])
    letter = next_letter({entry.letter for entry in here})
    if letter is None:
        raise FaultsError([Fault("letters_over", "after", {"text": after})])
    fault = day_fault_at(places_of(entries), after, letter, details.signed_on)
    if fault is not None:
        raise FaultsError([fault])
    return after, letter
