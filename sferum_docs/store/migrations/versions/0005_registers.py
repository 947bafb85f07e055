"""Registers: counters, entries, acquaintance, evidence, the list of files."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Makes the change."""
    op.create_table(
        "file_list",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("index", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("retention", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_file_list_school_id_school"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_list")),
        sa.UniqueConstraint("school_id", "index", name=op.f("uq_file_list_school_id")),
    )
    op.create_index(op.f("ix_file_list_school_id"), "file_list", ["school_id"], unique=False)
    op.create_table(
        "register_counter",
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.Column("earlier", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_register_counter_school_id_school"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("school_id", "register", "year", name=op.f("pk_register_counter")),
    )
    op.create_table(
        "register_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("register", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("ordinal", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("trouble", sa.String(), nullable=False),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("signer", sa.String(), nullable=False),
        sa.Column("executor", sa.String(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=True),
        sa.Column("annexes", sa.Integer(), nullable=True),
        sa.Column("file_index", sa.String(), nullable=False),
        sa.Column("addressee", sa.String(), nullable=False),
        sa.Column("reply_to", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("registered_by", sa.String(), nullable=False),
        sa.Column("voided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("void_reason", sa.String(), nullable=False),
        sa.Column("repealed_by_id", sa.Integer(), nullable=True),
        sa.Column("repealed_note", sa.String(), nullable=False),
        sa.Column("executed_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_register_entry_document_id_document")),
        sa.ForeignKeyConstraint(["draft_id"], ["document.id"], name=op.f("fk_register_entry_draft_id_document")),
        sa.ForeignKeyConstraint(
            ["repealed_by_id"], ["register_entry.id"], name=op.f("fk_register_entry_repealed_by_id_register_entry")
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_register_entry_school_id_school"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_entry")),
        sa.UniqueConstraint("school_id", "register", "year", "number", name="uq_register_entry_number"),
        sa.UniqueConstraint("school_id", "register", "year", "ordinal", "letter", name="uq_register_entry_place"),
    )
    op.create_index(op.f("ix_register_entry_school_id"), "register_entry", ["school_id"], unique=False)
    op.create_index(
        "uq_register_entry_draft",
        "register_entry",
        ["school_id", "draft_id"],
        unique=True,
        sqlite_where=sa.text("voided_at IS NULL AND draft_id IS NOT NULL"),
        postgresql_where=sa.text("voided_at IS NULL AND draft_id IS NOT NULL"),
    )
    op.create_table(
        "sent_to_sign",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_sent_to_sign_document_id_document"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_sent_to_sign")),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("school_id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=True),
        sa.Column("pack", sa.String(), nullable=False),
        sa.Column("clause", sa.String(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by_name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["register_entry.id"], name=op.f("fk_evidence_entry_id_register_entry"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["school_id"], ["school.id"], name=op.f("fk_evidence_school_id_school"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["sha256"], ["file.sha256"], name=op.f("fk_evidence_sha256_file")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_entry_id"), "evidence", ["entry_id"], unique=False)
    op.create_index(op.f("ix_evidence_school_id"), "evidence", ["school_id"], unique=False)
    op.create_table(
        "refusal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("people", sa.JSON(), nullable=False),
        sa.Column("witnesses", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["register_entry.id"], name=op.f("fk_refusal_entry_id_register_entry"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_refusal")),
    )
    op.create_index(op.f("ix_refusal_entry_id"), "refusal", ["entry_id"], unique=False)
    op.create_table(
        "acquaintance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("refusal_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["register_entry.id"],
            name=op.f("fk_acquaintance_entry_id_register_entry"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(["refusal_id"], ["refusal.id"], name=op.f("fk_acquaintance_refusal_id_refusal")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acquaintance")),
        sa.UniqueConstraint("entry_id", "name", name=op.f("uq_acquaintance_entry_id")),
    )
    op.create_index(op.f("ix_acquaintance_entry_id"), "acquaintance", ["entry_id"], unique=False)
