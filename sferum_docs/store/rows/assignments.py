"""Which acts a school carries out."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sferum_docs.store.database import Base


class AssignmentRow(Base):
    """A pack that a school works by, or worked by: from which day, and how it ended."""

    __tablename__ = "assignment"
    __table_args__ = (UniqueConstraint("school_id", "pack"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))
    pack: Mapped[str]
    title: Mapped[str]  # of the pack when it was assigned: its folder may be gone some day
    since: Mapped[date]
    state: Mapped[str]
    succeeded_by: Mapped[str]
    ended_on: Mapped[date | None]
    paper_orders: Mapped[list[Any]] = mapped_column(JSON)  # [entry, [documents of its successor that replace it]]
    amendments: Mapped[list[Any]] = mapped_column(JSON)


class ActSummaryRow(Base):
    """What an office is shown of a body and an act, worked out from all that is kept: it may be thrown away.

    It holds while the stamps of the body and of what names no body, and the `mark` of the pack and of the rules, are
    these, from `day` until `until`.
    """

    __tablename__ = "act_summary"

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), primary_key=True)
    pack: Mapped[str] = mapped_column(primary_key=True)
    own: Mapped[int] = mapped_column(BigInteger)
    common: Mapped[int] = mapped_column(BigInteger)
    mark: Mapped[str]
    day: Mapped[date]
    until: Mapped[date | None]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
