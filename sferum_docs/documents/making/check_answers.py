"""The answers to the checklist that a document prints: as they stand on its day."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.documents.making.templates import names_in_force
from sferum_docs.documents.requests.checklist import answers_on, day_of_answers
from sferum_docs.documents.tags.directive import CHECKED, CHECKLIST

if TYPE_CHECKING:
    from typing import TypeAlias

    from sferum_docs.documents.requests.checklist import CheckAnswer
    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.packs.model import DocumentSpec

    GivenAnswers: TypeAlias = tuple[CheckAnswer, ...]  # all that were ever given, oldest first

_SHOWN_BY = {CHECKLIST.name, CHECKED.name}


def prints_answers(spec: DocumentSpec) -> bool:
    """Whether the template in force prints answers to the checklist; a broken one is told by its gaps."""
    return not _SHOWN_BY.isdisjoint(names_in_force(spec))


def with_answers(situation: Situation, given: GivenAnswers) -> Situation:
    """The situation with the answers, where its template prints them; a broken template is told by its gaps."""
    if not given or not prints_answers(situation.spec):
        return situation
    day = day_of_answers(situation.spec, situation.answers, situation.order_date)
    return replace(situation, checks=answers_on(given, day))
