"""A series of weeks in pieces that may be drawn as lines: what is not known breaks one, another set ends it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sferum_docs.directives.indicators import Indicator, IndicatorSet
    from sferum_docs.indicators.series import Figures, Value

_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Segment:
    """Known values of weeks that follow one another, of one set and one unit: a piece of a line."""

    set: IndicatorSet
    indicator: Indicator
    points: tuple[Value, ...]

    @property
    def unit(self) -> str:
        """In what all of it is counted."""
        return self.points[0].unit

    @property
    def first(self) -> date:
        """Its first week."""
        return self.points[0].week


def segments(figures: Figures, indicator: Indicator) -> tuple[Segment, ...]:
    """The pieces of an indicator in order, those of the sets before it first; nothing joins two of them."""
    pieces: list[Segment] = []
    for source, meant in reversed(list(_lineage(figures, indicator))):
        values = sorted(
            (each for each in source.values if each.indicator == meant.id and each.amount is not None),
            key=lambda each: each.week,
        )
        pieces += [Segment(source.set, meant, tuple(run)) for run in _runs(values)]
    return tuple(sorted(pieces, key=lambda piece: piece.first))


def _lineage(figures: Figures, indicator: Indicator) -> Iterator[tuple[Figures, Indicator]]:
    """The indicator under its own set, then under each set before that counted something like it."""
    yield figures, indicator
    meant: Indicator | None = indicator
    for source in reversed(figures.earlier):
        meant = source.set.named(meant.continues) if meant and meant.continues else None
        if meant is None:
            return
        yield source, meant


def _runs(values: list[Value]) -> Iterator[list[Value]]:
    run: list[Value] = []
    for value in values:
        if run and (value.week - run[-1].week != _WEEK or value.unit != run[-1].unit):
            yield run
            run = []
        run.append(value)
    if run:
        yield run
