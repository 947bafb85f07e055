"""An entry of a register chosen by its number as a person types it: «64», «№ 64/2026-ОД», «64 от 01.12.2026»."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.reading.records import parse_day
from sferum_docs.store.register import entry_search

if TYPE_CHECKING:
    from sferum_docs.store.register.entry import Entry

__all__ = ["entry_by_number", "later_entries", "typed_number"]

_TYPED = re.compile(r"(?:№|N)?\s*(?P<number>\S+)(?:\s+от\s+(?P<day>[\d.\-]+))?(?:\s*г(?:\.|ода)?)?\s*", re.IGNORECASE)
_MOST_NAMED = 5  # in a fault, when several bear the number
_MOST_OFFERED = 20  # the nearest; any other is typed


def typed_number(entry: Entry) -> str:
    """How an entry is told apart from all others of its register: «64/2026-ОД от 01.12.2026»."""
    return f"{entry.number} от {entry.signed_on:%d.%m.%Y}"


def entry_by_number(school_id: int, register_id: str, text: str, place: str) -> Entry:
    """The one entry that is meant, void ones apart. FaultsError when there is none, or several."""
    typed = _TYPED.fullmatch(text)
    day = parse_day(typed["day"]) if typed and typed["day"] else None
    if typed is None or (typed["day"] and day is None):
        raise FaultsError([Fault("number_not_read", place, {"text": text})])
    found = entry_search.bearing_number(school_id, register_id, typed["number"], day)
    if not found:
        raise FaultsError([Fault("no_such_entry_number", place, {"text": text})])
    if len(found) > 1:
        named = "; ".join(f"№ {typed_number(entry)}" for entry in found[:_MOST_NAMED])
        more = f" и ещё {len(found) - _MOST_NAMED}" if len(found) > _MOST_NAMED else ""
        raise FaultsError([Fault("several_such_entries", place, {"text": text, "found": f"{named}{more}"})])
    return found[0]


def later_entries(school_id: int, entry: Entry) -> tuple[Entry, ...]:
    """The next entries of the same register that are in force: what repeals an order is mostly among them."""
    return entry_search.signed_after(school_id, entry.register, entry.id, entry.signed_on, _MOST_OFFERED)
