"""The number a register goes on from: a school had orders before this program came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.registering.registers import ALL_TIME, MOST_NUMBER
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.number_mask import number_by_mask
from sferum_docs.services.register.free_numbers import coming_ordinals
from sferum_docs.services.register.lists.registers import registers_of
from sferum_docs.services.register.registration import FIRST_YEAR
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import db, writing
from sferum_docs.store.register import numbers, register

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sferum_docs.documents.registering.registers import Register
    from sferum_docs.store.audit import Actor


def coming_numbers(school_id: int, book: Register, day: date, count: int) -> tuple[str, ...]:
    """The numbers that the next papers of this day will get, as they are printed, unless somebody is quicker."""
    ordinals = coming_ordinals(db.session(), school_id, book, day, count)
    return tuple(number_by_mask(book.mask, ordinal, day) for ordinal in ordinals)


def mask_warnings(school_id: int, before: Mapping[str, Register], day: date) -> tuple[Fault, ...]:
    """What a changed mask does to a year that has begun; `before` are the registers as they were."""
    found = []
    for book in registers_of(school_id).values():
        was = before.get(book.id)
        last = numbers.find_counter(school_id, book.id, book.period(day)).last
        if was is not None and was.mask != book.mask and last > 0:
            shown = {
                "last": number_by_mask(was.mask, last, day),
                "next": number_by_mask(book.mask, last + 1, day),
            }
            found.append(Fault("mask_changed", book.id, shown, warning=True))
    return tuple(found)


def _bound_faults(period: int, number: int, by: Actor) -> list[Fault]:
    next_year = by.at.astimezone().year + 1
    faults = []
    if period != ALL_TIME and not FIRST_YEAR <= period <= next_year:
        faults.append(Fault("year_ahead", "year", {"low": FIRST_YEAR, "high": next_year}))
    if number < 1:
        faults.append(Fault("number_from_one", "next"))
    if number > MOST_NUMBER:
        faults.append(Fault("not_a_register_number", "next", {"text": number, "high": MOST_NUMBER}))
    return faults


def set_next_number(school_id: int, register_id: str, period: int, number: int, by: Actor) -> None:
    """The next entry gets this number. Numbers stepped over are remembered as given outside. FaultsError.

    `period` is the year, or 0 for a register whose numbers never begin anew.
    """
    faults = _bound_faults(period, number, by)
    if faults:
        raise FaultsError(faults)
    with writing() as session:
        counter = numbers.lock_counter(session, school_id, register_id, period)
        ours = max((entry.ordinal for entry in register.in_period(session, school_id, register_id, period)), default=0)
        if number <= ours:
            raise FaultsError([Fault("next_below", "next", {"low": ours + 1})])
        kept = tuple(pair for pair in counter.earlier if pair[0] <= ours)
        earlier = (*kept, (ours + 1, number - 1)) if number > ours + 1 else kept
        numbers.set_counter(session, school_id, register_id, period, numbers.Counter(number - 1, earlier))
        record_event(
            session, school_id, by, "register.next", f"{register_id}, {period or 'без года'}: следующий № {number}"
        )
