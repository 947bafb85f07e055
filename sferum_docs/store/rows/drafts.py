"""What is typed and not saved yet."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sferum_docs.store.database import Base, UtcDateTime


class DraftRow(Base):
    """The fields of one page as one person typed them: pairs of name and value, in their order."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("user_id", "page"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    page: Mapped[str]
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
    fields: Mapped[list[list[str]]] = mapped_column(JSON)
