"""What a person concluded of a week: kept, changed, taken back; every version stays in the database."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sferum_docs.reading.faults import Fault
from sferum_docs.services.indicators.values import week_faults, week_subject
from sferum_docs.store.audit import record_event
from sferum_docs.store.indicators.conclusions import add_analysis, analyses_of

if TYPE_CHECKING:
    from datetime import date

    from sferum_docs.directives.indicators import IndicatorSet
    from sferum_docs.indicators.series import Analysis
    from sferum_docs.store.audit import Actor
    from sferum_docs.store.database import Transaction

MOST_CONCLUSION, MOST_ORIGIN = 4000, 300


def tidied_analysis(analysis: Analysis) -> Analysis:
    """Without spaces around its texts."""
    return replace(analysis, conclusion=analysis.conclusion.strip(), origin=analysis.origin.strip())


def write_analysis(session: Transaction, school_id: int, known: IndicatorSet, analysis: Analysis, by: Actor) -> None:
    """Keeps a conclusion inside `writing()`, which the caller owns; the same again changes nothing."""
    before = next((each for each in analyses_of(school_id, known.key) if each.week == analysis.week), None)
    if before is not None and replace(analysis, at=before.at, by=before.by) == before:
        return
    add_analysis(session, school_id, known.key, replace(analysis, at=by.at, by=by.name))
    action = "indicators.concluded" if analysis.conclusion else "indicators.concluded_back"
    record_event(session, school_id, by, action, week_subject(known, analysis.week))


def analysis_faults(analysis: Analysis, today: date) -> list[Fault]:
    """What is wrong with a conclusion whatever else is kept."""
    faults = week_faults(analysis.week, today)
    if len(analysis.conclusion) > MOST_CONCLUSION:
        faults.append(Fault("too_long", "conclusion", {"limit": MOST_CONCLUSION}))
    if len(analysis.origin) > MOST_ORIGIN:
        faults.append(Fault("too_long", "origin", {"limit": MOST_ORIGIN}))
    if analysis.received is not None and not analysis.week <= analysis.received <= today:
        values = {"text": f"{analysis.received:%d.%m.%Y}", "week": f"{analysis.week:%d.%m.%Y}"}
        faults.append(Fault("analysis_received", "received", values))
    return faults
