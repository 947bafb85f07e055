"""What is typed and not saved: drafts of pages, forms that were refused."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, LargeBinary, UniqueConstraint
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


class RefusedFormRow(Base):
    """The page that answered a form sent: packed HTML. Of a token its SHA-256 is kept; a stranger has no user."""

    __tablename__ = "refused_form"

    token_sha256: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    address: Mapped[str]
    kept_at: Mapped[datetime] = mapped_column(UtcDateTime)
    page: Mapped[bytes] = mapped_column(LargeBinary)
