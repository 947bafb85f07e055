"""The parts of the jobs of this room: one body each, whichever process does them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.bulk.asked import of_options
from sferum_docs.services.bulk.make import MadeBy, make_for_body
from sferum_docs.services.bulk.plan import check_body
from sferum_docs.services.district.scope import watches
from sferum_docs.services.jobs.claims import finish_item
from sferum_docs.services.school.save import find_school
from sferum_docs.store.change_stamp import kept_apart
from sferum_docs.store.database import writing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.services.jobs.claims import Claim
    from sferum_docs.store.database import Transaction


def check(claim: Claim) -> None:
    """A dry run for one body: FaultsError tells what it lacks."""
    day = claim.by.at.astimezone().date()
    with kept_apart():
        plan, warnings = check_body(_body(claim), of_options(claim.options), day)
    told = {
        "ready": [*plan.request.documents] if plan.request else [],
        "left": [fault.sentence() for fault in plan.left],
        "chosen": plan.proposed,
        "warnings": [fault.sentence() for fault in warnings],
    }
    with writing(alters_pages=False) as session:
        finish_item(session, claim, told)


def make(claim: Claim) -> None:
    """The packet of one body. FaultsError tells what it lacks."""
    office = find_school(claim.office_id)
    name = office.requisites.short_name if office else ""

    def finish(session: Transaction, told: Mapping[str, Any]) -> None:
        _body(claim)  # it may have been closed or handed over while its papers were made
        finish_item(session, claim, told)

    make_for_body(_body(claim), of_options(claim.options), MadeBy(name, claim.by), finish)


def _body(claim: Claim) -> int:
    """The body of the part, which the office still watches."""
    if claim.subject_id is None or not watches(claim.office_id, claim.subject_id):
        raise FaultsError([Fault("bulk_no_body")])
    return claim.subject_id
