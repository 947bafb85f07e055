"""What is done about indicators and what was concluded of a week: versions, of which the newest stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from sferum_docs.indicators.series import Analysis, Measure
from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import db
from sferum_docs.store.rows import IndicatorAnalysisRow, IndicatorMeasureRow

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session


@cached_until_change
def measure_versions(school_id: int, set_key: str) -> tuple[Measure, ...]:
    """Every version of every measure, in the order in which they were kept; without a text: it was taken back."""
    query = select(IndicatorMeasureRow).where(
        IndicatorMeasureRow.school_id == school_id, IndicatorMeasureRow.set_key == set_key
    )
    return tuple(
        Measure(row.indicator, row.week, row.text, row.due, row.worker, row.measure, row.at, row.by_name)
        for row in db.session.scalars(query.order_by(IndicatorMeasureRow.id))
    )


@cached_until_change
def analysis_versions(school_id: int, set_key: str) -> tuple[Analysis, ...]:
    """Every version of every conclusion, in the order in which they were kept."""
    query = select(IndicatorAnalysisRow).where(
        IndicatorAnalysisRow.school_id == school_id, IndicatorAnalysisRow.set_key == set_key
    )
    return tuple(
        Analysis(row.week, row.conclusion, row.received, row.origin, row.vacation, row.at, row.by_name)
        for row in db.session.scalars(query.order_by(IndicatorAnalysisRow.id))
    )


def measures_of(school_id: int, set_key: str) -> tuple[Measure, ...]:
    """The measures that stand, by week and in the order in which they were begun."""
    newest = {measure.id: measure for measure in measure_versions(school_id, set_key)}
    standing = (measure for measure in newest.values() if measure.text)
    return tuple(sorted(standing, key=lambda measure: (measure.week, measure.id)))


def analyses_of(school_id: int, set_key: str) -> tuple[Analysis, ...]:
    """What stands of each week, by week."""
    newest = {analysis.week: analysis for analysis in analysis_versions(school_id, set_key)}
    standing = (each for each in newest.values() if each.conclusion or each.vacation is not None)
    return tuple(sorted(standing, key=lambda analysis: analysis.week))


def add_measure(session: Session, school_id: int, set_key: str, measure: Measure) -> None:
    """Keeps one version of a measure, which bears its number, its moment and its author."""
    row = IndicatorMeasureRow
    before = _count(session, row.school_id == school_id, row.set_key == set_key, row.measure == measure.id)
    session.add(
        IndicatorMeasureRow(
            school_id=school_id,
            set_key=set_key,
            measure=measure.id,
            version=before + 1,
            indicator=measure.indicator,
            week=measure.week,
            text=measure.text,
            due=measure.due,
            worker=measure.worker,
            at=measure.at,
            by_name=measure.by,
        )
    )
    session.flush()


def add_analysis(session: Session, school_id: int, set_key: str, analysis: Analysis) -> None:
    """Keeps one version of what was concluded of a week, with its moment and its author."""
    row = IndicatorAnalysisRow
    before = _count(session, row.school_id == school_id, row.set_key == set_key, row.week == analysis.week)
    session.add(
        IndicatorAnalysisRow(
            school_id=school_id,
            set_key=set_key,
            week=analysis.week,
            version=before + 1,
            conclusion=analysis.conclusion,
            received=analysis.received,
            origin=analysis.origin,
            vacation=analysis.vacation,
            at=analysis.at,
            by_name=analysis.by,
        )
    )
    session.flush()


def newest_number(session: Session, school_id: int, set_key: str) -> int:
    """The number of the measure begun last; 0: there is none."""
    row = IndicatorMeasureRow
    query = select(func.max(row.measure)).where(row.school_id == school_id, row.set_key == set_key)
    return session.scalar(query) or 0


def _count(session: Session, *of: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).where(*of)) or 0
