"""Who wants to be reminded of deadlines by letter."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from sferum_docs.store.database import Base, UtcDateTime


class ReminderWishRow(Base):
    """Somebody's wish. `told_on`: the last day that was looked at; no day is looked at twice, whoever looks."""

    __tablename__ = "reminder_wish"

    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), primary_key=True)
    address: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    told_on: Mapped[date | None]
