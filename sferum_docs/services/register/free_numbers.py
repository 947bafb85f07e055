"""The numbers that a register gives next: one rule for the pages that show them and for whoever takes one."""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from typing import TYPE_CHECKING

from sferum_docs.schools.number_mask import number_by_mask
from sferum_docs.store.register import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sferum_docs.documents.registering.registers import Register
    from sferum_docs.store.database import Transaction

_FIRST_LOOK, _LONGEST_LOOK = 16, 8192


def coming_ordinals(session: Transaction, school_id: int, book: Register, day: date, wanted: int) -> tuple[int, ...]:
    """The next numbers of this day's row that no entry has, held and void ones included."""
    last = numbers.find_counter(school_id, book.id, book.period(day)).last
    free = _free(session, school_id, book, day, last)
    return tuple(next(free) for _ in range(wanted))


def take_free(session: Transaction, school_id: int, book: Register, day: date) -> int:
    """Takes the next number. What came in from an old register and was not counted on is stepped over."""
    period = book.period(day)
    first = numbers.take_number(session, school_id, book.id, period)
    ordinal = next(_free(session, school_id, book, day, first - 1))
    if ordinal != first:
        counter = numbers.lock_counter(session, school_id, book.id, period)
        numbers.set_counter(session, school_id, book.id, period, replace(counter, last=ordinal))
    return ordinal


def _free(session: Transaction, school_id: int, book: Register, day: date, last: int) -> Iterator[int]:
    """Looks at a few numbers and at ever more of them: a register of ten thousand entries is not read for the next."""
    for first, size in zip(accumulate(_sizes(), initial=last + 1), _sizes(), strict=False):
        asked = {ordinal: number_by_mask(book.mask, ordinal, day) for ordinal in range(first, first + size)}
        places, printed = numbers.taken_among(session, school_id, book.id, book.period(day), asked)
        yield from (ordinal for ordinal, number in asked.items() if ordinal not in places and number not in printed)


def _sizes() -> Iterator[int]:
    size = _FIRST_LOOK
    while True:
        yield size
        size = min(8 * size, _LONGEST_LOOK)
