"""Indicators kept week by week: versions with reasons, measures, conclusions; nothing known is lost or wiped."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from threading import Thread

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sferum_docs.directives.indicators import WEEKLY, Indicator, IndicatorSet
from sferum_docs.indicators.series import Analysis, Figures, Measure, Source, Value
from sferum_docs.indicators.taking import MOST, compare_values
from sferum_docs.packs.model import Pack
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.indicators.concluding import keep_week
from sferum_docs.services.indicators.figures import figures_of, history_of, told_cells
from sferum_docs.services.indicators.measures import MOST_OF_WEEK
from sferum_docs.services.indicators.values import MOST_WEEKS, keep_values
from sferum_docs.services.packs.acts import assign_act, close_act
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.school.save import save_school
from sferum_docs.store.audit import lines
from sferum_docs.store.database import db, writing
from sferum_docs.store.indicators.conclusions import analysis_versions, measure_versions
from sferum_docs.store.indicators.sheets import (
    forget_mapping,
    forget_school_name,
    kept_mappings,
    kept_school_names,
    put_mapping,
    put_school_name,
)
from tests.builders import BY, PACK_ID, a_school

SET = IndicatorSet(
    "теста",
    "Показатели теста",
    (
        Indicator("A", "Зарегистрировались", "", "teachers", "stock"),
        Indicator("B", "Создали чаты", "", "teachers", "stock"),
        Indicator("W", "Активны за неделю", "", "teachers", WEEKLY),
    ),
    pairs=(("B", "A"),),
)
PACK = replace(find_pack(PACK_ID), indicator_set=SET)
MONDAY = date(2023, 10, 16)
TODAY = date(2023, 11, 8)
NEXT = MONDAY + timedelta(days=7)
FILE = Source("свод.xlsx", "Лист1", "D7", "12")


@pytest.fixture
def school(app: Flask) -> int:
    assert app
    return save_school(None, a_school(), BY)


def value(amount: int | str | None, indicator: str = "A", week: date = MONDAY, **changes: object) -> Value:
    told = Value(indicator, week, None if amount is None else Decimal(amount))
    return replace(told, **{"state": "unknown" if amount is None else "known", **changes})  # type: ignore[arg-type]


def keep(school: int, *values: Value, reason: str = "", pack: Pack = PACK, today: date = TODAY) -> tuple[int, ...]:
    taken = keep_values(school, pack, values, BY, today=today, reason=reason)
    return len(taken.new), len(taken.changed), len(taken.same), len(taken.held)


def refused(school: int, *values: Value, reason: str = "") -> list[str]:
    with pytest.raises(FaultsError) as error:
        keep_values(school, PACK, values, BY, today=TODAY, reason=reason)
    assert all(fault.sentence() for fault in error.value.faults)
    return [fault.code for fault in error.value.faults]


def amount(school: int, indicator: str = "A", week: date = MONDAY) -> Decimal | None:
    found = figures_of(school, PACK).value(indicator, week)
    return found.amount if found else None


def test_a_week_is_kept_with_who_when_and_the_cell_it_came_from(school: int) -> None:
    assert keep(school, value(12, source=FILE, base=40), value(5, "B")) == (2, 0, 0, 0)
    kept = figures_of(school, PACK).value("A", MONDAY)
    assert kept == Value(
        "A", MONDAY, Decimal(12), "people", 40, "known", FILE, version=1, reason="", at=BY.at, by=BY.name
    )
    assert [(each.indicator, each.week) for each in figures_of(school, PACK).values] == [("A", MONDAY), ("B", MONDAY)]


def test_the_same_again_changes_nothing_whatever_file_says_it(school: int) -> None:
    keep(school, value(12, base=40, source=FILE))
    for again in (value(12, base=40), value("12.0"), value(12, base=40, source=replace(FILE, file="другой.xlsx"))):
        assert keep(school, again) == (0, 0, 1, 0)
    assert len(history_of(school, PACK, MONDAY)["A"]) == 1
    assert sum(line.action.startswith("indicators.") for line in lines(school)) == 1


def test_another_value_needs_a_reason_and_the_one_before_stays_in_the_history(school: int) -> None:
    keep(school, value(12, source=FILE))
    assert refused(school, value(15)) == ["indicator_reason"]
    assert amount(school) == 12
    assert keep(school, value(15), reason="уточнил классный руководитель") == (0, 1, 0, 0)
    history = history_of(school, PACK, MONDAY)["A"]
    assert [(each.version, str(each.amount), each.reason, each.source.file) for each in history] == [
        (1, "12", "", "свод.xlsx"),
        (2, "15", "уточнил классный руководитель", ""),
    ]


@pytest.mark.parametrize(
    ("kept", "given", "becomes"),
    [
        (value(None), value(12), "changed"),  # what was lacking came: no reason is asked
        (value(None), value(None), "same"),
        (value(None), value(None, state="not_applicable"), "changed"),
        (value(12), value(12, base=40), "changed"),  # the base came later
        (value(12, base=40), value(12), "same"),  # a sheet without a base takes none away
        (value(12), value(None), "held"),
        (value(12), value(None, state="not_applicable"), "held"),
        (value(0), value(None), "held"),  # nought is known
    ],
)
def test_what_is_lacking_is_filled_in_and_nothing_known_is_wiped(
    school: int, kept: Value, given: Value, becomes: str
) -> None:
    keep(school, kept)
    keep(school, given, reason="" if becomes != "held" else "из файла")
    taken = compare_values(Figures(SET, (kept,)), [given])
    assert [name for name in ("new", "changed", "same", "held") if getattr(taken, name)] == [becomes]
    assert amount(school) == (kept if becomes in {"held", "same"} else given).amount


def test_a_known_value_is_taken_back_only_for_a_reason_of_its_own(school: int) -> None:
    keep(school, value(12))
    assert keep(school, value(None, reason="посчитали не тех")) == (0, 1, 0, 0)
    assert amount(school) is None
    assert [each.amount for each in history_of(school, PACK, MONDAY)["A"]] == [12, None]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (value(MOST + 1), "indicator_people"),
        (value(-1), "indicator_people"),
        (value("12.5"), "indicator_people"),
        (value("NaN"), "indicator_people"),
        (value("Infinity"), "indicator_people"),
        (value("1E+900"), "indicator_people"),
        (value("100.1", unit="percent"), "indicator_share"),
        (value("NaN", unit="percent"), "indicator_share"),
        (value(1, base=-1), "indicator_base"),
        (value(1, base=MOST + 1), "indicator_base"),
        (value(1, "Z"), "indicator_unknown"),
        (value(1, week=MONDAY + timedelta(days=1)), "indicator_week"),
        (value(1, week=date(1999, 1, 4)), "indicator_week"),
        (value(1, week=date(2023, 11, 13)), "indicator_future"),
        (value(None, state="known"), "indicator_state"),
        (value(1, state="unknown"), "indicator_state"),
        (value(1, reason="я" * 501), "too_long"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_of_the_rest_is_kept(school: int, wrong: Value, code: str) -> None:
    assert refused(school, value(3, "B"), wrong) == [code]
    assert figures_of(school, PACK).values == ()


def test_the_same_indicator_twice_at_once_is_refused(school: int) -> None:
    assert refused(school, value(1), value(2)) == ["indicator_twice"]


def test_shares_are_exact_to_four_digits(school: int) -> None:
    keep(school, value("33.333333333", "W", unit="percent"), value("45.10", unit="percent"))
    assert (amount(school, "W"), amount(school)) == (Decimal("33.3333"), Decimal("45.1"))
    assert keep(school, value("33.33333", "W", unit="percent")) == (0, 0, 1, 0)


def test_more_weeks_than_ten_years_have_are_refused(school: int) -> None:
    first = date(2020, 1, 6)
    values = [value(1, week=first + timedelta(weeks=number)) for number in range(MOST_WEEKS + 1)]
    with pytest.raises(FaultsError) as error:
        keep_values(school, PACK, values, BY, today=date(2031, 1, 1))
    assert [fault.code for fault in error.value.faults] == ["indicator_weeks"]


def test_an_act_that_has_ended_takes_no_figures_and_one_without_indicators_has_none(school: int) -> None:
    with pytest.raises(FaultsError, match="показателей нет"):
        figures_of(school, replace(PACK, indicator_set=None))
    close_act(school, PACK_ID, BY)
    assert refused(school, value(1)) == ["act_ended"]


def test_of_two_who_keep_one_week_at_once_the_second_must_say_why(school: int, app: Flask) -> None:
    said: list[str] = []

    def try_to_keep(number: int) -> None:
        with app.app_context():
            try:
                keep(school, value(number))
                said.append("kept")
            except FaultsError as error:
                said.extend(fault.code for fault in error.faults)

    threads = [Thread(target=try_to_keep, args=(number,)) for number in (7, 8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["indicator_reason", "kept"]


def test_the_cells_of_corrected_values_are_still_known_as_told(school: int) -> None:
    keep(school, value(12, source=FILE), value(5, "B"))
    keep(school, value(13), reason="посчитали заново")
    assert told_cells(school, PACK) == {("A", MONDAY, FILE)}


def test_the_journal_names_weeks_and_indicators_but_neither_reasons_nor_files(school: int) -> None:
    keep(school, value(12, source=FILE))
    keep(school, value(13), reason="ошиблась Омарова З. И.")
    told = [line for line in lines(school) if line.action.startswith("indicators.")]
    assert {line.action for line in told} == {"indicators.kept", "indicators.corrected"}
    assert "Омарова" not in repr([(line.subject, line.details) for line in told])
    assert "свод" not in repr([(line.subject, line.details) for line in told])


def conclude(school: int, *measures: Measure, analysis: Analysis | None = None) -> tuple[Measure, ...]:
    """One press of the button; gives the measures that stand."""
    keep_week(school, PACK, measures, analysis or Analysis(MONDAY, ""), BY, today=TODAY)
    return figures_of(school, PACK).measures


def refused_week(school: int, *measures: Measure, analysis: Analysis | None = None) -> list[tuple[str, str]]:
    with pytest.raises(FaultsError) as error:
        conclude(school, *measures, analysis=analysis)
    return [(fault.code, fault.place) for fault in error.value.faults]


def test_measures_are_kept_changed_and_taken_back_and_each_version_stays(school: int) -> None:
    first, second = conclude(school, Measure("A", MONDAY, " обойти классы "), Measure("B", MONDAY, "помочь"))
    assert (first.id, first.text, second.id, first.by) == (1, "обойти классы", 2, BY.name)
    changed = replace(first, text="обойти все классы", due=date(2023, 10, 27), worker="Омарова З. И.")
    assert conclude(school, changed, second)[1] == second
    assert [each.text for each in conclude(school, replace(second, text=""))] == ["обойти все классы"]
    assert [(each.id, each.text) for each in measure_versions(school, SET.key)] == [
        (1, "обойти классы"), (2, "помочь"), (1, "обойти все классы"), (2, ""),
    ]  # fmt: skip
    assert refused_week(school, second) == [("measure_gone", "")]
    assert conclude(school, Measure("B", MONDAY, "иначе"))[-1].id == 3  # no number again


def test_what_is_wrong_with_measures_is_told_at_once_by_their_places(school: int) -> None:
    assert refused_week(
        school,
        Measure("A", MONDAY, " "),
        Measure("A", MONDAY, "м" * 1001, date(2023, 10, 1), "р" * 201),
        Measure("Z", date(2023, 11, 13), "мера"),
    ) == [
        ("empty", "text-0"), ("too_long", "text-1"), ("too_long", "worker-1"), ("measure_due", "due-1"),
        ("indicator_future", ""), ("indicator_unknown", "text-2"),
    ]  # fmt: skip
    many = [Measure("A", MONDAY, f"мера {number}") for number in range(MOST_OF_WEEK + 1)]
    assert refused_week(school, *many) == [("measures_many", "")]
    assert figures_of(school, PACK).measures == ()


def test_a_conclusion_is_kept_changed_and_taken_back_and_the_word_on_vacations_stays(school: int) -> None:
    said = Analysis(MONDAY, "растёт", date(2023, 10, 23), "сводка района")
    for analysis in (said, said, Analysis(MONDAY, "упало", vacation=True), Analysis(MONDAY, "", vacation=True)):
        conclude(school, analysis=analysis)
    assert [(each.conclusion, each.vacation) for each in analysis_versions(school, SET.key)] == [
        ("растёт", None), ("упало", True), ("", True),
    ]  # fmt: skip
    kept = figures_of(school, PACK).analysis(MONDAY)
    assert kept is not None
    assert (kept.conclusion, kept.vacation, kept.by) == ("", True, BY.name)
    for analysis in (Analysis(NEXT, "растёт"), Analysis(NEXT, "")):
        conclude(school, analysis=analysis)
    assert figures_of(school, PACK).analysis(NEXT) is None


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        (Analysis(MONDAY, "в" * 4001), "too_long"),
        (Analysis(MONDAY, "вывод", origin="о" * 301), "too_long"),
        (Analysis(MONDAY, "вывод", TODAY + timedelta(days=1)), "analysis_received"),
        (Analysis(MONDAY, "вывод", MONDAY - timedelta(days=1)), "analysis_received"),
        (Analysis(date(2023, 11, 13), "вывод"), "indicator_future"),
    ],
)
def test_a_conclusion_that_cannot_be_is_refused(school: int, wrong: Analysis, code: str) -> None:
    assert [fault for fault, _place in refused_week(school, analysis=wrong)] == [code]


def test_how_sheets_are_read_is_remembered_for_the_school_alone(school: int) -> None:
    with writing() as session:
        for columns in ({"a": 1}, {"b": "ё"}):
            put_mapping(session, school, "подпись", columns, BY)
        for own in (False, True):
            put_school_name(session, school, "Ключевск. сош", own=own, by=BY)
    assert (kept_mappings(school), kept_school_names(school)) == ({"подпись": {"b": "ё"}}, {"Ключевск. сош": True})
    assert (kept_mappings(school + 1), kept_school_names(school + 1)) == ({}, {})
    with writing() as session:
        forget_mapping(session, school, "подпись")
        forget_school_name(session, school, "Ключевск. сош")
    assert (kept_mappings(school), kept_school_names(school)) == ({}, {})


def test_figures_of_the_act_before_are_beside_and_never_joined(school: int) -> None:
    """The successor is assigned within the year: its own figures begin anew, those before are told as earlier."""
    newer = find_pack("max-2026")
    assert newer.succession is not None
    older = find_pack(newer.succession.pack)
    if older.indicator_set is None or newer.indicator_set is None:
        pytest.fail("the shipped packs have no indicators")
    first = older.indicator_set.indicators[0].id
    keep(school, value(12, first), pack=older)
    assert figures_of(school, newer).values == ()
    assert [(each.set.key, len(each.values)) for each in figures_of(school, newer).earlier] == [
        (older.indicator_set.key, 1)
    ]
    assign_act(school, newer.id, date(2026, 11, 28), replace(BY, at=datetime(2026, 11, 28, tzinfo=UTC)))
    own = newer.indicator_set.indicators[0].id
    keep(school, value(50, own, date(2026, 11, 2), unit="percent"), pack=newer, today=date(2026, 11, 28))
    assert len(figures_of(school, newer).values) == 1
    assert figures_of(school, older).earlier == ()


def test_all_of_it_goes_with_its_school() -> None:
    tables = [table for name, table in db.metadata.tables.items() if name.startswith("indicator_")]
    keys = {key for table in tables for key in table.foreign_keys if key.column.table.name == "school"}
    assert len(tables) == len(keys) >= 5
    assert {key.ondelete for key in keys} == {"CASCADE"}


_AMOUNTS = st.one_of(st.none(), st.integers(0, 3))


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.sampled_from(["A", "B"]), _AMOUNTS, st.booleans()), min_size=1, max_size=6))
def test_whatever_is_kept_in_whatever_order_the_newest_is_in_force_and_the_history_is_whole(
    school: int, said: list[tuple[str, int | None, bool]]
) -> None:
    week = max(figures_of(school, PACK).weeks, default=date(2020, 1, 6)) + timedelta(weeks=1)  # each trial has its own
    versions: dict[str, list[int | None]] = {}
    for indicator, number, has_reason in said:
        own = versions.setdefault(indicator, [])
        given_value = value(number, indicator, week, reason="причина" if has_reason else "")
        is_known = bool(own) and own[-1] is not None
        if is_known and number not in {None, own[-1]} and not has_reason:
            assert refused(school, given_value) == ["indicator_reason"]
            continue
        keep(school, given_value)
        if not own or (number != own[-1] and (has_reason or not is_known or number is not None)):
            own.append(number)
        again = compare_values(figures_of(school, PACK), [given_value])
        assert (again.new, again.changed) == ((), ())  # the same twice changes nothing
    for indicator, own in versions.items():
        history = history_of(school, PACK, week)[indicator]
        assert [each.amount for each in history] == own
        assert [each.version for each in history] == list(range(1, len(own) + 1))
        assert amount(school, indicator, week) == own[-1]
