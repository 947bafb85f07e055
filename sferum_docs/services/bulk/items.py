"""The parts of the jobs of this room: one body each, several at a time, whichever process does them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.bulk.asked import of_options
from sferum_docs.services.bulk.make import MadeBy, make_for_bodies
from sferum_docs.services.bulk.plan import check_body
from sferum_docs.services.district.scope import watched_among
from sferum_docs.services.jobs.claims import LeaseLostError, end_items, open_parts
from sferum_docs.services.school.save import find_school
from sferum_docs.store.change_stamp import kept_apart
from sferum_docs.store.database import writing
from sferum_docs.store.district.ahead import read_ahead

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from sferum_docs.services.bulk.asked import BulkRequest
    from sferum_docs.services.bulk.make import Outcome
    from sferum_docs.services.jobs.claims import Claim
    from sferum_docs.store.database import Transaction

_NOT_THERE = (Fault("bulk_no_body"),)


@dataclass(frozen=True)
class _Parts:
    """Parts of one job that are done at a time: the first is begun, the others are laid by for after it."""

    by_body: Mapping[int, Claim]
    office: int

    @classmethod
    def of(cls, claim: Claim) -> _Parts:
        """The part with those that follow it. FaultsError: it names no body that its office still watches."""
        chain = {each.subject_id: each for each in claim.chain() if each.subject_id is not None}
        watched = watched_among(claim.office_id, chain)
        if claim.subject_id not in watched:
            raise FaultsError(_NOT_THERE)
        return cls({body: each for body, each in chain.items() if body in watched}, claim.office_id)

    def open(self) -> dict[int, tuple[Fault, ...]]:
        """The bodies whose parts are still ours; one may have been closed or handed over since."""
        ours = open_parts([*self.by_body.values()])
        watched = watched_among(self.office, self.by_body)
        return {
            body: () if body in watched else _NOT_THERE for body, claim in self.by_body.items() if claim.item_id in ours
        }

    def end(self, session: Transaction, outcomes: Mapping[int, Outcome]) -> None:
        """Ends the parts of these bodies."""
        end_items(
            session,
            [
                (self.by_body[body], told if isinstance(told, tuple) else told.record())
                for body, told in outcomes.items()
            ],
        )


def check(claim: Claim) -> None:
    """A dry run for some bodies: of each what it lacks, or that it lacks nothing."""
    parts, asked = _Parts.of(claim), of_options(claim.options)
    day = claim.by.at.astimezone().date()
    with kept_apart():
        read_ahead([*parts.by_body], asked.pack)
        told = [(each, _checked(body, asked, day)) for body, each in parts.by_body.items()]
    with writing(alters_pages=False, bodies=parts.by_body) as session:
        ours = parts.open()
        end_items(session, [(each, found) for each, found in told if each.subject_id in ours])


def _checked(body: int, asked: BulkRequest, day: date) -> dict[str, Any] | tuple[Fault, ...]:
    try:
        plan, warnings = check_body(body, asked, day)
    except FaultsError as error:
        return error.faults
    return {
        "ready": [*plan.request.documents] if plan.request else [],
        "left": [fault.sentence() for fault in plan.left],
        "chosen": plan.proposed,
        "warnings": [fault.sentence() for fault in warnings],
    }


def make(claim: Claim) -> None:
    """The packets of some bodies, each whole, or what the body lacks."""
    parts = _Parts.of(claim)
    office = find_school(claim.office_id)
    name = office.requisites.short_name if office else ""
    outcomes = make_for_bodies([*parts.by_body], of_options(claim.options), MadeBy(name, claim.by), parts)
    if outcomes.get(claim.subject_id or 0) == ():
        raise LeaseLostError
