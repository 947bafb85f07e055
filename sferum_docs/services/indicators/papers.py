"""What papers are told of a school's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.indicators.reports.told import ToldFigures, mondays_between
from sferum_docs.services.indicators.weeks import judged_weeks
from sferum_docs.store.change_stamp import Same, keep_until_change

if TYPE_CHECKING:
    from sferum_docs.packs.model import Pack
    from sferum_docs.schools.model import School
    from sferum_docs.services.indicators.weeks import JudgedWeeks


def told_figures(school_id: int, school: School, pack: Pack) -> ToldFigures | None:
    """The figures with what they are judged by; None where there are none, and papers are blank forms."""
    if pack.indicator_set is None:
        return None
    key = ("told figures", school_id, Same(school), Same(pack))
    return keep_until_change(key, lambda: _told(judged_weeks(school_id, school, pack)))


def _told(judged: JudgedWeeks) -> ToldFigures | None:
    figures = judged.figures
    known = [value.week for value in figures.values if value.amount is not None]
    if not known:
        return None
    return ToldFigures(
        figures,
        judged.targets,
        frozenset(monday for monday in mondays_between(min(known), max(known)) if not judged.working_week(monday)),
    )
