"""What papers are told of a school's figures."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sferum_docs.indicators.reports.told import ToldFigures, added_weeks, mondays_between
from sferum_docs.services.indicators.signed import signed_papers
from sferum_docs.services.indicators.weeks import judged_weeks
from sferum_docs.store.change_stamp import Same, keep_until_change

if TYPE_CHECKING:
    from sferum_docs.indicators.series import Figures
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School
    from sferum_docs.services.indicators.weeks import JudgedWeeks


_AHEAD = timedelta(weeks=26)  # after the last that is known: a period may end later


def told_figures(school_id: int, school: School, pack: Pack) -> ToldFigures | None:
    """The figures with what they are judged by; None where there are none, and papers are blank forms."""
    if pack.indicator_set is None:
        return None
    key = ("told figures", school_id, Same(school), Same(pack))
    return keep_until_change(key, lambda: _told(judged_weeks(school_id, school, pack), school_id, pack))


def _told(judged: JudgedWeeks, school_id: int, pack: Pack) -> ToldFigures | None:
    figures = judged.figures
    known = [value.week for value in figures.values if value.amount is not None]
    if not known:
        return None
    return ToldFigures(
        figures,
        judged.targets,
        frozenset(
            monday for monday in mondays_between(min(known), max(known) + _AHEAD) if not judged.working_week(monday)
        ),
        _settled(school_id, pack),
    )


def _settled(school_id: int, pack: Pack) -> Figures | None:
    """The weeks as the journals that are signed have them; of several that have a week the one signed first."""
    journal = pack.indicator_set.journal if pack.indicator_set else ""
    signed = [paper for paper in signed_papers(school_id, pack) if paper.document.document == journal]
    found: Figures | None = None
    for paper in reversed(signed):  # the oldest first
        told = paper.told.figures if paper.told else None
        if told is not None:
            found = told if found is None else added_weeks(found, told)
    return found
