"""Questions of the checklist that the weeks of the indicators answer, and when they take an answer back."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from sferum_docs.indicators.duty.evidence import WeekEvidence, WeeksEvidence
from sferum_docs.indicators.duty.weeks_due import analysed_on
from sferum_docs.packs.checklist import CheckQuestion, WeeksAsk
from sferum_docs.services.clauses.grounds import proposal
from sferum_docs.services.clauses.week_grounds import WEEKS, fall_of_weeks
from sferum_docs.services.packs.choose import find_pack
from tests.builders import PACK_ID

WEEK = WeekEvidence(analysed_on(date(2023, 10, 16)), has_data=True, concluded=True, signed=True, whole=True)
ALL = WeeksEvidence(
    tuple(replace(WEEK, due=analysed_on(date(2023, 10, 16) + timedelta(weeks=later))) for later in range(3))
)
UNSIGNED = WeeksEvidence((*ALL.weeks[:2], replace(ALL.weeks[2], signed=False)))
FALLEN = WeeksEvidence((replace(WEEK, fell=("I2",)),))
PART = WeeksEvidence((replace(WEEK, whole=False),))


def proposed(asked: WeeksAsk, weeks: WeeksEvidence | None) -> str:
    found = proposal(CheckQuestion("1.8", "Проведён ли анализ?", (), weeks=asked), {}, (), weeks)
    return found.ground.replace("\xa0", " ") if found else ""


@pytest.mark.parametrize(
    ("asked", "weeks", "words"),
    [
        (WeeksAsk.ANALYSED, ALL, "с 16.10.2023 по 05.11.2023 данные, вывод и подпись есть у всех 3 недель"),
        (WeeksAsk.ANALYSED, UNSIGNED, ""),
        (WeeksAsk.MEASURED, UNSIGNED, "с 16.10.2023 по 05.11.2023 снижений без мер нет"),
        (WeeksAsk.MEASURED, FALLEN, ""),
        (WeeksAsk.WHOLE, FALLEN, "с 16.10.2023 по 22.10.2023 есть значения всех показателей"),
        (WeeksAsk.WHOLE, PART, ""),
        (WeeksAsk.ANALYSED, None, ""),
        (WeeksAsk.ANALYSED, WeeksEvidence(), ""),
    ],
)
def test_weeks_propose_yes_when_all_of_them_have_it(asked: WeeksAsk, weeks: WeeksEvidence | None, words: str) -> None:
    assert proposed(asked, weeks) == words


@pytest.mark.parametrize(
    ("asked", "weeks", "words"),
    [
        (WeeksAsk.ANALYSED, ALL, None),
        (WeeksAsk.ANALYSED, UNSIGNED, ("неделя 30.10–05.11.2023: нет подписи", date(2023, 11, 10))),
        (WeeksAsk.MEASURED, FALLEN, ("неделя 16.10–22.10.2023: снижение без меры", date(2023, 10, 27))),
        (WeeksAsk.WHOLE, PART, ("неделя 16.10–22.10.2023: значения не все", date(2023, 10, 27))),
    ],
)
def test_a_week_that_lacks_it_takes_the_answer_back(
    asked: WeeksAsk, weeks: WeeksEvidence, words: tuple[str, date] | None
) -> None:
    assert fall_of_weeks(asked, weeks) == words


def test_the_pack_puts_these_questions_to_its_weeks() -> None:
    found = [(question.clause, question.weeks) for question in find_pack(PACK_ID).checklist if question.weeks]
    assert found == [("1.8", WeeksAsk.ANALYSED), ("1.8", WeeksAsk.MEASURED), ("1.9", WeeksAsk.WHOLE)]
    assert set(WEEKS.values()) == {asked for asked in WeeksAsk if asked}
