"""Files under their fingerprints, made documents, remembered requests."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from sferum_docs.store.database import Base, UtcDateTime


class FileRow(Base):
    """Bytes under their fingerprint: finished documents and the templates they were made from."""

    __tablename__ = "file"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)  # empty where the bytes lie in a folder
    outside: Mapped[bool] = mapped_column(default=False, server_default=false())


class DocumentRow(Base):
    """A made document: never changed, only followed by a newer version."""

    __tablename__ = "document"
    __table_args__ = (UniqueConstraint("school_id", "pack", "document", "version"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    pack: Mapped[str]
    document: Mapped[str]
    version: Mapped[int]
    title: Mapped[str]
    kind: Mapped[str]
    file_name: Mapped[str]
    order_date: Mapped[date]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sha256: Mapped[str] = mapped_column(ForeignKey("file.sha256"), index=True)
    template_sha256: Mapped[str] = mapped_column(ForeignKey("file.sha256"), index=True)
    paragraphs: Mapped[dict[str, Any]] = mapped_column(JSON)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    code: Mapped[str] = mapped_column(index=True)  # of the data: a file is found by it among those of all bodies
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[str] = mapped_column(default="")


class PacketRow(Base):
    """A request for a packet, remembered so that its answers need not be given twice."""

    __tablename__ = "packet"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    pack: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    request: Mapped[dict[str, Any]] = mapped_column(JSON)


class HandedCopyRow(Base):
    """A copy that went out of the house: the fingerprint of its file, what it is, of which document."""

    __tablename__ = "handed_copy"
    __table_args__ = (UniqueConstraint("school_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))
    sha256: Mapped[str] = mapped_column(index=True)
    kind: Mapped[str]
    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), index=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    serials: Mapped[list[str]] = mapped_column(JSON)  # of the certificates that its marks name


class SiteDocumentRow(Base):
    """A document that was approved for the school's site, and its version last handed out for it."""

    __tablename__ = "site_document"

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), primary_key=True)
    pack: Mapped[str] = mapped_column(primary_key=True)
    document: Mapped[str] = mapped_column(primary_key=True)
    approved_id: Mapped[int | None] = mapped_column(ForeignKey("document.id", ondelete="SET NULL"))
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_by: Mapped[str]
    published_id: Mapped[int | None] = mapped_column(ForeignKey("document.id", ondelete="SET NULL"))
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    published_name: Mapped[str]
