"""What files of a district would write: bodies that are new, bodies that change and how, bodies that stay the same."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from sferum_docs.schools.district_lists.comparing import Comparison, compare
from sferum_docs.schools.model import SchoolKind
from sferum_docs.store.district.imported import ids_of_codes, imported_records, revisions_of
from sferum_docs.store.schools import get_school

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.schools.district_lists.model import Body, Understood
    from sferum_docs.schools.model import School


class BodyState(StrEnum):
    """What becomes of a body."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    ELSEWHERE = "elsewhere"  # this installation has it, and the office does not watch it
    ITSELF = "itself"  # the office's own line in its list


@dataclass(frozen=True, slots=True)
class PlannedBody:
    """A body of the files with what would be written of it."""

    body: Body
    state: BodyState
    id: int | None = None
    kept: School | None = None
    base: Mapping[str, Any] | None = None
    comparison: Comparison = field(default_factory=Comparison)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """All bodies of the files; `digest`: known again when it is written."""

    bodies: tuple[PlannedBody, ...]
    revisions: Mapping[int, int]
    digest: str

    def of(self, state: BodyState) -> tuple[PlannedBody, ...]:
        """The bodies of a state."""
        return tuple(each for each in self.bodies if each.state is state)

    @property
    def writes(self) -> bool:
        """Whether there is anything to be written."""
        return any(each.state in {BodyState.NEW, BodyState.CHANGED} for each in self.bodies)


def plan_import(office_id: int | None, found: Understood) -> ImportPlan:
    """What would be written; without an office all bodies are new."""
    ids = [int(body.known) for body in found.bodies if body.known]
    revisions, records = revisions_of(ids), imported_records(ids)
    codes = ids_of_codes([body.requisites.inn for body in found.bodies if body.requisites.inn and not body.known])
    planned = tuple(_planned(office_id, body, records, codes) for body in found.bodies)
    return ImportPlan(planned, revisions, _digest(found, revisions))


def _planned(
    office_id: int | None, body: Body, records: Mapping[int, Mapping[str, Any]], codes: Mapping[str, int]
) -> PlannedBody:
    if body.known:
        key = int(body.known)
        kept = get_school(key)
        if kept is not None:
            comparison = compare(kept, records.get(key), body)
            state = BodyState.CHANGED if comparison.changes else BodyState.SAME
            return PlannedBody(body, state, key, kept, records.get(key), comparison)
    own = codes.get(body.requisites.inn)
    if own is not None:
        return PlannedBody(body, BodyState.ITSELF if own == office_id else BodyState.ELSEWHERE)
    office = get_school(office_id) if office_id is not None else None
    if body.requisites.kind is SchoolKind.OFFICE and office is not None and body.name == office.requisites.short_name:
        return PlannedBody(body, BodyState.ITSELF)
    return PlannedBody(body, BodyState.NEW)


def _digest(found: Understood, revisions: Mapping[int, int]) -> str:
    """Of what was understood and of the bodies as they stand: when either is another, all is shown again."""
    told = [[body.key, hash_of(body)] for body in found.bodies]
    text = json.dumps([told, sorted(revisions.items())], ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:32]


def hash_of(body: Body) -> str:
    """A mark of what files say of a body."""
    return sha256(repr((body.requisites, body.head, body.staff)).encode()).hexdigest()[:16]
