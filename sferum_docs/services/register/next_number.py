"""The number a register goes on from: a school had orders before this program came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.store import register
from sferum_docs.store.audit import note
from sferum_docs.store.database import writing

if TYPE_CHECKING:
    from sferum_docs.store.audit import Actor


def set_next_number(school_id: int, register_id: str, year: int, number: int, by: Actor) -> None:
    """The next entry gets this number. Numbers stepped over are remembered as given outside. FaultsError."""
    with writing() as session:
        counter = register.lock_counter(session, school_id, register_id, year)
        ours = max((entry.ordinal for entry in register.in_year(session, school_id, register_id, year)), default=0)
        if number <= ours:
            raise FaultsError([Fault("next_below", "next", {"low": ours + 1})])
        kept = [pair for pair in counter.earlier if pair[0] <= ours]
        counter.earlier = [*kept, [ours + 1, number - 1]] if number > ours + 1 else kept
        counter.last = number - 1
        note(session, school_id, by, "register.next", f"{register_id}, {year}: следующий № {number}")
