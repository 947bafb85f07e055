"""A chart of an indicator as geometry: lines, marks, ticks and labels, ready to be written as SVG.

Nothing is told by colour alone: what is now is a whole line with dots, what was counted otherwise a dashed
one with squares, a target a line of dashes and dots with its words on it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from sferum_docs.indicators.charts.placing import Box, Label, Wanted, place, text_width
from sferum_docs.indicators.charts.scales import Scale, scale_of
from sferum_docs.indicators.reports.telling import number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

WIDTH, HEIGHT = 340.0, 176.0
_TOP, _BOTTOM, _RIGHT = 24.0, 148.0, 330.0
_NEAR = 5.0
_DAY_ROOM = 42.0  # what a day below its week takes
_DENSE = 20  # from so many weeks on a dot stands only at what is alone and at the end
_NOW, _BEFORE = "now", "before"
Kind = Literal["now", "before"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Amounts of weeks that follow one another: one line."""

    kind: Kind
    unit: str  # people | percent
    points: tuple[tuple[date, float], ...]
    group: str = ""  # pieces of one group stand on one scale


@dataclass(frozen=True, slots=True)
class Level:
    """A target of some weeks, on the scale of what is now; `due`: its day has come."""

    first: date
    last: date
    amount: float
    text: str
    due: bool


@dataclass(frozen=True, slots=True)
class ChartData:
    """What is to be drawn, from the first to the last week (Mondays)."""

    first: date
    last: date
    pieces: tuple[Piece, ...]
    levels: tuple[Level, ...] = ()
    unknown: tuple[date, ...] = ()
    holidays: tuple[date, ...] = ()
    breaks: tuple[tuple[date, str], ...] = ()  # the week from which it is counted otherwise, and these words
    unit: str = "people"
    title: str = ""
    description: str = ""

    @property
    def weeks(self) -> int:
        """How many weeks it covers."""
        return (self.last - self.first).days // 7 + 1


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points."""

    kind: str
    points: tuple[tuple[float, float], ...]

    @property
    def path(self) -> str:
        """As SVG writes it."""
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class Mark:
    """A point of its own: a dot, a square, or a week that is not known."""

    x: float
    y: float
    kind: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A round amount or a day beside its axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn, in the order of drawing."""

    plot: Box
    bands: tuple[Box, ...]
    y_ticks: tuple[Tick, ...]
    x_ticks: tuple[Tick, ...]
    lines: tuple[Line, ...]
    marks: tuple[Mark, ...]
    breaks: tuple[float, ...]
    labels: tuple[Label, ...]
    title: str
    description: str
    width: float = WIDTH
    height: float = HEIGHT


def amount_text(amount: float, unit: str) -> str:
    """An amount with what is counted."""
    return f"{number(Decimal(str(amount)))}\N{NO-BREAK SPACE}{'%' if unit == 'percent' else 'чел.'}"


def draw(data: ChartData) -> Chart:
    """The geometry of a chart."""
    return _Drawing(data).chart()


