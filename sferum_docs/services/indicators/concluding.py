"""A week concluded: its measures and its conclusion, kept together by one press of a button."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.indicators.series import Analysis
from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.indicators.analyses import analysis_faults, tidied_analysis, write_analysis
from sferum_docs.services.indicators.figures import figures_of, indicators_of
from sferum_docs.services.indicators.measures import (
    measures_faults,
    remove_measure,
    tidied_measures,
    write_measures,
)
from sferum_docs.services.packs.acts import require_in_work
from sferum_docs.store.database import writing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sferum_docs.indicators.series import Measure
    from sferum_docs.packs.model import Pack
    from sferum_docs.store.audit import Actor


def keep_week(
    school_id: int, pack: Pack, measures: Sequence[Measure], analysis: Analysis | None, by: Actor, *, today: date
) -> None:
    """Keeps all of it or nothing and a FaultsError: the place of a fault names the number of its measure.

    A measure that is kept and comes without a text is taken back; so is a conclusion that comes empty. Without an
    analysis that of the week stays.
    """
    known = indicators_of(pack)
    told = tidied_measures(measures)
    gone = {each.id for each in told if each.id and not each.text}
    concluded = None if analysis is None else _told(analysis)
    said = concluded if concluded and (concluded.conclusion or concluded.vacation is not None) else None
    # a measure taken back has nothing to be wrong with, and yet the numbers of the others stay
    asked = [replace(each, text="-", due=None) if each.id in gone else each for each in told]
    if faults := [*measures_faults(asked, known, today), *(analysis_faults(said, today) if said else ())]:
        raise FaultsError(faults)
    with writing() as session:
        require_in_work(school_id, pack.id)
        for number in sorted(gone):
            remove_measure(session, school_id, known, number, by)
        write_measures(session, school_id, known, [each for each in told if each.id not in gone], by)
        if concluded and (said or figures_of(school_id, pack).analysis(concluded.week) is not None):
            write_analysis(session, school_id, known, concluded, by)


def _told(analysis: Analysis) -> Analysis:
    """What is said of the week; what a page proposes beside a conclusion is said of nothing without one."""
    tidied = tidied_analysis(analysis)
    return tidied if tidied.conclusion else Analysis(tidied.week, "", vacation=tidied.vacation)
