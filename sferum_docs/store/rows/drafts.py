"""What is not ready yet: acts that are being read, drafts of pages, forms that were refused."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, ForeignKey, LargeBinary, UniqueConstraint
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
