"""A whole import is taken back, as long as nothing was done in its bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.district.lists.uploads import OF_DISTRICT
from sferum_docs.services.district.scope import overseen_bodies
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.district.imported import drop_bodies, put_imported, restore_state, revisions_of, with_deeds
from sferum_docs.store.indicators import uploads as kept
from sferum_docs.store.schools import get_school

if TYPE_CHECKING:
    from collections.abc import Collection

    from sferum_docs.store.audit import Actor

_NAMED = 5


def undo_import(office_id: int, upload_id: int, by: Actor) -> int:
    """Takes new bodies away, gives changed ones back what they had; gives how many. FaultsError: nothing is undone."""
    with writing() as session:
        upload = kept.locked_upload(session, office_id, OF_DISTRICT, upload_id)
        if upload is None or upload.done_at is None:
            raise FaultsError([Fault("import_gone")])
        if upload.undone_at is not None:
            raise FaultsError([Fault("import_undone")])
        written = {int(each["id"]): each for each in upload.written}
        new = [key for key, each in written.items() if "before" not in each]
        now = revisions_of([*written])
        built_upon = {key for key, each in written.items() if now.get(key) != each["revision"]} | with_deeds(new)
        moved = {*written} - {body.id for body in overseen_bodies(office_id)}
        if built_upon | moved:
            raise FaultsError([Fault("district_built_upon", values={"names": _named(built_upon | moved)})])
        for key, each in written.items():
            if "before" in each:
                restore_state(session, key, each["before"])
                record_event(session, key, by, "school.saved", "", changed=["requisites", "staff"])
        put_imported(session, {key: each.get("base") for key, each in written.items() if "before" in each}, by.at)
        drop_bodies(session, new)
        kept.change_upload(session, upload_id, undone_at=by.at)
        counts = {"bodies_new": len(new), "bodies_changed": len(written) - len(new)}
        record_event(session, office_id, by, "district.import_undone", "", **counts)
        return len(written)


def _named(ids: Collection[int]) -> str:
    schools = (get_school(key) for key in sorted(ids)[:_NAMED])
    more = f" и ещё {len(ids) - _NAMED}" if len(ids) > _NAMED else ""
    return ", ".join(school.requisites.short_name for school in schools if school) + more
