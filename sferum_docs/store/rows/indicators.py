"""Indicators of a school: figures, measures and conclusions are only added, so that nothing is lost."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, Text, TypeDecorator, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sferum_docs.store.database import Base, UtcDateTime

_PARTS = 10_000  # of one: what an amount is kept in, SQLite has no exact fractions


class ExactAmount(TypeDecorator[Decimal]):
    """An amount with up to four digits after the comma, exact on both databases."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: object) -> int | None:  # noqa: ARG002
        """Into the database as ten-thousandths; a finer amount is a mistake of ours."""
        if value is None:
            return None
        parts = value * _PARTS
        if parts != int(parts):
            raise ValueError(value)
        return int(parts)

    def process_result_value(self, value: int | None, dialect: object) -> Decimal | None:  # noqa: ARG002
        """Out of the database."""
        if value is None:
            return None
        whole, rest = divmod(value, _PARTS)
        return Decimal(whole) if rest == 0 else (Decimal(value) / _PARTS).normalize()


class IndicatorValueRow(Base):
    """One version of one value of a week; the newest is in force, those before are its history."""

    __tablename__ = "indicator_value"
    __table_args__ = (UniqueConstraint("school_id", "set_key", "indicator", "week", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))
    set_key: Mapped[str]
    indicator: Mapped[str]
    week: Mapped[date]  # its Monday
    version: Mapped[int]
    amount: Mapped[Decimal | None] = mapped_column(ExactAmount)
    unit: Mapped[str]
    base: Mapped[int | None]
    state: Mapped[str]
    file: Mapped[str]  # this and the three after are empty when it was typed
    sheet: Mapped[str]
    cell: Mapped[str]
    written: Mapped[str]
    reason: Mapped[str] = mapped_column(Text)  # why it took the place of the version before
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_name: Mapped[str]


class IndicatorMeasureRow(Base):
    """One version of what is done about an indicator of a week; the newest of a `measure` stands."""

    __tablename__ = "indicator_measure"
    __table_args__ = (UniqueConstraint("school_id", "set_key", "measure", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))
    set_key: Mapped[str]
    measure: Mapped[int]  # its number among those of the school
    version: Mapped[int]
    indicator: Mapped[str]
    week: Mapped[date]
    text: Mapped[str] = mapped_column(Text)  # empty: the measure was taken back
    due: Mapped[date | None]
    worker: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_name: Mapped[str]


class IndicatorAnalysisRow(Base):
    """One version of what was concluded of a week; the newest stands."""

    __tablename__ = "indicator_analysis"
    __table_args__ = (UniqueConstraint("school_id", "set_key", "week", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))
    set_key: Mapped[str]
    week: Mapped[date]
    version: Mapped[int]
    conclusion: Mapped[str] = mapped_column(Text)  # empty: nothing is concluded, or no more
    received: Mapped[date | None]
    origin: Mapped[str]
    vacation: Mapped[bool | None]  # what a person said of the week; none: by the calendar
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_name: Mapped[str]


class IndicatorMappingRow(Base):
    """How the columns of a heading were understood, by the signature of the heading; what was said last stands."""

    __tablename__ = "indicator_mapping"
    __table_args__ = (UniqueConstraint("school_id", "signature"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))
    signature: Mapped[str]
    columns: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_name: Mapped[str]


class IndicatorSchoolNameRow(Base):
    """How sheets write the name of a body, and whether the school itself is meant; what was said last stands."""

    __tablename__ = "indicator_school_name"
    __table_args__ = (UniqueConstraint("school_id", "written"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))
    written: Mapped[str]
    own: Mapped[bool]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_name: Mapped[str]
