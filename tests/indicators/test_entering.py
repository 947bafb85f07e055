"""What a person types for an indicator, as a table; what of a week cannot be; what becomes of values handed in."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_docs.directives.indicators import PERCENT, WEEKLY, Indicator, IndicatorSet
from sferum_docs.indicators.entering.doubts import doubt_key, doubts_of
from sferum_docs.indicators.entering.typed import Typed, read_typed, typed_of
from sferum_docs.indicators.series import Figures, Value

PEOPLE = Indicator("A", "Создали чаты", "", "teachers", "stock", short="Чаты")
MORE = Indicator("B", "Зарегистрировались", "", "teachers", "stock")
CALLS = Indicator("W", "Звонили", "", "teachers", WEEKLY)
SHARE = Indicator("M", "В чатах", "", "parents", "stock", unit=PERCENT)
SET = IndicatorSet("теста", "Теста", (PEOPLE, MORE, CALLS, SHARE), pairs=(("A", "B"),))
MONDAY, NEXT = date(2026, 9, 7), date(2026, 9, 14)


def value(key: str, amount: str, week: date = MONDAY, base: int | None = None, unit: str = "people") -> Value:
    return Value(key, week, Decimal(amount), unit, base)


@pytest.mark.parametrize(
    ("indicator", "text", "means"),
    [
        (PEOPLE, "12", ("12", "people", "known")),
        (PEOPLE, " 1 200 ", ("1200", "people", "known")),
        (PEOPLE, "1\N{NO-BREAK SPACE}200", ("1200", "people", "known")),
        (PEOPLE, "12 чел.", ("12", "people", "known")),
        (PEOPLE, "0", ("0", "people", "known")),
        (PEOPLE, "", (None, "people", "unknown")),
        (PEOPLE, "-", (None, "people", "unknown")),
        (PEOPLE, "—", (None, "people", "unknown")),
        (PEOPLE, "н/д", (None, "people", "unknown")),
        (PEOPLE, "не подаётся", (None, "people", "not_applicable")),
        (PEOPLE, "Не  подается", (None, "people", "not_applicable")),
        (SHARE, "12,5", ("12.5", "percent", "known")),
        (SHARE, "12,5 %", ("12.5", "percent", "known")),
        (SHARE, "12.5%", ("12.5", "percent", "known")),
        (SHARE, "33,3333", ("33.3333", "percent", "known")),
        (SHARE, "100,0000", ("100.0000", "percent", "known")),
    ],
)
def test_what_is_typed_means(indicator: Indicator, text: str, means: tuple[str | None, str, str]) -> None:
    found, faults = read_typed(Typed(text), indicator, MONDAY, None)
    assert faults == []
    assert (None if found.amount is None else str(found.amount), found.unit, found.state) == means


@pytest.mark.parametrize(
    ("indicator", "typed", "code"),
    [
        (PEOPLE, Typed("двенадцать"), "indicator_number"),
        (PEOPLE, Typed("около 20"), "indicator_number"),
        (PEOPLE, Typed("1e5"), "indicator_number"),
        (PEOPLE, Typed("²"), "indicator_number"),
        (PEOPLE, Typed("5" * 1000), "indicator_number"),
        (PEOPLE, Typed("12,5 %"), "indicator_unit"),
        (PEOPLE, Typed("5", absent=True), "indicator_state"),
        (PEOPLE, Typed("5", base="многие"), "indicator_base_number"),
        (PEOPLE, Typed("5", base="40,5"), "indicator_base_number"),
        (PEOPLE, Typed("5", base="40 %"), "indicator_base_number"),
        (SHARE, Typed("12,55555"), "indicator_digits"),
    ],
)
def test_what_cannot_be_meant_is_told(indicator: Indicator, typed: Typed, code: str) -> None:
    faults = read_typed(typed, indicator, MONDAY, None)[1]
    assert [fault.code for fault in faults] == [code]
    assert len(faults[0].sentence()) < 250


def test_a_share_taken_from_a_sheet_of_people_stands_and_may_be_mended_as_a_share() -> None:
    kept = value("A", "45.1", unit="percent")
    assert typed_of(kept).amount == "45,1 %"
    assert read_typed(typed_of(kept), PEOPLE, MONDAY, kept) == (
        replace(kept, source=replace(kept.source, written="45,1 %")), [],
    )  # fmt: skip


@given(st.decimals(0, 100, places=4), st.one_of(st.none(), st.integers(0, 10**6)))
def test_what_a_field_shows_is_read_back_as_it_was(amount: Decimal, base: int | None) -> None:
    for kept in (Value("M", MONDAY, amount, "percent", base), Value("A", MONDAY, Decimal(int(amount)), base=base)):
        indicator = SHARE if kept.indicator == "M" else PEOPLE
        found, faults = read_typed(typed_of(kept), indicator, MONDAY, kept)
        assert (found.amount, found.unit, found.base, faults) == (kept.amount, kept.unit, base, [])


@pytest.mark.parametrize(
    ("kept", "typed", "codes"),
    [
        ([], [value("A", "41", base=40)], ["indicator_above"]),
        ([], [value("A", "40", base=40)], []),
        ([], [value("A", "41")], []),  # of how many is not known
        ([], [value("A", "5"), value("B", "4")], ["indicator_pair"]),
        ([value("B", "4")], [value("A", "5")], ["indicator_pair"]),
        ([value("A", "5")], [value("B", "4")], ["indicator_pair"]),
        ([value("A", "5"), value("B", "4")], [value("W", "1")], []),  # answered when it was kept
        ([value("A", "5"), value("B", "4")], [value("A", "5"), value("B", "4")], []),
        ([], [value("A", "50", unit="percent"), value("B", "4")], []),  # people and shares are not compared
        ([value("A", "5", MONDAY)], [value("A", "4", NEXT)], ["indicator_fell"]),
        ([value("A", "5", NEXT)], [value("A", "6", MONDAY)], ["indicator_falls_after"]),
        ([value("W", "5", MONDAY)], [value("W", "4", NEXT)], []),  # counted anew every week
        ([value("A", "5", MONDAY)], [value("A", "5", NEXT)], []),
        ([value("A", "5", MONDAY), value("A", "3", NEXT)], [value("A", "3", NEXT + timedelta(days=7))], []),
        ([value("A", "90", MONDAY, unit="percent")], [value("A", "40", NEXT)], []),
        ([value("M", "45.1", unit="percent")], [value("M", "45.0", NEXT, unit="percent")], ["indicator_fell"]),
    ],
)
def test_what_of_a_week_cannot_be(kept: list[Value], typed: list[Value], codes: list[str]) -> None:
    doubts = doubts_of(Figures(SET, tuple(kept)), typed)
    assert [doubt.code for doubt in doubts] == codes
    assert all(doubt.warning and doubt.sentence() for doubt in doubts)


def test_an_answer_holds_for_the_numbers_it_was_given_for() -> None:
    def keys(amount: str, base: int) -> list[str]:
        return [doubt_key(doubt) for doubt in doubts_of(Figures(SET), [value("A", amount, base=base)])]

    assert keys("41", 40) == keys("41", 40) != keys("42", 40)
    assert keys("41", 40) != keys("41", 39)
