"""The acts of a school: which packs it works by, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.services.packs.choose import find_pack, known_packs
from sferum_docs.store.assignments import Assignment, AssignmentState, assignments, put_assignment

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

__all__ = ["Assignment", "AssignmentState", "acts_in_work", "assignments", "begin_first_act", "first_act"]


def first_act(known: tuple[Assignment, ...]) -> Assignment | None:
    """The act that is meant where none is named: the first in work, else the first that ever was."""
    return next((act for act in known if act.in_work), next(iter(known), None))


def acts_in_work(school_id: int) -> tuple[Assignment, ...]:
    """The acts that the school works by now."""
    return tuple(act for act in assignments(school_id) if act.in_work)


def begin_first_act(session: Session, school_id: int, pack_id: str, day: date) -> None:
    """Gives a new school the act that was chosen, or the only one that there is."""
    names = (pack_id,) if pack_id else known_packs()
    if len(names) == 1:
        pack = find_pack(names[0])
        put_assignment(session, school_id, Assignment(pack.id, pack.title, min(day, pack.directive.date)))
