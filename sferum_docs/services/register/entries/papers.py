"""Papers of an entry: the act that people refused to sign, the acquaintance sheet with its marks."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sferum_docs.documents.making.office_papers import (
    REFUSAL_ACT,
    SIGNATURE_SHEET,
    OrderOfPaper,
    RefusalFacts,
    SheetLine,
    refusal_act,
    signature_sheet,
)
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.packs.choose import PACKS
from sferum_docs.services.register.live import live_entry
from sferum_docs.services.school.declension_overrides import as_listed
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.register import acquaintance

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.schools.model import School
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.register.entry import Entry

_FOLDER = PACKS / "office"


def act_of_refusal(school_id: int, school: School, entry: Entry, refusal_id: int, by: Actor) -> bytes:
    """The act to be signed by its witnesses. FaultsError: a void entry; LookupError: it has no such act."""
    live_entry(school_id, entry.id)
    act = next((item for item in acquaintance.refusals(entry.id) if item.id == refusal_id), None)
    if act is None:
        raise LookupError(refusal_id)
    posts = {line.name: line.post for line in acquaintance.signatures(entry.id)}
    refused = tuple((name, posts.get(name, "")) for name in act.people)
    facts = RefusalFacts(act.day, refused, act.witnesses, act.number)
    content = refusal_act(_template(REFUSAL_ACT), _declined(school), _order(entry), facts)
    with writing() as session:
        record_event(
            session,
            school_id,
            by,
            "acquaintance.act_printed",
            f"№ {entry.number}",
            entry_id=entry.id,
            people=act.people,
        )
    return content


def sheet_of_entry(school_id: int, school: School, entry: Entry, by: Actor) -> bytes:
    """The sheet with what is marked, empty lines for the rest. FaultsError: nobody must sign, a void entry."""
    live_entry(school_id, entry.id)
    days = {act.id: act.day for act in acquaintance.refusals(entry.id)}
    lines = [
        SheetLine(line.name, line.post, line.signed_on, _mark(line, days))
        for line in acquaintance.signatures(entry.id)
        if not line.is_gone
    ]
    if not lines:
        raise FaultsError([Fault("nobody_to_sign")])
    day = by.at.astimezone().date()
    content = signature_sheet(_template(SIGNATURE_SHEET), _declined(school), _order(entry), lines, day)
    with writing() as session:
        record_event(session, school_id, by, "acquaintance.sheet_printed", f"№ {entry.number}", entry_id=entry.id)
    return content


def _mark(line: acquaintance.PersonSignature, days: dict[int, date]) -> str:
    if line.signed_on is not None:
        return "подписано"
    day = days.get(line.refusal_id) if line.refusal_id is not None else None
    return f"отказ, акт от {day:%d.%m.%Y}" if day else ""


def _order(entry: Entry) -> OrderOfPaper:
    return OrderOfPaper(entry.kind, entry.title, entry.number, entry.signed_on)


def _declined(school: School) -> School:
    return as_listed(school)


@cache
def _template(name: str) -> bytes:
    return (_FOLDER / f"{name}.docx").read_bytes()
