"""Jobs: work of many parts that nobody waits for at a page. The truth of them is here; a queue only rings."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sferum_docs.store.database import Base, UtcDateTime


class JobRow(Base):
    """A job of an office. `key`: the same pressed twice is one job; `served_at`: when a part of it was last begun."""

    __tablename__ = "job"
    __table_args__ = (UniqueConstraint("school_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))
    kind: Mapped[str]
    title: Mapped[str]
    options: Mapped[dict[str, Any]] = mapped_column(JSON)
    key: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_name: Mapped[str]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"))
    served_at: Mapped[datetime] = mapped_column(UtcDateTime)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancelled_by: Mapped[str]
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)


class JobItemRow(Base):
    """A part of a job. `due_at`: when it may be begun, or when the lease of whoever has begun it ends.

    `fence` grows with every beginning: whoever has an older one has lost it. `subject_id` is the body it is about.
    """

    __tablename__ = "job_item"
    __table_args__ = (
        UniqueConstraint("job_id", "key"),
        Index("ix_job_item_job_id_state", "job_id", "state", "id"),
        Index("ix_job_item_state_due_at", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int] = mapped_column(ForeignKey("job.id", ondelete="CASCADE"))
    key: Mapped[str]
    title: Mapped[str]
    subject_id: Mapped[int | None] = mapped_column(ForeignKey("school.id", ondelete="SET NULL"), index=True)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    state: Mapped[str]
    attempts: Mapped[int]
    fence: Mapped[int]
    worker: Mapped[str]
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    faults: Mapped[list[Any]] = mapped_column(JSON)
    result: Mapped[dict[str, Any]] = mapped_column(JSON)
