"""Acts that are being read."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from sferum_docs.store.database import Base, UtcDateTime


class ActDraftRow(Base):
    """An act as it came and as it is understood so far; `revision` grows with each action of a person.

    `text` holds the lines and never changes, `content` the draft with what was done to it; both are packed JSON.
    """

    __tablename__ = "act_draft"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    source_name: Mapped[str]
    sha256: Mapped[str]
    title: Mapped[str]
    waiting: Mapped[int]
    raised: Mapped[int]
    revision: Mapped[int]
    text: Mapped[bytes] = mapped_column(LargeBinary)
    content: Mapped[bytes] = mapped_column(LargeBinary)
    begun_at: Mapped[datetime] = mapped_column(UtcDateTime)
    begun_by: Mapped[str]
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_by: Mapped[str]
    pack: Mapped[str]  # that was made of it; empty: none yet
