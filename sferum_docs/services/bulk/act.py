"""The act for which an office asks papers, as a body works by it; what forbids them is told to the office.

A body is told of its own pages and buttons; an office has others, and some ways out are the body's alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.packs.acts import AssignmentState, assignments
from sferum_docs.services.packs.choose import pack_or_faults
from sferum_docs.services.packs.of_school import school_pack

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sferum_docs.packs.model import Pack
    from sferum_docs.services.packs.acts import Assignment

_GONE = "pack_missing"


def pack_at_work(school_id: int, name: str, day: date) -> Pack:
    """The pack as it holds for a body that works by it. FaultsError: it does not, no more, or the pack is unsound."""
    acts = assignments(school_id)
    act = next((item for item in acts if item.pack == name), None)
    if act is None:
        pack, _faults = pack_or_faults(name, school_id)
        raise FaultsError([Fault("bulk_act_not_given", values={"title": pack.title if pack else name})])
    if not act.in_work:
        raise FaultsError([_ended(act, acts)])
    try:
        return school_pack(school_id, name, day)
    except FaultsError as error:
        gone = Fault("bulk_pack_gone", values={"title": act.title})
        raise FaultsError([gone if fault.code == _GONE else fault for fault in error.faults]) from error


def _ended(act: Assignment, acts: Sequence[Assignment]) -> Fault:
    after = next((item for item in acts if item.pack == act.succeeded_by), None)
    if act.state is AssignmentState.SUCCEEDED and after is not None:
        return Fault("bulk_act_succeeded", values={"title": act.title, "successor": after.title})
    day = f" {act.ended_on:%d.%m.%Y}" if act.ended_on else ""
    return Fault("bulk_act_ended", values={"title": act.title, "day": day})
