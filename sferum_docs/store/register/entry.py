"""Entries of the registers as values: as they are kept, and as they are about to be written."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

    from sferum_docs.store.rows import EntryRow

RESERVED, READY = "reserved", "ready"
HELD = "held"  # for a paper to come: it has neither paper nor file yet, and nothing is wrong with it


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """An entry about to be written: what it must say, and what it may."""

    school_id: int
    register: str
    year: int
    period: int
    ordinal: int
    number: str
    signed_on: date
    title: str
    kind: str
    state: str
    registered_at: datetime
    registered_by: str
    letter: str = ""
    trouble: str = ""  # why a reserved entry has no file yet
    pack: str = ""
    document: str = ""
    draft_id: int | None = None
    document_id: int | None = None
    signer: str = ""
    executor: str = ""
    sheets: int | None = None
    annexes: int | None = None
    file_index: str = ""
    addressee: str = ""
    reply_to: str = ""
    sender: str = ""
    sender_number: str = ""
    sender_date: date | None = None
    due: date | None = None
    person: str = ""
    basis: str = ""
    act: str = ""
    note: str = ""
    reason: str = ""
    voided_at: datetime | None = None
    void_reason: str = ""
    repealed_by_id: int | None = None
    repealed_note: str = ""
    executed_on: date | None = None
    replaces: bool = False  # when ready, the former entry of its document loses force
    imported: bool = False
    recovered: bool = False  # finished after a crash, and nobody was told yet
    import_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(NewEntry):
    """An entry of a register as it is kept."""

    id: int

    @property
    def ready(self) -> bool:
        """Whether its file is made, or it needs none."""
        return self.state == READY

    @property
    def held(self) -> bool:
        """Whether its number is kept for a paper to come."""
        return self.state == HELD

    @property
    def out_of_order(self) -> bool:
        """Whether its day breaks the order of days, with a reason; one with a letter stands in its place."""
        return bool(self.reason) and not self.letter

    @property
    def void(self) -> bool:
        """Whether it is struck through."""
        return self.voided_at is not None


_FIELDS = tuple(field.name for field in fields(Entry))


def value(row: EntryRow) -> Entry:
    """The row as a value."""
    return Entry(**{name: getattr(row, name) for name in _FIELDS})
