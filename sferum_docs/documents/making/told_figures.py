"""The figures that a document prints: those of the weeks that it speaks of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.documents.making.templates import fields_in_force
from sferum_docs.documents.requests.situation import WEEKS_ASKED
from sferum_docs.documents.tags.figure_chart import CHART, CHARTS
from sferum_docs.documents.tags.indicators import DATA, INDICATORS, OF_FIGURES, figures_spoken_of
from sferum_docs.documents.tags.weeks import OF_WEEK, WEEK, WEEKS

if TYPE_CHECKING:
    from sferum_docs.documents.requests.situation import Situation
    from sferum_docs.indicators.reports.told import ToldFigures
    from sferum_docs.packs.model import DocumentSpec

_SHOWN_BY = frozenset(
    f"{of.name}.{tag.name}"
    for of, tags in (
        (DATA, DATA.tags),
        (INDICATORS, OF_FIGURES),
        (WEEK, OF_WEEK),
        (WEEKS, OF_WEEK),
        (CHARTS, CHARTS.tags),
    )
    for tag in tags
) | {CHART.name}


def prints_figures(spec: DocumentSpec) -> bool:
    """Whether the template in force prints any figures; a broken one is told by its gaps."""
    return not _SHOWN_BY.isdisjoint(fields_in_force(spec))


def with_figures(situation: Situation, told: ToldFigures | None) -> Situation:
    """The situation with the figures, where its template prints them; a broken template is told by its gaps."""
    if told is None or not prints_figures(situation.spec):
        return situation
    told = told.of_journal() if any(field.key == WEEKS_ASKED for field in situation.spec.fields) else told
    return replace(situation, figures=figures_spoken_of(situation, told))
