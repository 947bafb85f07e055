"""Entries of an old register are written, with the numbers that go on after them when a person said so."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sferum_docs.documents.registering.registers import missing_numbers
from sferum_docs.store.register import numbers, register
from sferum_docs.store.register.entry import READY, NewEntry

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sferum_docs.documents.registering.old_register import OldEntry
    from sferum_docs.documents.registering.registers import Register
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction

_REASON = "так в старом журнале"


def write_entries(
    session: Transaction, school_id: int, book: Register, entries: Iterable[OldEntry], by: Actor,
    *, goes_on: bool, import_id: int | None,
) -> list[list[object]]:  # fmt: skip
    """Writes the entries; gives the counters as they were and as they are."""
    periods: dict[int, list[OldEntry]] = defaultdict(list)
    for entry in entries:
        periods[book.period(entry.signed_on)].append(entry)
    rows = [
        _new_entry(school_id, book, period, entry, reason, by, import_id)
        for period, found in periods.items()
        for entry, reason in _ordered(found)
    ]
    register.add_entries(session, rows)
    changes: list[list[object]] = []
    for period, found in periods.items():
        counter = numbers.lock_counter(session, school_id, book.id, period)
        after = counter
        if goes_on:
            last = max(counter.last, *(entry.ordinal for entry in found))
            # what the old register has not is a gap of its own: nobody looks for it
            gaps = missing_numbers(numbers.gaps(school_id, book.id, period), counter.earlier)
            known = (pair for pair in gaps if pair[1] <= last)
            after = numbers.Counter(last, tuple(sorted((*counter.earlier, *known))))
            numbers.set_counter(session, school_id, book.id, period, after)
        changes.append([period, *_as_kept(counter), *_as_kept(after)])
    return changes


def _as_kept(counter: numbers.Counter) -> tuple[int, list[list[int]]]:
    return counter.last, [list(pair) for pair in counter.earlier]


def _ordered(entries: Iterable[OldEntry]) -> list[tuple[OldEntry, str]]:
    """Each with the reason why it is out of order, when it is."""
    found: list[tuple[OldEntry, str]] = []
    latest: date | None = None
    for entry in sorted(entries, key=lambda item: (item.ordinal, item.letter)):
        is_early = latest is not None and entry.signed_on < latest
        latest = entry.signed_on if latest is None else max(latest, entry.signed_on)
        found.append((entry, _REASON if is_early else ""))
    return found


def _new_entry(
    school_id: int, book: Register, period: int, entry: OldEntry, reason: str, by: Actor, import_id: int | None
) -> NewEntry:
    values: dict[str, Any] = dict(entry.values)
    kind = str(values.pop("kind", "")).casefold()
    if kind and kind not in book.kinds:
        values["note"] = "; ".join(filter(None, (str(values.get("note", "")), f"вид: {kind}")))
    return NewEntry(
        school_id=school_id,
        register=book.id,
        year=entry.signed_on.year,
        period=period,
        ordinal=entry.ordinal,
        letter=entry.letter,
        number=entry.number,
        signed_on=entry.signed_on,
        title=entry.title,
        kind=kind if kind in book.kinds else book.kinds[0],
        state=READY,
        reason=reason,
        registered_at=by.at,
        registered_by=by.name,
        imported=True,
        import_id=import_id,
        **values,
    )
