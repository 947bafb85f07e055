"""What an entry is searched by, kept beside it: whoever changes an entry, its people or its scans cannot forget it.

`search_text` follows from the entry's own columns, `search_linked` from the names of those who are to sign and from
what is known of its scans. Statements that write many rows at once would go past this: they are refused.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, inspect, select, update
from sqlalchemy.orm import Session

from sferum_docs.grammar.words.search import search_text, tagged
from sferum_docs.store.rows.register import AcquaintanceRow, EntryRow, EvidenceRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from sqlalchemy import Connection
    from sqlalchemy.orm import ORMExecuteState

EXECUTOR, SIGNER = "и", "п"  # before each word of the name in the kept text, so that a name is sought in its role
_NO_WORDS = frozenset({
    "register", "letter", "number", "state", "trouble", "pack", "document", "act", "registered_by",
    "search_text", "search_linked",
})  # fmt: skip
_KEPT = {"search_text", "search_linked"}
_DAYS = ("signed_on", "sender_date")


def words_of_entry(values: Mapping[str, Any]) -> str:
    """What an entry is searched by: its numbers, days, every text."""
    place = f"{values['ordinal']}-{values['letter']}" if values["letter"] else str(values["ordinal"])
    numbers = [f"№ {values['ordinal']}", f"№ {place}", f"№ {values['number']}"]
    texts = [text for name, text in values.items() if isinstance(text, str) and name not in _NO_WORDS]
    days: Iterable[date] = (values[name] for name in _DAYS if values.get(name))
    roles = tagged(EXECUTOR, values["executor"]) + tagged(SIGNER, values["signer"])
    return search_text([*numbers, *texts], days) + roles


def words_of_linked(names: Iterable[str], scans: Iterable[str]) -> str:
    """What else leads to an entry: who is to sign, what is known of its scans."""
    return search_text([*names, *scans])


@event.listens_for(EntryRow, "before_insert")
@event.listens_for(EntryRow, "before_update")
def _keep_words(_mapper: object, _connection: object, row: EntryRow) -> None:
    names = (column.key for column in inspect(EntryRow).columns if column.key not in _KEPT)
    row.search_text = words_of_entry({name: getattr(row, name) for name in names})
    if row.id is None:
        row.search_linked = ""


class BulkStatementError(RuntimeError):
    """A mistake of ours: a statement would leave the kept words behind what they say."""


@event.listens_for(Session, "do_orm_execute")
def _refuse_bulk(state: ORMExecuteState) -> None:
    writes = state.is_insert or state.is_update or state.is_delete
    mapper = state.bind_mapper
    if writes and mapper is not None and issubclass(mapper.class_, EntryRow | AcquaintanceRow | EvidenceRow):
        raise BulkStatementError(f"{mapper.class_.__name__}: change it row by row, its words are kept by the session")


@event.listens_for(Session, "after_flush")
def _keep_linked(session: Session, _context: object) -> None:
    touched = {
        row.entry_id
        for row in chain(session.new, session.dirty, session.deleted)
        if isinstance(row, AcquaintanceRow | EvidenceRow) and row.entry_id is not None
    }
    for entry_id in sorted(touched):
        keep_linked(session.connection(), entry_id)


def keep_linked(connection: Connection, entry_id: int) -> None:
    """Writes anew what leads to an entry from its people and its scans."""
    names = connection.scalars(select(AcquaintanceRow.name).where(AcquaintanceRow.entry_id == entry_id))
    scans = connection.execute(
        select(EvidenceRow.file_name, EvidenceRow.words).where(
            EvidenceRow.entry_id == entry_id, EvidenceRow.withdrawn_at.is_(None)
        )
    )
    text = words_of_linked(names, (text for scan in scans for text in scan))
    connection.execute(update(EntryRow).where(EntryRow.id == entry_id).values(search_linked=text))
