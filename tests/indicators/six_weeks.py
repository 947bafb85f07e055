"""Six weeks of a made-up school: growth, a fall, a week of vacations, a value that is not known."""

from datetime import date, timedelta
from decimal import Decimal

from sferum_docs.directives.indicators import IndicatorSet
from sferum_docs.indicators.reports.told import ToldFigures
from sferum_docs.indicators.series import Analysis, Figures, Measure, Value
from sferum_docs.indicators.targets import Target

FIRST = date(2023, 10, 16)
VACATIONS = date(2023, 10, 30)
ROWS: dict[str, tuple[int | None, ...]] = {
    "I1": (90, 101, 110, 110, 131, 152),
    "I2": (20, 22, 24, 24, 25, 26),
    "I3": (9, 12, 12, 12, 14, 15),
    "I4": (11, 13, 3, 14, 13, 12),
    "I5": (5, 6, 0, 7, 7, None),
    "I6": (2, 3, 1, 1, 2, 3),
    "I7": (7, 7, 8, 8, 8, 9),
    "I8": (21, 40, 41, 41, 62, 61),
}
MEASURES = (
    Measure("I6", FIRST + timedelta(weeks=2), "провести совещание методических объединений звонком", None, ""),
    Measure("I4", FIRST + timedelta(weeks=5), "размещать задания в групповых чатах классов", date(2023, 12, 1),
            "Омарова З. И."),
    Measure("I8", FIRST + timedelta(weeks=5), "помочь семьям связать аккаунты на родительском собрании",
            date(2023, 12, 8), "Алиев А. Г."),
)  # fmt: skip


def week(place: int) -> date:
    """The Monday of a week, counted from 0."""
    return FIRST + timedelta(weeks=place)


def values(of: IndicatorSet, weeks: int = 6) -> tuple[Value, ...]:
    """What is known of the first weeks, of the indicators of this set."""
    return tuple(
        Value(key, week(place), None, state="unknown") if amount is None else Value(key, week(place), Decimal(amount))
        for key, row in ROWS.items()
        if of.named(key)
        for place, amount in enumerate(row[:weeks])
    )  # fmt: skip


def told(of: IndicatorSet, weeks: int = 6) -> ToldFigures:
    """The figures with conclusions for all weeks but the last two, measures and targets."""
    analyses = tuple(
        Analysis(week(place), "Показатели растут." if place != 2 else "Каникулы.", week(place) + timedelta(days=4))
        for place in range(min(weeks, 4))
    )
    latest = (Analysis(week(5), "Снизились I4 и I8, меры названы.", date(2023, 11, 24)),) if weeks > 5 else ()
    measures = tuple(each for each in MEASURES if of.named(each.indicator) and each.week < week(weeks))
    shares = {"I1": 50, "I2": 100, "I3": 50, "I4": 50, "I5": 50, "I6": 50, "I7": 50, "I8": 50}
    targets = tuple(
        Target(key, Decimal(share), day)
        for key, first in shares.items()
        for share, day in ((first, date(2023, 11, 20)), (max(first, 80), date(2023, 12, 25)))
        if of.named(key)
    )
    return ToldFigures(Figures(of, values(of, weeks), measures, (*analyses, *latest)), targets, frozenset({VACATIONS}))
