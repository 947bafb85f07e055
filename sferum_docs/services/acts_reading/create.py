"""A pack made of an act that was read: nothing is made before a person says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.acts_reader.directive import to_directive
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.acts_reading.drafts import keep_made, open_draft
from sferum_docs.services.packs.amendments import keep_amendments
from sferum_docs.services.packs.from_act import made_before, pack_from_draft
from sferum_docs.store.database import writing

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.acts_reader.model import ActDraft
    from sferum_docs.store.audit import Actor


def create_pack(school_id: int, draft_id: int, by: Actor, *, today: date, despite_doubts: bool = False) -> str:
    """Makes the pack of a draft and gives its id. FaultsError."""
    item, review = open_draft(school_id, draft_id)
    if item.pack:
        raise FaultsError([Fault("act_draft_made")])
    if item.waiting and not despite_doubts:
        raise FaultsError([Fault("act_draft_doubts", "despite_doubts", {"count": item.waiting})])
    pack = pack_from_draft(school_id, review.draft, by, today=today)
    with writing(alters_pages=False) as session:
        keep_made(session, school_id, draft_id, pack, by)
    keep_amendments(school_id, review.draft, pack, by)
    return pack


def worth_knowing(school_id: int, draft: ActDraft, today: date) -> tuple[Fault, ...]:
    """What a person should know before a pack is made: that there is one already, that the day has not come."""
    try:
        directive = to_directive(draft)
    except FaultsError:
        return ()
    ahead = Fault("act_day_ahead", "date", {"text": f"{directive.date:%d.%m.%Y}"})
    again = Fault("act_made_before", values={"text": made_before(directive, school_id)})
    return (*([ahead] if directive.date > today else ()), *([again] if again.values["text"] else ()))


def tell_touched(school_id: int, draft_id: int, by: Actor) -> tuple[str, ...]:
    """Notes with the acts that a draft changes or ends that it does; gives their titles. FaultsError."""
    _item, review = open_draft(school_id, draft_id)
    return keep_amendments(school_id, review.draft, "", by)
