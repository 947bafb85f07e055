"""Versions of templates that a school uploaded, and what was decided on them: added, never changed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from sferum_docs.store.database import Base, UtcDateTime


class TemplateVersionRow(Base):
    """An uploaded template; the bytes lie in `file`. Version 0 is the template of the pack and has no row."""

    __tablename__ = "template_version"
    __table_args__ = (UniqueConstraint("school_id", "pack", "document", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    pack: Mapped[str]
    document: Mapped[str]
    number: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("file.sha256"), index=True)
    file_name: Mapped[str]
    comment: Mapped[str]
    author: Mapped[str]
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    proposed_by_id: Mapped[int | None] = mapped_column(ForeignKey("school.id"), index=True)  # the office it came from
    taken_back: Mapped[str] = mapped_column(server_default="")  # why the office proposes it no more


class TemplateDecisionRow(Base):
    """A version put in force from a day, or rejected (then it has no day). Going back is a new line."""

    __tablename__ = "template_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    pack: Mapped[str]
    document: Mapped[str]
    number: Mapped[int]
    active_from: Mapped[date | None]
    reason: Mapped[str]
    author: Mapped[str]
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)


class OwnDocumentRow(Base):
    """A document that a school added to its pack, as the record that the reader of packs takes."""

    __tablename__ = "own_document"
    __table_args__ = (UniqueConstraint("school_id", "pack", "document"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    pack: Mapped[str]
    document: Mapped[str]
    record: Mapped[dict[str, Any]] = mapped_column(JSON)
    author: Mapped[str]
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
