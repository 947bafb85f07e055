"""Bodies out of tables written: all that was decided, in one transaction, or nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.schools.district_lists.comparing import apply, record_of
from sferum_docs.schools.model import School
from sferum_docs.schools.names import same_letters
from sferum_docs.services.district.lists.plan import BodyState, PlannedBody
from sferum_docs.services.district.lists.uploads import NAMES, OF_DISTRICT
from sferum_docs.services.school.save import with_new_names
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.district.imported import ids_of_codes, put_imported, revisions_of, state_of
from sferum_docs.store.indicators import uploads as kept
from sferum_docs.store.indicators.sheets import kept_mappings, put_mapping
from sferum_docs.store.oversight import overseen_bodies
from sferum_docs.store.schools import add_schools, get_layout, lock_school, put_school

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sferum_docs.schools.district_lists.model import Told, Understood
    from sferum_docs.services.district.lists.plan import ImportPlan
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction

_MOST_NAMES, _LONGEST_NAME = 500, 300


@dataclass(frozen=True, slots=True)
class Decisions:
    """What a person decided: `left` bodies that are not written; changes otherwise than they are proposed."""

    left: Collection[str] = ()
    taken: Mapping[str, Collection[str]] = field(default_factory=dict)  # of a body; absent: as proposed
    shown: str = ""  # the digest of what she has seen; empty: nobody was shown anything


@dataclass(frozen=True, slots=True)
class Written:
    """What came of an import."""

    new: int = 0
    changed: int = 0
    same: int = 0
    people: int = 0


def write_import(
    office_id: int,
    upload_id: int | None,
    found: Understood,
    plan: ImportPlan,
    decided: Decisions,
    said: Told,
    by: Actor,
) -> Written:
    """Keeps the bodies as decided. FaultsError: nothing is written."""
    with writing() as session:
        _require_unchanged(session, office_id, upload_id, plan, decided)
        new = [each for each in plan.of(BodyState.NEW) if each.body.key not in decided.left]
        layout = get_layout(office_id)
        schools = [_new_school(each, layout.region) for each in new]
        added = add_schools(session, schools, office_id)
        written: list[dict[str, Any]] = [{"id": key, "revision": revision} for key, revision in added]
        records = {key: record_of(each.body) for (key, _revision), each in zip(added, new, strict=True)}
        changed, people = 0, sum(len(school.staff) for school in schools)
        for each in plan.bodies:
            if each.id is None or each.kept is None or each.body.key in decided.left:
                continue
            taken = decided.taken.get(each.body.key, proposed(each))
            record = record_of(each.body, each.base)
            if state := _change(session, each, taken, by):
                changed += 1
                written.append({**state, "base": each.base})
            if record != each.base:
                records[each.id] = record
        put_imported(session, records, by.at)
        ids = {each.body.key: str(key) for (key, _revision), each in zip(added, new, strict=True)}
        _remember(session, office_id, found, said, {**ids, **_known(plan)}, by)
        if upload_id is not None:
            kept.change_upload(session, upload_id, content=b"", done_at=by.at, written=written)
        if new or changed:
            record_event(session, office_id, by, "district.imported", "", bodies_new=len(new), bodies_changed=changed)
        return Written(len(new), changed, len(plan.of(BodyState.SAME)), people)


def proposed(planned: PlannedBody) -> frozenset[str]:
    """The changes that are taken when nobody decides."""
    return frozenset(change.key for change in planned.comparison.changes if change.take)


def _known(plan: ImportPlan) -> dict[str, str]:
    return {each.body.key: str(each.id) for each in plan.bodies if each.id is not None}


def _require_unchanged(
    session: Transaction, office_id: int, upload_id: int | None, plan: ImportPlan, decided: Decisions
) -> None:
    """FaultsError: it was written already, or what was shown is not what would be written now."""
    if upload_id is not None:
        locked = kept.locked_upload(session, office_id, OF_DISTRICT, upload_id)
        if locked is None or locked.done_at is not None:
            raise FaultsError([Fault("import_done")])
    codes = [each.body.requisites.inn for each in plan.of(BodyState.NEW) if each.body.requisites.inn]
    is_other = bool(decided.shown) and decided.shown != plan.digest
    new = plan.of(BodyState.NEW)
    watched = overseen_bodies(office_id)
    names, ids = {each.short_name for each in watched}, {each.id for each in watched}
    is_other = is_other or any(each.body.name in names for each in new) or not {*plan.revisions} <= ids
    if is_other or revisions_of([*plan.revisions]) != plan.revisions or ids_of_codes(codes):
        raise FaultsError([Fault("district_changed")])


def _new_school(planned: PlannedBody, region: str) -> School:
    school = School(planned.body.requisites, planned.body.head, planned.body.staff)
    return replace(school, layout=replace(school.layout, region=region))


def _change(session: Transaction, planned: PlannedBody, taken: Collection[str], by: Actor) -> dict[str, Any] | None:
    """Writes the changes that are taken; gives what stood before, or None when nothing changes."""
    assert planned.id is not None  # noqa: S101  asked before
    was = lock_school(session, planned.id)
    if was is None or not taken:
        return None
    names = {old: new for old, new in planned.comparison.renamed.items() if f"name:{same_letters(new)}" in taken}
    now = with_new_names(apply(was, planned.body, planned.comparison, taken), names)
    if now == was:
        return None
    before = state_of(session, planned.id)
    put_school(session, now, planned.id)
    record_event(session, planned.id, by, "school.saved", now.requisites.short_name, changed=["requisites", "staff"])
    return {"id": planned.id, "revision": revisions_of([planned.id])[planned.id], "before": before}


def _remember(
    session: Transaction, office_id: int, found: Understood, said: Told, ids: Mapping[str, str], by: Actor
) -> None:
    """How tables were understood where a person said it, and the names that she told."""
    known = kept_mappings(office_id)
    for table in found.tables:
        entry = said.tables.get(table.signature)
        if entry is None:
            continue
        headings = [column.heading for column in table.columns]
        remembered = {**entry, "district": True, "headings": headings, "where": f"{table.file}, {table.sheet}"}
        if known.get(table.signature) != remembered:
            put_mapping(session, office_id, table.signature, remembered, by)
    names = {
        text: ids.get(key, key) for text, key in list(said.names.items())[:_MOST_NAMES] if len(text) <= _LONGEST_NAME
    }
    before = known.get(NAMES, {}).get("names", {})
    if names and {**before, **names} != before:
        put_mapping(session, office_id, NAMES, {"names": {**before, **names}}, by)
