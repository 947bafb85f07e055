"""Charts of a period: what share of all each indicator was, week by week; one of all, and one of each population."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sferum_docs.docengine import Chart, ChartKind, Kind, Series
from sferum_docs.documents.tags.declaration import Rows, Tag
from sferum_docs.documents.tags.indicators import applicable, weeks_spoken_of
from sferum_docs.indicators.judging import share_of
from sferum_docs.indicators.reports.of_school import bases_of
from sferum_docs.indicators.reports.telling import tenth
from sferum_docs.indicators.reports.told import mondays_between

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sferum_docs.directives.indicators import Indicator
    from sferum_docs.documents.requests.situation import Situation

_MOST_WEEKS = 60
_PEOPLE = {
    "students": "обучающиеся", "teachers": "педагогические работники", "staff": "работники", "parents": "родители",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class PopulationChart:
    """The chart of the indicators that count the same people."""

    people: str
    chart: Chart


def period_chart(situation: Situation) -> Chart:
    """The shares of the weeks that a document speaks of, as far as anything is known; a gap where nothing is."""
    return _chart_of(situation, applicable(situation))


def population_charts(situation: Situation) -> tuple[PopulationChart, ...]:
    """The same for each population by itself: shares of different people are no lines to be compared."""
    counted: dict[str, list[Indicator]] = {}
    for indicator in applicable(situation):
        counted.setdefault(indicator.population, []).append(indicator)
    charts = ((name, _chart_of(situation, those)) for name, those in counted.items())
    return tuple(PopulationChart(_PEOPLE.get(name, name), chart) for name, chart in charts if chart)


def _chart_of(situation: Situation, indicators: Sequence[Indicator]) -> Chart:
    told = situation.figures
    first, last = weeks_spoken_of(situation)
    known = sorted({each.week for each in told.figures.values if each.amount is not None}) if told else []
    if told is None or not known:
        return _chart((), ())
    weeks = mondays_between(max(first or known[0], known[0]), min(last, known[-1]))[-_MOST_WEEKS:]
    bases = bases_of(situation.school, told.figures.set)
    rows = []
    for indicator in indicators:
        shares = (share_of(told.value(indicator, monday), bases.get(indicator.id)) for monday in weeks)
        rows.append(Series(indicator.short or indicator.name, tuple(None if x is None else tenth(x) for x in shares)))
    return _chart(tuple(weeks), tuple(row for row in rows if any(value is not None for value in row.values)))


def _chart(weeks: tuple[date, ...], series: tuple[Series, ...]) -> Chart:
    span = f" с {weeks[0]:%d.%m.%Y}" if weeks else ""
    return Chart(
        ChartKind.LINE,
        tuple(f"{monday:%d.%m}" for monday in weeks),
        series,
        f"Линии по неделям{span}: {'; '.join(_told(row) for row in series)}."[:500],
        across="Недели, по понедельникам",
        upwards="% от базы",
    )


def _told(row: Series) -> str:
    known = [value for value in row.values if value is not None]
    return f"{row.name} — от {known[0]} до {known[-1]} %".replace(".", ",")


CHART: Tag[Situation] = Tag(
    "график_показателей",
    Kind.CHART,
    "график: доля от базы по неделям периода, все показатели",
    period_chart,
)
CHARTS: Rows[PopulationChart] = Rows(
    "графики_показателей",
    "графики: для каждой категории людей свой",
    population_charts,
    (
        Tag("кто", Kind.TEXT, "кого считают: обучающиеся, педагогические работники", lambda row: row.people),
        Tag("график", Kind.CHART, "доля от базы по неделям периода", lambda row: row.chart),
    ),
)
