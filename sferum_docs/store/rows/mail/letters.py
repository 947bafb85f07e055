"""Letters that go out by mail. Those of an entry are kept for ever: they are what the register says of sending."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sferum_docs.store.database import Base, UtcDateTime


class MailLetterRow(Base):
    """A letter as it was written. `key`: the same form sent twice is one letter."""

    __tablename__ = "mail_letter"
    __table_args__ = (UniqueConstraint("school_id", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("register_entry.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    key: Mapped[str]
    message_id: Mapped[str]
    sender_name: Mapped[str]
    reply_to: Mapped[str]
    subject: Mapped[str]
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_name: Mapped[str]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="SET NULL"), index=True)


class MailAttachmentRow(Base):
    """A file of a letter: the very bytes that were sent, under their fingerprint."""

    __tablename__ = "mail_attachment"
    __table_args__ = (UniqueConstraint("letter_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("mail_letter.id", ondelete="CASCADE"))
    position: Mapped[int]
    what: Mapped[str]
    name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("file.sha256"), index=True)


class MailDeliveryRow(Base):
    """A letter to one receiver. `due_at`: when it may be begun, or when the lease of whoever sends it ends.

    `handed`: the server is being given the whole letter, and whether it took it only its answer tells.
    """

    __tablename__ = "mail_delivery"
    __table_args__ = (
        UniqueConstraint("letter_id", "address"),
        Index("ix_mail_delivery_state_due_at", "state", "due_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    letter_id: Mapped[int] = mapped_column(ForeignKey("mail_letter.id", ondelete="CASCADE"))
    address: Mapped[str]
    state: Mapped[str]
    attempts: Mapped[int]
    fence: Mapped[int]
    worker: Mapped[str]
    handed: Mapped[bool]
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    first_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    trouble: Mapped[str]  # the sentence that says what went wrong last
    reply: Mapped[str]  # the server's own words
