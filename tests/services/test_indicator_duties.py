"""What a school owes of its indicators week by week: by its order in force, and by nothing else."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from flask import Flask

from sferum_docs.indicators.series import Analysis, Measure, Value
from sferum_docs.packs.model import Pack
from sferum_docs.reading.records import Record
from sferum_docs.services.indicators.concluding import keep_week
from sferum_docs.services.indicators.duties import analysis_order, evidence_of_weeks, week_duties
from sferum_docs.services.indicators.values import keep_values
from sferum_docs.services.packet.make import make_packet
from sferum_docs.services.packet.plan import read_asked
from sferum_docs.services.packs.of_school import pack_for
from sferum_docs.services.register.entries.void import void
from sferum_docs.services.register.register import register_document
from sferum_docs.services.register.registration import RegistrationDetails
from sferum_docs.services.school.save import save_school
from sferum_docs.store.audit import Actor
from tests.builders import PACK_ID, a_school
from tests.registering import BY

NOW = Actor("Исаева Ш. А.", datetime(2023, 10, 16, tzinfo=UTC))
FRIDAY, WEEK = date(2023, 10, 27), date(2023, 10, 16)
SECOND, THIRD = WEEK + timedelta(weeks=1), WEEK + timedelta(weeks=2)
SCHOOL = a_school()


@pytest.fixture
def school(app: Flask) -> int:
    assert app
    return save_school(None, SCHOOL, BY, act=PACK_ID)


def ordered(school: int, *, register: bool = True, **answers: object) -> int:
    told = {"день_анализа": "по пятницам", "час_анализа": "12:00", "первый_анализ": "2023-10-27", **answers}
    asking = {"date": "2023-10-16", "documents": ["D07"], "answers": {"D07": told}}
    asked = read_asked(Record(asking, "", []), SCHOOL, pack_for(school, PACK_ID))
    assert asked is not None
    draft = make_packet(school, PACK_ID, asked, NOW)[0].id
    return register_document(school, draft, RegistrationDetails(date(2023, 10, 16)), NOW).id if register else draft


def the_pack(school: int) -> Pack:
    return pack_for(school, PACK_ID).of_school(SCHOOL)


def keep(school: int, week: date, **amounts: int) -> None:
    values = [Value(name, week, Decimal(amount)) for name, amount in amounts.items()]
    keep_values(school, the_pack(school), values, NOW, today=date(2023, 12, 1))


def conclude(school: int, week: date) -> None:
    keep_week(school, the_pack(school), (), Analysis(week, "Показатели растут"), NOW, today=date(2023, 12, 1))


def owed(school: int, today: date) -> tuple[list[str], list[str], list[str]]:
    found = week_duties(school, SCHOOL, the_pack(school), today)
    without = (found.without_data, found.without_conclusion, found.without_measure)
    first, second, third = ([f"{due.week:%d.%m} {due.day:%d.%m}" for due in weeks] for weeks in without)
    return first, second, third


def test_nothing_is_owed_without_an_order_in_force(school: int) -> None:
    keep(school, WEEK, I1=5)
    assert owed(school, FRIDAY) == ([], [], [])
    ordered(school, register=False)
    assert owed(school, FRIDAY) == ([], [], []), "a draft commands nothing"
    assert evidence_of_weeks(school, SCHOOL, the_pack(school), FRIDAY) is None


def test_figures_are_owed_from_the_day_of_analysis_on_and_not_before_the_first(school: int) -> None:
    ordered(school)
    assert owed(school, date(2023, 10, 26)) == ([], [], [])
    assert owed(school, FRIDAY) == (["16.10 27.10"], [], [])
    assert owed(school, date(2023, 11, 3)) == (["16.10 27.10", "23.10 03.11"], [], [])


def test_without_any_figure_the_last_four_weeks_are_owed_and_later_those_since_the_first_figure(school: int) -> None:
    ordered(school)
    assert owed(school, date(2024, 5, 24))[0] == ["22.04 03.05", "29.04 08.05", "06.05 17.05", "13.05 24.05"]
    evidence = evidence_of_weeks(school, SCHOOL, the_pack(school), date(2024, 5, 24))
    assert evidence is not None
    assert len(evidence.weeks) > 20, "the clauses tell of all"
    keep(school, THIRD, I2=20)
    assert [week[:5] for week in owed(school, date(2023, 11, 24))[0]] == ["06.11", "13.11"]


def test_the_day_of_analysis_is_that_of_the_order(school: int) -> None:
    ordered(school, день_анализа="по понедельникам", первый_анализ="2023-10-23")
    assert owed(school, date(2023, 10, 23)) == (["16.10 23.10"], [], [])
    order = analysis_order(school, the_pack(school))
    assert order is not None
    assert (order.first, sorted(order.weekdays)) == (date(2023, 10, 23), [0])


def test_a_void_order_asks_for_nothing_any_more(school: int) -> None:
    entry = ordered(school)
    assert owed(school, FRIDAY)[0]
    void(school, entry, "Ошибка в тексте", NOW)
    assert owed(school, FRIDAY) == ([], [], [])


def test_figures_that_came_are_to_be_analysed_and_a_fall_wants_a_measure(school: int) -> None:
    ordered(school)
    keep(school, date(2023, 10, 9), I2=20)
    keep(school, WEEK, I2=15)
    assert owed(school, date(2023, 10, 24)) == ([], ["16.10 27.10"], ["16.10 27.10"]), "before the order none counts"
    conclude(school, WEEK)
    assert owed(school, FRIDAY) == ([], [], ["16.10 27.10"])
    measure = Measure("I2", WEEK, "Сверить список учителей", date(2023, 11, 1), "Омарова З. И.")
    keep_week(school, the_pack(school), [measure], Analysis(measure.week, "Показатели растут"), NOW, today=FRIDAY)
    assert owed(school, FRIDAY) == ([], [], [])


def test_a_week_of_vacations_owes_no_figures_by_a_persons_word(school: int) -> None:
    ordered(school)
    keep_week(school, the_pack(school), (), Analysis(THIRD, "", vacation=True), NOW, today=date(2023, 12, 1))
    assert owed(school, date(2023, 11, 10))[0] == ["16.10 27.10", "23.10 03.11"]


def test_weeks_are_counted_by_their_evidence_once_their_day_has_passed(school: int) -> None:
    ordered(school)
    keep(school, WEEK, I1=5)
    keep(school, SECOND, **{f"I{number}": 5 for number in range(1, 9)})
    conclude(school, SECOND)
    found = evidence_of_weeks(school, SCHOOL, the_pack(school), date(2023, 11, 3))
    assert found is not None
    assert [week.due.week for week in found.weeks] == [WEEK], "on the day itself there is time yet"
    found = evidence_of_weeks(school, SCHOOL, the_pack(school), date(2023, 11, 11))
    assert found is not None
    assert [(week.due.week, week.lacks, week.whole) for week in found.weeks] == [
        (WEEK, "нет вывода", False), (SECOND, "нет подписи", True), (THIRD, "нет данных", False),
    ]  # fmt: skip
    assert (found.with_data, found.concluded, found.signed) == (2, 1, 0)
