"""What is kept of a school, as far as it says what is to be done next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sferum_docs.reading.records import parse_day
from sferum_docs.schools.model import SigningOrder
from sferum_docs.services.clauses.deadlines import due_dates
from sferum_docs.services.clauses.page import clause_page
from sferum_docs.services.documents.listing import Remedy, listed_documents
from sferum_docs.services.documents.statuses import Status
from sferum_docs.services.indicators.duties import week_duties
from sferum_docs.services.packs.acts import given_by
from sferum_docs.services.packs.succeeded import succeeded_by
from sferum_docs.services.people.waiting import waiting_people
from sferum_docs.services.register.lists.reminders import reminders
from sferum_docs.services.school.roles import role_choices, unchosen
from sferum_docs.services.today.next_actions import ActFacts, SchoolFacts
from sferum_docs.services.today.papers import Papers
from sferum_docs.store.change_stamp import Same, keep_until_change
from sferum_docs.store.documents.signing import returned_documents
from sferum_docs.store.packs.proposals import waiting_at

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date

    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School
    from sferum_docs.services.clauses.page import ClausePage
    from sferum_docs.services.documents.listing import ListedDocument
    from sferum_docs.store.assignments import Assignment


def school_facts(
    school_id: int, school: School, acts: Sequence[Assignment], packs: Mapping[str, Pack | None], today: date
) -> SchoolFacts:
    """The facts of the acts in work; `packs`: the pack of each, None where it has gone or has faults."""
    key = ("school facts", school_id, Same(school), *((act.pack, Same(packs[act.pack])) for act in acts), today)
    return keep_until_change(key, lambda: _school_facts(school_id, school, acts, packs, today))


def _school_facts(
    school_id: int, school: School, acts: Sequence[Assignment], packs: Mapping[str, Pack | None], today: date
) -> SchoolFacts:
    sound = [pack for act in acts if (pack := packs[act.pack]) is not None]
    leaving, came = waiting_people(school_id, school, sound)
    waits, returned = reminders(school_id, today), returned_documents(school_id)
    return SchoolFacts(
        acts=tuple(_act_facts(school_id, school, act, packs[act.pack], returned, today) for act in acts),
        staff=len(school.staff),
        unheld=tuple(str(fault.values["role"]) for fault in unchosen(role_choices(sound), school)),
        unsigned=waits.unsigned.people,
        unproven=waits.without_scan,
        held_passed=waits.held_passed,
        unanswered=waits.unanswered,
        number_first=school.layout.signing is SigningOrder.NUMBER_FIRST,
        dues=due_dates(school_id, school, sound),
        leaving=leaving,
        came=came,
    )


def _act_facts(
    school_id: int, school: School, act: Assignment, pack: Pack | None, returned: Collection[int], today: date
) -> ActFacts:
    if pack is None:
        return ActFacts(act.pack, act.title, sound=False)
    listed = listed_documents(school_id, school, pack)
    page = clause_page(school_id, school, pack, today)
    own = [row for row in page.rows if row.is_own]
    waiting = [item for item in listed if item.standing is not None and item.standing.waits]
    return ActFacts(
        act.pack,
        act.title,
        made=bool(listed),
        drafts=_papers(item for item in waiting if _is_draft(item) and item.document.id not in returned),
        sent=_papers(item for item in waiting if _status(item) is Status.SIGNING),
        returned=_papers(item for item in waiting if item.document.id in returned),
        unmarked=_papers(item for item in listed if item.standing and item.standing.is_marked and _is_draft(item)),
        outdated=_papers(item for item in listed if item.outgrown),
        replaceable=_papers(item for item in listed if item.remedy is Remedy.REPLACE),
        lacking=tuple(gap.what for gap in page.lacking),
        # a clause that waits for its weeks is told by them
        unconfirmed=sum(
            bool(row.progress.acquainted) and not row.progress.done and not row.progress.open_weeks for row in own
        ),
        asked_again=sum(item.fall is not None for row in page.rows for item in row.questions),
        proposed=sum(item.proposal is not None for row in page.rows for item in row.questions),
        acquaint_by=_acquaint_by(page, pack),
        weeks=week_duties(school_id, school, pack, today),
        office=given_by(school_id, act),
        offers=sum(item.pack == act.pack for item in waiting_at(school_id)),
        **_older_orders(school_id, pack, waiting),
    )


def _older_orders(school_id: int, pack: Pack, waiting: Sequence[ListedDocument]) -> dict[str, Any]:
    """The orders of the act that this one took the place of, unless what ends them waits already."""
    older = pack.succession.pack if pack.succession else ""
    ending = any(pack.by_id[item.document.document].repeals for item in waiting)
    if not pack.replaced or ending or not succeeded_by(school_id, older):
        return {}
    return {"older": older, "older_orders": len(pack.replaced)}


def _status(item: ListedDocument) -> Status | None:
    return item.standing.status if item.standing else None


def _is_draft(item: ListedDocument) -> bool:
    return _status(item) is Status.DRAFT


def _papers(items: Iterable[ListedDocument]) -> Papers:
    found = [item.document for item in items]
    orders = sum(item.kind == "приказ" for item in found)
    return Papers.of(orders, [item.order_date for item in found])


def _acquaint_by(page: ClausePage, pack: Pack) -> date | None:
    """The earliest day by which people must know an order that some of them have not signed for."""
    days = (
        parse_day(str(answers.get(field.key, "")))
        for document in page.documents
        if _is_unknown_to_some(page, document.document)
        for asking, answers in document.data["packet"]["answers"].items()  # one order of a packet may say it for all
        if asking in pack.by_id
        for field in pack.by_id[asking].fields
        if field.acquaint_by
    )
    return min((day for day in days if day is not None), default=None)


def _is_unknown_to_some(page: ClausePage, document: str) -> bool:
    facts = page.standings[document].facts_in_force if document in page.standings else None
    return facts is not None and facts.acquainted < facts.to_acquaint
