"""Questions of the checklist answered by a person: kept with day, evidence and name, never written over."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sferum_docs.documents.requests.checklist import CheckAnswer, Reply
from sferum_docs.documents.requests.text_limits import length_faults
from sferum_docs.reading.faults import Fault, FaultsError
from sferum_docs.services.clauses.grounds import DOCUMENT, ENTRY, SCAN
from sferum_docs.services.packs.acts import require_in_work
from sferum_docs.services.register.registration import FIRST_YEAR
from sferum_docs.store.audit import record_event
from sferum_docs.store.database import writing
from sferum_docs.store.documents.checklist_answers import add_answers
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sferum_docs.packs.model import Pack
    from sferum_docs.services.clauses.checklist import ChecklistItem
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.documents.checklist_answers import Link

_ENTRY = re.compile(r"№\s*([^\s;,]{1,40})\s+от\s+(\d{2})\.(\d{2})\.(\d{4})")
_ADDRESS = re.compile(r"/(register/entries|documents|scans)/(\d{1,9})\b")
_OF_ADDRESS = {"register/entries": ENTRY, "documents": DOCUMENT, "scans": SCAN}


@dataclass(frozen=True, slots=True)
class SaidAnswer:
    """What a person says to a question; `proposed`: what the program proposed, taken as it was."""

    reply: Reply
    day: date
    evidence: str = ""
    proposed: bool = False


def answer_questions(
    school_id: int, pack: Pack, said: Mapping[str, tuple[ChecklistItem, SaidAnswer]], by: Actor
) -> None:
    """Keeps answers, by the keys of their questions: all of them, or none and a FaultsError."""
    faults = [fault for key, (_item, answer) in said.items() for fault in _faults(key, answer, by)]
    if faults:
        raise FaultsError(faults)
    with writing() as session:
        require_in_work(school_id, pack.id)
        kept = [
            (
                CheckAnswer(item.clause, item.question, answer.reply, answer.day, answer.evidence),
                _links(school_id, item, answer),
                answer.proposed,
            )
            for item, answer in said.values()
        ]
        add_answers(session, school_id, pack.id, kept, by)
        for item, answer in said.values():
            record_event(
                session,
                school_id,
                by,
                "checklist.answered" if answer.reply is not Reply.NONE else "checklist.unanswered",
                pack.directive.by_path[item.clause].label,
                title=item.question,
                before=item.given.answer.reply.label if item.given else "",
                after=answer.reply.label,
            )


def _faults(key: str, answer: SaidAnswer, by: Actor) -> list[Fault]:
    faults = length_faults({"evidence": answer.evidence})
    found = [Fault(fault.code, f"evidence-{key}", fault.values) for fault in faults]
    values = {"text": f"{answer.day:%d.%m.%Y}", "low": FIRST_YEAR}
    if answer.day > by.at.astimezone().date():
        found.append(Fault("answer_ahead", f"day-{key}", values))
    if answer.day.year < FIRST_YEAR:
        found.append(Fault("year_too_old", f"day-{key}", values))
    if answer.reply is Reply.NOT_APPLICABLE and not answer.evidence:
        found.append(Fault("answer_reason", f"evidence-{key}"))
    if answer.reply is Reply.YES and not answer.evidence:
        found.append(Fault("answer_evidence", f"evidence-{key}"))
    if answer.reply is Reply.NONE and answer.evidence:
        found.append(Fault("answer_lacking", f"answer-{key}"))
    return found


def _links(school_id: int, item: ChecklistItem, answer: SaidAnswer) -> tuple[Link, ...]:
    """What the evidence names: all that was proposed, or entries, documents and scans named in the text."""
    text = answer.evidence
    if item.proposed is not None and text == item.proposed.ground:
        return item.proposed.links
    named = [_entry_link(school_id, match) for match in _ENTRY.finditer(text)]
    opened = [(_OF_ADDRESS[match[1]], int(match[2])) for match in _ADDRESS.finditer(text)]
    scans = [(SCAN, paper.id) for paper in item.papers if paper.file_name in text]
    return tuple(dict.fromkeys([*(link for link in named if link is not None), *opened, *scans]))


def _entry_link(school_id: int, match: re.Match[str]) -> Link | None:
    number, day, month, year = match.groups()
    try:
        signed_on = date(int(year), int(month), int(day))
    except ValueError:
        return None
    entries = register.signed_under(school_id, number, signed_on)
    return (ENTRY, entries[0].id) if len(entries) == 1 else None
