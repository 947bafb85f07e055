"""The audit journal: lines are added, never changed or deleted; triggers of the database hold to that."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from sferum_docs.store.database import Base, UtcDateTime


class AuditRow(Base):
    """Who did what to what, when, from where. The name stays as it was when the user is gone."""

    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    user_id: Mapped[int | None]
    user_name: Mapped[str]
    address: Mapped[str]
    action: Mapped[str]
    subject: Mapped[str]
    entry_id: Mapped[int | None] = mapped_column(index=True)  # of a register; lines of older versions have none
    details: Mapped[dict[str, Any]] = mapped_column(JSON)
