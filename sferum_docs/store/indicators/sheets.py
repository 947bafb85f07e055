"""How the sheets of a school are read: columns by the signature of a heading, names of bodies as they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, select

from sferum_docs.store.change_stamp import cached_until_change
from sferum_docs.store.database import db
from sferum_docs.store.rows import IndicatorMappingRow, IndicatorSchoolNameRow

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from sferum_docs.store.audit import Actor


@cached_until_change
def kept_mappings(school_id: int) -> dict[str, dict[str, Any]]:
    """Signature of a heading → its columns, those said last at the end."""
    query = select(IndicatorMappingRow).where(IndicatorMappingRow.school_id == school_id)
    rows = db.session.scalars(query.order_by(IndicatorMappingRow.at, IndicatorMappingRow.id))
    return {row.signature: dict(row.columns) for row in rows}


@cached_until_change
def kept_school_names(school_id: int) -> dict[str, bool]:
    """Name as it is written in sheets → whether the school itself is meant."""
    query = select(IndicatorSchoolNameRow).where(IndicatorSchoolNameRow.school_id == school_id)
    return {row.written: row.own for row in db.session.scalars(query.order_by(IndicatorSchoolNameRow.id))}


def put_mapping(session: Session, school_id: int, signature: str, columns: Mapping[str, Any], by: Actor) -> None:
    """Keeps how a heading is understood, in place of what was said of it before."""
    query = select(IndicatorMappingRow).where(
        IndicatorMappingRow.school_id == school_id, IndicatorMappingRow.signature == signature
    )
    row = session.scalar(query) or IndicatorMappingRow(school_id=school_id, signature=signature)
    row.columns, row.at, row.by_name = dict(columns), by.at, by.name
    session.add(row)
    session.flush()


def put_school_name(session: Session, school_id: int, written: str, *, own: bool, by: Actor) -> None:
    """Keeps whether a written name means the school itself, in place of what was said of it before."""
    query = select(IndicatorSchoolNameRow).where(
        IndicatorSchoolNameRow.school_id == school_id, IndicatorSchoolNameRow.written == written
    )
    row = session.scalar(query) or IndicatorSchoolNameRow(school_id=school_id, written=written)
    row.own, row.at, row.by_name = own, by.at, by.name
    session.add(row)
    session.flush()


def forget_mapping(session: Session, school_id: int, signature: str) -> None:
    """Forgets how a heading was understood."""
    row = IndicatorMappingRow
    session.execute(delete(row).where(row.school_id == school_id, row.signature == signature))


def forget_school_name(session: Session, school_id: int, written: str) -> None:
    """Forgets what was said of a written name."""
    row = IndicatorSchoolNameRow
    session.execute(delete(row).where(row.school_id == school_id, row.written == written))