class _Drawing:
    def __init__(self, data: ChartData) -> None:
        self.data = data
        kept = [piece for piece in data.pieces if piece.kind == _NOW] or data.pieces[-1:]
        amounts = [amount for piece in data.pieces if piece.group == kept[-1].group for _, amount in piece.points]
        self.scale = self._scale([*amounts, *(level.amount for level in data.levels)], data.unit)
        self.left = max(text_width(tick.text) for tick in self.y_ticks) + 10

    @staticmethod
    def _scale(amounts: list[float], unit: str) -> Scale:
        percent = unit == "percent"
        return scale_of(amounts, _TOP, _BOTTOM, whole=not percent, bound=100.0 if percent else None)

    @cached_property
    def y_ticks(self) -> tuple[Tick, ...]:
        sign = "\N{NO-BREAK SPACE}%" if self.data.unit == "percent" else ""
        return tuple(Tick(self.scale.at(tick), f"{number(Decimal(str(tick)))}{sign}") for tick in self.scale.ticks)

    @cached_property
    def step(self) -> float:
        """How far a week is from the next."""
        return (_RIGHT - self.left - 8) / max(self.data.weeks - 1, 1)

    def at(self, week: date) -> float:
        """Where a week is drawn: the only one in the middle."""
        if self.data.weeks == 1:
            return (self.left + _RIGHT) / 2
        return self.left + 4 + (week - self.data.first).days / 7 * self.step

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Each piece on its own scale: what was counted otherwise has no place on that of what is now."""
        return tuple(self._line(piece) for piece in self.data.pieces)

    def _line(self, piece: Piece) -> Line:
        alike = [amount for each in self.data.pieces if each.group == piece.group for _, amount in each.points]
        scale = self.scale if piece.kind == _NOW else self._scale(alike, piece.unit)
        return Line(piece.kind, tuple((self.at(week), scale.at(amount)) for week, amount in piece.points))

    def chart(self) -> Chart:
        """The whole."""
        plot = Box(self.left, _TOP, _RIGHT, _BOTTOM)
        levels = tuple(self._levels())
        breaks = tuple(self.at(week) - self.step / 2 for week, _ in self.data.breaks)
        return Chart(
            plot, tuple(self._bands()), self.y_ticks, tuple(self._x_ticks()), levels + self.lines, tuple(self._marks()),
            breaks, self._labels(levels), self.data.title, self.data.description,
        )  # fmt: skip

    def _levels(self) -> Iterator[Line]:
        half = self.step / 2 if self.data.weeks > 1 else (_RIGHT - self.left) / 2
        for level in self.data.levels:
            y = self.scale.at(level.amount)
            ends = (max(self.at(level.first) - half, self.left), min(self.at(level.last) + half, _RIGHT))
            yield Line("target" if level.due else "ahead", ((ends[0], y), (ends[1], y)))

    def _bands(self) -> Iterator[Box]:
        """The vacations; weeks of them that follow one another are one."""
        half = min(self.step, 40.0) / 2
        bands: list[Box] = []
        for week in self.data.holidays:
            left, right = max(self.at(week) - half, self.left), min(self.at(week) + half, _RIGHT)
            if bands and left - bands[-1].right < 1:
                left = bands.pop().left
            bands.append(Box(left, _TOP, right, _BOTTOM))
        yield from bands

    def _x_ticks(self) -> Iterator[Tick]:
        """Days of Mondays, as many as there is room for; the year beside the first and where it changes."""
        year, taken = 0, 0.0
        for passed in range(0, self.data.weeks, max(math.ceil(_DAY_ROOM / self.step), 1)):
            week = self.data.first + timedelta(weeks=passed)
            text = f"{week:%d.%m}" if week.year == year else f"{week:%d.%m.%y}"
            half = text_width(text) / 2
            x = min(max(self.at(week), self.left - 6 + half), WIDTH - 1 - half)
            if x - half > taken:
                year, taken = week.year, x + half
                yield Tick(x, text)

    def _marks(self) -> Iterator[Mark]:
        for line in self.lines:
            shown = line.points if self.data.weeks < _DENSE or len(line.points) == 1 else line.points[-1:]
            yield from (Mark(x, y, line.kind) for x, y in shown)
        yield from (Mark(self.at(week), _BOTTOM - 5, "unknown") for week in self.data.unknown)

    def _labels(self, levels: tuple[Line, ...]) -> tuple[Label, ...]:
        """The last amount, the words of targets and of what changed, the first amount, each where there is room."""
        wanted = [*self._ends(last=True), *self._target_words(levels), *self._ends(last=False)]
        heads = [
            Wanted(x, _TOP - 2, words, "note")
            for x, (_, words) in zip((self.at(week) for week, _ in self.data.breaks), self.data.breaks, strict=True)
        ]
        above = place(heads, Box(0, 0, WIDTH, _TOP), (), ())
        points = [point for line in self.lines for point in _along(line.points)]
        inside = Box(self.left, 0, WIDTH, _BOTTOM)
        return above + place(wanted, inside, [label.box for label in above], points)

    def _ends(self, *, last: bool) -> Iterator[Wanted]:
        """An end of what is now, and of what was counted otherwise."""
        index = -1 if last else 0
        for kind in (_NOW, _BEFORE):
            told = [pair for pair in zip(self.data.pieces, self.lines, strict=True) if pair[0].kind == kind]
            points = [point for piece, _ in told for point in piece.points]
            if not told or (not last and len(points) == 1):
                continue
            piece, line = told[index]
            yield Wanted(*line.points[index], amount_text(piece.points[index][1], piece.unit), f"value-{kind}")

    def _target_words(self, levels: tuple[Line, ...]) -> Iterator[Wanted]:
        """A target that came is named where it holds; one that lies ahead only when it is the last."""
        for level, line in zip(self.data.levels, levels, strict=True):
            if not level.due and line is not levels[-1]:
                continue
            (left, y), (right, _) = line.points
            yield Wanted((left + right) / 2, y, level.text, "target")


def _along(points: tuple[tuple[float, float], ...]) -> Iterator[tuple[float, float]]:
    """Points of a line near one another, so that what lies on it is seen."""
    yield points[0]
    for (x, y), (to_x, to_y) in pairwise(points):
        parts = max(math.ceil(math.hypot(to_x - x, to_y - y) / _NEAR), 1)
        yield from ((x + (to_x - x) * at / parts, y + (to_y - y) * at / parts) for at in range(1, parts + 1))
