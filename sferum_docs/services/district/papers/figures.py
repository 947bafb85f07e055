"""The figures of a week of all bodies of an office: judged as each body's own page judges them, asked for at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from sferum_docs.documents.district.model import WatchedIndicator, WeekFigure
from sferum_docs.indicators.judging import difference, week_rows, weeks_of_lessons
from sferum_docs.indicators.series import Figures
from sferum_docs.services.school.holidays import days_off
from sferum_docs.store.indicators.of_bodies import BodyNumbers, numbers_of_bodies, values_of_bodies, weeks_of_bodies

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from sferum_docs.directives.indicators import Indicator, IndicatorSet
    from sferum_docs.documents.district.model import WatchedBody
    from sferum_docs.indicators.judging import WeekRow
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School

_BACK = timedelta(weeks=8)  # what a week is compared with: longer than any vacations


@dataclass(frozen=True)
class WeekOfBodies:
    """Body → its figures in the order of the indicators; what all of them have together; whether lessons were held."""

    figures: Mapping[int, tuple[WeekFigure, ...]]
    indicators: tuple[WatchedIndicator, ...]
    holiday: bool


def known_weeks(bodies: Sequence[int], counted: IndicatorSet) -> tuple[date, ...]:
    """The Mondays of which any body keeps a number, the newest first."""
    return weeks_of_bodies(bodies, counted.key)


def week_of_bodies(
    bodies: Sequence[int], pack: Pack, counted: IndicatorSet, office: School, monday: date
) -> WeekOfBodies:
    """A week of these bodies. Nothing is added up that is not known."""
    numbers = numbers_of_bodies(bodies)
    values = values_of_bodies(bodies, counted.key, monday - _BACK, monday)
    off = days_off(office, pack)
    lessons = {small: weeks_of_lessons(Figures(counted), off, vacations=not small) for small in (False, True)}
    rows = {
        body: week_rows(
            Figures(counted, values.get(body, ())),
            monday,
            bases=_bases(numbers[body], counted),
            working_week=lessons[numbers[body].kind.is_of_small_children],
            not_applicable=_not_asked(numbers[body], counted),
        )
        for body in bodies
        if body in numbers
    }
    figures = {body: tuple(map(_figure, found)) for body, found in rows.items()}
    return WeekOfBodies(figures, _totals(counted.indicators, figures.values()), not lessons[False](monday))


def ranked(bodies: Iterable[WatchedBody]) -> tuple[WatchedBody, ...]:
    """The bodies with their places by the mean share of what each submits; equal shares have one place."""
    kept = tuple(bodies)
    means = {body.id: mean for body in kept if not body.state and (mean := mean_share(body.figures)) is not None}
    places = places_by(means)
    return tuple(replace(body, place=places[body.id]) if body.id in places else body for body in kept)


def places_by(shares: Mapping[int, Decimal]) -> dict[int, int]:
    """Body → its place by a share, the largest first; equal shares have one place."""
    ordered = sorted(shares.values(), reverse=True)
    first: dict[Decimal, int] = {}
    for place, share in enumerate(ordered, 1):
        first.setdefault(share, place)
    return {body: first[share] for body, share in shares.items()}


def mean_share(figures: Iterable[WeekFigure]) -> Decimal | None:
    """The mean of the shares that are known; None: none is."""
    shares = [figure.share for figure in figures if figure.share is not None]
    return sum(shares, Decimal(0)) / len(shares) if shares else None


def _bases(numbers: BodyNumbers, counted: IndicatorSet) -> dict[str, int]:
    people = {"students": numbers.students, "teachers": numbers.teachers, "staff": numbers.staff}
    return {item.id: known for item in counted.indicators if (known := people.get(item.population))}


def _not_asked(numbers: BodyNumbers, counted: IndicatorSet) -> frozenset[str]:
    kind = numbers.kind
    return frozenset(
        item.id for item in counted.indicators if not item.applies_to(kind.value, keeps_journal=kind.keeps_journal)
    )


def _figure(row: WeekRow) -> WeekFigure:
    return WeekFigure(
        row.amount,
        row.share if row.amount is not None else None,
        row.change,
        difference(row.compared, row.value) if row.fell and row.amount is not None else None,
        row.state != "not_applicable",
        row.base,
        row.in_percent,
        row.compared.week if row.fell and row.compared and row.compared != row.previous else None,
    )


def _totals(indicators: Sequence[Indicator], rows: Iterable[tuple[WeekFigure, ...]]) -> tuple[WatchedIndicator, ...]:
    columns = list(zip(*rows, strict=True)) or [()] * len(indicators)
    return tuple(
        WatchedIndicator(item.id, item.name, _total(item, column), item.counts_people)
        for item, column in zip(indicators, columns, strict=True)
    )


def _total(item: Indicator, column: Sequence[WeekFigure]) -> WeekFigure:
    """People are added up, and told as a share of all who could be counted where figures are known; shares are not."""
    known = [figure for figure in column if figure.asked and figure.amount is not None]
    if not known:
        return WeekFigure(asked=any(figure.asked for figure in column))
    if not item.counts_people or any(figure.in_percent for figure in known):
        return WeekFigure(_middle(known), _middle(known), in_percent=True)
    amount = sum((figure.amount or Decimal(0) for figure in known), Decimal(0))
    base = sum(figure.base or 0 for figure in known)
    share = amount * 100 / base if base and all(figure.base for figure in known) else None
    changes = [figure.change for figure in known if figure.change is not None]
    change = sum(changes, Decimal(0)) if len(changes) == len(known) else None
    return WeekFigure(amount, share, change, base=base or None)


def _middle(known: Sequence[WeekFigure]) -> Decimal:
    """The mean of the shares of bodies: how many people stand behind each is not known."""
    return mean_share(known) or Decimal(0)
