"""Summaries worked out anew as a job: what a page of a region leaves for later."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sferum_docs.services.district.matrix import watched_pack
from sferum_docs.services.district.scope import schools_in_scope
from sferum_docs.services.district.watching.summaries import mark_of, summaries_of
from sferum_docs.services.jobs.claims import finish_item
from sferum_docs.services.jobs.start import NewItem, start_job
from sferum_docs.store.change_stamp import stamp_of_bodies_below
from sferum_docs.store.database import writing

if TYPE_CHECKING:
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.jobs.model import Claim

KIND = "matrix"
_PART = 25  # bodies: a second of work


def refresh_in_parts(office_id: int, pack_id: str, by: Actor) -> int:
    """Begins the job and gives its id; until a body changes it is one job, however often it is begun.

    FaultsError: there is no body.
    """
    pack = watched_pack(office_id, pack_id)
    bodies = [body.id for body in schools_in_scope(office_id)]
    parts = [bodies[start : start + _PART] for start in range(0, len(bodies), _PART)]
    items = [
        NewItem(str(place), f"{place * _PART + 1}–{place * _PART + len(part)}", None, {"bodies": part})
        for place, part in enumerate(parts)
    ]
    key = f"{KIND} {pack.id} {mark_of(pack)} {by.at.astimezone():%Y-%m-%d} {stamp_of_bodies_below(office_id)}"
    return start_job(office_id, KIND, items, {"pack": pack.id}, by, title=f"Сводка: {pack.title}", key=key)


def refresh_part(claim: Claim) -> None:
    """One part of it: what holds still is not worked out again."""
    bodies = [int(body) for body in claim.payload["bodies"]]
    pack = watched_pack(claim.office_id, str(claim.options["pack"]))
    found = summaries_of(bodies, pack, datetime.now().astimezone().date(), None)
    with writing(alters_pages=False) as session:
        finish_item(session, claim, {"made": found.made})
