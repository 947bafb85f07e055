"""An office gives an act to the bodies below it: it only adds, how a body works by it is the body's own business."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.district.scope import schools_in_scope
from sferum_docs.services.packs.acts import Assignment, AssignmentState, since_faults
from sferum_docs.services.packs.choose import find_pack, known_packs, owner_of, pack_or_faults
from sferum_docs.store.assignments import add_assignments, assignments_below, packs_of_bodies
from sferum_docs.store.audit import record_event, record_for_bodies
from sferum_docs.store.database import writing

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from sferum_docs.packs.model import Pack
    from sferum_docs.services.district.scope import OverseenBody
    from sferum_docs.store.audit import Actor

__all__ = [
    "Assignment", "AssignmentState", "GivenAct", "GivenPack", "Giving", "assign_to", "given_acts", "packs_to_give",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class GivenPack:
    """A pack that an office may give, and how many of its bodies have it; none where it has faults."""

    id: str
    pack: Pack | None
    faults: tuple[Fault, ...]
    own: bool  # whether the office took it in itself
    has: int


@dataclass(frozen=True, slots=True)
class GivenAct:
    """How an act stands at a body; None: the body does not have it."""

    body: OverseenBody
    act: Assignment | None
    other: bool = False  # what it has is another pack of the same name

    @property
    def state(self) -> str:
        """The state in short, by which a list is filtered."""
        return self.act.state.value if self.act else "none"


@dataclass(frozen=True, slots=True)
class Giving:
    """What came of it: who has the act now, who had it before, how many are the office's no more."""

    title: str
    since: date
    assigned: tuple[OverseenBody, ...]
    had: tuple[GivenAct, ...]
    gone: int


def packs_to_give(office_id: int) -> tuple[GivenPack, ...]:
    """The packs that an office knows, each with how many of its bodies have it."""
    counts = packs_of_bodies([body.id for body in schools_in_scope(office_id)])
    found = []
    for name in known_packs(office_id):
        pack, faults = pack_or_faults(name, office_id)
        own = pack is not None and owner_of(name, office_id) == office_id
        found.append(GivenPack(name, pack, faults, own, counts.get(name, ("", 0))[1]))
    return tuple(found)


def given_acts(office_id: int, pack_id: str) -> tuple[GivenAct, ...]:
    """How an act stands at each body of an office, by name. FaultsError: the office knows no such pack."""
    pack = find_pack(pack_id, office_id)
    return _standing(pack.id, owner_of(pack.id, office_id), schools_in_scope(office_id))


def _standing(pack_id: str, owner: int | None, bodies: Sequence[OverseenBody]) -> tuple[GivenAct, ...]:
    known = assignments_below([body.id for body in bodies], pack_id)
    acts = ((body, known.get(body.id)) for body in bodies)
    return tuple(GivenAct(body, act, act is not None and act.owner != owner) for body, act in acts)


def assign_to(office_id: int, pack_id: str, schools: Collection[int], since: date, by: Actor) -> Giving:
    """The chosen bodies of an office work by a pack from a day on; those that have it are left as they are.

    One transaction: all of them or none. FaultsError: nobody was chosen, no such pack, the day does not fit.
    """
    pack = find_pack(pack_id, office_id)
    faults = [*since_faults(pack, since, by.at.astimezone().date())]
    if not schools:
        faults.append(Fault("no_body_chosen", "schools"))
    if faults:
        raise FaultsError(faults)
    wanted = {*schools}
    with writing() as session:
        find_pack(pack.id, office_id)  # it may have been taken away meanwhile
        owner = owner_of(pack.id, office_id)
        assignment = Assignment(pack.id, pack.title, since, owner=owner, given_by=office_id)
        bodies = [body for body in schools_in_scope(office_id) if body.id in wanted]
        standing = _standing(pack.id, owner, bodies)
        free = [item.body for item in standing if item.act is None]
        add_assignments(session, [body.id for body in free], assignment)
        day = since.isoformat()
        told = {"pack": pack.id, "since": day}
        record_for_bodies(session, {body.id: told for body in free}, by, "act.given", pack.title)
        if free:
            record_event(session, office_id, by, "act.given_to", pack.title, pack=pack.id, since=day, bodies=len(free))
    had = tuple(item for item in standing if item.act is not None)
    return Giving(pack.title, since, tuple(free), had, len(wanted) - len(bodies))
