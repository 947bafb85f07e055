"""Numbers held for papers to come: taken now, filled later by registering under them, or voided with a reason.

Such an entry is HELD. RESERVED is another thing: a number whose file could not be made yet.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sferum_docs.documents.requests.date_order import day_fault_at
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.number_mask import number_by_mask
from sferum_docs.services.register.free_numbers import take_free
from sferum_docs.services.register.lists.registers import book_or_none, registers_of
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.register import held_numbers, numbers, register
from sferum_docs.store.register.entry import HELD, NewEntry
from sferum_docs.store.register.same_papers import same_entry

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sferum_docs.documents.requests.date_order import NumberPlace
    from sferum_docs.services.register.lists.registers import Register
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction
    from sferum_docs.store.register.entry import Entry

__all__ = ["Holding", "held_entries", "hold_numbers", "take_held"]

MOST_HELD, MOST_DAYS, _MAX_TEXT = 20, 60, 300


@dataclass(frozen=True, slots=True)
class Holding:
    """Numbers asked for: for which day, how many, for what, for whom."""

    day: date
    count: int
    purpose: str
    executor: str = ""


def hold_numbers(school_id: int, register_id: str, asked: Holding, by: Actor) -> tuple[Entry, ...]:
    """Takes the next numbers of a register for papers to come. FaultsError; then no number is taken."""
    book = book_or_none(registers_of(school_id), register_id)
    faults = _faults(book, asked, by)
    if faults or book is None:
        raise FaultsError(faults)
    with writing() as session:
        _not_held_yet(session, school_id, book, asked)
        entries = tuple(_hold(session, school_id, book, asked, by) for _ in range(asked.count))
        numbers = ", ".join(entry.number for entry in entries)
        record_event(session, school_id, by, "register.held", f"{book.short}: № {numbers}", title=asked.purpose)
        return entries


def _faults(book: Register | None, asked: Holding, by: Actor) -> list[Fault]:
    today = by.at.astimezone().date()
    last = today + timedelta(days=MOST_DAYS)
    checks = (
        (book is None, Fault("no_such_register", "register")),
        (not 1 <= asked.count <= MOST_HELD, Fault("out_of_bounds", "count", {"low": 1, "high": MOST_HELD})),
        (not asked.purpose, Fault("empty", "purpose")),
        (
            not today <= asked.day <= last,
            Fault("held_day", "day", {"first": f"{today:%d.%m.%Y}", "last": f"{last:%d.%m.%Y}"}),
        ),
        *(
            (len(text) > _MAX_TEXT, Fault("too_long", place, {"limit": _MAX_TEXT}))
            for place, text in (("purpose", asked.purpose), ("executor", asked.executor))
        ),
    )
    return [fault for wrong, fault in checks if wrong]


def _not_held_yet(session: Transaction, school_id: int, book: Register, asked: Holding) -> None:
    """A form that came twice takes its numbers once."""
    numbers.lock_counter(session, school_id, book.id, book.period(asked.day))
    same = same_entry(
        session, school_id, register=book.id, state=HELD, signed_on=asked.day, title=_title(asked),
        executor=asked.executor,
    )  # fmt: skip
    if same is not None:
        raise FaultsError([Fault("held_already", "purpose", told_of(same))])


def told_of(entry: Entry) -> dict[str, object]:
    """An entry in the sentence that tells of it: its number, who wrote it and when."""
    at = entry.registered_at.astimezone()
    return {"number": entry.number, "by": entry.registered_by, "day": f"{at:%d.%m.%Y в %H:%M}"}


def _title(asked: Holding) -> str:
    return f"Зарезервирован: {asked.purpose}"


def _hold(session: Transaction, school_id: int, book: Register, asked: Holding, by: Actor) -> Entry:
    ordinal = take_free(session, school_id, book, asked.day)
    entry = NewEntry(
        school_id=school_id,
        register=book.id,
        year=asked.day.year,
        period=book.period(asked.day),
        ordinal=ordinal,
        number=number_by_mask(book.mask, ordinal, asked.day),
        signed_on=asked.day,
        title=_title(asked),
        kind=book.kinds[0],
        state=HELD,
        executor=asked.executor,
        file_index=book.file,
        registered_at=by.at,
        registered_by=by.name,
    )
    return register.add_entry(session, entry)


def held_entries(school_id: int) -> tuple[Entry, ...]:
    """Numbers that wait for their papers, the earliest day first."""
    return held_numbers.held(school_id)


def take_held(
    session: Transaction, ends: tuple[int, int], book: Register, day: date, reason: str, places: Sequence[NumberPlace]
) -> Entry:
    """The entry of a held number, (school, entry), for the paper that comes: it keeps its id, its number, its links.

    FaultsError: filled or voided meanwhile, of another register or year, a day that breaks the order without a reason.
    """
    entry = register.locked(session, *ends)
    if entry is None:
        raise LookupError(ends)
    number = {"number": entry.number}
    if not entry.held or entry.void:
        raise FaultsError([Fault("held_no_more", "documents", number)])
    if entry.register != book.id:
        raise FaultsError([Fault("held_elsewhere", "documents", number)])
    if day.year != entry.year:
        raise FaultsError([Fault("held_other_year", "signed_on", {**number, "year": entry.year})])
    if day_fault_at(places, entry.ordinal, entry.letter, day) is not None and not reason:
        raise FaultsError([Fault("held_not_between", "reason", {**number, "text": f"{day:%d.%m.%Y}"})])
    return entry
