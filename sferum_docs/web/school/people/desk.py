"""What the page of a change is about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import abort

from sferum_docs.directives.working_days import is_working_day
from sferum_docs.documents.staffing.model import ChangeKind
from sferum_docs.services.packs.acts import packs_in_work
from sferum_docs.services.people.arrivals import arrival_papers
from sferum_docs.services.people.begin import find_change
from sferum_docs.services.people.holdings import Holdings, holdings_of
from sferum_docs.services.people.plan import Plan, kept_plan, leaving_with, plan_faults, proposed_plan
from sferum_docs.services.people.wanted import WantedPapers, wanted_papers
from sferum_docs.web.current import current_days_off, current_school, current_school_id, today

if TYPE_CHECKING:
    from sferum_docs.packs.model import Pack
    from sferum_docs.reading.faults import Fault
    from sferum_docs.schools.model import School
    from sferum_docs.store.people.staff_changes import StaffChange


@dataclass(frozen=True)
class Desk:
    """What the page of a change is about; `held` is None once the worker is not in the list."""

    change: StaffChange
    school: School
    packs: tuple[Pack, ...]
    held: Holdings | None

    @property
    def plan(self) -> Plan:
        """What is kept, else what is proposed."""
        if self.change.plan or self.held is None:
            return kept_plan(self.change)
        return proposed_plan(self.school, self.held, leaving_with(self.change))

    @property
    def wanted(self) -> tuple[WantedPapers, ...]:
        """The papers that the kept plan wants."""
        if self.change.kind is ChangeKind.HIRED:
            return arrival_papers(current_school_id(), self.school, self.change, self.packs)
        if self.held is None or not self.change.plan:
            return ()
        return wanted_papers(self.school, self.change, self.held, self.plan, self.packs)

    @property
    def on_day_off(self) -> bool:
        """Whether the day is one on which nobody works."""
        return not is_working_day(self.change.day, current_days_off())

    @property
    def faults(self) -> list[Fault]:
        """What of the kept plan has to be mended before anything is made of it."""
        if self.held is None:
            return []
        return plan_faults(self.school, self.change, self.held, self.plan, self.packs)


def desk_of(change_id: int) -> Desk:
    """What is known of a change; another school's is not found."""
    change = find_change(current_school_id(), change_id)
    if change is None:
        abort(404)
    school, packs = current_school(), packs_in_work(current_school_id(), today())
    worker = school.worker(change.name)
    held = holdings_of(current_school_id(), school, worker, today()) if worker and change.is_open else None
    return Desk(change, school, packs, held)
