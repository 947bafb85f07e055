"""Tables that are brought in: old registers, files of indicators."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from sferum_docs.store.database import Base, UtcDateTime


class RegisterImportRow(Base):
    """A table that is to come into a register, or has come: `content` holds its rows until it is done.

    `counters`: [period, last and earlier before, last and earlier after], for taking it back.
    """

    __tablename__ = "register_import"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    register: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    content: Mapped[bytes]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_name: Mapped[str]
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    count: Mapped[int]
    entries_sha256: Mapped[str]
    counters: Mapped[list[Any]] = mapped_column(JSON)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_by: Mapped[str]


class IndicatorUploadRow(Base):
    """Files of indicators that a person is bringing in, or has brought: `content` holds their rows until it is done.

    `told` is what was said of their tables, `written` what came of them: [indicator, Monday, version].
    """

    __tablename__ = "indicator_upload"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    pack: Mapped[str]
    names: Mapped[list[str]] = mapped_column(JSON)
    sha256: Mapped[str]
    content: Mapped[bytes]
    told: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_name: Mapped[str]
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    written: Mapped[list[Any]] = mapped_column(JSON)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class ImportedBodyRow(Base):
    """What tables of the district said of a body: what differs from it later was changed by the body, or by them."""

    __tablename__ = "imported_body"

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), primary_key=True)
    record: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
