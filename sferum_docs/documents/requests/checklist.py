"""Answers to the checklist of an act: what a school says to a question, and how it stood on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sferum_docs.documents.requests.packet_request import Answers
    from sferum_docs.packs.checklist import CheckQuestion
    from sferum_docs.packs.model import DocumentSpec, Pack
    from sferum_docs.schools.model import School

AS_OF = "на_дату"  # the question of a document that says on which day the answers are shown


class Reply(StrEnum):
    """What is said to a question; nothing when it was not answered or the answer was taken back."""

    NONE = ""
    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        """The word on paper."""
        return _LABELS[self]


_LABELS = {Reply.NONE: "", Reply.YES: "да", Reply.NO: "нет", Reply.NOT_APPLICABLE: "не применимо"}


@dataclass(frozen=True, slots=True)
class CheckAnswer:
    """An answer with its day and what proves it."""

    clause: str
    question: str
    reply: Reply
    day: date
    evidence: str = ""
    fallen_on: date | None = None  # from this day on what it rested on was gone

    @property
    def key(self) -> tuple[str, str]:
        """The question: its clause and its words, which hold over editions of a pack."""
        return self.clause, self.question

    def stands_on(self, day: date) -> bool:
        """Whether it says anything on this day."""
        return self.reply is not Reply.NONE and (self.fallen_on is None or day < self.fallen_on)


def answers_on(answers: Iterable[CheckAnswer], day: date) -> tuple[CheckAnswer, ...]:
    """The answers of a day: of each question the one given last among those of that day or before.

    `answers` come in the order in which they were given.
    """
    last = {answer.key: answer for answer in answers if answer.day <= day}
    return tuple(answer for answer in last.values() if answer.stands_on(day))


def asked_questions(pack: Pack, school: School) -> tuple[CheckQuestion, ...]:
    """The questions that this school has to answer."""
    keeps = school.requisites.kind.keeps_journal
    return tuple(item for item in pack.checklist if keeps or not item.journal_only)


def day_of_answers(spec: DocumentSpec, answers: Answers, order_date: date) -> date:
    """The day on which a document shows the answers: the one it asks for, else its own."""
    said = answers.get(spec.id, {}).get(AS_OF)
    return said if isinstance(said, date) else order_date
