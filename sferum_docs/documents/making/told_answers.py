"""What is proposed to be answered of the figures of a school: sentences of fact, a day, a source."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.documents.requests.situation import Situation
from sferum_docs.documents.tags.indicators import figures_spoken_of, period_told, week_told, weeks_spoken_of
from sferum_docs.indicators.reports.of_school import people_words
from sferum_docs.indicators.reports.period_words import (
    ahead_words,
    behind_words,
    best_words,
    holiday_words,
    measure_words,
)
from sferum_docs.packs.tells import SENTENCES, Tells

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from sferum_docs.documents.requests.packet_request import Answer
    from sferum_docs.documents.requests.proposals import Question
    from sferum_docs.indicators.reports.told import ToldFigures
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School


def with_told(
    school: School,
    pack: Pack,
    order_date: date,
    document: str,
    questions: tuple[Question, ...],
    given: Mapping[str, Answer],
    told: ToldFigures,
) -> tuple[Question, ...]:
    """The questions of a document with what its figures propose, for the weeks that are given or proposed."""
    if not any(question.field.tells for question in questions):
        return questions
    answers = {question.field.key: given.get(question.field.key, question.default) for question in questions}
    situation = Situation(school, pack, pack.by_id[document], order_date, {document: answers})
    situation = replace(situation, figures=figures_spoken_of(situation, told))
    return tuple(_told(question, situation) for question in questions)


def _told(question: Question, situation: Situation) -> Question:
    kind = question.field.tells
    said = _SAID[kind](situation) if kind else None
    return replace(question, default=said, reason=_ANEW if kind in SENTENCES else _REASON) if said else question


_REASON = "по числам показателей, проверьте и поправьте"
_ANEW = f"{_REASON}; при смене периода очистите поле, и слова предложатся заново"


def _best(situation: Situation) -> str:
    return best_words(period_told(situation), people_words(situation.school.requisites))


def _behind(situation: Situation) -> str:
    return behind_words(period_told(situation), people_words(situation.school.requisites))


def _ahead(situation: Situation) -> str:
    return ahead_words(period_told(situation), people_words(situation.school.requisites))


def _vacations(situation: Situation) -> str:
    first, last = weeks_spoken_of(situation)
    return holiday_words(situation.figures.holidays, first or last, last) if situation.figures else ""


def _measures(situation: Situation) -> str:
    return measure_words(situation.figures.figures.measures, period_told(situation)) if situation.figures else ""


def _received(situation: Situation) -> date | None:
    monday = week_told(situation)
    analysis = situation.figures.figures.analysis(monday) if situation.figures and monday else None
    return analysis.received if analysis and analysis.received and analysis.received >= situation.order_date else None


def _origin(situation: Situation) -> str:
    monday = week_told(situation)
    analysis = situation.figures.figures.analysis(monday) if situation.figures and monday else None
    return analysis.origin if analysis else ""


_SAID: dict[Tells, Callable[[Situation], Answer]] = {
    Tells.BEST: _best,
    Tells.BEHIND: _behind,
    Tells.AHEAD: _ahead,
    Tells.VACATIONS: _vacations,
    Tells.MEASURES: _measures,
    Tells.RECEIVED: _received,
    Tells.ORIGIN: _origin,
}
