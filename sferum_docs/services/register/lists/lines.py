"""Entries as lines of their register: what stands in each column, and what stands behind it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from sferum_docs.store.mail.letters import sent_of_entries
from sferum_docs.store.register import acquaintance, entry_search, register

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date, datetime

    from sferum_docs.store.register.entry import Entry
    from sferum_docs.store.register.entry_search import Wanted

_AT_ONCE = 500  # lines looked up together when all are written


@dataclass(frozen=True)
class EntryLine:
    """An entry as a line of the register: (column, text), with what stands behind it."""

    entry: Entry
    cells: Mapping[str, str]
    unsigned: int
    repealed: bool


def lines_of(school_id: int, entries: Sequence[Entry]) -> tuple[EntryLine, ...]:
    """Entries as lines of their register."""
    counts = acquaintance.counted([entry.id for entry in entries])
    named = register.named(school_id, {entry.repealed_by_id for entry in entries if entry.repealed_by_id})
    sent = sent_of_entries(school_id, [entry.id for entry in entries])
    return tuple(_line(entry, named, counts.get(entry.id, (0, 0)), sent.get(entry.id, ())) for entry in entries)


def each_line(school_id: int, wanted: Wanted) -> Iterator[EntryLine]:
    """All lines asked for, to be written on paper: however many, some hundreds are in memory at a time."""
    entries = entry_search.each_entry(school_id, wanted)
    while some := list(islice(entries, _AT_ONCE)):
        yield from lines_of(school_id, some)


def _line(
    entry: Entry, named: Mapping[int, Entry], counted: tuple[int, int], sent: Sequence[tuple[datetime, str]]
) -> EntryLine:
    by = named.get(entry.repealed_by_id or 0)
    live = by if by is not None and not by.void else None
    cells = {
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
        "remark": "; ".join(_remarks(entry, live, sent)),
    }
    due, settled = counted
    return EntryLine(entry, cells, due - settled, live is not None or bool(entry.repealed_note))


def _day(day: date | None) -> str:
    return f"{day:%d.%m.%Y}" if day else ""


def _number_and_day(entry: Entry) -> str:
    day = f"от {_day(entry.sender_date)}" if entry.sender_date else ""
    return " ".join(part for part in (entry.sender_number, day) if part)


def _remarks(entry: Entry, by: Entry | None, sent: Sequence[tuple[datetime, str]]) -> list[str]:
    found = [f"Аннулирован: {entry.void_reason}"] if entry.void else []
    if by is not None:
        found.append(f"Утратил силу: приказ от {by.signed_on:%d.%m.%Y} № {by.number}")
    if entry.repealed_note:
        found.append(f"Утратил силу: {entry.repealed_note}")
    found += [f"Отправлено почтой {_day(at.astimezone().date())}: {to}" for at, to in sent]
    found += [entry.note] if entry.note else []
    found += [f"Вне порядка: {entry.reason}"] if entry.reason else []
    return [*found, "внесено из старого журнала"] if entry.imported else found
