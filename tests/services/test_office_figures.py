"""The figures of a week of all bodies of an office: added up, compared, asked for with the same few questions."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import event, insert

from sferum_docs.documents.district.model import District, WatchedBody, WeekFigure
from sferum_docs.documents.district.words import fell_words, figure_text, listed, silent_words
from sferum_docs.indicators.series import Value
from sferum_docs.services.district.papers.figures import known_weeks, ranked, week_of_bodies
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.store.database import db, writing
from sferum_docs.store.indicators.values import add_versions
from sferum_docs.store.rows import IndicatorValueRow
from sferum_docs.store.schools import get_school
from tests.builders import BY, PACK_ID
from tests.district import District as Offices
from tests.district import an_office, fill_district
from tests.many_bodies import copy_school

WEEK, BEFORE = date(2023, 10, 23), date(2023, 10, 16)
PACK = find_pack(PACK_ID)
SET = PACK.indicator_set
assert SET is not None
MOST_QUESTIONS = 3  # how many people there are (two), what they have sent


@pytest.fixture
def offices(app: Flask) -> Offices:
    with app.app_context():
        return fill_district()


def put(school: int, week: date, **amounts: int | None) -> None:
    with writing() as session:
        values = [
            replace(Value(key, week, None if amount is None else Decimal(amount)), at=BY.at)
            for key, amount in amounts.items()
        ]
        add_versions(session, school, PACK_ID, values)


@contextmanager
def questions() -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().startswith("SELECT"):
            asked.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield asked
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def test_people_are_added_up_with_the_base_of_those_who_sent_and_nothing_unknown_counts(
    app: Flask, offices: Offices
) -> None:
    assert SET is not None
    with app.app_context():
        first, second, garden = offices.schools
        put(first, BEFORE, I1=100, I2=20)
        put(first, WEEK, I1=120, I2=18)
        put(second, WEEK, I1=49, I2=None)
        found = week_of_bodies(offices.schools, PACK, SET, an_office(), WEEK)
        of = {item.id: place for place, item in enumerate(SET.indicators)}
        own = found.figures[first]
        assert (own[of["I1"]].amount, own[of["I1"]].change, own[of["I1"]].fell) == (Decimal(120), Decimal(20), False)
        assert (own[of["I2"]].change, own[of["I2"]].fell) == (Decimal(-2), True)
        assert not found.figures[garden][of["I1"]].asked, "a kindergarten has no pupils to count"
        assert found.figures[second][of["I2"]].amount is None
        total = {item.id: item.total for item in found.indicators}
        assert (total["I1"].amount, total["I1"].base) == (Decimal(169), 490)
        assert total["I1"].change is None, "one of the two has nothing to compare with"
        assert (total["I2"].amount, total["I2"].change) == (Decimal(18), Decimal(-2))
        assert known_weeks(offices.schools, SET) == (WEEK, BEFORE)


def test_a_fall_after_the_vacations_is_told_against_the_week_before_them(app: Flask, offices: Offices) -> None:
    assert SET is not None
    with app.app_context():
        school = offices.schools[0]
        for week, amount in ((WEEK, 8), (WEEK + timedelta(weeks=1), 3), (WEEK + timedelta(weeks=2), 7)):
            put(school, week, I4=amount)
        after = week_of_bodies([school], PACK, SET, an_office(), WEEK + timedelta(weeks=2))
        figure = after.figures[school][[item.id for item in SET.indicators].index("I4")]
        assert (figure.change, figure.fell_by, figure.fell_since) == (Decimal(4), Decimal(-1), WEEK)
        told = District(WEEK, 1, bodies=(replace(body(1), figures=after.figures[school]),), indicators=after.indicators)
        assert fell_words(told, 3).endswith("школа 1 (−1 к неделе с 23.10.2023)")


def test_shares_that_were_sent_instead_of_people_are_no_people(app: Flask, offices: Offices) -> None:
    assert SET is not None
    with app.app_context():
        first, second, _garden = offices.schools
        put(first, WEEK, I1=49)
        with writing() as session:
            share = replace(Value("I1", WEEK, Decimal("40.5"), "percent"), at=BY.at)
            add_versions(session, second, PACK_ID, [share])
        found = week_of_bodies(offices.schools, PACK, SET, an_office(), WEEK)
        total = found.indicators[0].total
        assert figure_text(found.figures[second][0], found.indicators[0]).split() == ["40,5", "%"]
        assert total.amount == total.share, "the mean of the shares; 89,5 people are nobody"
        assert figure_text(total, found.indicators[0]).endswith("%")


def test_a_later_version_counts_and_a_week_after_it_does_not(app: Flask, offices: Offices) -> None:
    assert SET is not None
    with app.app_context():
        school = offices.schools[0]
        put(school, WEEK, I2=10)
        with writing() as session:
            add_versions(session, school, PACK_ID, [replace(Value("I2", WEEK, Decimal(12)), version=2, at=BY.at)])
        put(school, WEEK + timedelta(weeks=1), I2=30)
        found = week_of_bodies([school], PACK, SET, an_office(), WEEK)
        place = [item.id for item in SET.indicators].index("I2")
        assert found.figures[school][place].amount == 12


@pytest.mark.parametrize("count", [37, 397])
def test_a_week_asks_as_little_of_many_schools_as_of_three(app: Flask, offices: Offices, count: int) -> None:
    assert SET is not None
    with app.app_context():
        office = get_school(offices.office)
        assert office is not None
        many = [*offices.schools, *copy_school(offices.schools[0], count, 100)]
        with writing() as session:
            row = {
                "set_key": PACK_ID,
                "indicator": "I2",
                "week": WEEK,
                "version": 1,
                "unit": "people",
                "state": "known",
            }
            rest = {"file": "", "sheet": "", "cell": "", "written": "", "reason": "", "at": BY.at, "by_name": ""}
            session.execute(
                insert(IndicatorValueRow), [{**row, **rest, "school_id": school, "amount": 10} for school in many]
            )
        with questions() as asked:
            found = week_of_bodies(many, PACK, SET, office, WEEK)
        assert len(asked) <= MOST_QUESTIONS
        assert found.indicators[1].total.amount == 10 * len(many)


def body(key: int, *shares: int | None, is_school: bool = True) -> WatchedBody:
    figures = tuple(
        WeekFigure(None if share is None else Decimal(share), None if share is None else Decimal(share))
        for share in shares
    )
    return WatchedBody(key, f"школа {key}", is_school=is_school, figures=figures)


def test_a_place_is_given_by_the_mean_share_and_nobody_without_figures_has_one() -> None:
    placed = ranked((body(1, 40, 60), body(2, 90, None), body(3, 50, 50), body(4, None, None)))
    assert [each.place for each in placed] == [2, 1, 2, None]


COUNTED = [
    (1, True, "не представила данные за неделю 1 школа: школа 1"),
    (2, True, "не представили данные за неделю 2 школы: школа 1, школа 2"),
    (5, False, "не представили данные за неделю 5 организаций"),
    (21, True, "не представила данные за неделю 21 школа"),
]


@pytest.mark.parametrize(("count", "are_schools", "words"), COUNTED)
def test_who_is_silent_is_told_in_the_right_number(count: int, are_schools: bool, words: str) -> None:
    silent = tuple(body(key, None, is_school=are_schools) for key in range(1, count + 1))
    told = District(WEEK, count, bodies=silent, week=WEEK)
    assert silent_words(told).replace("\u00a0", " ").startswith(words)


def test_of_very_many_the_first_are_named_and_the_rest_counted() -> None:
    many = tuple(body(key, None) for key in range(1, 1501))
    words = listed(many, "не издала", "не издали", "приказ «О режиме»").replace("\u00a0", " ")
    assert words.startswith("не издали приказ «О режиме» 1500 школ: школа 1, ")
    assert words.endswith("школа 40 и ещё 1460 организаций")
