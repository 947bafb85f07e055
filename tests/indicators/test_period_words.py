"""What is proposed to be said of a period: only facts, families behind no target, whole sentences."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sferum_docs.directives.indicators import STOCK, WEEKLY, Indicator, IndicatorSet
from sferum_docs.indicators.reports.period_words import (
    LONGEST,
    ahead_words,
    behind_words,
    best_words,
    holiday_words,
    measure_words,
)
from sferum_docs.indicators.reports.periods import PeriodRow, period_rows
from sferum_docs.indicators.reports.telling import PeopleWords
from sferum_docs.indicators.reports.told import ToldFigures
from sferum_docs.indicators.series import Figures, Measure, Value
from sferum_docs.indicators.targets import Target

FIRST, LAST = date(2023, 10, 16), date(2023, 11, 13)
CHATS = Indicator("A", "Учителя с чатами", "", "teachers", STOCK, short="Чаты")
FAMILIES = Indicator("B", "Ученики в чатах", "", "students", STOCK, short="Ученики")
CALLS = Indicator("C", "Учителя со звонками", "", "teachers", WEEKLY, short="Звонки")
SET = IndicatorSet("s", "Набор", (CHATS, FAMILIES, CALLS))
BASES = {"A": 20, "B": 100, "C": 20}
PEOPLE = PeopleWords()


def told(targets: tuple[Target, ...] = (), unit: str = "people", **rows: tuple[int | None, int | None]) -> ToldFigures:
    values = tuple(
        Value(key, week, None, unit, state="unknown") if amount is None else Value(key, week, Decimal(amount), unit)
        for key, both in rows.items()
        for week, amount in zip((FIRST, LAST), both, strict=True)
    )  # fmt: skip
    return ToldFigures(Figures(SET, values), targets)


def rows(of: ToldFigures) -> tuple[PeriodRow, ...]:
    return period_rows(of, FIRST, LAST, BASES)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_what_grew_is_told_by_the_growth_of_its_share() -> None:
    said = plain(best_words(rows(told(A=(9, 12), B=(10, 31))), PEOPLE))
    assert said == "Ученики: выросло на 21 ученика (с 10 до 31). Чаты: выросло на 3 учителя (с 9 до 12)."


def test_what_misses_a_target_whose_day_has_come_is_behind_and_not_among_the_best() -> None:
    figures = rows(told((Target("A", Decimal(90), LAST),), A=(9, 12)))
    assert best_words(figures, PEOPLE) == ""
    assert plain(behind_words(figures, PEOPLE)) == (
        "Чаты: выросло на 3 учителя (с 9 до 12); ниже цели 90 % на 30 процентных пунктов."
    )


def test_families_are_behind_no_target_and_lack_nothing() -> None:
    figures = rows(told((Target("B", Decimal(90), LAST), Target("B", Decimal(99), date(2024, 1, 1))), B=(10, 11)))
    assert (behind_words(figures, PEOPLE), ahead_words(figures, PEOPLE)) == ("", "")
    assert plain(best_words(figures, PEOPLE)) == "Ученики: выросло на 1 ученика (с 10 до 11)."


def test_what_is_not_known_is_said_and_what_was_not_asked_is_not() -> None:
    said = plain(behind_words(rows(told(A=(9, None), B=(1, 1))), PEOPLE))
    assert said == "Чаты: данных за неделю с 13.11.2023 по 19.11.2023 нет."


def test_a_target_ahead_is_told_by_the_people_who_are_lacking_or_by_points() -> None:
    ahead = (Target("A", Decimal(80), date(2023, 12, 25)),)
    assert (
        plain(ahead_words(rows(told(ahead, A=(9, 12))), PEOPLE))
        == "Чаты: до цели 80 % на 25.12.2023 не хватает 4 учителей."
    )
    shares = rows(told(ahead, unit="percent", A=(40, 79)))
    assert plain(ahead_words(shares, PEOPLE)) == "Чаты: до цели 80 % на 25.12.2023 не хватает 1 процентного пункта."
    assert ahead_words(rows(told(ahead, A=(9, 16))), PEOPLE) == ""


def test_people_and_shares_are_not_compared() -> None:
    mixed = told(A=(9, 12))
    values = (mixed.figures.values[0], replace(mixed.figures.values[1], unit="percent"))
    (row, *_rest) = rows(replace(mixed, figures=replace(mixed.figures, values=values)))
    assert (row.change, row.growth) == (None, None)


def test_each_measure_is_told_once_and_weeks_of_vacations_within_the_period_alone() -> None:
    measures = [Measure("A", week, "собрать совещание.") for week in (FIRST, LAST)]
    assert measure_words(measures, rows(told(A=(9, 12)))) == "Чаты: собрать совещание."
    asked = [Measure("A", LAST, "собрать совещание.", date(2023, 12, 1), "Омарова З. И.")]
    said = measure_words(asked, rows(told(A=(9, 12))))
    assert said == "Чаты: собрать совещание (до 01.12.2023, Омарова З. И.)."
    assert holiday_words([date(2024, 1, 1)], FIRST, LAST) == ""


def test_what_has_no_room_is_left_out_by_whole_sentences_and_it_is_said() -> None:
    measures = [Measure("A", FIRST, f"мера номер {number} {'а' * 80}") for number in range(60)]
    said = measure_words(measures, rows(told(A=(9, 12))))
    assert len(said) <= LONGEST
    assert plain(said).endswith("а. Остальное — в журнале анализа.")
    longest = [Measure("A", FIRST, "а" * 1000), Measure("C", FIRST, "б" * 1000)]
    assert plain(measure_words(longest, rows(told(A=(9, 12), C=(1, 1))))).endswith("а. Остальное — в журнале анализа.")


def test_a_period_of_one_week_compares_nothing_and_without_figures_nothing_is_said() -> None:
    (row, *_rest) = period_rows(told(A=(None, 12)), LAST, LAST, BASES)
    assert row.growth is None
    none = rows(told())
    assert {best_words(none, PEOPLE), behind_words(none, PEOPLE), ahead_words(none, PEOPLE)} == {""}
