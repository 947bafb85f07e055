"""Links between entries of any registers: made, shown on both sides, taken away, each time with a trace."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.documents.registering.entry_links import EITHER_WAY, LINK_KINDS, LinkKind
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.live import locked_live
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.register import links, register

if TYPE_CHECKING:
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.register.entry import Entry

__all__ = ["LINK_KINDS", "LinkKind", "LinkedEntry", "link_entries", "linked_entries", "unlink_entries"]

MOST_LINKS = 100


@dataclass(frozen=True, slots=True)
class LinkedEntry:
    """The entry at the other end of a link, with the words that stand before it."""

    link_id: int
    words: str
    entry: Entry


def linked_entries(school_id: int, entry_id: int) -> tuple[LinkedEntry, ...]:
    """What an entry is linked with, from whichever side."""
    found = links.links_of(school_id, entry_id)
    others = {link.id: link.to_id if link.from_id == entry_id else link.from_id for link in found}
    entries = register.named(school_id, set(others.values()))
    return tuple(
        LinkedEntry(link.id, _words(link, entry_id), entries[others[link.id]])
        for link in found
        if others[link.id] in entries
    )


def _words(link: links.Link, entry_id: int) -> str:
    kind = LINK_KINDS.get(link.kind, LINK_KINDS[EITHER_WAY])
    return kind.there if link.from_id == entry_id else kind.back


def link_entries(school_id: int, entry_id: int, other_id: int | None, kind: str, by: Actor) -> None:
    """Links an entry with another. FaultsError: no such entry, itself, a void one, linked so already."""
    with writing() as session:
        entry = locked_live(session, school_id, entry_id, "link_number")
        other = None if other_id is None else register.locked(session, school_id, other_id)
        if kind not in LINK_KINDS:
            raise FaultsError([Fault("empty", "link_kind")])
        if other is None:
            raise FaultsError([Fault("no_linked_entry", "link_number")])
        fault = _fault(school_id, entry.id, other.id, kind)
        if other.void:
            fault = Fault("entry_void", "link_number", {"number": other.number})
        if fault is not None:
            raise FaultsError([fault])
        links.add_link(session, school_id, (entry.id, other.id), kind, by)
        record_event(
            session,
            school_id,
            by,
            "register.linked",
            f"№ {entry.number} {LINK_KINDS[kind].there} № {other.number}",
            entry_id=entry.id,
        )


def _fault(school_id: int, entry_id: int, other_id: int, kind: str) -> Fault | None:
    if entry_id == other_id:
        return Fault("linked_itself", "link_number")
    known = links.links_of(school_id, entry_id)
    ends = {(link.from_id, link.to_id) for link in known if link.kind == kind}
    if (entry_id, other_id) in ends or (kind == EITHER_WAY and (other_id, entry_id) in ends):
        return Fault("linked_already", "link_number")
    return Fault("too_many_links", "link_number", {"limit": MOST_LINKS}) if len(known) >= MOST_LINKS else None


def unlink_entries(school_id: int, entry_id: int, link_id: int, by: Actor) -> None:
    """Takes a link away, from whichever side that is not void; one that is gone already is no fault. FaultsError."""
    with writing() as session:
        locked_live(session, school_id, entry_id)
        if not any(link.id == link_id for link in links.links_of(school_id, entry_id)):
            return
        was = links.take_link(session, school_id, link_id)
        if was is not None:
            ends = register.named(school_id, {was.from_id, was.to_id})
            words = f"№ {ends[was.from_id].number} {LINK_KINDS[was.kind].there} № {ends[was.to_id].number}"
            record_event(session, school_id, by, "register.unlinked", words, entry_id=entry_id)
