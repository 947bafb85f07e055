"""The registers: counters, entries, who is acquainted, evidence, the list of files."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text, UniqueConstraint, false, text, true
from sqlalchemy.orm import Mapped, mapped_column

from sferum_docs.store.database import Base, UtcDateTime

_UNSIGNED = text("signed_on IS NULL AND refusal_id IS NULL")
_LIVE = text("voided_at IS NULL AND draft_id IS NOT NULL")


class RegisterRow(Base):
    """A register that a school added, or a shipped one that it changed."""

    __tablename__ = "register"

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    title: Mapped[str]
    short: Mapped[str]
    one: Mapped[str]
    kinds: Mapped[list[str]] = mapped_column(JSON)
    file: Mapped[str]
    mask: Mapped[str]
    reset: Mapped[str]
    columns: Mapped[list[list[str]]] = mapped_column(JSON)
    closed: Mapped[bool]


class CounterRow(Base):
    """The last number given in a register in a period: `year` is 0 when its numbers never begin anew.

    `earlier` are ranges given outside this program.
    """

    __tablename__ = "register_counter"

    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), primary_key=True)
    register: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]
    earlier: Mapped[list[Any]] = mapped_column(JSON)


class EntryRow(Base):
    """An entry of a register. Number, day, title and file never change once it is ready."""

    __tablename__ = "register_entry"
    __table_args__ = (
        UniqueConstraint("school_id", "register", "year", "ordinal", "letter", name="uq_register_entry_place"),
        UniqueConstraint("school_id", "register", "year", "number", name="uq_register_entry_number"),
        Index("uq_register_entry_period_place", "school_id", "register", "period", "ordinal", "letter", unique=True),
        Index("uq_register_entry_period_number", "school_id", "register", "period", "number", unique=True),
        Index(
            "uq_register_entry_draft",
            "school_id",
            "draft_id",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
        # counted without reading the rows: what has no file, no scan; all of a year
        Index("ix_register_entry_state", "school_id", "state", "voided_at", "imported"),
        Index("ix_register_entry_year", "school_id", "register", "year", "voided_at"),
        Index("ix_register_entry_document", "school_id", "pack", "document"),
        # asked for by every page of the register, and nearly always empty
        Index("ix_register_entry_recovered", "school_id", "recovered"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    register: Mapped[str]
    year: Mapped[int]  # of signing
    period: Mapped[int]  # whose numbers it belongs to: the year, or 0 when they never begin anew
    ordinal: Mapped[int]
    letter: Mapped[str]
    number: Mapped[str]
    signed_on: Mapped[date]
    title: Mapped[str]
    kind: Mapped[str]
    state: Mapped[str]
    trouble: Mapped[str]
    pack: Mapped[str]
    document: Mapped[str]
    draft_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))
    signer: Mapped[str]
    executor: Mapped[str]
    sheets: Mapped[int | None]
    annexes: Mapped[int | None]
    file_index: Mapped[str]
    addressee: Mapped[str]
    reply_to: Mapped[str]
    sender: Mapped[str]
    sender_number: Mapped[str]
    sender_date: Mapped[date | None]
    due: Mapped[date | None]
    person: Mapped[str]
    basis: Mapped[str]
    act: Mapped[str]  # the pack whose act this paper is, or is about
    note: Mapped[str]
    reason: Mapped[str]
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    registered_by: Mapped[str]
    voided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    void_reason: Mapped[str]
    repealed_by_id: Mapped[int | None] = mapped_column(ForeignKey("register_entry.id"), index=True)
    repealed_note: Mapped[str]
    executed_on: Mapped[date | None]
    replaces: Mapped[bool]  # what the document was registered as before loses force when this entry is ready
    imported: Mapped[bool]  # written in from an old register
    recovered: Mapped[bool] = mapped_column(server_default=false())  # finished after a crash, nobody told yet
    import_id: Mapped[int | None] = mapped_column(index=True)  # which import wrote it
    # what it is searched by: kept by `searching`, read by the database alone
    search_text: Mapped[str] = mapped_column(Text, deferred=True)
    search_linked: Mapped[str] = mapped_column(Text, deferred=True)


class EntryChangeRow(Base):
    """One field of an entry that was changed: from what, to what, why."""

    __tablename__ = "entry_change"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("register_entry.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_name: Mapped[str]
    field: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    reason: Mapped[str]


class AcquaintanceRow(Base):
    """One person who must sign that an order is known to them."""

    __tablename__ = "acquaintance"
    __table_args__ = (
        UniqueConstraint("entry_id", "name"),
        Index("ix_acquaintance_unsigned", "entry_id", sqlite_where=_UNSIGNED, postgresql_where=_UNSIGNED),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("register_entry.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    name: Mapped[str]
    post: Mapped[str]
    signed_on: Mapped[date | None]
    refusal_id: Mapped[int | None] = mapped_column(ForeignKey("refusal.id"))
    left_on: Mapped[date | None]  # from that day nobody asks them any more


class RefusalRow(Base):
    """An act that people refused to sign, before two witnesses."""

    __tablename__ = "refusal"

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("register_entry.id", ondelete="CASCADE"), index=True)
    day: Mapped[date]
    people: Mapped[list[str]] = mapped_column(JSON)
    witnesses: Mapped[list[str]] = mapped_column(JSON)
    number: Mapped[str] = mapped_column(server_default="")  # by the school's own count of acts; empty: by hand


class SentRow(Base):
    """A draft that the head sent to be signed."""

    __tablename__ = "sent_to_sign"

    document_id: Mapped[int] = mapped_column(ForeignKey("document.id", ondelete="CASCADE"), primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_name: Mapped[str]
    returned_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    returned_by: Mapped[str] = mapped_column(default="")
    remark: Mapped[str] = mapped_column(default="")  # why the secretary sent it back


class EvidenceRow(Base):
    """A file that proves something: a signed scan of an entry, a paper for a clause of the checklist."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("register_entry.id", ondelete="CASCADE"), index=True)
    pack: Mapped[str]
    clause: Mapped[str]
    question: Mapped[str]
    file_name: Mapped[str]
    media_type: Mapped[str]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(ForeignKey("file.sha256"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_name: Mapped[str]
    proves: Mapped[bool] = mapped_column(server_default=true())
    words: Mapped[str]
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_reason: Mapped[str]
    withdrawn_by: Mapped[str]


class ElectronicSignatureRow(Base):
    """What a kept file of electronic signatures signs, and what was found in it."""

    __tablename__ = "electronic_signature"

    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id", ondelete="CASCADE"), primary_key=True)
    signed_as: Mapped[str]
    signed_name: Mapped[str]
    signed_sha256: Mapped[str] = mapped_column(ForeignKey("file.sha256"), index=True)
    signers: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class UploadedScanRow(Base):
    """A scan that a person sent and has not confirmed yet: which entry it belongs to, what is on it."""

    __tablename__ = "uploaded_scan"

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    file_name: Mapped[str]
    sha256: Mapped[str]
    content: Mapped[bytes]
    entry_id: Mapped[int | None] = mapped_column(ForeignKey("register_entry.id", ondelete="CASCADE"))
    words: Mapped[str]


class LinkRow(Base):
    """A link from one entry to another: carried out, answered, supplemented, or simply seen with it."""

    __tablename__ = "entry_link"
    __table_args__ = (UniqueConstraint("from_id", "to_id", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("register_entry.id", ondelete="CASCADE"))
    to_id: Mapped[int] = mapped_column(ForeignKey("register_entry.id", ondelete="CASCADE"), index=True)
    kind: Mapped[str]
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    by_name: Mapped[str]


class FileListRow(Base):
    """A line of the school's list of files (номенклатура дел)."""

    __tablename__ = "file_list"
    __table_args__ = (UniqueConstraint("school_id", "index"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    school_id: Mapped[int] = mapped_column(ForeignKey("school.id", ondelete="CASCADE"), index=True)
    position: Mapped[int]
    index: Mapped[str]
    title: Mapped[str]
    retention: Mapped[str]
