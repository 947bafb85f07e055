"""The numbers that a register gives next: one rule for the pages that show them and for whoever takes one."""

from __future__ import annotations

from itertools import count as counting
from typing import TYPE_CHECKING

from sferum_docs.schools.number_mask import number_by_mask
from sferum_docs.store import register

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy.orm import Session

    from sferum_docs.documents.registers import Register


def coming_ordinals(session: Session, school_id: int, book: Register, day: date, wanted: int) -> tuple[int, ...]:
    """The next numbers of this day's row that no entry has, held and void ones included."""
    last = register.find_counter(school_id, book.id, book.period(day)).last
    free = _free(session, school_id, book, day, last)
    return tuple(next(free) for _ in range(wanted))


def take_free(session: Session, school_id: int, book: Register, day: date) -> int:
    """Takes the next number. What came in from an old register and was not counted on is stepped over."""
    period = book.period(day)
    first = register.take_number(session, school_id, book.id, period)
    ordinal = next(_free(session, school_id, book, day, first - 1))
    if ordinal != first:
        register.lock_counter(session, school_id, book.id, period).last = ordinal
    return ordinal


def _free(session: Session, school_id: int, book: Register, day: date, last: int) -> Iterator[int]:
    places, numbers = register.taken_after(session, school_id, book.id, book.period(day), last)
    for ordinal in counting(last + 1):
        if ordinal not in places and number_by_mask(book.mask, ordinal, day) not in numbers:
            yield ordinal
