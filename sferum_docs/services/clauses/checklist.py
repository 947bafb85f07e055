"""The checklist of an act: its questions, the answers kept, what proposes an answer, the papers that prove."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sferum_docs.documents.registering.progress import Replies
from sferum_docs.documents.requests.checklist import Reply, asked_questions
from sferum_docs.services.clauses.grounds import falls, proposal
from sferum_docs.services.documents.issued import newest_documents
from sferum_docs.services.documents.statuses import document_states
from sferum_docs.services.register.entries.evidence import evidence_of_checklist
from sferum_docs.store.change_stamp import Same, keep_until_change
from sferum_docs.store.documents.checklist_answers import answers_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from sferum_docs.documents.requests.checklist import CheckAnswer
    from sferum_docs.indicators.duty.evidence import WeeksEvidence
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School
    from sferum_docs.services.clauses.grounds import Fall, Proposal
    from sferum_docs.services.documents.statuses import DocumentState
    from sferum_docs.services.register.entries.evidence import Evidence
    from sferum_docs.store.documents.checklist_answers import KeptAnswer


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """A question of the checklist: its place there, the papers that prove the answer, the answer kept.

    `key` names the question by its clause and its words. `history` is every answer ever given, newest first.
    """

    place: int
    clause: str
    question: str
    key: str
    papers: tuple[Evidence, ...]
    history: tuple[KeptAnswer, ...] = ()
    fall: Fall | None = None
    proposed: Proposal | None = None

    @property
    def given(self) -> KeptAnswer | None:
        """The answer given last, unless it was taken back."""
        return self.history[0] if self.history and self.history[0].answer.reply is not Reply.NONE else None

    @property
    def reply(self) -> Reply:
        """What stands today: nothing when the ground of the answer is gone."""
        return self.given.answer.reply if self.given and self.fall is None else Reply.NONE

    @property
    def proposal(self) -> Proposal | None:
        """What is kept speaks for «yes» and nobody has said so: an answer that stands is left in peace."""
        return None if self.reply in {Reply.YES, Reply.NOT_APPLICABLE} else self.proposed


def question_key(clause: str, question: str) -> str:
    """The name of a question in a form: of its clause and its words."""
    return hashlib.sha256(f"{clause}\n{' '.join(question.split())}".encode()).hexdigest()[:12]


def checklist_items(
    school_id: int,
    school: School,
    pack: Pack,
    states: Mapping[str, DocumentState] | None = None,
    weeks: WeeksEvidence | None = None,
) -> tuple[ChecklistItem, ...]:
    """The questions that this school has to answer, in the order of the checklist.

    `states`: where each document stands; asked for here when they are not given. `weeks`: what is kept of the weeks
    that had to be analysed, where figures answer.
    """
    key = ("checklist", school_id, Same(school), Same(pack), Same(weeks))
    return keep_until_change(key, lambda: _items(school_id, school, pack, states, weeks))


def _items(
    school_id: int,
    school: School,
    pack: Pack,
    states: Mapping[str, DocumentState] | None,
    weeks: WeeksEvidence | None,
) -> tuple[ChecklistItem, ...]:
    papers = evidence_of_checklist(school_id, pack.id)
    known = document_states(school_id, pack) if states is None else states
    kept: dict[tuple[str, str], tuple[KeptAnswer, ...]] = {}
    for answer in answers_of(school_id, pack.id):
        kept[answer.answer.key] = (answer, *kept.get(answer.answer.key, ()))
    standing = [history[0] for history in kept.values() if history[0].answer.reply is Reply.YES]
    fallen = falls(school_id, standing, known, newest_documents(school_id, pack.id), papers, weeks)
    asked, items = set(asked_questions(pack, school)), []
    for place, question in enumerate(pack.checklist):
        if question not in asked:
            continue
        of_question = (question.clause, question.question)
        proof = tuple(paper for paper in papers if (paper.clause, paper.question) == of_question)
        history = kept.get(of_question, ())
        items.append(
            ChecklistItem(
                place,
                *of_question,
                question_key(*of_question),
                proof,
                history,
                fallen.get(history[0].id) if history else None,
                proposal(question, known, proof, weeks),
            )
        )
    return tuple(items)


def by_clause(items: Iterable[ChecklistItem]) -> dict[str, tuple[ChecklistItem, ...]]:
    """The questions put to each clause, by its path."""
    found: dict[str, tuple[ChecklistItem, ...]] = {}
    for item in items:
        found[item.clause] = (*found.get(item.clause, ()), item)
    return found


def replies_of(items: Iterable[ChecklistItem]) -> Replies:
    """The answers that stand today, counted."""
    asked = tuple(items)
    replies = [item.reply for item in asked]
    days = [item.given.answer.day for item in asked if item.given and item.reply is Reply.YES]
    yes, no, rest = (replies.count(reply) for reply in (Reply.YES, Reply.NO, Reply.NOT_APPLICABLE))
    return Replies(len(replies), yes, no, rest, min(days, default=None))


def former_answers(school_id: int, pack: Pack) -> tuple[KeptAnswer, ...]:
    """Answers to questions that the checklist does not ask any more: another edition of the pack, other words."""
    asked = {(question.clause, question.question) for question in pack.checklist}
    return tuple(answer for answer in answers_of(school_id, pack.id) if answer.answer.key not in asked)


def given_answers(school_id: int, pack: Pack) -> tuple[CheckAnswer, ...]:
    """Every answer in the order in which it was given, with the day from which its ground is gone: what papers show."""
    kept = answers_of(school_id, pack.id)
    if not kept:
        return ()
    states, newest = document_states(school_id, pack), newest_documents(school_id, pack.id)
    yes = [answer for answer in kept if answer.answer.reply is Reply.YES]
    fallen = falls(school_id, yes, states, newest, evidence_of_checklist(school_id, pack.id))
    return tuple(
        replace(item.answer, fallen_on=_fallen_on(item.answer.day, fallen[item.id]))
        if item.id in fallen
        else item.answer
        for item in kept
    )


def _fallen_on(answered: date, fall: Fall) -> date:
    return max(answered, fall.day) if fall.day else answered
