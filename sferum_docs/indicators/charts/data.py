"""What the chart of an indicator shows up to a week: its pieces, targets, vacations, and the same in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from sferum_docs.indicators.charts.chart import Chart, ChartData, Level, Piece, amount_text, draw
from sferum_docs.indicators.reports.telling import number
from sferum_docs.indicators.reports.told import mondays_between
from sferum_docs.indicators.segments import segments
from sferum_docs.indicators.targets import target_of_week

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from sferum_docs.directives.indicators import Indicator
    from sferum_docs.indicators.segments import Segment
    from sferum_docs.indicators.series import Figures
    from sferum_docs.indicators.targets import Target

MOST_WEEKS = 60
_WEEK = timedelta(days=7)
_NBSP = "\N{NO-BREAK SPACE}"
_MANY = 6  # so many weeks are named one by one


def chart_of(  # the parts of a week's judgement, as `week_rows` takes them
    figures: Figures,
    indicator: Indicator,
    monday: date,
    *,
    targets: Iterable[Target] = (),
    bases: Mapping[str, int],
    working_week: Callable[[date], bool],
) -> Chart | None:
    """The chart of an indicator up to a week; None when nothing is known of it."""
    shown = _shown(figures, indicator, monday)
    if not shown:
        return None
    own = shown[-1].set == figures.set
    unit = shown[-1].unit
    first = shown[0].first
    weeks = mondays_between(first, monday)
    begins = next((piece.first for piece in shown if piece.set == figures.set), first)
    base = shown[-1].points[-1].base or bases.get(indicator.id)
    holidays = tuple(week for week in weeks if not indicator.is_running and not working_week(week))
    data = ChartData(
        first,
        monday,
        tuple(_piece(piece, figures, unit) for piece in shown),
        tuple(_levels(indicator, [week for week in weeks if week >= begins], tuple(targets), unit, base))
        if own
        else (),
        tuple(
            each.week
            for each in figures.values
            if each.indicator == indicator.id and each.state == "unknown" and first <= each.week <= monday
        ),
        holidays,
        tuple(_breaks(shown)),
        unit,
        f"{indicator.name}: по неделям",
    )
    return draw(_described(data))


def _shown(figures: Figures, indicator: Indicator, monday: date) -> list[Segment]:
    """The pieces from the first week that is shown to this one."""
    since = monday - _WEEK * (MOST_WEEKS - 1)
    found: list[Segment] = []
    for piece in segments(figures, indicator):
        points = tuple(point for point in piece.points if since <= point.week <= monday)
        if points:
            found.append(replace(piece, points=points))
    return found


def _piece(piece: Segment, figures: Figures, unit: str) -> Piece:
    now = piece.set == figures.set and piece.unit == unit
    points = tuple((point.week, float(point.amount)) for point in piece.points if point.amount is not None)
    return Piece("now" if now else "before", piece.unit, points, f"{piece.set.key} {piece.unit}")


def _levels(
    indicator: Indicator, weeks: list[date], targets: tuple[Target, ...], unit: str, base: int | None
) -> Iterator[Level]:
    """The targets as steps: how high, from which week to which; none where people cannot be made of a share."""
    if unit == "people" and not base:
        return
    word = "ориентир" if indicator.is_guide else "цель"
    found = ((week, target_of_week(targets, indicator.id, week)) for week in weeks)
    for (target, due), run in groupby(found, key=lambda each: each[1]):
        if target is None:
            continue
        mondays = [week for week, _ in run]
        amount = float(target.share) * (base or 0) / 100 if unit == "people" else float(target.share)
        text = f"{word} {number(target.share)}{_NBSP}%" + ("" if due else f" к {target.day:%d.%m.%Y}")
        yield Level(mondays[0], mondays[-1], amount, text, due)


def _breaks(shown: Sequence[Segment]) -> Iterator[tuple[date, str]]:
    for before, after in pairwise(shown):
        since = f"с {after.first:%d.%m.%Y}"
        if before.set != after.set:
            yield after.first, f"{since} считают иначе"
        elif before.unit != after.unit:
            yield after.first, f"{since} — в {'процентах' if after.unit == 'percent' else 'людях'}"


def _described(data: ChartData) -> ChartData:
    return replace(data, description=" ".join(_sentences(data)).replace("..", "."))


def _sentences(data: ChartData) -> Iterator[str]:
    yield f"Недели с {data.first:%d.%m.%Y} по {data.last + timedelta(days=6):%d.%m.%Y}."
    now = [point for piece in data.pieces if piece.kind == "now" for point in piece.points]
    yield from _of_points(now, data.unit, "Значений")
    before = [piece for piece in data.pieces if piece.kind == "before"]
    for unit in dict.fromkeys(piece.unit for piece in before):
        points = [point for piece in before if piece.unit == unit for point in piece.points]
        yield from _of_points(points, unit, "Прежних значений")
    for _, words in data.breaks:
        yield f"Линия прервана: {words}."
    if data.unknown:
        yield f"Нет данных за недели: {_weeks(data.unknown)}."
    if data.holidays:
        yield f"Каникулы или праздники: {_weeks(data.holidays)}."
    for level in data.levels:
        yield f"{level.text[0].upper()}{level.text[1:]}."


def _of_points(points: list[tuple[date, float]], unit: str, what: str) -> Iterator[str]:
    if not points:
        return
    said = [amount_text(amount, unit) for _, amount in points]
    if len(points) == 1:
        yield f"{what}: 1 — {said[0]} (неделя с {points[0][0]:%d.%m.%Y})."
        return
    amounts = [amount for _, amount in points]
    yield (
        f"{what}: {len(points)}; первое — {said[0]} (неделя с {points[0][0]:%d.%m.%Y}), последнее — {said[-1]} "
        f"(неделя с {points[-1][0]:%d.%m.%Y}), наименьшее — {amount_text(min(amounts), unit)}, "
        f"наибольшее — {amount_text(max(amounts), unit)}."
    )


def _weeks(weeks: Sequence[date]) -> str:
    if len(weeks) > _MANY:
        return f"{len(weeks)}, первая с {weeks[0]:%d.%m.%Y}, последняя с {weeks[-1]:%d.%m.%Y}"
    return ", ".join(f"с {week:%d.%m.%Y}" for week in weeks)
