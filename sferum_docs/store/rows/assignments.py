"""Which acts a school carries out."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
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
