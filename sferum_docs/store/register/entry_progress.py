"""How far the entries of a pack have come: signatures and scans counted with the entries, in one question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, select

from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import db
from sferum_docs.store.register.acquaintance import COUNTS
from sferum_docs.store.register.entry import READY, value
from sferum_docs.store.rows import AcquaintanceRow, EntryRow, EvidenceRow

if TYPE_CHECKING:
    from sferum_docs.store.register.entry import Entry


@dataclass(frozen=True, slots=True)
class EntryProgress:
    """An entry, how many people are to sign it, how many signed or refused, whether a scan proves it."""

    entry: Entry
    to_acquaint: int
    acquainted: int
    proven: bool


@cached_until_change
def progress_of_pack(school_id: int, pack: str) -> tuple[EntryProgress, ...]:
    """The finished entries of documents of a pack, void ones apart, oldest first."""
    people = select(AcquaintanceRow).where(AcquaintanceRow.entry_id == EntryRow.id, COUNTS)
    due = people.with_only_columns(func.count())
    settled = people.with_only_columns(func.count(AcquaintanceRow.signed_on) + func.count(AcquaintanceRow.refusal_id))
    proof = exists().where(EvidenceRow.entry_id == EntryRow.id, EvidenceRow.withdrawn_at.is_(None), EvidenceRow.proves)
    query = (
        select(EntryRow, due.scalar_subquery(), settled.scalar_subquery(), proof)
        .where(EntryRow.school_id == school_id, EntryRow.pack == pack, EntryRow.voided_at.is_(None))
        .where(EntryRow.state == READY)
    )
    found = (EntryProgress(value(row), *counts) for row, *counts in db.session.execute(query))
    # put in order here: asked to, SQLite walks all entries of the school by the index of that order
    return tuple(sorted(found, key=lambda kept: kept.entry.id))
