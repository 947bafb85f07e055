"""The mail server of the installation."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from sferum_docs.store.database import Base, UtcDateTime


class MailServerRow(Base):
    """The one server. `sealed_password` opens with the key of the installation alone, which no copy holds."""

    __tablename__ = "mail_server"

    id: Mapped[int] = mapped_column(primary_key=True)
    on: Mapped[bool]
    host: Mapped[str]
    port: Mapped[int]
    security: Mapped[str]
    login: Mapped[str]
    sealed_password: Mapped[str]
    sender: Mapped[str]
    sender_name: Mapped[str]
    authority: Mapped[str] = mapped_column(Text)
    most_mb: Mapped[int]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[str]
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # when a test letter was taken last
