"""By what an act of a school was replaced, in the words of its successor."""

from __future__ import annotations

from sferum_docs.services.packs.choose import pack_or_faults
from sferum_docs.store.assignments import Assignment, AssignmentState, assignments
from sferum_docs.store.register import register


def succeeded_by(school_id: int, pack_id: str) -> str:
    """By what, in the instrumental («комплектом 2026»); empty for an act that nothing has replaced."""
    act = _succeeded(school_id, pack_id)
    if act is None:
        return ""
    newer, _faults = pack_or_faults(act.succeeded_by, school_id)
    if newer is not None and newer.succession is not None and newer.succession.pack == pack_id:
        return newer.succession.told
    title = (
        newer.title
        if newer is not None
        else next((item.title for item in assignments(school_id) if item.pack == act.succeeded_by), "")
    )
    return f"актом «{title}»" if title else "другим актом"


def ended_by_successor(school_id: int, pack_id: str) -> frozenset[int]:
    """The entries of a succeeded act that an order of its successor has ended: what they did stays done."""
    act = _succeeded(school_id, pack_id)
    if act is None:
        return frozenset()
    entries = register.of_pack(school_id, pack_id)
    by = register.named(school_id, {entry.repealed_by_id for entry in entries if entry.repealed_by_id})
    ending = {number for number, entry in by.items() if entry.pack == act.succeeded_by and not entry.void}
    return frozenset(entry.id for entry in entries if entry.repealed_by_id in ending)


def _succeeded(school_id: int, pack_id: str) -> Assignment | None:
    found = next((item for item in assignments(school_id) if item.pack == pack_id), None)
    return found if found is not None and found.state is AssignmentState.SUCCEEDED else None
