"""Templates that an office proposes to the bodies below it: each is a version of the body, which it decides on."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select, update

from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import db, in_parts
from sferum_docs.store.documents.files import add_file
from sferum_docs.store.documents.templates import SHIPPED, TemplateDecision, version_in_force
from sferum_docs.store.oversight import overseers_of
from sferum_docs.store.rows import TemplateDecisionRow, TemplateVersionRow
from sferum_docs.store.rows.changes import touch_body

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import date, datetime

    from sqlalchemy.orm import Session

    from sferum_docs.store.audit import Actor


class ProposalState(StrEnum):
    """How far a proposal has come."""

    WAITING = "waiting"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    REPLACED = "replaced"  # by a newer one of the same office
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A template proposed to a body, and what the body has said to it."""

    id: int
    school_id: int
    pack: str
    document: str
    number: int  # of the version at the body
    sha256: str
    file_name: str
    comment: str
    proposed_at: datetime
    state: ProposalState
    answered_at: datetime | None = None
    answered_by: str = ""
    reason: str = ""


def proposals_of(
    office_id: int, pack: str, document: str = "", bodies: Collection[int] | None = None
) -> tuple[Proposal, ...]:
    """What an office has proposed of an act, to these bodies or to all, the oldest first."""
    row = TemplateVersionRow
    query = select(row).where(row.proposed_by_id == office_id, row.pack == pack).order_by(row.id)
    query = query.where(row.document == document) if document else query
    query = query if bodies is None else query.where(row.school_id.in_(bodies))
    return _told(list(db.session.scalars(query)))


@cached_until_change
def waiting_at(school_id: int) -> tuple[Proposal, ...]:
    """What the offices above a body propose to it and it has not answered."""
    above = overseers_of(school_id)
    if not above:
        return ()
    row = TemplateVersionRow
    query = select(row).where(row.school_id == school_id, row.proposed_by_id.in_(above), row.taken_back == "")
    found = _told(list(db.session.scalars(query.order_by(row.id))))
    return tuple(item for item in found if item.state is ProposalState.WAITING)


def _told(rows: list[TemplateVersionRow]) -> tuple[Proposal, ...]:
    """Each with the last word on it; a refusal after an acceptance leaves it accepted: it was in force."""
    row = TemplateDecisionRow
    if not rows:
        return ()
    query = select(row).where(
        row.school_id.in_({item.school_id for item in rows}),
        row.pack.in_({item.pack for item in rows}),
        row.document.in_({item.document for item in rows}),
    )
    said: dict[tuple[int, str, str, int], list[TemplateDecisionRow]] = {}
    for line in db.session.scalars(query.order_by(row.id)):
        said.setdefault((line.school_id, line.pack, line.document, line.number), []).append(line)
    return tuple(_value(item, said.get((item.school_id, item.pack, item.document, item.number), [])) for item in rows)


def _value(row: TemplateVersionRow, said: list[TemplateDecisionRow]) -> Proposal:
    answer = next((line for line in said if line.active_from is not None), said[-1] if said else None)
    state = ProposalState(row.taken_back) if row.taken_back else ProposalState.WAITING
    if answer is not None:
        state = ProposalState.REFUSED if answer.active_from is None else ProposalState.ACCEPTED
    plain = (
        row.id,
        row.school_id,
        row.pack,
        row.document,
        row.number,
        row.sha256,
        row.file_name,
        row.comment,
        row.uploaded_at,
    )
    return (
        Proposal(*plain, state)
        if answer is None
        else Proposal(*plain, state, answer.decided_at, answer.author, answer.reason)
    )


def own_in_force(bodies: Collection[int], pack: str, document: str, day: date) -> dict[int, str]:
    """Body → the fingerprint of its own version in force; who works by the template of the pack is left out."""
    row = TemplateDecisionRow
    said: dict[int, list[TemplateDecision]] = {}
    query = select(row).where(row.school_id.in_(bodies), row.pack == pack, row.document == document).order_by(row.id)
    for line in db.session.scalars(query):
        told = TemplateDecision(line.document, line.number, line.active_from, line.reason, line.author, line.decided_at)
        said.setdefault(line.school_id, []).append(told)
    numbers = {body: version_in_force(lines, day) for body, lines in said.items()}
    version = TemplateVersionRow
    named = select(version).where(version.school_id.in_(numbers), version.pack == pack, version.document == document)
    return {item.school_id: item.sha256 for item in db.session.scalars(named) if numbers[item.school_id] == item.number}


def propose(
    session: Session,
    office_id: int,
    bodies: Collection[int],
    of: tuple[str, str],
    file: tuple[str, bytes],
    comment: str,
    by: Actor,
) -> Mapping[int, int]:
    """Lays a template (name, bytes) of a document before bodies as a version that waits; body → its number."""
    pack, document = of
    sha256, highest = add_file(session, file[1]), _highest(session, bodies, pack, document)
    numbers = {body: highest.get(body, SHIPPED) + 1 for body in bodies}
    same = {"pack": pack, "document": document, "sha256": sha256, "file_name": file[0], "comment": comment}
    said = {"author": by.name, "uploaded_at": by.at, "proposed_by_id": office_id, "taken_back": ""}
    if numbers:
        rows = [{**same, **said, "school_id": body, "number": number} for body, number in numbers.items()]
        session.execute(insert(TemplateVersionRow), rows)
    for body in bodies:
        touch_body(session, body)
    return numbers


def _highest(session: Session, bodies: Collection[int], pack: str, document: str) -> dict[int, int]:
    """Body → the highest number given so far, also to a version whose bytes are gone."""
    found: dict[int, int] = {}
    for row in (TemplateVersionRow, TemplateDecisionRow):
        where = row.school_id.in_(bodies), row.pack == pack, row.document == document
        for body, number in session.execute(
            select(row.school_id, func.max(row.number)).where(*where).group_by(row.school_id)
        ):
            found[body] = max(number, found.get(body, SHIPPED))
    return found


def take_back(session: Session, proposals: Collection[Proposal], why: ProposalState) -> None:
    """Says of proposals that wait that the office makes them no more."""
    row = TemplateVersionRow
    for item in proposals:
        touch_body(session, item.school_id)
    for numbers in in_parts([item.id for item in proposals]):
        change = update(row).where(row.id.in_(numbers)).values(taken_back=why.value)
        session.execute(change, execution_options={"synchronize_session": False})
    session.expire_all()
