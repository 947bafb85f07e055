"""A register for the pages: its rows as on paper, its footer, what waits to be registered, search over all of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.registers import ALL_TIME, Register, Reset, missing_numbers, register_of
from sferum_docs.services.issued import newest_documents
from sferum_docs.services.register.finish import GRACE, sweep
from sferum_docs.services.register.registers import registers_of
from sferum_docs.store import acquaintance, issued, register
from sferum_docs.store.register import Entry, Wanted

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from sferum_docs.store.audit import Actor
    from sferum_docs.store.issued import IssuedDocument

__all__ = ["Book", "Entry", "Line", "Waiting", "Wanted", "find_entries", "find_entry", "last_told", "lines_of",
           "next_number", "open_book", "repealed_entries", "repealing", "search_entries", "waiting",
           "years_of"]  # fmt: skip


@dataclass(frozen=True)
class Line:
    """An entry as a line of the register: (column, text), with what stands behind it."""

    entry: Entry
    cells: Mapping[str, str]
    unsigned: int
    repealed: bool


@dataclass(frozen=True)
class Book:
    """A register in a year, filtered, with its footer."""

    register: Register
    lines: tuple[Line, ...]
    total: int
    voided: int
    next_number: int
    earlier: tuple[tuple[int, int], ...]
    missing: tuple[int, ...]
    years: tuple[int, ...]
    troubled: tuple[Entry, ...]


@dataclass(frozen=True)
class Waiting:
    """A document that may be registered; `former` is what it is registered as now."""

    document: IssuedDocument
    sent: bool
    former: Entry | None


def open_book(school_id: int, wanted: Wanted, year: int, by: Actor) -> Book:
    """The lines asked for; what a crash left unfinished is finished first."""
    books = registers_of(school_id)
    book = books[wanted.register or next(iter(books))]
    period = ALL_TIME if book.reset is Reset.NEVER else year
    troubled = sweep(by, school_id, GRACE)
    counter = register.find_counter(school_id, book.id, period)
    total, voided = register.totals(school_id, book.id, year)
    found = register.search(school_id, wanted)
    return Book(
        register=book,
        lines=lines_of(school_id, found),
        total=total,
        voided=voided,
        next_number=counter.last + 1,
        earlier=counter.earlier,
        missing=missing_numbers(register.ordinals(school_id, book.id, period), counter.earlier),
        years=register.years(school_id, book.id),
        troubled=troubled,
    )


def lines_of(school_id: int, entries: Sequence[Entry]) -> tuple[Line, ...]:
    """Entries as lines of their register."""
    counts = acquaintance.counted(school_id)
    named = register.named(school_id, {entry.repealed_by_id for entry in entries if entry.repealed_by_id})
    return tuple(_line(entry, named, counts.get(entry.id, (0, 0))) for entry in entries)


def _line(entry: Entry, named: Mapping[int, Entry], counted: tuple[int, int]) -> Line:
    by = named.get(entry.repealed_by_id or 0)
    live = by if by is not None and not by.void else None
    cells = {
        "place": f"{entry.ordinal}{'-' + entry.letter if entry.letter else ''}",
        "day": f"{entry.signed_on:%d.%m.%Y}",
        "number": entry.number,
        "title": entry.title,
        "signer": entry.signer,
        "executor": entry.executor,
        "sheets": " + ".join(str(part) for part in (entry.sheets, entry.annexes) if part is not None),
        "file_index": entry.file_index,
        "addressee": entry.addressee,
        "reply_to": entry.reply_to,
        "sender": entry.sender,
        "sender_number": _number_and_day(entry),
        "kind": entry.kind,
        "person": entry.person,
        "basis": entry.basis,
        "due": _day(entry.due),
        "executed": _day(entry.executed_on),
        "remark": "; ".join(_remarks(entry, live)),
    }
    due, settled = counted
    return Line(entry, cells, due - settled, live is not None or bool(entry.repealed_note))


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def _number_and_day(entry: Entry) -> str:
    day = f"от {_day(entry.sender_date)}" if entry.sender_date else ""
    return " ".join(part for part in (entry.sender_number, day) if part)


def _remarks(entry: Entry, by: Entry | None) -> list[str]:
    found = [f"Аннулирован: {entry.void_reason}"] if entry.void else []
    if by is not None:
        found.append(f"Утратил силу: приказ от {by.signed_on:%d.%m.%Y} № {by.number}")
    if entry.repealed_note:
        found.append(f"Утратил силу: {entry.repealed_note}")
    found += [entry.note] if entry.note else []
    found += [f"Вне порядка: {entry.reason}"] if entry.reason else []
    return [*found, "внесено из старого журнала"] if entry.imported else found


def waiting(school_id: int) -> tuple[Waiting, ...]:
    """Documents that may be registered: those sent to be signed first, then drafts, each in signing order."""
    every = register.search(school_id, Wanted(order="number"), limit=100_000)
    entries = {(entry.pack, entry.document): entry for entry in every if entry.document and not entry.void}
    taken = {entry.draft_id for entry in entries.values()} | {entry.document_id for entry in entries.values()}
    # the file of a void entry bears its number: the draft it was made of waits again
    again = {entry.document_id: entry.draft_id for entry in every if entry.void and entry.document_id}
    sent = issued.sent_to_sign(school_id)
    newest = (issued.find(school_id, again.get(item.id) or item.id) for item in newest_documents(school_id))
    books = registers_of(school_id)
    found = [
        Waiting(document, document.id in sent, entries.get((document.pack, document.document)))
        for document in newest
        if document is not None and register_of(books, document.kind) is not None and document.id not in taken
    ]
    return tuple(sorted(found, key=lambda item: not item.sent))


def years_of(school_id: int, register_id: str) -> tuple[int, ...]:
    """The years that have entries, newest first."""
    return register.years(school_id, register_id)


def next_number(school_id: int, register_id: str, period: int) -> int:
    """The number that the next entry will get, unless somebody is quicker."""
    return register.find_counter(school_id, register_id, period).last + 1


def find_entry(school_id: int, entry_id: int) -> Entry | None:
    """An entry of this school; another school's is not found."""
    return register.find(school_id, entry_id)


def find_entries(school_id: int, ids: Collection[int]) -> Mapping[int, Entry]:
    """The entries of this school under these ids."""
    return register.named(school_id, ids)


def repealed_entries(school_id: int, entry_id: int) -> tuple[Entry, ...]:
    """What an entry repealed."""
    return register.repealed_by(school_id, entry_id)


def repealing(school_id: int, entry: Entry) -> tuple[Entry, ...]:
    """The entries that could have repealed this one: of the same register, not void, of its day or later."""
    found = register.search(school_id, Wanted(register=entry.register, order="-day"), limit=500)
    return tuple(item for item in found if not item.void and item.id != entry.id and item.signed_on >= entry.signed_on)


def last_told(school_id: int, register_id: str) -> Entry | None:
    """The newest entry: what was written in it is proposed for the next."""
    return register.newest_entry(school_id, register_id)


def search_entries(school_id: int, words: str) -> tuple[Line, ...]:
    """Entries of every register and year that hold all the words."""
    return lines_of(school_id, register.search(school_id, Wanted(words=words, order="-day"), limit=200))
