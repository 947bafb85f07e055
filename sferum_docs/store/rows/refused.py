"""What a refused form looked like, for a while."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from sferum_docs.store.database import Base, UtcDateTime


class RefusedFormRow(Base):
    """The page that answered a form sent: packed HTML. Of a token its SHA-256 is kept; a stranger has no user."""

    __tablename__ = "refused_form"

    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    address: Mapped[str]
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)
    page: Mapped[bytes] = mapped_column(LargeBinary)
