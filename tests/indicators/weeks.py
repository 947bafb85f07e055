"""Figures of a school for the tests: a set of four indicators and values told week by week."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from sferum_docs.directives.indicators import Indicator, IndicatorSet
from sferum_docs.indicators.series import Analysis, Figures, Measure, Value

MONDAY = date(2023, 10, 16)
PUPILS = Indicator("P", "Учеников всего", "", "students", "stock", measures=("пригласить на собрании",))
TEACHERS = Indicator("T", "Учителей всего", "", "teachers", "stock")
WRITING = Indicator("W", "Учителя, написавшие 3 сообщения", "", "teachers", "weekly", measures=("напомнить",))
JOURNAL = Indicator("J", "Ученики, связавшие аккаунт с ЭЖД", "", "students", "stock", journal_only=True)
SET = IndicatorSet("act", "Показатели", (PUPILS, TEACHERS, WRITING, JOURNAL))
NOT_KNOWN = "нет данных"


def week(number: int) -> date:
    """The Monday of the week that follows so many others."""
    return MONDAY + timedelta(weeks=number)


def value(indicator: str, monday: date, amount: object, unit: str = "people", base: int | None = None) -> Value:
    """A value as it is kept; NOT_KNOWN is a value that was asked for and is not known."""
    if amount == NOT_KNOWN:
        return Value(indicator, monday, None, unit, base, "unknown")
    return Value(indicator, monday, Decimal(str(amount)), unit, base)


def series(indicator: str, amounts: Sequence[object], start: date = MONDAY, unit: str = "people") -> tuple[Value, ...]:
    """Values of weeks that follow one another; None is a week in which nothing was asked."""
    return tuple(
        value(indicator, start + timedelta(weeks=number), amount, unit)
        for number, amount in enumerate(amounts)
        if amount is not None
    )


def figures(
    *values: Value, measures: tuple[Measure, ...] = (), analyses: tuple[Analysis, ...] = (), of: IndicatorSet = SET
) -> Figures:
    """All that is kept of the school."""
    return Figures(of, values, measures, analyses)
