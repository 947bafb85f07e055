"""What waits at the secretary's desk: signatures, scans, numbers held beyond their day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.documents import missing_scans
from sferum_docs.store.mail.letters import count_outbox
from sferum_docs.store.mail.model import DeliveryState
from sferum_docs.store.register import held_numbers, unsigned
from sferum_docs.store.register.entry import Entry
from sferum_docs.store.register.unsigned import UnsignedFilter, UnsignedTotals

if TYPE_CHECKING:
    from datetime import date

__all__ = ["Entry", "Reminders", "entries_without_scan", "reminders"]


@dataclass(frozen=True, slots=True)
class Reminders:
    """The figures of the first page."""

    unsigned: UnsignedTotals
    without_scan: int
    held_passed: int
    unanswered: int  # letters that a server refused or may not have got


@cached_until_change
def reminders(school_id: int, today: date) -> Reminders:
    """Counts over all registers and years."""
    return Reminders(
        unsigned.totals(school_id, UnsignedFilter()),
        missing_scans.count_without_scan(school_id),
        held_numbers.count_passed(school_id, today),
        count_outbox(school_id, (DeliveryState.REFUSED, DeliveryState.UNSURE)),
    )


def entries_without_scan(school_id: int, limit: int, offset: int = 0) -> tuple[Entry, ...]:
    """Entries of papers that nothing proves yet, newest first."""
    return missing_scans.without_scan(school_id, limit, offset)
