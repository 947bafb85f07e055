"""How a chart fits into its place: its height, the size of its letters, names at the lines or in a legend."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from math import ceil
from typing import TYPE_CHECKING

from sferum_docs.docengine.charts.model import ChartKind
from sferum_docs.docengine.rich import EMU_PER_MM

if TYPE_CHECKING:
    from sferum_docs.docengine.charts.model import Chart

LETTERS, SMALL = 10, 8  # points
_NARROW = 110  # mm: in a narrower place letters are small
_LETTER = 0.19  # mm of the width of a letter for each point: a generous average of Russian text
_SHAPE = 0.5  # the height of the drawing for its width, without the legend
_ROW, _KEY = 5.0, 12.0  # mm: a row of the legend; the sign before a name
_DIRECT = 4  # so many names may stand at the ends of lines
_APART, _MOST_OF_WIDTH = 0.08, 0.3
_LEAST, _TALLEST = 35, 0.6  # mm; a share of the height of the text
_FEW, _COARSE = 5, 10
_MARKER, _FINE, _MANY = 6, 4, 24  # points of a marker; of a finer one for more categories


@dataclass(frozen=True, slots=True)
class Frame:
    """The place of a chart: the width and the height of the text there, and the typeface of the document."""

    width: int  # EMU
    height: int
    font: str


@dataclass(frozen=True, slots=True)
class Layout:
    """What was decided for one chart in one place."""

    height: int  # EMU
    size: int  # points
    legend: bool
    plot: tuple[float, float, float, float] | None  # left, top, width, height as shares, when names stand at lines
    marker: int  # points
    skip: int  # every so many categories are named
    from_zero: bool
    by_ones: bool
    numbers: str  # how the numbers of its axis are written


def layout_of(chart: Chart, frame: Frame) -> Layout:
    """Decide how a chart is laid out."""
    width = frame.width / EMU_PER_MM
    size = LETTERS if width >= _NARROW else SMALL
    letter = size * _LETTER
    longest = max((len(item.name) for item in chart.series), default=0) * letter + 3
    direct = _fit_at_ends(chart) and longest <= _MOST_OF_WIDTH * width
    legend = not direct and (len(chart.series) > 1 or not chart.title)
    above = (_ROW + 3) * bool(chart.title)
    tall = _SHAPE * width + above + (_legend_rows(chart, width, longest) * _ROW if legend else 0)
    height = max(_LEAST, min(tall, _TALLEST * frame.height / EMU_PER_MM))
    left, below = _ROW * (2 + bool(chart.upwards)), _ROW * (2 + bool(chart.across))
    across = width - left - (longest if direct else 3)
    categories, _ = chart.columns
    label = (max(map(len, categories), default=0) + 1) * letter
    known = [value for item in chart.series for value in item.values if value is not None]
    return Layout(
        round(height * EMU_PER_MM),
        size,
        legend,
        (left / width, (above + 3) / height, across / width, (height - above - below - 3) / height) if direct else None,
        _MARKER if len(categories) <= _MANY else _FINE,
        max(1, ceil(len(categories) * label / across)),
        from_zero=min(known, default=0) >= 0,
        by_ones=not chart.decimals and max(known, default=0) <= _FEW,
        numbers=_number_format(chart, float(max([*known, 0]) - min([*known, 0]))),
    )


def _legend_rows(chart: Chart, width: float, longest: float) -> int:
    """Programs set names in columns as wide as the longest of them."""
    return ceil(len(chart.series) / max(1, int(width / (longest + _KEY))))


def _number_format(chart: Chart, span: float) -> str:
    """Russian, wherever it is printed: a comma, thousands apart; as many digits as the steps of the axis need."""
    needed = 0 if span >= _COARSE else 1 if span >= 1 else 2
    decimals = min(chart.decimals, needed)
    return "[$-419]#,##0" + ("." + "0" * decimals if decimals else "")


def _fit_at_ends(chart: Chart) -> bool:
    """Whether every line goes to the last category, and the names there would not lie on one another."""
    if chart.kind is not ChartKind.LINE or not 0 < len(chart.series) <= _DIRECT:
        return False
    ends = [item.values[-1] if item.values else None for item in chart.series]
    known = [value for value in ends if value is not None]
    if len(known) < len(ends):
        return False
    every = [value for item in chart.series for value in item.values if value is not None]
    span = float(max(*every, 1) - min(*every, 0))
    ordered = sorted(map(float, known))
    return all(two - one >= _APART * span for one, two in pairwise(ordered))
