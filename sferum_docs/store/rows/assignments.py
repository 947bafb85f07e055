"""Which acts a school carries out, and the packs of acts that were taken in here."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sferum_docs.store.database import Base, UtcDateTime


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
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("school.id"), index=True
    )  # whose pack it is; none: it was shipped
    given_by_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"), index=True)  # the office that assigned it


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


class TakenPackRow(Base):
    """A pack of a body, which all bodies below it know too; the ZIP lies in `file`."""

    __tablename__ = "taken_pack"
    __table_args__ = (UniqueConstraint("owner_id", "pack"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))
    pack: Mapped[str]
    title: Mapped[str]
    edition: Mapped[int]  # counts how often it was replaced
    sha256: Mapped[str] = mapped_column(ForeignKey("file.sha256"), index=True)
    author: Mapped[str]
    taken_at: Mapped[datetime] = mapped_column(UtcDateTime)
