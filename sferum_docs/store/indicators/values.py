"""Values of indicators: versions, of which the newest is in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select

from sferum_docs.indicators.series import Source, Value
from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import db
from sferum_docs.store.rows import IndicatorValueRow

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from sferum_docs.indicators.model import State


@cached_until_change
def values_of(school_id: int, set_key: str) -> tuple[Value, ...]:
    """Of each indicator and week the version in force, by week."""
    own = _of(school_id, set_key)
    newest = (
        select(
            IndicatorValueRow.indicator, IndicatorValueRow.week, func.max(IndicatorValueRow.version).label("version")
        )
        .where(*own)
        .group_by(IndicatorValueRow.indicator, IndicatorValueRow.week)
        .subquery()
    )
    query = (
        select(IndicatorValueRow)
        .join(
            newest,
            and_(
                IndicatorValueRow.indicator == newest.c.indicator,
                IndicatorValueRow.week == newest.c.week,
                IndicatorValueRow.version == newest.c.version,
            ),
        )
        .where(*own)
        .order_by(IndicatorValueRow.week, IndicatorValueRow.id)
    )
    return tuple(map(_value, db.session.scalars(query)))


@cached_until_change
def versions_of_week(school_id: int, set_key: str, week: date) -> tuple[Value, ...]:
    """Every version of every value of a week, those of one indicator oldest first."""
    query = select(IndicatorValueRow).where(*_of(school_id, set_key), IndicatorValueRow.week == week)
    return tuple(map(_value, db.session.scalars(query.order_by(IndicatorValueRow.version, IndicatorValueRow.id))))


@cached_until_change
def versions_from_files(school_id: int, set_key: str) -> tuple[Value, ...]:
    """Every version that came from a file, in the order in which they came."""
    query = select(IndicatorValueRow).where(*_of(school_id, set_key), IndicatorValueRow.file != "")
    return tuple(map(_value, db.session.scalars(query.order_by(IndicatorValueRow.id))))


def add_versions(session: Session, school_id: int, set_key: str, values: Iterable[Value]) -> None:
    """Keeps new versions; each must bear its number, its moment and its author."""
    session.add_all(
        IndicatorValueRow(
            school_id=school_id,
            set_key=set_key,
            indicator=value.indicator,
            week=value.week,
            version=value.version,
            amount=value.amount,
            unit=value.unit,
            base=value.base,
            state=value.state,
            file=value.source.file,
            sheet=value.source.sheet,
            cell=value.source.cell,
            written=value.source.written,
            reason=value.reason,
            at=value.at,
            by_name=value.by,
        )
        for value in values
    )
    session.flush()


def _of(school_id: int, set_key: str) -> tuple[ColumnElement[bool], ...]:
    return IndicatorValueRow.school_id == school_id, IndicatorValueRow.set_key == set_key


def _value(row: IndicatorValueRow) -> Value:
    state: State = row.state  # type: ignore[assignment]  # one of the three, as `add_versions` was given it
    return Value(
        row.indicator,
        row.week,
        row.amount,
        row.unit,
        row.base,
        state,
        Source(row.file, row.sheet, row.cell, row.written),
        row.version,
        row.reason,
        row.at,
        row.by_name,
    )
