"""Values of indicators in both databases: exact, and two versions of one number are refused by the database itself."""

from datetime import date
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError, StatementError

from sferum_docs.indicators.series import Analysis, Measure, Value
from sferum_docs.services.school.save import save_school
from sferum_docs.store.database import writing
from sferum_docs.store.indicators.conclusions import add_analysis, add_measure, analyses_of, measures_of
from sferum_docs.store.indicators.values import add_versions, values_of, versions_from_files, versions_of_week
from tests.builders import BY, a_school

MONDAY = date(2023, 10, 16)


def value(amount: str | None, version: int = 1, indicator: str = "I1") -> Value:
    told = None if amount is None else Decimal(amount)
    return Value(indicator, MONDAY, told, version=version, at=BY.at, by=BY.name)


@pytest.fixture
def school(app: Flask) -> int:
    assert app
    return save_school(None, a_school(), BY)


def test_amounts_are_exact_and_the_newest_version_is_in_force(school: int) -> None:
    amounts = ["0", "1000000", "33.3333", "0.0001", "45.1", None]
    with writing() as session:
        for place, amount in enumerate(amounts, start=1):
            add_versions(session, school, "set", [value(amount, place)])
        add_versions(session, school, "another set", [value("7")])
    kept = versions_of_week(school, "set", MONDAY)
    assert [None if each.amount is None else f"{each.amount:f}" for each in kept] == amounts
    assert [(each.version, each.at, each.by) for each in values_of(school, "set")] == [(6, BY.at, BY.name)]
    assert [each.amount for each in values_of(school, "another set")] == [7]
    assert versions_from_files(school, "set") == ()


def test_one_version_is_kept_once_and_a_finer_amount_than_four_digits_never(school: int) -> None:
    with writing() as session:
        add_versions(session, school, "set", [value("1")])
    with pytest.raises(IntegrityError), writing() as session:
        add_versions(session, school, "set", [value("2")])
    with pytest.raises(StatementError), writing() as session:
        add_versions(session, school, "set", [value("0.00001", 2)])
    assert [each.amount for each in values_of(school, "set")] == [1]


def test_measures_and_conclusions_stand_by_their_newest_version(school: int) -> None:
    measure = Measure("I1", MONDAY, "первая", id=1, at=BY.at, by=BY.name)
    with writing() as session:
        for text in ("первая", "вторая"):
            add_measure(session, school, "set", Measure("I1", MONDAY, text, id=1, at=BY.at, by=BY.name))
            add_analysis(session, school, "set", Analysis(MONDAY, text, at=BY.at, by=BY.name))
        add_measure(session, school, "set", Measure("I1", MONDAY, "", id=2, at=BY.at, by=BY.name))
    assert measures_of(school, "set") == (Measure("I1", MONDAY, "вторая", id=1, at=measure.at, by=measure.by),)
    assert [each.conclusion for each in analyses_of(school, "set")] == ["вторая"]
