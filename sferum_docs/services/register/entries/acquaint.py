"""Signatures of those who know an order: marked as they come, or an act that people refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.documents.requests.text_limits import length_faults
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.register.live import locked_live
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.register import acquaintance
from sferum_docs.store.register.acquaintance import PersonSignature, Refusal, refusals, signatures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from sferum_docs.store.audit import Actor

__all__ = ["PersonSignature", "Refusal", "add_people", "mark_signatures", "refusals", "refuse", "signatures"]

_WITNESSES = 2


def mark_signatures(school_id: int, entry_id: int, days: Mapping[int, date | None], by: Actor) -> None:
    """Line → the day of its signature, None when there is none; lines not named stay as they are. FaultsError."""
    with writing() as session:
        entry = locked_live(session, school_id, entry_id)
        early = [day for day in days.values() if day is not None and day < entry.signed_on]
        if early:
            raise FaultsError([Fault("signed_before_order", "signed_day", {"text": f"{entry.signed_on:%d.%m.%Y}"})])
        ahead = [day for day in days.values() if day is not None and day > by.at.astimezone().date()]
        if ahead:
            raise FaultsError([Fault("day_ahead", "signed_day", {"text": f"{ahead[0]:%d.%m.%Y}"})])
        lines = acquaintance.lines_of(session, entry_id)
        changed = {line: days[line.id] for line in lines if line.id in days and line.signed_on != days[line.id]}
        if changed:
            acquaintance.sign(session, {line.id: day for line, day in changed.items()})
            people = {line.name: day.isoformat() if day else "" for line, day in changed.items()}
            record_event(
                session, school_id, by, "acquaintance.signed", f"№ {entry.number}", entry_id=entry.id, people=people
            )


def add_people(school_id: int, entry_id: int, people: Sequence[tuple[str, str]], by: Actor) -> None:
    """Adds people (name, post) who must sign: hired later, or of an order that was not made here."""
    if not people:
        raise FaultsError([Fault("nobody_chosen", "people")])
    with writing() as session:
        entry = locked_live(session, school_id, entry_id)
        acquaintance.add_people(session, entry_id, people)
        record_event(
            session,
            school_id,
            by,
            "acquaintance.people",
            f"№ {entry.number}",
            entry_id=entry.id,
            people=[name for name, _ in people],
        )


def refuse(
    school_id: int,
    entry_id: int,
    day: date,
    lines: Sequence[int],
    witnesses: Sequence[str],
    by: Actor,
    number: str = "",
) -> None:
    """One act for all who refused to sign, before two witnesses; its number, if the school counts acts. FaultsError."""
    with writing() as session:
        entry = locked_live(session, school_id, entry_id)
        found = [line for line in acquaintance.lines_of(session, entry_id) if line.id in lines]
        names = tuple(line.name for line in found)
        told = tuple(dict.fromkeys(filter(None, witnesses)))
        faults = [Fault("already_signed", "people", {"text": line.name}) for line in found if line.signed_on]
        if not found:
            faults.append(Fault("nobody_chosen", "people"))
        if len(told) < _WITNESSES or set(told) & set(names):
            faults.append(Fault("two_witnesses", "witness_1"))
        if day < entry.signed_on:
            faults.append(Fault("signed_before_order", "day", {"text": f"{entry.signed_on:%d.%m.%Y}"}))
        faults += length_faults({"act_number": number})
        faults += length_faults({f"witness_{place}": name for place, name in enumerate(witnesses, 1)})
        if faults:
            raise FaultsError(faults)
        acquaintance.add_refusal(session, entry_id, day, found, told, number)
        record_event(
            session,
            school_id,
            by,
            "acquaintance.refused",
            f"№ {entry.number}",
            entry_id=entry.id,
            people=names,
            witnesses=told,
        )
