"""Answers to the checklist of an act: added, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from sferum_docs.documents.requests.checklist import CheckAnswer, Reply
from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import db
from sferum_docs.store.rows import ChecklistAnswerRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from sqlalchemy.orm import Session

    from sferum_docs.store.audit import Actor

Link = tuple[str, int]  # what a text of evidence names: the kind of thing, its id


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer with who gave it and when; `links` are what its evidence names."""

    id: int
    answer: CheckAnswer
    links: tuple[Link, ...]
    proposed: bool
    at: datetime
    by_name: str


@cached_until_change
def answers_of(school_id: int, pack: str) -> tuple[KeptAnswer, ...]:
    """Every answer that was ever given to questions of an act, oldest first."""
    query = (
        select(ChecklistAnswerRow)
        .where(ChecklistAnswerRow.school_id == school_id, ChecklistAnswerRow.pack == pack)
        .order_by(ChecklistAnswerRow.id)
    )
    return tuple(_value(row) for row in db.session.scalars(query))


def add_answers(
    session: Session,
    school_id: int,
    pack: str,
    answers: Iterable[tuple[CheckAnswer, tuple[Link, ...], bool]],
    by: Actor,
) -> None:
    """Keeps answers; each takes the place of the one before of its question. The third: a proposal was confirmed."""
    session.add_all(
        ChecklistAnswerRow(
            school_id=school_id,
            pack=pack,
            clause=answer.clause,
            question=answer.question,
            reply=answer.reply.value,
            day=answer.day,
            evidence=answer.evidence,
            links=[list(link) for link in links],
            proposed=proposed,
            at=by.at,
            by_name=by.name,
        )
        for answer, links, proposed in answers
    )
    session.flush()


def _value(row: ChecklistAnswerRow) -> KeptAnswer:
    answer = CheckAnswer(row.clause, row.question, Reply(row.reply), row.day, row.evidence)
    return KeptAnswer(
        row.id, answer, tuple((kind, number) for kind, number in row.links), row.proposed, row.at, row.by_name
    )
