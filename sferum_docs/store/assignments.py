"""The acts of a school: which packs it works by, from which day, which it has done with."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, func, insert, select

from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import db, in_parts
from sferum_docs.store.rows import AssignmentRow
from sferum_docs.store.rows.changes import touch_body

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from sqlalchemy import Row
    from sqlalchemy.orm import Session


class AssignmentState(StrEnum):
    """Whether a school works by an act, and how it ended when it does not."""

    IN_WORK = "in_work"
    SUCCEEDED = "succeeded"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class PaperOrder:
    """An entry of the register that belongs to an act though it was not made here, and what replaces it."""

    entry: int
    replaced_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amendment:
    """An act that changed another or ended it, as a person was told of it: which clauses it names, with its words."""

    act: str  # in the instrumental: «постановлением от 12.03.2026 № 41»
    title: str = ""
    repeals: bool = False
    clauses: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    pack: str = ""  # made of that act; empty when none was
    told_on: str = ""


@dataclass(frozen=True, slots=True)
class Assignment:
    """A pack that a school works by or worked by; `succeeded_by` names the pack that took its place."""

    pack: str
    title: str
    since: date
    state: AssignmentState = AssignmentState.IN_WORK
    succeeded_by: str = ""
    ended_on: date | None = None
    paper_orders: tuple[PaperOrder, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    owner: int | None = None  # the body whose pack it is; None: it came with the program
    given_by: int | None = None  # the office that assigned it; None: the school itself

    @property
    def in_work(self) -> bool:
        """Whether the school works by it."""
        return self.state is AssignmentState.IN_WORK


_TABLE = AssignmentRow.__table__
_OF_BODIES = select(_TABLE).where(_TABLE.c.school_id.in_(bindparam("bodies", expanding=True))).order_by(_TABLE.c.id)


@cached_until_change
def assignments(school_id: int) -> tuple[Assignment, ...]:
    """The acts of a school in the order in which they were assigned, ended ones among them."""
    return assignments_of((school_id,))[school_id]


def assignments_of(bodies: Collection[int]) -> dict[int, tuple[Assignment, ...]]:
    """The acts of each of some bodies, in the order in which they were assigned."""
    found: dict[int, list[Assignment]] = {body: [] for body in bodies}
    for row in db.session.execute(_OF_BODIES, {"bodies": [*bodies]}):
        found[row.school_id].append(_value(row))
    return {body: tuple(acts) for body, acts in found.items()}


def packs_of_bodies(bodies: Sequence[int]) -> dict[str, tuple[str, int]]:
    """Pack → its title and how many of these bodies work or worked by it, in the order of first being assigned."""
    row, found = AssignmentRow, dict[str, tuple[str, int]]()
    query = select(row.pack, func.max(row.title), func.count()).group_by(row.pack).order_by(func.min(row.id))
    for part in in_parts(bodies):
        for pack, title, count in db.session.execute(query.where(row.school_id.in_(part))):
            found[pack] = title, count + found.get(pack, ("", 0))[1]
    return found


def first_with(pack: str, bodies: Sequence[int]) -> tuple[int, ...]:
    """The first of these bodies that works or worked by a pack; nobody when none does."""
    query = select(AssignmentRow.school_id).where(AssignmentRow.pack == pack)
    for part in in_parts(bodies):
        some = query.where(AssignmentRow.school_id.in_(part))
        found = db.session.scalar(some.order_by(AssignmentRow.id).limit(1))
        if found is not None:
            return (found,)
    return ()


def assignments_below(bodies: Sequence[int], pack: str) -> Mapping[int, Assignment]:
    """Body → how it works by a pack, of those among the bodies that have it."""
    query, found = select(AssignmentRow).where(AssignmentRow.pack == pack), dict[int, Assignment]()
    for part in in_parts(bodies):
        rows = db.session.scalars(query.where(AssignmentRow.school_id.in_(part)))
        found |= {row.school_id: _value(row) for row in rows}
    return found


def add_assignments(session: Session, bodies: Collection[int], assignment: Assignment) -> None:
    """Keeps one act for many bodies that have none of this pack."""
    if bodies:
        values = _values(assignment)
        session.execute(insert(AssignmentRow), [{**values, "school_id": body} for body in bodies])
    for body in bodies:
        touch_body(session, body)


def bodies_at_work(bodies: Sequence[int]) -> Mapping[str, frozenset[int]]:
    """Pack → which of these bodies work by it."""
    found: dict[str, set[int]] = {}
    row = AssignmentRow
    for some in in_parts(bodies):
        query = select(row.pack, row.school_id).where(
            row.school_id.in_(some), row.state == AssignmentState.IN_WORK.value
        )
        for pack, school_id in db.session.execute(query):
            found.setdefault(pack, set()).add(school_id)
    return {pack: frozenset(schools) for pack, schools in found.items()}


def put_assignment(session: Session, school_id: int, assignment: Assignment) -> None:
    """Keeps an act of a school, new or in place of what was kept of it."""
    query = select(AssignmentRow).where(AssignmentRow.school_id == school_id, AssignmentRow.pack == assignment.pack)
    row = session.scalar(query.with_for_update())
    if row is None:
        row = AssignmentRow(school_id=school_id, pack=assignment.pack)
        session.add(row)
    for name, value in _values(assignment).items():
        setattr(row, name, value)
    session.flush()


def _values(assignment: Assignment) -> dict[str, Any]:
    """The columns of an act, but for whose it is."""
    plain = ("pack", "title", "since", "succeeded_by", "ended_on")
    return {
        **{name: getattr(assignment, name) for name in plain},
        "state": assignment.state.value,
        "paper_orders": [[order.entry, [*order.replaced_by]] for order in assignment.paper_orders],
        "amendments": [asdict(amendment) for amendment in assignment.amendments],
        "owner_id": assignment.owner,
        "given_by_id": assignment.given_by,
    }


def _value(row: AssignmentRow | Row[Any]) -> Assignment:
    return Assignment(
        row.pack,
        row.title,
        row.since,
        AssignmentState(row.state),
        row.succeeded_by,
        row.ended_on,
        tuple(PaperOrder(entry, tuple(replaced_by)) for entry, replaced_by in row.paper_orders),
        tuple(_amendment(kept) for kept in row.amendments),
        row.owner_id,
        row.given_by_id,
    )


def _amendment(kept: dict[str, Any]) -> Amendment:
    return Amendment(**{**kept, "clauses": tuple(kept["clauses"]), "words": tuple(kept["words"])})
